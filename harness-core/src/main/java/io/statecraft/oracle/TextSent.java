package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.SendSpace;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;

/** Judges text and FIN from the target: no more than the user gave, the window offers and the peer's MSS allows. */
final class TextSent {
    private TextSent() {}

    /** Why the segment is not allowed; null if it is. */
    static Contradiction check(Hypothesis h, Segment s, Facts facts) {
        Connection c = h.connection();
        SendSpace snd = c.snd();
        SequenceNumber textEnd = s.seq().plus(s.payload().length());
        if (s.seq().isBefore(snd.iss().plus(1)) && s.length() > 1) {
            return Contradiction.ofField("RFC9293:3.4", c.state() + ": text that begins after the SYN");
        }
        if (s.seq().isAfter(snd.nxt())) {
            return Contradiction.ofField("RFC9293:3.4", c.state() + ": text without a gap, " + Notation.seqAndAck(c));
        }
        if (textEnd.isAfter(snd.end())) {
            return Contradiction.ofField(
                    "RFC9293:3.10.2",
                    c.state() + ": no more text than the user has handed over, up to " + Notation.sent(c, snd.end()));
        }
        if (s.has(TcpFlag.FIN) && !(snd.closing() && textEnd.equals(snd.end()))) {
            return Contradiction.ofField(
                    "RFC9293:3.10.4",
                    snd.closing()
                            ? c.state() + ": the FIN at " + Notation.sent(c, snd.end()) + ", after all text"
                            : c.state() + ": no FIN, since the user has not called CLOSE");
        }
        boolean fresh = textEnd.isAfter(snd.nxt()) || s.has(TcpFlag.FIN) && !snd.finSent();
        if (fresh && c.state() == TcpState.TIME_WAIT) {
            return Contradiction.ofState("RFC9293:3.10.7.4", "TIME-WAIT: nothing but acknowledgments");
        }
        if (textEnd.isAfter(snd.nxt()) && textEnd.isAfter(limit(h, s))) {
            return Contradiction.ofField(
                    "RFC9293:3.8.6",
                    c.state() + ": no text beyond the window, whose edge is at " + Notation.sent(c, h.edge()));
        }
        return facts.superSegments ? null : size(c, s, facts.ipVersion);
    }

    /**
     * The largest number that the text of {@code s} may reach to: a window probe may carry one octet past the edge, and nothing else may.
     */
    private static SequenceNumber limit(Hypothesis h, Segment s) {
        boolean probe = s.payload().length() == 1 || s.seq().isAtOrAfter(h.edge());
        return probe ? h.edge().plus(1) : h.edge();
    }

    /** MUST-16: the effective send MSS is the peer's less the octets of options. */
    private static Contradiction size(Connection c, Segment s, int ipVersion) {
        int mss = c.peer() == null || c.peer().mss() < 0
                ? defaultMss(ipVersion)
                : c.peer().mss();
        int options = s.options().stream().mapToInt(TcpOption::length).sum();
        int padded = (options + 3) / 4 * 4;
        int most = Math.max(1, mss - padded);
        // A peer that offers less than the smallest MTU allows may be taken to mean that: RFC 9293 section 3.7.1 has no
        // lower bound.
        return s.payload().length() <= most
                ? null
                : Contradiction.ofField(
                        c.peer() == null || c.peer().mss() < 0 ? "RFC9293:MUST-15" : "RFC9293:MUST-16",
                        "segments of at most " + most + " octets of text (send MSS " + mss + ", options " + padded
                                + ")");
    }

    private static int defaultMss(int ipVersion) {
        return ipVersion == 4 ? 536 : 1220;
    }
}
