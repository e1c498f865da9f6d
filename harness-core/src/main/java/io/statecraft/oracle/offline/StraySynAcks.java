package io.statecraft.oracle.offline;

import java.util.function.BooleanSupplier;

/**
 * SYN,ACKs that acknowledge another SYN than the peer's: wrong, or the answer to an old duplicate that the endpoint had before the capture
 * began (RFC 9293 section 3.5.1). One thing tells: the answers to two SYNs have two initial sequence numbers (MUST-8), so an endpoint that
 * acknowledges the peer's SYN and something else with one and the same number is wrong. Without that it stays unproven.
 */
final class StraySynAcks {
    private static final String CLAUSE = "RFC9293:3.10.7.2";

    /** As much text as a SYN can have with it. */
    private static final int MOST_TEXT = 0xffff;

    private final Docket docket;

    StraySynAcks(Docket docket) {
        this.docket = docket;
    }

    /** A SYN,ACK of {@code a} that does not acknowledge the SYN of {@code b}. */
    void taken(Conversation c, Side a, Side b, SegmentView s) {
        Suspicion suspicion = new Suspicion(c, a, charge(b, s.ack), s, s.seq, PossibleStates.of(a, b));
        boolean answeredBoth = a.synAckSeen && a.iss == s.seq && HandshakeChecks.acknowledges(b, a.synAcknowledged);
        if (answeredBoth && !mayCountText(b, s.ack)) {
            docket.convict(suspicion);
        } else if (a.stray == null) {
            a.stray = suspicion;
        }
    }

    /** A SYN,ACK of {@code a} acknowledges the SYN of {@code b}, as it must. */
    void answered(Side a, SegmentView s) {
        if (a.stray != null
                && a.stray.claimed == s.seq
                && a.stray.charge.stands().getAsBoolean()) {
            docket.convict(a.stray);
            a.stray = null;
        }
    }

    /** The connection is over, and nothing has told. */
    void leftOpen(Side a) {
        if (a.stray != null) {
            docket.doubt(a.stray);
            a.stray = null;
        }
    }

    private static Charge charge(Side b, int ack) {
        BooleanSupplier stands = () -> !mayCountText(b, ack);
        return new Charge(CLAUSE, "a SYN,ACK that acknowledges the SYN, <ACK=1>", stands, false);
    }

    /** Whether it acknowledges the SYN and text that came with it: the SYN may have been seen without. */
    private static boolean mayCountText(Side b, int ack) {
        int text = ack - (b.iss + 1);
        return text >= 0 && text <= MOST_TEXT;
    }
}
