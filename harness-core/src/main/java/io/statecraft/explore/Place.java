package io.statecraft.explore;

import io.statecraft.tcp.TcpState;
import java.util.function.Consumer;

/** Where a segment of the matrix arrives: a state, and a way on which a connection gets there. */
public enum Place {
    CLOSED_UNOPENED(TcpState.CLOSED, "unopened", Lead::bind),
    CLOSED_AFTER_RESET(
            TcpState.CLOSED, "after-reset", lead -> lead.openActively().reset()),
    CLOSED_AFTER_LAST_ACK(
            TcpState.CLOSED,
            "after-last-ack",
            lead -> lead.openActively().peerCloses().shutDown().acknowledgeFin()),

    LISTEN(TcpState.LISTEN, "passive", Lead::listen),

    SYN_SENT(TcpState.SYN_SENT, "active", Lead::connect),

    SYN_RECEIVED_PASSIVE(TcpState.SYN_RECEIVED, "passive", lead -> lead.listen().peerOpens()),
    SYN_RECEIVED_SIMULTANEOUS(
            TcpState.SYN_RECEIVED, "simultaneous", lead -> lead.connect().peerOpens()),

    ESTABLISHED_PASSIVE(TcpState.ESTABLISHED, "passive", Lead::openPassively),
    ESTABLISHED_ACTIVE(TcpState.ESTABLISHED, "active", Lead::openActively),
    ESTABLISHED_SIMULTANEOUS(TcpState.ESTABLISHED, "simultaneous", Lead::openSimultaneously),

    FIN_WAIT_1_PASSIVE(
            TcpState.FIN_WAIT_1, "passive", lead -> lead.openPassively().shutDown()),
    FIN_WAIT_1_ACTIVE(TcpState.FIN_WAIT_1, "active", lead -> lead.openActively().shutDown()),
    FIN_WAIT_1_SIMULTANEOUS(TcpState.FIN_WAIT_1, "simultaneous", lead -> lead.openSimultaneously()
            .shutDown()),
    /** Nobody is left to read: MAY-1. */
    FIN_WAIT_1_DETACHED(
            TcpState.FIN_WAIT_1, "detached", lead -> lead.openActively().close()),

    FIN_WAIT_2_PASSIVE(TcpState.FIN_WAIT_2, "passive", lead -> lead.openPassively()
            .shutDown()
            .acknowledgeFin()),
    FIN_WAIT_2_ACTIVE(TcpState.FIN_WAIT_2, "active", lead -> lead.openActively()
            .shutDown()
            .acknowledgeFin()),
    FIN_WAIT_2_DETACHED(
            TcpState.FIN_WAIT_2, "detached", lead -> lead.openActively().close().acknowledgeFin()),

    CLOSE_WAIT_PASSIVE(
            TcpState.CLOSE_WAIT, "passive", lead -> lead.openPassively().peerCloses()),
    CLOSE_WAIT_ACTIVE(TcpState.CLOSE_WAIT, "active", lead -> lead.openActively().peerCloses()),

    CLOSING_PASSIVE(
            TcpState.CLOSING, "passive", lead -> lead.openPassively().shutDown().peerCloses()),
    CLOSING_ACTIVE(
            TcpState.CLOSING, "active", lead -> lead.openActively().shutDown().peerCloses()),

    LAST_ACK_PASSIVE(TcpState.LAST_ACK, "passive", lead -> lead.openPassively()
            .peerCloses()
            .shutDown()),
    LAST_ACK_ACTIVE(TcpState.LAST_ACK, "active", lead -> lead.openActively()
            .peerCloses()
            .shutDown()),

    TIME_WAIT_FROM_FIN_WAIT_2(
            TcpState.TIME_WAIT,
            "from-fin-wait-2",
            lead -> lead.openPassively().shutDown().acknowledgeFin().peerCloses()),
    TIME_WAIT_FROM_FIN_WAIT_1(TcpState.TIME_WAIT, "from-fin-wait-1", lead -> lead.openActively()
            .shutDown()
            .peerClosesAndAcknowledges()),
    TIME_WAIT_FROM_CLOSING(
            TcpState.TIME_WAIT,
            "from-closing",
            lead -> lead.openActively().shutDown().peerCloses().acknowledgeFin());

    private final TcpState state;
    private final String way;
    private final Consumer<Lead> steps;

    Place(TcpState state, String way, Consumer<Lead> steps) {
        this.state = state;
        this.way = way;
        this.steps = steps;
    }

    /** The state. */
    public TcpState state() {
        return state;
    }

    /** The way to it, in one word. */
    public String way() {
        return way;
    }

    /** Whether text of the peer's is still received here, so that the receive window matters. */
    boolean receives() {
        boolean open = state == TcpState.ESTABLISHED || state == TcpState.FIN_WAIT_1 || state == TcpState.FIN_WAIT_2;
        return open && !isDetached();
    }

    /** Whether the handshake may be going on here when the probe comes, whose ACK field has to be right then. */
    boolean isOpening() {
        return state == TcpState.LISTEN || state == TcpState.SYN_RECEIVED;
    }

    /** Whether the program has closed the connection, and keeps no direction of it. */
    private boolean isDetached() {
        return this == FIN_WAIT_1_DETACHED || this == FIN_WAIT_2_DETACHED;
    }

    /** Brings the target here. */
    void lead(Lead lead) {
        steps.accept(lead);
    }
}
