package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Offer;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;

/**
 * Judges what a segment from the target says of explicit congestion notification (RFC 3168). Where either side offered accurate ECN (RFC
 * 9768) the flags mean something else: the answer to the offer is judged, and nothing more.
 */
final class EcnSent {
    private EcnSent() {}

    /**
     * Why it is not allowed; null if it is.
     *
     * @param field the IP header's ECN field
     */
    static Contradiction check(Hypothesis h, Segment s, int field, Facts facts) {
        Connection c = h.connection();
        if (s.has(TcpFlag.SYN) && s.has(TcpFlag.ACK) && c.passive()) {
            Contradiction answer = AccurateEcn.ofAnswer(s, facts.accurateAnswers);
            if (answer != null) {
                return answer;
            }
        }
        if (facts.accurateEcn || facts.accurateAnswers != 0 || s.has(TcpFlag.RST)) {
            return null;
        }
        boolean capable = field != 0;
        if (s.has(TcpFlag.SYN)) {
            return ofSyn(c, s, capable);
        }
        if (capable && !c.ecn()) {
            return Contradiction.ofField("RFC3168-3", "no ECN-capable segments: the handshake has not agreed on ECN");
        }
        if (capable && s.payload().isEmpty()) {
            return Contradiction.ofField("RFC3168-11", "no ECN-capable segment without text");
        }
        if (capable && isRepeated(h, s)) {
            return Contradiction.ofField("RFC3168-12", "no ECN-capable segment with text that was sent before");
        }
        if (capable && c.snd().wnd() == 0 && !facts.superSegments) {
            return Contradiction.ofField("RFC3168-13", "no ECN-capable probe of a closed window");
        }
        if (c.ecn() && h.history().reduction().due() && isNewText(c, s) && !s.has(TcpFlag.CWR)) {
            return Contradiction.ofField(
                    "RFC3168-8", "CWR on the first segment with new text, since the peer has told of congestion");
        }
        return c.ecn() && c.echo() && !s.has(TcpFlag.ECE)
                ? Contradiction.ofField("RFC3168-9", "ECE, since text came with a congestion mark and no CWR since")
                : null;
    }

    /** Whether all of its text goes for the first time, and is no probe of a closed window (section 6.1.6). */
    private static boolean isNewText(Connection c, Segment s) {
        return !s.payload().isEmpty()
                && s.seq().equals(c.snd().nxt())
                && c.snd().wnd() > 0;
    }

    private static Contradiction ofSyn(Connection c, Segment s, boolean capable) {
        if (capable) {
            return Contradiction.ofField("RFC3168-4", "no ECN-capable SYN");
        }
        boolean accepts = s.has(TcpFlag.ACK) && Offer.of(s).ecn();
        return accepts && c.peer() != null && !c.peer().ecn()
                ? Contradiction.ofField("RFC3168-1", "no ECE in a SYN,ACK to a SYN that did not offer ECN")
                : null;
    }

    /** Whether all of its text was sent before. */
    private static boolean isRepeated(Hypothesis h, Segment s) {
        SequenceNumber end = s.seq().plus(s.payload().length());
        boolean before = h.issKnown() && end.isAtOrBefore(h.connection().snd().nxt());
        return before && !h.history().synText().covers(end);
    }
}
