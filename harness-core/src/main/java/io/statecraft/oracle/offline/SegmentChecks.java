package io.statecraft.oracle.offline;

import static io.statecraft.oracle.offline.SegmentView.ACK;
import static io.statecraft.oracle.offline.SegmentView.FIN;
import static io.statecraft.oracle.offline.Side.UNKNOWN;

/**
 * Acknowledgments, text and FIN of an endpoint {@code a} to its peer {@code b}, against what holds whatever the peer received, and whenever
 * it did: RFC 9293 section 3.10.7.4 and what of section 3.10 leads there.
 */
final class SegmentChecks {
    /** What a segment of {@code a} to {@code b} is charged with by one rule; null if it may be. */
    private interface Check {
        Charge of(Side a, Side b, SegmentView s);
    }

    private final OptionChecks options;
    private final Verification verification;

    /** In this order: what is charged first counts. A list, too, that the just-in-time compiler takes one by one, not all as one method. */
    private final Check[] checks;

    SegmentChecks(OptionChecks options, Verification verification, RetransmittedText retransmitted) {
        this.options = options;
        this.verification = verification;
        this.checks = new Check[] {
            SegmentChecks::acknowledges,
            options::of,
            SegmentChecks::handshake,
            this::acknowledgment,
            SegmentChecks::range,
            SegmentChecks::stream,
            SegmentChecks::afterReset,
            this::window,
            retransmitted::of
        };
    }

    /** What the segment, no SYN and no reset, is charged with; null if it may be. */
    Charge of(Side a, Side b, SegmentView s) {
        for (Check check : checks) {
            Charge charge = check.of(a, b, s);
            if (charge != null) {
                return charge;
            }
        }
        return null;
    }

    private static Charge acknowledges(Side a, Side b, SegmentView s) {
        return s.has(ACK)
                ? null
                : Charge.proven("RFC9293:3.1", "the ACK bit, on every segment of an established connection");
    }

    /** Before the handshake is complete. */
    private static Charge handshake(Side a, Side b, SegmentView s) {
        if (a.synSeen && !a.synAckSeen && !b.spoke && b.resetSeen) {
            return Charge.unless("RFC9293:3.10.7.3", "SYN-SENT: nothing but its SYN", () -> !b.spoke);
        }
        boolean waiting = a.synAckSeen && b.synSeen && !b.synchronised;
        boolean early = waiting && s.length > 0 && !a.fastOpen && !b.fastOpen && b.synText == 0;
        return early
                ? Charge.unless(
                        "RFC9293:3.10.7.4",
                        "SYN-RECEIVED: nothing but its SYN,ACK",
                        () -> !b.synchronised && !b.fastOpen)
                : null;
    }

    private Charge acknowledgment(Side a, Side b, SegmentView s) {
        if (b.isYoung() && s.ack - b.iss <= 0) {
            return Charge.proven("RFC9293:3.4", "an acknowledgment of the peer's SYN at least, <ACK=1>");
        }
        // With a later timestamp it was sent later, whatever order the network made of it (RFC 7323 section 5.4).
        boolean back = a.acks && s.ack - a.ack < 0 && options.stamped() && options.stampValue() - a.ackStamp > 0;
        return back && a.stamped && verification.holds(a, a.ackAt, a.ackSize)
                ? Charge.proven(
                        "RFC9293:3.4",
                        "an acknowledgment that does not go back, <ACK=" + b.relative(a.ack)
                                + "> since it was said earlier by the segment's own clock")
                : null;
    }

    /** SEG.SEQ, between the initial sequence number and the farthest edge of the window that the peer ever showed. */
    private static Charge range(Side a, Side b, SegmentView s) {
        if (a.isYoung() && s.seq - a.iss < 0) {
            return Charge.proven("RFC9293:3.4", "sequence numbers from the initial one on");
        }
        int textEnd = s.textEnd();
        int beyond = s.length > 0 ? textEnd : s.seq - 1;
        // One octet may probe a closed window; a FIN takes another number.
        return b.edgeKnown && b.synSeen && beyond - b.edge > 1
                ? Charge.unless(
                        s.length > 0 ? "RFC9293:3.8.6" : "RFC9293:3.10.7.4",
                        (s.length > 0 ? "no text" : "no sequence number") + " beyond the window, whose edge is at "
                                + a.relative(b.edge),
                        () -> beyond - b.edge > 1)
                : null;
    }

    /** The stream ends at the FIN, and the FIN stays where it is. */
    private static Charge stream(Side a, Side b, SegmentView s) {
        if (a.finSeen) {
            boolean more = s.length > 0 && s.textEnd() - a.fin > 0;
            boolean elsewhere = s.has(FIN) && s.textEnd() != a.fin;
            return more || elsewhere
                    ? Charge.againstItself(
                            "RFC9293:3.10.4",
                            "the FIN at " + a.relative(a.fin) + " where it was, and no text behind it")
                    : null;
        }
        return s.has(FIN) && !a.canEndAt(s.textEnd())
                ? Charge.againstItself(
                        "RFC9293:3.10.4", "the FIN after all text, at " + a.relative(a.textMax) + " at the earliest")
                : null;
    }

    /** It has reset the connection: it cannot have received anything since. */
    private static Charge afterReset(Side a, Side b, SegmentView s) {
        return a.aborted && s.ack - a.peerAtReset > 0
                ? new Charge(
                        "RFC9293:3.10.7.1",
                        "CLOSED since its reset: nothing but resets, and no acknowledgment of what came later",
                        null,
                        true)
                : null;
    }

    /** SHLD-14: the right edge of the window is not moved to the left. */
    private Charge window(Side a, Side b, SegmentView s) {
        if (a.scale == UNKNOWN || !a.edgeKnown || !options.stamped() || options.stampValue() - a.edgeStamp <= 0) {
            return null;
        }
        return shrinks(a, s) && verification.holds(a, a.edgeAt, a.edgeSize)
                ? Charge.proven(
                        "RFC9293:SHLD-14",
                        "a window whose right edge stays, at " + Integer.toUnsignedString(a.edge - s.ack)
                                + " octets from the acknowledgment")
                : null;
    }

    /** Whether the window that {@code s} shows ends before one shown earlier, by more than the scale's rounding. */
    static boolean shrinks(Side a, SegmentView s) {
        return s.ack + (s.window << a.scale) - a.edge < -(1 << a.scale);
    }
}
