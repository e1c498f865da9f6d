package io.statecraft.stack;

import io.statecraft.tcp.Offer;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SYN cookies (RFC 4987 section 3.6): the initial sequence number of a SYN,ACK says all that the listener needs to know of a SYN, so that
 * it can forget it. 24 bits are a keyed hash of the ends, of the peer's initial sequence number, of the time and of the other 8; these are
 * the time's parity, and what the SYN offered, in eight steps of MSS and of window scale.
 */
final class SynCookies {
    private static final long SLOT = 64_000_000_000L; // nanoseconds; a cookie is good for one to two of them
    private static final int[] MSS = {216, 536, 1200, 1360, 1400, 1440, 1452, 1460};
    private static final int[] SHIFT = {-1, 0, 1, 2, 4, 6, 7, 8};
    private static final int OFFER_BITS = 8;
    private static final int HASH_MASK = 0xffffff;

    private final SipHash key;

    SynCookies(SipHash key) {
        this.key = key;
    }

    /** The initial sequence number with which a SYN is answered at {@code now}. */
    SequenceNumber make(FourTuple ends, Segment syn, long now) {
        Offer offer = Offer.of(syn);
        long slot = now / SLOT;
        int bits = (int) (slot & 1)
                | index(MSS, offer.mss()) << 1
                | index(SHIFT, offer.windowShift()) << 4
                | (offer.sackPermitted() ? 1 : 0) << 7;
        return cookie(ends, syn.seq(), slot, bits);
    }

    private SequenceNumber cookie(FourTuple ends, SequenceNumber irs, long slot, int bits) {
        ByteBuffer message = ByteBuffer.allocate(2 * 16 + 2 * Integer.BYTES + Long.BYTES + 1);
        ends.local().bytes().putInto(message);
        ends.remote().bytes().putInto(message);
        message.putInt(ends.localPort() << 16 | ends.remotePort())
                .putInt(irs.bits())
                .putLong(slot)
                .put((byte) bits);
        long hash = key.hash(Bytes.copyOf(message.array(), 0, message.position()));
        return SequenceNumber.of((hash & HASH_MASK) << OFFER_BITS | bits);
    }

    /** The largest step that is not more. */
    private static int index(int[] steps, int value) {
        int index = 0;
        for (int i = 1; i < steps.length; i++) {
            index = steps[i] <= value ? i : index;
        }
        return index;
    }

    /** The SYN whose cookie {@code s} acknowledges, as far as it is known; empty if it is none, or an old one. */
    Optional<Segment> synBehind(FourTuple ends, Segment s, long now) {
        SequenceNumber cookie = s.ack().minus(1);
        SequenceNumber irs = s.seq().minus(1);
        int bits = cookie.bits() & (1 << OFFER_BITS) - 1;
        long slot = now / SLOT;
        slot -= (slot ^ bits) & 1;
        return cookie(ends, irs, slot, bits).equals(cookie)
                ? Optional.of(Segment.between(s.sourcePort(), s.destinationPort())
                        .withSeq(irs)
                        .withFlags(TcpFlag.SYN)
                        .withWindow(s.window())
                        .withOptions(options(bits, s)))
                : Optional.empty();
    }

    private static List<TcpOption> options(int bits, Segment s) {
        List<TcpOption> options = new ArrayList<>();
        options.add(new TcpOption.MaximumSegmentSize(MSS[bits >> 1 & 7]));
        int shift = SHIFT[bits >> 4 & 7];
        if (shift >= 0) {
            options.add(new TcpOption.WindowScale(shift));
        }
        if ((bits & 1 << 7) != 0) {
            options.add(new TcpOption.SackPermitted());
        }
        TcpOption.Timestamps stamps = s.option(TcpOption.Timestamps.class);
        if (stamps != null) {
            options.add(stamps); // who has them agreed on them
        }
        return options;
    }
}
