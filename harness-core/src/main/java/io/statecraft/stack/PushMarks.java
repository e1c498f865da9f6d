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
    private final Pieces pieces;
    private final Deque<SequenceNumber> writes = new ArrayDeque<>(); // where each write ends, if it is not acknowledged
    private SequenceNumber freed; // what a timer has freed although it was not full ends here; null: nothing

    PushMarks(Endpoint endpoint, Pieces pieces) {
        this.endpoint = endpoint;
        this.pieces = pieces;
    }

    private Manner.Push manner() {
        return endpoint.profile().manner().push();
    }

    /** A write of the user ends at {@code end}, and nothing was said of more to come. */
    void writeEnds(SequenceNumber end) {
        if (inPieces()) {
            pieces.push();
        } else {
            writes.add(end);
        }
    }

    private boolean inPieces() {
        return manner() == Manner.Push.END_OF_WRITE_OR_TRAIN;
    }

    /** Whether the last of {@code count} segments that leave together pushes. */
    boolean pushesTrain(int count) {
        return count > 1 && inPieces();
    }

    /** A timer has sent what was waiting for more, up to {@code end}. */
    void freedByTimer(SequenceNumber end) {
        freed = inPieces() ? end : null;
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
                : inPieces() ? pieces.isPushed(end) : writes.contains(end);
        return ofWrite || end.equals(freed);
    }
}
