package io.statecraft.oracle.offline;

import static io.statecraft.oracle.offline.Side.SACK;
import static io.statecraft.oracle.offline.Side.SCALE;
import static io.statecraft.oracle.offline.Side.STAMPS;

/** Options: each where it belongs, and only if both sides agreed on it; what they say of the peer it must have sent. */
final class OptionChecks {
    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int MSS = 2;
    private static final int WINDOW_SCALE = 3;
    private static final int SACK_PERMITTED = 4;
    private static final int SACK_BLOCKS = 5;
    private static final int TIMESTAMPS = 8;
    private static final int FAST_OPEN = 34;
    private static final int EXPERIMENTAL = 254;

    // What the options of the segment at hand say: read once, asked several times. Confined to one thread.
    private boolean readable;
    private boolean mss;
    private boolean sackPermitted;
    private boolean stamps;
    private int stampValue;
    private int stampEcho;
    private int shift;
    private int sackAt;
    private int sackBlocks;
    private boolean fastOpen;

    static boolean stampsAgreed(Side a, Side b) {
        return a.offersAlways(STAMPS) && b.offersAlways(STAMPS);
    }

    /** Reads the options of {@code s}. */
    void read(SegmentView s) {
        mss = false;
        sackPermitted = false;
        stamps = false;
        fastOpen = false;
        shift = -1;
        sackBlocks = 0;
        readable = s.optionLength >= 0;
        int at = s.optionStart();
        int end = at + Math.max(0, s.optionLength);
        while (at < end) {
            int kind = s.optionByte(at);
            if (kind == END) {
                return;
            } else if (kind == NO_OPERATION) {
                at++;
                continue;
            }
            int size = at + 1 < end ? s.optionByte(at + 1) : 0;
            if (size < 2 || at + size > end) {
                readable = false; // the rest cannot be told apart
                return;
            }
            one(s, kind, at, size);
            at += size;
        }
    }

    private void one(SegmentView s, int kind, int at, int size) {
        switch (kind) {
            case MSS -> mss = true;
            case WINDOW_SCALE -> shift = size == 3 ? Math.min(14, s.optionByte(at + 2)) : shift;
            case SACK_PERMITTED -> sackPermitted = true;
            case SACK_BLOCKS -> {
                sackAt = at + 2;
                sackBlocks = (size - 2) / 8;
            }
            case TIMESTAMPS -> {
                if (size == 10) {
                    stamps = true;
                    stampValue = s.optionInt(at + 2);
                    stampEcho = s.optionInt(at + 6);
                }
            }
            case FAST_OPEN, EXPERIMENTAL -> fastOpen = true;
            default -> {
                // the rest does not concern the checks
            }
        }
    }

    /** Whether the capture has them whole, and they make sense. */
    boolean areReadable() {
        return readable;
    }

    boolean stamped() {
        return stamps;
    }

    int stampValue() {
        return stampValue;
    }

    /** What a SYN offered is added to what is known of its sender. */
    void offered(Side a) {
        int offers = (stamps ? STAMPS : 0) | (sackPermitted ? SACK : 0) | (shift >= 0 ? SCALE : 0);
        a.offeredOnce |= readable ? offers : STAMPS | SACK | SCALE;
        a.offeredAlways &= readable ? offers : 0;
        a.shift = shift;
        a.fastOpen |= fastOpen || !readable;
    }

    /** A SYN,ACK of {@code a}: no option that the SYN did not have. */
    Charge ofSynAck(Side a, Side b) {
        if (!b.synSeen || !readable) {
            return null;
        }
        if (shift >= 0 && !b.offersOnce(SCALE)) {
            return Charge.unless(
                    "RFC7323-2",
                    "no window scale option in a SYN,ACK to a SYN that had none",
                    () -> !b.offersOnce(SCALE));
        }
        return stamps && !b.offersOnce(STAMPS)
                ? Charge.unless(
                        "RFC7323-9",
                        "no timestamps option in a SYN,ACK to a SYN that had none",
                        () -> !b.offersOnce(STAMPS))
                : null;
    }

    /** Any other segment of {@code a} but a reset. */
    Charge of(Side a, Side b, SegmentView s) {
        if (!readable) {
            return null;
        }
        if (mss) {
            return Charge.proven("RFC9293:MUST-65", "the MSS option on SYN segments alone");
        }
        if (sackPermitted) {
            return Charge.proven("RFC2018-1", "the SACK-permitted option on SYN segments alone");
        }
        if (sackBlocks > 0 && b.synSeen && !b.offersOnce(SACK)) {
            return Charge.unless(
                    "RFC2018-2", "no SACK blocks: the peer has not permitted them", () -> !b.offersOnce(SACK));
        }
        for (int i = 0; i < sackBlocks; i++) {
            if (s.optionInt(sackAt + 8 * i) - s.optionInt(sackAt + 8 * i + 4) >= 0) {
                return Charge.proven("RFC2018-8", "SACK blocks whose left edge is before the right one");
            }
        }
        if (!stamps && a.synchronised && stampsAgreed(a, b)) {
            return Charge.unless(
                    "RFC7323-10", "the timestamps option, which both sides agreed on", () -> stampsAgreed(a, b));
        }
        int echo = stampEcho;
        return stamps
                        && a.synSeen
                        && b.synSeen
                        && b.stamped
                        && !b.stampsUnread
                        && s.has(SegmentView.ACK)
                        && echo - b.stampMax > 0
                ? Charge.unless(
                        "RFC7323-16",
                        "a TSecr that the peer has sent as TSval: at most " + Integer.toUnsignedString(b.stampMax),
                        () -> echo - b.stampMax > 0)
                : null;
    }

    /** The highest number that a SACK block says has come, as far from {@code ack}; {@code ack} if there is none. */
    int farthest(SegmentView s) {
        int farthest = s.ack;
        for (int i = 0; i < sackBlocks; i++) {
            int right = s.optionInt(sackAt + 8 * i + 4);
            farthest = right - farthest > 0 ? right : farthest;
        }
        return farthest;
    }
}
