package io.statecraft.tcp;

import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import java.util.List;

/**
 * The receive sequence space (RFC 9293 section 3.3.1), and what is held out of order.
 *
 * @param irs initial receive sequence number
 * @param nxt RCV.NXT: next expected
 * @param wnd RCV.WND as last shown to the peer, in octets
 * @param room what the window may be by now: at least {@code wnd}; an endpoint knows its own room and keeps the two equal, an observer
 *     does not
 * @param held text that came out of order: disjoint runs in order, none of which begins at {@code nxt} once ESTABLISHED
 * @param fin where the peer's FIN stands, if a segment out of order had it; null if none did
 * @param unread octets of text that came in order and that the user has not received
 */
public record ReceiveSpace(
        SequenceNumber irs,
        SequenceNumber nxt,
        long wnd,
        long room,
        List<SequenceRange> held,
        SequenceNumber fin,
        long unread) {
    public ReceiveSpace {
        held = List.copyOf(held);
        room = Math.max(room, wnd);
    }

    /** Before the peer's SYN: the window alone is known. */
    public static ReceiveSpace withRoom(long window) {
        return new ReceiveSpace(SequenceNumber.ZERO, SequenceNumber.ZERO, window, window, List.of(), null, 0);
    }

    /** The acceptability test of RFC 9293 section 3.10.7.4, table 6, for a window of {@code window} octets. */
    public boolean accepts(Segment s, long window) {
        int length = s.length();
        if (window == 0) {
            return length == 0 && s.seq().equals(nxt);
        }
        return s.seq().isInWindow(nxt, window) || length > 0 && s.end().minus(1).isInWindow(nxt, window);
    }

    /** After the peer's SYN with sequence number {@code seq}. */
    public ReceiveSpace synchronizedAt(SequenceNumber seq) {
        return new ReceiveSpace(seq, seq.plus(1), wnd, room, held, fin, unread);
    }

    public ReceiveSpace withNxt(SequenceNumber value) {
        return new ReceiveSpace(irs, value, wnd, room, held, fin, unread);
    }

    /** With this window shown to the peer, and this room behind it. */
    public ReceiveSpace withWindow(long shown, long possible) {
        return new ReceiveSpace(irs, nxt, shown, possible, held, fin, unread);
    }

    /** With text held out of order. */
    public ReceiveSpace holding(SequenceRange text) {
        return new ReceiveSpace(irs, nxt, wnd, room, SequenceRange.merge(held, text), fin, unread);
    }

    /** With the peer's FIN known to stand at {@code seq}. */
    public ReceiveSpace withFin(SequenceNumber seq) {
        return new ReceiveSpace(irs, nxt, wnd, room, held, seq, unread);
    }

    /** With {@code octets} received by the user. */
    public ReceiveSpace read(long octets) {
        return new ReceiveSpace(irs, nxt, wnd, room, held, fin, Math.max(0, unread - octets));
    }

    /**
     * RCV.NXT advanced over {@code to} and over what is held behind it. The right edge stays where it is, so the window shrinks by as
     * much.
     */
    public ReceiveSpace advancedTo(SequenceNumber to) {
        SequenceNumber next = SequenceNumber.max(nxt, to);
        List<SequenceRange> rest = held;
        while (!rest.isEmpty() && rest.get(0).from().isAtOrBefore(next)) {
            next = SequenceNumber.max(next, rest.get(0).to());
            rest = rest.subList(1, rest.size());
        }
        int taken = next.since(nxt);
        return new ReceiveSpace(
                irs, next, Math.max(0, wnd - taken), Math.max(0, room - taken), rest, fin, unread + taken);
    }
}
