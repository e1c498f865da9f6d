package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.FastOpenCookie;
import io.statecraft.wire.Segment;

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
        return !h.history().synText().answered()
                        && !facts.hold.isOn() // the user does not hold text back
                        && h.connection().snd().wnd() > 0
                        && s.payload().isEmpty()
                ? Contradiction.ofField("RFC7413-13", "the text of the SYN again, with the first acknowledgment")
                : null;
    }

    /**
     * {@code is}, which a segment made of {@code was}, with SND.NXT behind the text that went with the SYN. An endpoint may send it as if for
     * the first time, and the peer may have kept it and acknowledge it later; and it may go again beyond the window (RFC 9293 MAY-7).
     */
    static Connection remembering(Connection was, Connection is) {
        boolean sent =
                is.state().isSynchronized() && is.snd().nxt().isBefore(was.snd().nxt());
        return sent ? is.with(is.snd().withNxt(was.snd().nxt())) : is;
    }
}
