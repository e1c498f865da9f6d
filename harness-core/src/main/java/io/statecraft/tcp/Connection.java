package io.statecraft.tcp;

import io.statecraft.wire.SequenceNumber;

/**
 * What an endpoint knows of a connection: RFC 9293's transmission control block, as a value. Never changes; a rule makes the next one.
 *
 * @param state one of the eleven
 * @param passive whether SYN-RECEIVED was reached from LISTEN (MUST-11)
 * @param detached whether CLOSE ended both directions, so that nobody will read what comes (MAY-1)
 * @param snd the send sequence space
 * @param rcv the receive sequence space
 * @param own what our SYN offered; null as long as it is unknown
 * @param peer what the peer's SYN offered; null before it
 * @param tsRecent TS.Recent (RFC 7323 section 4.3); valid once {@code timestamps()} holds
 * @param early whether the user has a connection whose handshake is not complete: Fast Open (RFC 7413 section 4.2.2)
 * @param echo whether congestion was seen, and is told by ECE until the peer's CWR (RFC 3168 section 6.1.3)
 */
public record Connection(
        TcpState state,
        boolean passive,
        boolean detached,
        SendSpace snd,
        ReceiveSpace rcv,
        Offer own,
        Offer peer,
        int tsRecent,
        boolean early,
        boolean echo) {

    /** A listener: LISTEN, with a receive window of {@code window} octets for each connection to come. */
    public static Connection listening(long window) {
        return new Connection(
                TcpState.LISTEN,
                true,
                false,
                SendSpace.startingAt(SequenceNumber.ZERO),
                ReceiveSpace.withRoom(window),
                null,
                null,
                0,
                false,
                false);
    }

    /** No connection. */
    public static Connection closed() {
        return new Connection(
                TcpState.CLOSED,
                false,
                false,
                SendSpace.startingAt(SequenceNumber.ZERO),
                ReceiveSpace.withRoom(0),
                null,
                null,
                0,
                false,
                false);
    }

    /** Whether both SYNs offered timestamps. */
    public boolean timestamps() {
        return own != null && peer != null && own.timestamps() && peer.timestamps();
    }

    /** Whether both SYNs offered window scaling; if not, both shifts are 0. */
    public boolean windowScaling() {
        return own != null && peer != null && own.windowShift() >= 0 && peer.windowShift() >= 0;
    }

    /** Whether both SYNs were ECN-setup ones, so that text may be sent as ECN-capable (RFC 3168 section 6.1.1). */
    public boolean ecn() {
        return own != null && peer != null && own.ecn() && peer.ecn();
    }

    /** Whether both SYNs permitted SACK. */
    public boolean sack() {
        return own != null && peer != null && own.sackPermitted() && peer.sackPermitted();
    }

    /** Snd.Wind.Shift: by how much the peer's window field counts (RFC 7323 section 2.3). */
    public int sendShift() {
        return windowScaling() ? peer.windowShift() : 0;
    }

    /** Rcv.Wind.Shift: by how much our window field counts. */
    public int receiveShift() {
        return windowScaling() ? own.windowShift() : 0;
    }

    public Connection in(TcpState next) {
        return new Connection(next, passive, detached, snd, rcv, own, peer, tsRecent, early, echo);
    }

    public Connection with(SendSpace space) {
        return new Connection(state, passive, detached, space, rcv, own, peer, tsRecent, early, echo);
    }

    public Connection with(ReceiveSpace space) {
        return new Connection(state, passive, detached, snd, space, own, peer, tsRecent, early, echo);
    }

    /** With what our SYN offered. */
    public Connection offering(Offer offer) {
        return new Connection(state, passive, detached, snd, rcv, offer, peer, tsRecent, early, echo);
    }

    /** With what the peer's SYN offered. */
    public Connection offered(Offer offer) {
        return new Connection(state, passive, detached, snd, rcv, own, offer, tsRecent, early, echo);
    }

    public Connection withTsRecent(int value) {
        return new Connection(state, passive, detached, snd, rcv, own, peer, value, early, echo);
    }

    /** With nobody left to read. */
    public Connection detach() {
        return new Connection(state, passive, true, snd, rcv, own, peer, tsRecent, early, echo);
    }

    /** As reached from LISTEN, or by an active OPEN. */
    public Connection opened(boolean fromListen) {
        return new Connection(state, fromListen, detached, snd, rcv, own, peer, tsRecent, early, echo);
    }

    /** With the user having it, before the handshake is complete. */
    public Connection openedEarly() {
        return new Connection(state, passive, detached, snd, rcv, own, peer, tsRecent, true, echo);
    }

    /** With congestion to be told of, or not any more. */
    public Connection withEcho(boolean on) {
        return on == echo ? this : new Connection(state, passive, detached, snd, rcv, own, peer, tsRecent, early, on);
    }
}
