package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.FastOpenCookie;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;

/** What Fast Open advises (RFC 7413 section 4.2): who does otherwise is warned. */
final class FastOpenSent {
    private FastOpenSent() {}

    /**
     * A SYN or SYN,ACK; null if nothing speaks against it.
     *
     * @param again whether it is sent for want of an answer
     */
    static Contradiction ofSyn(Segment s, boolean again) {
        return again && (FastOpenCookie.of(s) != null || !s.payload().isEmpty())
                ? Contradiction.ofField(
                        "RFC7413-14", "a SYN that is sent again without text and without the Fast Open option")
                : null;
    }

    /** The first segment after a SYN,ACK that has left the text of the SYN out; null if it is another, or has the text. */
    static Contradiction ofAnswer(Hypothesis h, Segment s, Facts facts) {
        return h.history().synTextLeft()
                        && !facts.hold.isOn() // the user does not hold text back
                        && h.connection().snd().wnd() > 0
                        && s.payload().isEmpty()
                ? Contradiction.ofField("RFC7413-13", "the text of the SYN again, with the first acknowledgment")
                : null;
    }

    /** Whether a SYN,ACK, which made {@code is} of {@code was}, acknowledges the SYN without the text that went with it. */
    static boolean isSynTextLeft(Connection was, Connection is) {
        SequenceNumber first = is.snd().iss().plus(1);
        return was.state() == TcpState.SYN_SENT
                && is.state() == TcpState.ESTABLISHED
                && is.snd().una().equals(first)
                && was.snd().nxt().isAfter(first);
    }
}
