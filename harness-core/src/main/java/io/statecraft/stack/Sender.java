package io.statecraft.stack;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.PSH;
import static io.statecraft.wire.TcpFlag.URG;

import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.SequenceNumber;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The sending half of a connection: which text goes when. What is sent again and when is {@link Retransmission}'s business; closed and
 * silly windows are {@link WindowProbe}'s.
 */
final class Sender {
    private static final int LARGEST_URGENT_OFFSET = 65_535;

    private final Endpoint endpoint;
    private final TextBuffer text = new TextBuffer();
    private final Deque<SequenceNumber> writes =
            new ArrayDeque<>(); // where each write ends, as long as it is not acknowledged
    private SequenceNumber urgentEnd; // the octet after the urgent text; null: none
    private boolean waitsForMore;
    private SequenceNumber smallEnd; // where the last segment that was not full ends; null: none in flight

    Sender(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    private SendSpace space() {
        return endpoint.connection().snd();
    }

    /** Where what is not acknowledged begins: at SND.UNA, or behind the SYN if that is not acknowledged yet. */
    SequenceNumber first() {
        SendSpace snd = space();
        return SequenceNumber.max(snd.una(), snd.iss().plus(1));
    }

    /** Octets of text and FIN that are sent and not acknowledged; a SYN is neither. */
    private int textInFlight() {
        return Math.max(0, space().nxt().since(first()));
    }

    /** Octets of text that the buffer holds: not acknowledged yet. */
    int held() {
        return Math.max(0, space().end().since(first()));
    }

    /** The user hands over {@code added}, which stands at {@code at}; {@code moreToCome} is the user's word for "not yet". */
    void append(SequenceNumber at, Bytes added, boolean urgent, boolean moreToCome) {
        text.put(at, added);
        if (!moreToCome) {
            writes.add(at.plus(added.length()));
        }
        waitsForMore = moreToCome;
        if (urgent) {
            urgentEnd = at.plus(added.length());
        }
    }

    /** SND.UNA has moved. */
    void acknowledged() {
        SequenceNumber una = space().una();
        text.dropBefore(una);
        while (!writes.isEmpty() && writes.peek().isAtOrBefore(una)) {
            writes.remove();
        }
        if (urgentEnd != null && urgentEnd.isAtOrBefore(una)) {
            urgentEnd = null;
        }
        if (smallEnd != null && smallEnd.isAtOrBefore(una)) {
            smallEnd = null;
        }
    }

    /** Whether there is something that was never sent: text or FIN. */
    boolean hasUnsent() {
        SendSpace snd = space();
        return snd.unsent() > 0 || snd.closing() && !snd.finSent();
    }

    /** Sends what may be sent now. */
    void transmit() {
        boolean idle = textInFlight() == 0;
        while (sendNext(idle, false)) {
            // one segment at a time
        }
    }

    /** Sends one segment of what fits into the window, however small. */
    void transmitWhatFits() {
        sendNext(true, true);
    }

    private boolean sendNext(boolean idle, boolean forced) {
        SendSpace snd = space();
        if (!hasUnsent()) {
            return false;
        }
        long usable = usableWindow();
        int unsent = snd.unsent();
        int length = (int) Math.max(0, Math.min(Math.min(unsent, endpoint.sendMss()), usable));
        boolean room = usable > length || endpoint.profile().has(Setting.FIN_BEYOND_WINDOW);
        boolean fin = snd.closing() && length == unsent && room;
        if (!fin && (length == 0 || !forced && !isWorthSending(length, unsent, usable, idle))) {
            return false;
        }
        if (length < endpoint.sendMss()) {
            smallEnd = snd.nxt().plus(length);
        }
        SequenceNumber from = snd.nxt();
        endpoint.keep(snd.withNxt(from.plus(length + (fin ? 1 : 0))));
        endpoint.retransmission().sending(from);
        send(from, length, fin, true);
        return true;
    }

    /** Text that is held. */
    Bytes text(SequenceNumber from, int length) {
        return text.get(from, length);
    }

    /** U of RFC 9293 section 3.8.6.2.1; negative if the window has shrunk. */
    long usableWindow() {
        SendSpace snd = space();
        return Math.min(snd.wnd(), endpoint.congestion().window()) - snd.inFlight();
    }

    /** Nagle, cork, and the sender's silly window avoidance: RFC 9293 section 3.8.6.2.1. */
    private boolean isWorthSending(int length, int unsent, long usable, boolean idle) {
        if (length >= endpoint.sendMss()) {
            return true; // (1)
        }
        EndpointOptions options = endpoint.options();
        if (options.corked() || waitsForMore) {
            return false;
        }
        boolean inFlight = textInFlight() > 0;
        boolean allowed = options.noDelay()
                || urgentEnd != null
                || endpoint.profile().manner().nagle().allows(idle, !inFlight, smallEnd != null);
        // (2) everything goes at once; (3) half of the largest window
        boolean worth = allowed && (unsent <= usable || 2L * length >= space().maxWnd());
        return endpoint.stack().fault().goes(endpoint.connection(), options, worth);
    }

    /** Sends from SND.UNA as if nothing had been sent: the window has opened, and a probe's octet was not taken. */
    void sendAnew() {
        SendSpace snd = space();
        SequenceNumber from = first();
        int left = snd.end().since(from);
        int length = (int) Math.max(0, Math.min(Math.min(left, endpoint.sendMss()), snd.wnd()));
        boolean fin = snd.closing() && length == left && snd.wnd() > length;
        if (length > 0 || fin) {
            endpoint.keep(snd.withNxt(SequenceNumber.max(snd.nxt(), from.plus(length + (fin ? 1 : 0)))));
            send(from, length, fin);
        }
    }

    /** Sends text from {@code from} again: at most {@code limit} octets, and the FIN if it follows and has been sent. */
    int sendAgain(SequenceNumber from, int limit) {
        SendSpace snd = space();
        int left = SequenceNumber.min(snd.end(), snd.nxt()).since(from);
        int length = Math.max(0, Math.min(Math.min(left, limit), endpoint.sendMss()));
        boolean fin = snd.finSent() && from.plus(length).equals(snd.end()) && (length < limit || length == 0);
        send(from, length, fin);
        return length + (fin ? 1 : 0);
    }

    private void send(SequenceNumber from, int length, boolean fin) {
        send(from, length, fin, false);
    }

    private void send(SequenceNumber from, int length, boolean fin, boolean fresh) {
        SequenceNumber end = from.plus(length);
        int flags = ACK.mask();
        if (length > 0 && isPushed(end)) {
            flags |= PSH.mask();
        }
        if (fin) {
            flags |= FIN.mask();
        }
        int urgent = urgentEnd == null ? 0 : urgentEnd.since(from);
        if (urgent > 0) {
            flags |= URG.mask();
        }
        int pointer = Math.max(0, Math.min(urgent, LARGEST_URGENT_OFFSET));
        if (fresh) {
            endpoint.transmitter().sendNew(from, flags, text.get(from, length), pointer);
        } else {
            endpoint.transmitter().send(from, flags, text.get(from, length), pointer);
        }
    }

    private boolean isPushed(SequenceNumber end) {
        return endpoint.profile().manner().push() == Manner.Push.EMPTY_BUFFER
                ? end.equals(space().end())
                : writes.contains(end);
    }
}
