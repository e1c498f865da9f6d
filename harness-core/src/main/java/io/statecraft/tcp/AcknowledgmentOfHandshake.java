package io.statecraft.tcp;

import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static io.statecraft.tcp.TcpState.FIN_WAIT_1;

import io.statecraft.wire.Segment;

/** Fifth step of RFC 9293 section 3.10.7.4 in SYN-RECEIVED: the acknowledgment of our SYN completes the handshake. */
final class AcknowledgmentOfHandshake {
    private AcknowledgmentOfHandshake() {}

    /** SND.UNA < SEG.ACK =< SND.NXT. */
    static boolean isAcceptable(Connection c, Segment s) {
        return s.ack().isAfter(c.snd().una()) && s.ack().isAtOrBefore(c.snd().nxt());
    }

    /** {@code shift} is that of the segment's window: 0 if it is a SYN,ACK (RFC 7323 section 2.2). */
    static Outcome at(Connection c, Segment s, int shift, Choices choices) {
        SendSpace snd = c.snd();
        if (!isAcceptable(c, s)) {
            boolean outside =
                    s.ack().isAfter(snd.nxt()) || s.ack().isBefore(snd.una().minus(snd.maxWnd()));
            Choice choice = outside ? Choice.ACK_OUTSIDE_RANGE_IN_SYN_RECEIVED : Choice.BAD_ACK_IN_SYN_RECEIVED;
            return switch (choices.pick(choice)) {
                case RESET -> Outcome.of(c).sendResetFor(s, "RFC9293:3.10.7.4");
                case CHALLENGE -> Outcome.of(c).challenge(choices, "RFC5961-9");
                default -> Outcome.drop(c);
            };
        }
        SendSpace acknowledged = snd.withUna(s.ack());
        if (!c.passive()) {
            acknowledged = acknowledged.unsentFromUna(); // text of our SYN (RFC 7413 section 4.2.2)
        }
        Connection established = c.with(acknowledged.withWindow((long) s.window() << shift, s.seq(), s.ack()))
                .in(snd.closing() ? FIN_WAIT_1 : ESTABLISHED); // a CLOSE that waited for this
        Outcome told = SynText.release(Outcome.of(established).tell(UserSignal.ESTABLISHED));
        return TextAndFin.process(told, s, choices);
    }
}
