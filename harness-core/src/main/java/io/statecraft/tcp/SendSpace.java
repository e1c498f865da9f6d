package io.statecraft.tcp;

import io.statecraft.wire.SequenceNumber;

/**
 * The send sequence space (RFC 9293 section 3.3.1).
 *
 * @param iss initial send sequence number
 * @param una SND.UNA: oldest unacknowledged
 * @param nxt SND.NXT: next to be sent; it does not go back when something is sent again
 * @param wnd SND.WND, scaled, in octets from {@code una}
 * @param wl1 SEG.SEQ of the last window update
 * @param wl2 SEG.ACK of the last window update
 * @param maxWnd MAX.SND.WND (RFC 5961 section 5.2): the largest window that the peer ever showed
 * @param end the sequence number after the last octet that the user has handed over
 * @param closing whether the user has called CLOSE: a FIN follows at {@code end}
 */
public record SendSpace(
        SequenceNumber iss,
        SequenceNumber una,
        SequenceNumber nxt,
        long wnd,
        SequenceNumber wl1,
        SequenceNumber wl2,
        long maxWnd,
        SequenceNumber end,
        boolean closing) {

    /** Before the SYN: everything at {@code iss}, and no window. */
    public static SendSpace startingAt(SequenceNumber iss) {
        return new SendSpace(iss, iss, iss, 0, iss, iss, 0, iss.plus(1), false);
    }

    /** Whether the FIN has been sent. */
    public boolean finSent() {
        return closing && nxt.isAfter(end);
    }

    /** Whether the FIN has been acknowledged. */
    public boolean finAcknowledged() {
        return closing && una.isAfter(end);
    }

    /** Octets and controls that are sent and not acknowledged. */
    public int inFlight() {
        return nxt.since(una);
    }

    /** Octets that the user has handed over and that are not sent. */
    public int unsent() {
        return Math.max(0, end.since(nxt));
    }

    /** The right edge of the peer's window: SND.UNA + SND.WND. */
    public SequenceNumber edge() {
        return una.plus(wnd);
    }

    public SendSpace withUna(SequenceNumber value) {
        return new SendSpace(iss, value, nxt, wnd, wl1, wl2, maxWnd, end, closing);
    }

    public SendSpace withNxt(SequenceNumber value) {
        return new SendSpace(iss, una, value, wnd, wl1, wl2, maxWnd, end, closing);
    }

    /** A window update: SND.WND, SND.WL1, SND.WL2. */
    public SendSpace withWindow(long window, SequenceNumber seq, SequenceNumber ack) {
        return new SendSpace(iss, una, nxt, window, seq, ack, Math.max(maxWnd, window), end, closing);
    }

    /** With {@code octets} more text from the user. */
    public SendSpace queued(long octets) {
        return new SendSpace(iss, una, nxt, wnd, wl1, wl2, maxWnd, end.plus(octets), closing);
    }

    /** With text that was sent beyond SND.UNA, and that the peer has certainly not taken, as if it had not been sent. */
    public SendSpace unsentFromUna() {
        return withNxt(una);
    }

    /** With a FIN to follow the text. */
    public SendSpace withFin() {
        return new SendSpace(iss, una, nxt, wnd, wl1, wl2, maxWnd, end, true);
    }
}
