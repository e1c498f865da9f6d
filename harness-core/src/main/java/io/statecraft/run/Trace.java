package io.statecraft.run;

import io.statecraft.oracle.Delivery;
import java.util.ArrayList;
import java.util.List;

/**
 * All that happened in an attempt, in the order of time. Judgements and reports read it and nothing else.
 *
 * @param delivery how exactly the time of a packet tells when the target saw it
 * @param superSegments whether a packet of the target may stand for several segments, without a checksum
 * @param events in order
 */
public record Trace(Delivery delivery, boolean superSegments, List<TraceEvent> events) {
    public Trace {
        events = List.copyOf(events);
    }

    /** The last {@code count} events that say what happened on the wire or at the socket interface. */
    public List<TraceEvent> last(int count) {
        List<TraceEvent> last = new ArrayList<>();
        for (int i = events.size() - 1; i >= 0 && last.size() < count; i--) {
            if (!(events.get(i) instanceof TraceEvent.Quiet)) {
                last.add(0, events.get(i));
            }
        }
        return last;
    }
}
