package io.statecraft.tcp;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.UserSignal.SOFT_ERROR;
import static io.statecraft.tcp.UserSignal.UNREACHABLE;

/** ICMP errors that quote a segment of the connection: RFC 9293 section 3.9.2.2. */
final class IcmpArrives {
    private IcmpArrives() {}

    static Outcome at(Connection c, boolean hard, Choices choices) {
        Outcome aborted = Outcome.of(c.in(CLOSED)).tell(UNREACHABLE);
        Outcome told = Outcome.of(c).tell(SOFT_ERROR);
        return switch (c.state()) {
            case CLOSED, LISTEN, TIME_WAIT -> Outcome.drop(c);
            case SYN_SENT, SYN_RECEIVED ->
                choices.pick(hard ? Choice.HARD_ERROR_IN_HANDSHAKE : Choice.SOFT_ERROR_IN_HANDSHAKE) == Answer.ACT
                        ? aborted
                        : told;
            // A soft error never ends a connection (MUST-56); a hard one should (SHLD-26), or counts as soft (RFC
            // 5927).
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK ->
                hard && choices.pick(Choice.HARD_ERROR_WHEN_SYNCHRONIZED) == Answer.ACT ? aborted : told;
        };
    }
}
