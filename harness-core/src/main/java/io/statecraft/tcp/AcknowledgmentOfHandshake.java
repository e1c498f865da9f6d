package io.statecraft.tcp;

import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static io.statecraft.tcp.TcpState.FIN_WAIT_1;

import io.statecraft.wire.Segment;

/** Fifth step of RFC 9293 section 3.10.7.4 in SYN-RECEIVED: the acknowledgment of our SYN completes the handshake. */
final class AcknowledgmentOfHandshake {
    private AcknowledgmentOfHandshake() {}

    static Outcome at(Connection c, Segment s, Choices choices) {
        SendSpace snd = c.snd();
        boolean acceptable = s.ack().isAfter(snd.una()) && s.ack().isAtOrBefore(snd.nxt());
        if (!acceptable) {
            return choices.pick(Choice.BAD_ACK_IN_SYN_RECEIVED) == Answer.RESET
                    ? Outcome.of(c).sendResetFor(s, "RFC9293:3.10.7.4")
                    : Outcome.drop(c);
        }
        Connection established = c.with(
                        snd.withUna(s.ack()).withWindow((long) s.window() << c.sendShift(), s.seq(), s.ack()))
                .in(snd.closing() ? FIN_WAIT_1 : ESTABLISHED); // a CLOSE that waited for this
        Outcome told = SynText.release(Outcome.of(established).tell(UserSignal.ESTABLISHED));
        return TextAndFin.process(told, s, choices);
    }
}
