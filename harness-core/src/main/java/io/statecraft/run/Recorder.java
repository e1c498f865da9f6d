package io.statecraft.run;

import io.statecraft.oracle.Delivery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

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
        settle(() -> true);
    }

    /** The same, as long as there is time for the next event: the judge may need milliseconds for one. */
    void settle(BooleanSupplier thereIsTime) {
        pending.sort(Comparator.comparingLong(
                TraceEvent::time)); // stable: of one time, in the order in which they were added
        int done = 0;
        while (done < pending.size() && thereIsTime.getAsBoolean()) {
            TraceEvent event = pending.get(done++);
            settled.add(event);
            if (judge != null) {
                judge.take(event);
            }
        }
        pending.subList(0, done).clear();
    }

    Trace trace(Delivery delivery, boolean superSegments) {
        settle();
        return new Trace(delivery, superSegments, settled);
    }
}
