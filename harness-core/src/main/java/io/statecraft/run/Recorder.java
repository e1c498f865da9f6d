package io.statecraft.run;

import io.statecraft.oracle.Delivery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes the trace. A packet is stamped when it comes but read later, so that events do not get here in order: they are held until the
 * session has read everything there is, then ordered by time, and only then shown to the judge.
 */
final class Recorder {
    private final List<TraceEvent> settled = new ArrayList<>();
    private final List<TraceEvent> pending = new ArrayList<>();
    private final Judge judge;

    /** @param judge may be null */
    Recorder(Judge judge) {
        this.judge = judge;
    }

    void add(TraceEvent event) {
        pending.add(event);
    }

    /** All that has happened until now has been added. */
    void settle() {
        pending.sort(Comparator.comparingLong(
                TraceEvent::time)); // stable: of one time, in the order in which they were added
        for (TraceEvent event : pending) {
            settled.add(event);
            if (judge != null) {
                judge.take(event);
            }
        }
        pending.clear();
    }

    /** The time of the last event that was settled, or -1. */
    long lastTime() {
        return settled.isEmpty() ? -1 : settled.get(settled.size() - 1).time();
    }

    Trace trace(Delivery delivery, boolean superSegments) {
        settle();
        return new Trace(delivery, superSegments, settled);
    }
}
