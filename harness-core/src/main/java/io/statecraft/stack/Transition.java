package io.statecraft.stack;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.SYN_RECEIVED;
import static io.statecraft.tcp.TcpState.TIME_WAIT;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;

/** Does what a rule of {@code tcp} says: the connection moves on, and each part of the endpoint learns what that means for it. */
final class Transition {
    private final Endpoint endpoint;
    private final AcknowledgmentField acknowledgments;
    private Failure failure; // null: none
    private boolean refusedByIcmp;
    private boolean softError; // an ICMP error has come, and nothing has been acknowledged since
    private boolean wasEstablished;
    private boolean textWithSyn;

    Transition(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.acknowledgments = new AcknowledgmentField(endpoint);
    }

    /** Why the connection ended, if not by both sides' FIN; null otherwise. */
    Failure failure() {
        return failure;
    }

    /** Whether the handshake was completed at any time. */
    boolean wasEstablished() {
        return wasEstablished;
    }

    /** Whether the SYN brought text that was taken: Fast Open (RFC 7413 section 4.2). */
    boolean hadTextWithSyn() {
        return textWithSyn;
    }

    /** What ends the connection from now on is an ICMP error, which speaks of a refusal or does not. */
    void refusedByIcmp(boolean refused) {
        refusedByIcmp = refused;
    }

    /** Octets of text and SYN that the peer has acknowledged. */
    long octetsAcknowledged() {
        return acknowledgments.octets();
    }

    /** Does what a rule says; {@code cause} is the segment that it was asked about, null if it was none. */
    void perform(Outcome outcome, Segment cause) {
        Connection before = endpoint.connection();
        endpoint.keep(outcome.connection());
        negotiate(before);
        if (outcome.text() != null) {
            endpoint.receiver().store(outcome.text(), cause);
        }
        if (cause != null) {
            note(before, outcome, cause);
        }
        for (UserSignal signal : outcome.signals()) {
            tell(signal, before.state());
        }
        if (endpoint.state() != before.state()) {
            entered(before, cause);
        }
        for (Emission emission : outcome.emissions()) {
            endpoint.transmitter().emit(emission);
        }
        if (outcome.restartTimeWait()) {
            endpoint.lingering().startTimeWait();
        }
        if (endpoint.state() == CLOSED) {
            ended(before, cause);
        } else {
            endpoint.output();
        }
        endpoint.stack().changed();
    }

    /** Once the peer's SYN is known: what both SYNs offered holds. */
    private void negotiate(Connection before) {
        Connection connection = endpoint.connection();
        if (before.peer() == null && connection.peer() != null) {
            if (connection.own() == null) {
                endpoint.keep(connection.offering(endpoint.offers().answerTo(connection.peer())));
                long window = endpoint.receiver().initialWindow(endpoint.sizes().receiveTextMss());
                endpoint.keep(endpoint.connection().rcv().withWindow(window, window));
            }
            endpoint.receiver().synchronizedWith();
        }
    }

    /** What a segment says to each part. */
    private void note(Connection before, Outcome outcome, Segment cause) {
        Connection connection = endpoint.connection();
        endpoint.ecn().noteEcho(cause);
        endpoint.userTimeouts().heard(before, cause);
        acknowledgments.note(before, cause);
        if (connection.snd().una().isAfter(before.snd().una())) {
            softError = false; // the path is there
        }
        if (before.peer() == null && connection.peer() != null) {
            textWithSyn = connection.passive()
                    ? connection.early() && !cause.payload().isEmpty()
                    : before.snd().nxt().isAfter(connection.snd().iss().plus(1))
                            && connection.snd().una().isAtOrAfter(before.snd().nxt());
            if (!connection.passive()) {
                endpoint.fastOpen().answered(before, cause);
            }
        }
        Receiver receiver = endpoint.receiver();
        receiver.noteTimestamp(cause);
        receiver.noteText(before.rcv(), cause);
        if (outcome.signals().contains(UserSignal.URGENT)) {
            receiver.noteUrgent(cause);
        }
    }

    private void tell(UserSignal signal, TcpState before) {
        switch (signal) {
            // What is known of the path says more than that time ran out (RFC 9293 section 3.9.2.2, RFC 1122 section
            // 4.2.4.1).
            case ABORTED_BY_TIMEOUT ->
                failure = new Failure(softError ? UserSignal.UNREACHABLE : signal, before, refusedByIcmp);
            case RESET, REFUSED, UNREACHABLE -> failure = new Failure(signal, before, refusedByIcmp);
            case SOFT_ERROR -> softError = true;
            default -> {} // seen in the state
        }
    }

    private void entered(Connection before, Segment cause) {
        Connection connection = endpoint.connection();
        TcpState state = connection.state();
        boolean opened = !wasEstablished && state.isSynchronized();
        if (connection.early() && before.peer() == null) {
            endpoint.window().open(false);
            endpoint.stack().completed(endpoint);
        }
        if (opened || state == SYN_RECEIVED && !connection.passive()) {
            endpoint.receiver().sized(endpoint.sizes().mssWithoutOptions());
        }
        wasEstablished |= opened;
        if (opened) {
            endpoint.retransmission().handshakeComplete(cause);
            endpoint.receiver().timing().opened();
            endpoint.sendRoom().opened();
            endpoint.accounts().opened();
            if (!connection.early()) {
                endpoint.window().open(endpoint.retransmission().handshakeWasLost());
            }
        }
        endpoint.keepAlive().arrange();
        if (state == TIME_WAIT) {
            endpoint.lingering().startTimeWait();
        }
        if (before.state() == SYN_RECEIVED && before.passive() && state != CLOSED) {
            endpoint.stack().completed(endpoint);
        }
    }

    private void ended(Connection before, Segment cause) {
        boolean reset = cause != null && cause.has(TcpFlag.RST) && failure == null && before.state() != TIME_WAIT;
        if (reset) {
            // The RFC tells nobody of a reset in CLOSING and LAST-ACK; a socket does.
            failure = new Failure(UserSignal.RESET, before.state(), true);
        }
        endpoint.stop();
    }
}
