package io.statecraft.tcp;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.TIME_WAIT;
import static io.statecraft.tcp.UserSignal.ABORTED_BY_TIMEOUT;

/** Timeouts: RFC 9293 section 3.10.8. */
final class Timeouts {
    private Timeouts() {}

    /** USER TIMEOUT: for any state, flush all queues, tell the user, delete the TCB. */
    static Outcome userTimeout(Connection c) {
        return c.state() == CLOSED ? Outcome.drop(c) : Outcome.of(c.in(CLOSED)).tell(ABORTED_BY_TIMEOUT);
    }

    /**
     * RETRANSMISSION TIMEOUT: the segment at the front of the queue is sent again. That of a handshake is known in full here; text and
     * FIN are the sender's business, from SND.UNA on.
     */
    static Outcome retransmission(Connection c) {
        return switch (c.state()) {
            case SYN_SENT -> Outcome.of(c).sendSyn("RFC9293:MUST-22");
            case SYN_RECEIVED -> Outcome.of(c).sendSynAck("RFC9293:3.10.8");
            // After a CLOSE in SYN-RECEIVED the SYN,ACK can still be the segment at the front.
            case FIN_WAIT_1, CLOSING, LAST_ACK ->
                c.snd().una().equals(c.snd().iss()) ? Outcome.of(c).sendSynAck("RFC9293:3.10.8") : Outcome.of(c);
            default -> Outcome.of(c);
        };
    }

    /** TIME-WAIT TIMEOUT: delete the TCB. */
    static Outcome timeWait(Connection c) {
        return c.state() == TIME_WAIT ? Outcome.of(c.in(CLOSED)) : Outcome.drop(c);
    }
}
