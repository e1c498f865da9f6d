package io.statecraft.tcp;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.CLOSE_WAIT;
import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static io.statecraft.tcp.TcpState.FIN_WAIT_1;
import static io.statecraft.tcp.TcpState.LAST_ACK;
import static io.statecraft.tcp.TcpState.SYN_SENT;
import static io.statecraft.tcp.UserSignal.ERROR_CLOSING;
import static io.statecraft.tcp.UserSignal.ERROR_EXISTS;
import static io.statecraft.tcp.UserSignal.ERROR_NO_CONNECTION;
import static io.statecraft.tcp.UserSignal.ERROR_REMOTE_UNSPECIFIED;
import static io.statecraft.tcp.UserSignal.OK;

/** The user's calls: RFC 9293 sections 3.10.1 to 3.10.6. A call that fails leaves the connection as it was and tells why. */
final class UserCalls {
    private UserCalls() {}

    /** Passive OPEN (section 3.10.1). */
    static Outcome passiveOpen(Connection c, long window) {
        return c.state() == CLOSED
                ? Outcome.of(Connection.listening(window)).tell(OK)
                : Outcome.drop(c).tell(ERROR_EXISTS);
    }

    /** Active OPEN (section 3.10.1): from CLOSED, or from LISTEN, which it turns active. */
    static Outcome activeOpen(Connection c, TcpEvent.ActiveOpen open) {
        if (c.state() != CLOSED && c.state() != TcpState.LISTEN) {
            return Outcome.drop(c).tell(ERROR_EXISTS);
        }
        // SND.UNA to ISS, SND.NXT to ISS+1; behind the text, if the SYN carries some.
        SendSpace snd = SendSpace.startingAt(open.iss())
                .queued(open.text())
                .withNxt(open.iss().plus(1 + open.text()));
        Connection opened = Connection.closed()
                .with(snd)
                .with(ReceiveSpace.withRoom(open.window()))
                .offering(open.offer())
                .in(SYN_SENT);
        return Outcome.of(opened).sendSyn("RFC9293:3.10.1").tell(OK);
    }

    /** SEND (section 3.10.2): the text is queued; what is sent of it, and when, is the sender's business. */
    static Outcome send(Connection c, long octets) {
        return switch (c.state()) {
            case CLOSED -> Outcome.drop(c).tell(ERROR_NO_CONNECTION);
            case LISTEN -> Outcome.drop(c).tell(ERROR_REMOTE_UNSPECIFIED);
            case SYN_SENT, SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT ->
                c.snd().closing()
                        ? Outcome.drop(c).tell(ERROR_CLOSING)
                        : Outcome.of(c.with(c.snd().queued(octets))).tell(OK);
            case FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT ->
                Outcome.drop(c).tell(ERROR_CLOSING);
        };
    }

    /** RECEIVE (section 3.10.3) of {@code octets} that were there. */
    static Outcome receive(Connection c, long octets) {
        return switch (c.state()) {
            case CLOSED -> Outcome.drop(c).tell(ERROR_NO_CONNECTION);
            case LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 ->
                Outcome.of(c.with(c.rcv().read(octets))).tell(OK);
            // The peer has closed: text that was not yet delivered is, and then there is no more.
            case CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT ->
                c.rcv().unread() > 0
                        ? Outcome.of(c.with(c.rcv().read(octets))).tell(OK)
                        : Outcome.drop(c).tell(ERROR_CLOSING);
        };
    }

    /** CLOSE (section 3.10.4). */
    static Outcome close(Connection c, boolean both, Choices choices) {
        Connection detached = both ? c.detach() : c;
        switch (c.state()) {
            case CLOSED:
                return Outcome.drop(c).tell(ERROR_NO_CONNECTION);
            case LISTEN, SYN_SENT:
                // Outstanding calls fail; no segment.
                return Outcome.of(c.in(CLOSED)).tell(OK);
            case SYN_RECEIVED:
                // With Fast Open there may be text that the user could have read (RFC 7413 section 4.2.2).
                if (both
                        && c.early()
                        && c.rcv().unread() > 0
                        && choices.pick(Choice.CLOSE_WITH_UNREAD_TEXT) == Answer.RESET) {
                    return Outcome.of(c)
                            .abort("RFC9293:SHLD-3")
                            .with(c.in(CLOSED))
                            .tell(OK);
                }
                // With text queued, the FIN waits until ESTABLISHED.
                return c.snd().unsent() > 0
                        ? Outcome.of(detached.with(c.snd().withFin())).tell(OK)
                        : Outcome.of(detached.with(c.snd().withFin()).in(FIN_WAIT_1))
                                .tell(OK);
            case ESTABLISHED, CLOSE_WAIT:
                if (both && c.rcv().unread() > 0 && choices.pick(Choice.CLOSE_WITH_UNREAD_TEXT) == Answer.RESET) {
                    return Outcome.of(c)
                            .abort("RFC9293:SHLD-3")
                            .with(c.in(CLOSED))
                            .tell(OK);
                }
                // Queued until all preceding SENDs have been sent; the state changes at once.
                return Outcome.of(detached.with(c.snd().withFin()).in(c.state() == ESTABLISHED ? FIN_WAIT_1 : LAST_ACK))
                        .tell(OK);
            case FIN_WAIT_1, FIN_WAIT_2:
                // "An error, or ok, as long as a second FIN is not emitted": close() after shutdown(SHUT_WR) ends
                // reading.
                if (both
                        && !c.detached()
                        && c.rcv().unread() > 0
                        && choices.pick(Choice.CLOSE_WITH_UNREAD_TEXT) == Answer.RESET) {
                    return Outcome.of(c)
                            .abort("RFC9293:SHLD-3")
                            .with(c.in(CLOSED))
                            .tell(OK);
                }
                return Outcome.of(detached).tell(both ? OK : ERROR_CLOSING);
            case CLOSING, LAST_ACK, TIME_WAIT:
                return Outcome.of(detached).tell(ERROR_CLOSING);
            default:
                throw new AssertionError(c.state());
        }
    }

    /** ABORT (section 3.10.5). */
    static Outcome abort(Connection c) {
        Outcome gone = Outcome.of(c.in(CLOSED)).tell(OK);
        return switch (c.state()) {
            case CLOSED -> Outcome.drop(c).tell(ERROR_NO_CONNECTION);
            case LISTEN, SYN_SENT, CLOSING, LAST_ACK, TIME_WAIT -> gone;
            case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT -> gone.abort("RFC9293:3.10.5");
        };
    }

    /** STATUS (section 3.10.6): the answer is {@link Connection#state()}. */
    static Outcome status(Connection c) {
        return Outcome.of(c).tell(c.state() == CLOSED ? ERROR_NO_CONNECTION : OK);
    }
}
