package io.statecraft.stack;

import io.statecraft.wire.SequenceNumber;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which segments carry PSH (RFC 9293 section 3.9.1.2): as the profile's {@link Manner.Push} has it. The mark of a write stays when the
 * segment goes again; that of a train is for its one departure.
 */
final class PushMarks {
    private final Endpoint endpoint;
    private final Deque<SequenceNumber> writes = new ArrayDeque<>(); // where each write ends, if it is not acknowledged
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

    /** Whether the last of {@code count} segments that leave together pushes. */
    boolean pushesTrain(int count) {
        return count > 1 && manner() == Manner.Push.END_OF_WRITE_OR_TRAIN;
    }

    /** A timer has sent what was waiting for more, up to {@code end}. */
    void freedByTimer(SequenceNumber end) {
        freed = manner() == Manner.Push.END_OF_WRITE_OR_TRAIN ? end : null;
    }

    /** SND.UNA is {@code una} now. */
    void acknowledged(SequenceNumber una) {
        while (!writes.isEmpty() && writes.peek().isAtOrBefore(una)) {
            writes.remove();
        }
    }

    /** Whether a segment whose text ends at {@code end} carries PSH. */
    boolean isPushed(SequenceNumber end) {
        boolean ofWrite = manner() == Manner.Push.EMPTY_BUFFER
                ? end.equals(endpoint.connection().snd().end())
                : writes.contains(end);
        return ofWrite || end.equals(freed);
    }
}
