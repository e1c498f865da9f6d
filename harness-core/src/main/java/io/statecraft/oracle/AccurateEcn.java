package io.statecraft.oracle;

import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;

/** The handshake of accurate ECN: RFC 9768 sections 3.1.1 and 3.1.3. The three flags AE, CWR and ECE are read as one number. */
final class AccurateEcn {
    private static final int CLASSIC_ECN = 0b011;
    private static final int ECN_REFUSED = 0b000;
    private static final int CLASSIC_ECN_ACCEPTED = 0b001;

    /** What a SYN,ACK says of the IP header's ECN field of the SYN: not ECN-capable, ECT(1), ECT(0), CE. */
    private static final int[] ANSWERS = {0b010, 0b011, 0b100, 0b110};

    private AccurateEcn() {}

    /** The answers that accept accurate ECN after the SYN {@code s}, a bit for each number; 0 if it does not offer it. */
    static int answersTo(Segment s, int field) {
        int said = flags(s);
        // Whatever is neither classic ECN nor none is an offer, also what no RFC has defined yet.
        boolean offers = s.has(TcpFlag.SYN) && !s.has(TcpFlag.ACK) && said != CLASSIC_ECN && said != ECN_REFUSED;
        return offers ? 1 << ANSWERS[field] : 0;
    }

    /**
     * What is wrong with the SYN,ACK of a listener; null if nothing is.
     *
     * @param answers all that the SYNs that came allow
     */
    static Contradiction ofAnswer(Segment s, int answers) {
        int said = flags(s);
        boolean claims = s.has(TcpFlag.AE) || answers != 0 && said != ECN_REFUSED && said != CLASSIC_ECN_ACCEPTED;
        return claims && (answers & 1 << said) == 0
                ? Contradiction.ofField(
                        "RFC9768-2",
                        answers == 0
                                ? "no AE in a SYN,ACK to a SYN that did not offer accurate ECN"
                                : "AE, CWR and ECE in the SYN,ACK that say what the SYN's ECN field was, or ECE alone, or none")
                : null;
    }

    private static int flags(Segment s) {
        return (s.has(TcpFlag.AE) ? 4 : 0) | (s.has(TcpFlag.CWR) ? 2 : 0) | (s.has(TcpFlag.ECE) ? 1 : 0);
    }
}
