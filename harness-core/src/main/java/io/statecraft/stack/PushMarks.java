package io.statecraft.stack;

import io.statecraft.wire.SequenceNumber;
import java.util.ArrayDeque;
import java.util.Deque;

/** Which segments carry PSH (RFC 9293 section 3.9.1.2): as the profile's {@link Manner.Push} has it, also when they go again. */
final class PushMarks {
    private final Endpoint endpoint;
    private final Deque<SequenceNumber> writes = new ArrayDeque<>(); // where each write ends, if it is not acknowledged
    private final Deque<SequenceNumber> trains = new ArrayDeque<>(); // where trains of segments end
    private SequenceNumber freed; // what a timer has freed although it was not full ends here; null: nothing

    PushMarks(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    private Manner.Push manner() {
        return endpoint.profile().manner().push();
    }

    /** A write of the user ends at {@code end}, and nothing was said of more to come. */
    void writeEnds(SequenceNumber end) {
        writes.add(end);
    }

    /** Segments that leave together end at {@code end}. */
    void trainEnds(SequenceNumber end) {
        if (manner() == Manner.Push.END_OF_WRITE_OR_TRAIN) {
            trains.add(end);
        }
    }

    /** A timer has sent what was waiting for more, up to {@code end}. */
    void freedByTimer(SequenceNumber end) {
        freed = manner() == Manner.Push.END_OF_WRITE_OR_TRAIN ? end : null;
    }

    /** SND.UNA is {@code una} now. */
    void acknowledged(SequenceNumber una) {
        dropUntil(writes, una);
        dropUntil(trains, una);
    }

    private static void dropUntil(Deque<SequenceNumber> ends, SequenceNumber una) {
        while (!ends.isEmpty() && ends.peek().isAtOrBefore(una)) {
            ends.remove();
        }
    }

    /** Whether a segment whose text ends at {@code end} carries PSH. */
    boolean isPushed(SequenceNumber end) {
        boolean ofWrite = manner() == Manner.Push.EMPTY_BUFFER
                ? end.equals(endpoint.connection().snd().end())
                : writes.contains(end);
        return ofWrite || end.equals(freed) || trains.contains(end);
    }
}
