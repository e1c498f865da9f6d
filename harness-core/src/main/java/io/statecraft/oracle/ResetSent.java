package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.SendSpace;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;

/** Judges a reset from the target: it must answer something, or give the connection up. */
final class ResetSent {
    private ResetSent() {}

    static Judged judge(Hypothesis h, Segment s, long time, Facts facts) {
        Contradiction near = null;
        for (Owed owed : h.owed()) {
            if (owed.isReset()) {
                if (pays(owed.emission(), h, s)) {
                    return Judged.allowed(h.without(owed));
                }
                near = Contradiction.ofField(owed.emission().clause(), "the reset " + Notation.of(owed.emission(), h));
            }
        }
        Connection c = h.connection();
        if (near == null && Spontaneous.mayGiveUp(h, time, facts) && isOwnReset(c.snd(), s)) {
            return Judged.allowed(h.closed(time));
        }
        return Judged.struck(
                near != null
                        ? near
                        : Contradiction.ofState(
                                "RFC9293:3.5.2",
                                c.state() + ": no reset"
                                        + (c.state() == TcpState.CLOSED ? " unless a segment asks for it" : "")));
    }

    private static boolean pays(Emission owed, Hypothesis h, Segment s) {
        if ((owed.flags() & TcpFlag.ACK.mask()) == 0) {
            return !s.has(TcpFlag.ACK) && s.seq().equals(owed.seq()); // <SEQ=SEG.ACK><CTL=RST>
        }
        boolean answersSegment = owed.seq().equals(SequenceNumber.ZERO);
        if (answersSegment && s.seq().equals(SequenceNumber.ZERO)) {
            return s.has(TcpFlag.ACK) && s.ack().equals(owed.ack()); // <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>
        }
        return isOwnReset(h.connection().snd(), s);
    }

    /** An abort's reset stands at SND.NXT; a stack whose peer's window is closed puts it at the edge of the window. */
    private static boolean isOwnReset(SendSpace snd, Segment s) {
        return s.seq().isAtOrAfter(snd.una()) && s.seq().isAtOrBefore(snd.nxt());
    }
}
