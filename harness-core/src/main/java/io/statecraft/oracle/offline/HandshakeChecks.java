package io.statecraft.oracle.offline;

import static io.statecraft.oracle.offline.SegmentView.ACK;
import static io.statecraft.oracle.offline.SegmentView.FIN;

/** SYN and SYN,ACK. */
final class HandshakeChecks {
    private HandshakeChecks() {}

    /** What the SYN of {@code a} is charged with; null if it may be. */
    static Charge of(Side a, Side b, SegmentView s, OptionChecks options) {
        if (s.has(FIN)) {
            return Charge.proven("RFC9293:3.10.7", "a SYN without FIN");
        }
        return s.has(ACK) && b.synSeen && acknowledges(b, s.ack) ? options.ofSynAck(a, b) : null;
    }

    /** The SYN, and as much of the text with it as was taken (RFC 9293 section 3.4). */
    static boolean acknowledges(Side b, int ack) {
        int text = ack - (b.iss + 1);
        return text >= 0 && text <= b.synText;
    }
}
