package io.statecraft.run;

import java.util.ArrayList;
import java.util.List;

/**
 * All that happened in an attempt, in the order of time. Judgements and reports read it and nothing else.
 *
 * @param deliversAtOnce whether the target had taken a packet when the harness had sent it
 * @param events in order
 */
public record Trace(boolean deliversAtOnce, List<TraceEvent> events) {
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
