package io.statecraft.stack;

/** The timers of a connection. */
public enum Alarm {
    /** RFC 6298: what is not acknowledged goes again. */
    RETRANSMISSION,
    /** RFC 9293 section 3.8.3: the connection is given up, R2 or the user timeout. */
    USER_TIMEOUT,
    /** RFC 9293 section 3.8.6.1: a closed window is probed. */
    WINDOW_PROBE,
    /** RFC 9293 section 3.8.6.2.1: what silly window avoidance holds back goes anyway. */
    OVERRIDE,
    /** RFC 9293 section 3.8.6.3: an acknowledgment has waited for company. */
    DELAYED_ACK,
    /** RFC 9293 section 3.8.4: the peer is asked whether it lives. */
    KEEP_ALIVE,
    /** RFC 9293 section 3.4.2: TIME-WAIT, and FIN-WAIT-2 with nobody left to read, are over. */
    LINGERING,
    /** RFC 8985 section 6: what may only be out of order is waited for. */
    REORDERING,
    /** RFC 8985 section 7: the end of a flight is asked for. */
    TAIL_LOSS_PROBE,
    /** No RFC: what is spread over time goes on. */
    PACING
}
