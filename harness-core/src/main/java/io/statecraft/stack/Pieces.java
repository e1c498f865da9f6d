package io.statecraft.stack;

import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.SequenceNumber;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The send buffer in pieces, as a sender with segmentation offload builds it: writes fill a piece that has not gone, up to what a train can
 * carry; no segment reaches over a piece's end. Octets.
 */
final class Pieces {
    private static final int LARGEST = 65_216;
    private static final int SMALL_WINDOW = 536;

    private final Endpoint endpoint;
    private final Deque<Piece> pieces = new ArrayDeque<>(); // not acknowledged, in order
    private SequenceNumber pushedUntil; // what was marked last ends here; null: nothing

    private static final class Piece {
        private final SequenceNumber from;
        private SequenceNumber to;
        private boolean pushed;
        private boolean closed;

        Piece(SequenceNumber from) {
            this.from = from;
            this.to = from;
        }
    }

    Pieces(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    private SendSpace space() {
        return endpoint.connection().snd();
    }

    /** What a piece can hold: whole segments, and no more than half of the largest window that the peer has shown. */
    private long goal() {
        long window = space().maxWnd();
        long most = Math.min(LARGEST, window > SMALL_WINDOW ? window / 2 : window);
        int size = Math.max(1, endpoint.segmentSize());
        return Math.max(size, most / size * size);
    }

    /** What the last piece has room for; 0 if a new one is needed. */
    long tailRoom() {
        Piece tail = pieces.peekLast();
        if (tail == null || tail.closed || !tail.to.isAfter(space().nxt())) {
            return 0;
        }
        return Math.max(0, goal() - tail.to.since(SequenceNumber.max(tail.from, space().nxt())));
    }

    /** What a new piece would hold. */
    long newRoom() {
        return goal();
    }

    /** How many pieces there are. */
    int count() {
        return pieces.size();
    }

    /** Text of {@code length} octets comes at {@code at}, no more than there is room for; whether the peer is to be told of it at once. */
    boolean append(SequenceNumber at, int length) {
        if (tailRoom() <= 0) {
            pieces.add(new Piece(at));
        }
        Piece tail = pieces.getLast();
        tail.to = at.plus(length);
        SequenceNumber marked = pushedUntil == null ? space().iss().plus(1) : pushedUntil;
        boolean due = tail.to.since(marked) > space().maxWnd() / 2; // from time to time it is
        if (due) {
            push();
        }
        return due;
    }

    /** Whether nothing but the last piece is unsent. */
    boolean isTailNext() {
        return !pieces.isEmpty() && endAround(space().nxt()).equals(pieces.getLast().to);
    }

    /** Octets of the piece that goes next which have not gone. */
    int left() {
        SequenceNumber nxt = space().nxt();
        return endAround(nxt).since(nxt);
    }

    /** Whether the piece that goes next can still be added to. */
    boolean isNextOpen() {
        return isTailNext() && !pieces.getLast().closed;
    }

    /** The last piece ends with PSH. */
    void push() {
        Piece tail = pieces.peekLast();
        if (tail != null) {
            tail.pushed = true;
            pushedUntil = tail.to;
        }
    }

    /** Nothing is added to the last piece any more. */
    void close() {
        if (!pieces.isEmpty()) {
            pieces.getLast().closed = true;
        }
    }

    /** SND.UNA is {@code una} now. */
    void acknowledged(SequenceNumber una) {
        while (!pieces.isEmpty() && pieces.peek().to.isAtOrBefore(una)) {
            pieces.remove();
        }
    }

    /** Where the piece ends that holds the octet at {@code at}. */
    SequenceNumber endAround(SequenceNumber at) {
        for (Piece piece : pieces) {
            if (piece.to.isAfter(at)) {
                return piece.to;
            }
        }
        return space().end();
    }

    /** Whether a piece with PSH ends at {@code end}. */
    boolean isPushed(SequenceNumber end) {
        Piece piece = endingAt(end);
        return piece != null && piece.pushed;
    }

    /** Whether a piece to which nothing may be put ends at {@code end}. */
    boolean isClosed(SequenceNumber end) {
        Piece piece = endingAt(end);
        return piece != null && piece.closed;
    }

    private Piece endingAt(SequenceNumber end) {
        for (Piece piece : pieces) {
            if (piece.to.equals(end)) {
                return piece;
            }
        }
        return null;
    }
}
