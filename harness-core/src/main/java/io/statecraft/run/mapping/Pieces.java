package io.statecraft.run.mapping;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pieces of one segment that a script expects whole, as a sender with segmentation offload would have handed it on: each but the last
 * has the length of the first, and their headers say the same but for what differs between pieces.
 */
public final class Pieces {
    /** Bits that differ between the pieces of one segment: only the last has PSH and FIN, only the first CWR. */
    private static final int FREE_FLAGS = TcpFlag.maskOf(TcpFlag.FIN, TcpFlag.PSH, TcpFlag.CWR);

    private final List<Segment> pieces = new ArrayList<>();
    private int length;

    /** Whether a packet that is shorter than {@code expected} octets of text may be the beginning of it. */
    public static boolean mayBegin(Decoded live, int expected) {
        Segment s = live.packet().carried();
        return s != null && !s.payload().isEmpty() && s.payload().length() < expected;
    }

    /** The octets of text so far. */
    public int length() {
        return length;
    }

    /** Takes the next packet, if it continues those before; whether it did. */
    public boolean add(Decoded live) {
        Segment s = live.packet().carried();
        if (s == null || !continues(s)) {
            return false;
        }
        pieces.add(s);
        length += s.payload().length();
        return true;
    }

    private boolean continues(Segment s) {
        if (pieces.isEmpty()) {
            return true;
        }
        Segment before = pieces.get(pieces.size() - 1);
        return !s.payload().isEmpty()
                && s.payload().length() <= before.payload().length()
                && before.payload().length() == pieces.get(0).payload().length()
                && s.seq().equals(before.seq().plus(before.payload().length()))
                && s.ack().equals(before.ack())
                && (s.flags() & ~FREE_FLAGS) == (before.flags() & ~FREE_FLAGS)
                && s.window() == before.window()
                && s.urgentPointer() == before.urgentPointer()
                && s.options().equals(before.options());
    }

    /** The whole: the last packet's headers, the first one's sequence number and CWR; empty if there is no piece. */
    public Optional<Packet> whole(Packet last) {
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        Segment first = pieces.get(0);
        Segment end = pieces.get(pieces.size() - 1);
        int cwr = TcpFlag.CWR.mask();
        Segment joined = end.withSeq(first.seq())
                .withFlags(end.flags() & ~cwr | first.flags() & cwr)
                .withPayload(text());
        return Optional.of(last.with(joined));
    }

    private Bytes text() {
        ByteBuffer text = ByteBuffer.allocate(length);
        pieces.forEach(piece -> piece.payload().putInto(text));
        return Bytes.of(text.array());
    }
}
