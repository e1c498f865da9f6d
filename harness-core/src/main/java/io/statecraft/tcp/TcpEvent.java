package io.statecraft.tcp;

import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;

/** What can happen to a connection (RFC 9293 section 3.10). */
public sealed interface TcpEvent {

    /** Passive OPEN: section 3.10.1. */
    record PassiveOpen(long window) implements TcpEvent {}

    /**
     * Active OPEN: section 3.10.1.
     *
     * @param iss the initial send sequence number to use
     * @param window the receive window in octets
     * @param offer what the SYN will offer; null if that is not known yet
     * @param text octets of the user's text that the SYN carries (RFC 7413 section 4.2.2)
     */
    record ActiveOpen(SequenceNumber iss, long window, Offer offer, int text) implements TcpEvent {
        /** With a SYN that carries no text. */
        public ActiveOpen(SequenceNumber iss, long window, Offer offer) {
            this(iss, window, offer, 0);
        }
    }

    /** SEND of {@code octets} of text: section 3.10.2. */
    record Send(long octets) implements TcpEvent {}

    /** RECEIVE that took {@code octets} of text: section 3.10.3. */
    record Receive(long octets) implements TcpEvent {}

    /**
     * CLOSE: section 3.10.4.
     *
     * @param both whether it ends reading as well (MAY-1): {@code close()} rather than {@code shutdown(SHUT_WR)}
     */
    record Close(boolean both) implements TcpEvent {}

    /** ABORT: section 3.10.5. */
    record Abort() implements TcpEvent {}

    /** STATUS: section 3.10.6. */
    record Status() implements TcpEvent {}

    /**
     * SEGMENT ARRIVES: section 3.10.7.
     *
     * @param segment the segment; its checksum was right
     * @param iss the initial send sequence number to use if it opens a connection
     * @param congested whether its IP header says CE: congestion experienced (RFC 3168 section 5)
     */
    record Arrival(Segment segment, SequenceNumber iss, boolean congested) implements TcpEvent {
        /** Without a congestion mark. */
        public Arrival(Segment segment, SequenceNumber iss) {
            this(segment, iss, false);
        }
    }

    /** USER TIMEOUT: section 3.10.8. */
    record UserTimeout() implements TcpEvent {}

    /** RETRANSMISSION TIMEOUT: section 3.10.8. */
    record RetransmissionTimeout() implements TcpEvent {}

    /** TIME-WAIT TIMEOUT: section 3.10.8. */
    record TimeWaitTimeout() implements TcpEvent {}

    /**
     * An ICMP error that quotes one of the connection's segments: section 3.9.2.2.
     *
     * @param hard whether it is a hard error there: protocol or port unreachable
     */
    record IcmpError(boolean hard) implements TcpEvent {}
}
