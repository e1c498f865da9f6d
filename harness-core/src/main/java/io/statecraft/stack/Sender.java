package io.statecraft.stack;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.PSH;
import static io.statecraft.wire.TcpFlag.URG;

import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.SequenceNumber;
import java.util.ArrayList;
import java.util.List;

/**
 * The sending half of a connection: which text goes when. What is sent again is {@link Recovery}'s business; closed and silly windows are {@link WindowProbe}'s.
 */
final class Sender {
    private static final int LARGEST_URGENT_OFFSET = 65_535;

    private final Endpoint endpoint;
    private final TextBuffer text = new TextBuffer();
    private final Pieces pieces;
    private final PushMarks marks;
    private final FollowedText followed;
    private SequenceNumber urgedEnd; // up to here it goes whatever Nagle and cork say; null: nothing
    private SequenceNumber urgentEnd; // the octet after the urgent text; null: none
    private boolean waitsForMore;
    private int trains = Integer.MAX_VALUE; // so many may go at the next opportunity
    private long departedAt; // when a train went last
    private SequenceNumber smallEnd; // where the last segment that was not full ends; null: none in flight

    Sender(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.pieces = new Pieces(endpoint);
        this.marks = new PushMarks(endpoint, pieces);
        this.followed = new FollowedText(endpoint);
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

    /** The user hands over {@code added}, which stands at {@code at}; {@code moreToCome} is the user's word for "not yet"; {@code amid}: the same write goes on. */
    void append(SequenceNumber at, Bytes added, boolean urgent, boolean moreToCome, boolean amid) {
        if (endpoint.window().isGoverned()
                && !hasUnsent()
                && endpoint.recovery().queue().isIdle()) {
            endpoint.recovery().rate().limit();
        }
        text.put(at, added);
        boolean told = isInPieces() && !added.isEmpty() && pieces.append(at, added.length());
        // Amid a write, one train shows that there is text; the rest goes when the peer is to be told, or at the
        // write's end.
        trains = !amid || told ? Integer.MAX_VALUE : pieces.isTailNext() ? 1 : 0;
        if (!moreToCome) {
            marks.writeEnds(at.plus(added.length()));
        }
        waitsForMore = moreToCome;
        if (urgent) {
            urgentEnd = at.plus(added.length());
        }
    }

    private boolean isInPieces() {
        return endpoint.profile().has(Setting.PIECE_COST);
    }

    /** The buffer in pieces, where the profile has them. */
    Pieces pieces() {
        return pieces;
    }

    /** The ends of writes that a user follows. */
    FollowedText followed() {
        return followed;
    }

    /** What is there goes although it may not fill a segment, or is corked. */
    void push() {
        waitsForMore = false;
        urgedEnd = space().end();
    }

    /** SND.UNA has moved. */
    void acknowledged() {
        SequenceNumber una = space().una();
        text.dropBefore(una);
        waitsForMore = false;
        marks.acknowledged(una);
        pieces.acknowledged(una);
        followed.acknowledged(una);
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

    /** Something has come from the peer: text that waits for more from the user waits no longer. */
    void heard() {
        waitsForMore = false;
    }

    /** Sends what may be sent now. */
    void transmit() {
        boolean idle = textInFlight() == 0;
        if (idle && hasUnsent()) {
            endpoint.window().sending();
        }
        Train train = new Train(endpoint);
        List<Planned> planned = new ArrayList<>();
        boolean any = false;
        boolean waits = train.waits(departedAt) || endpoint.pacer().holds();
        Planned next = trains > 0 && !waits ? next(idle, false) : null;
        while (next != null) {
            any = true;
            planned.add(next);
            boolean ends = isInPieces() && pieces.endAround(next.from()).equals(next.end());
            if (train.couple(next.length()) | ends) {
                depart(planned);
                trains--;
                train.over();
                waits = train.waits(departedAt) || endpoint.pacer().holds();
            }
            next = trains > 0 && !waits ? next(idle, false) : null;
        }
        depart(planned);
        trains = Integer.MAX_VALUE;
        RetransmissionQueue queue = endpoint.recovery().queue();
        boolean limited = queue.room() < endpoint.segmentSize() || waits;
        if (any || limited) {
            endpoint.window().sent(queue.scoreboard().flightSize(), limited);
        }
        if (any) {
            endpoint.window().sentText();
            endpoint.retransmission().sending();
        }
    }

    /** Sends one segment of what fits into the window, however small. */
    void transmitWhatFits() {
        Planned next = next(true, true);
        if (next != null) {
            marks.freedByTimer(next.end());
            send(next, false);
        }
    }

    /** Sends one segment whatever the congestion window says (RFC 8985 section 7.3); whether there was one. */
    boolean sendBeyondCongestionWindow() {
        SendSpace snd = space();
        int length = (int) Math.min(Math.min(snd.unsent(), endpoint.sendMss()), snd.wnd() - snd.inFlight());
        if (length <= 0) {
            return false;
        }
        send(plan(length, false), false);
        return true;
    }

    /** A segment that is to be sent. */
    private record Planned(SequenceNumber from, int length, boolean fin) {
        /** Where its text ends. */
        SequenceNumber end() {
            return from.plus(length);
        }
    }

    /** Sends the segments of one train. */
    private void depart(List<Planned> train) {
        if (train.isEmpty()) {
            return;
        }
        departedAt = endpoint.now();
        int last = train.size() - 1;
        for (int i = 0; i <= last; i++) {
            send(train.get(i), i == last && marks.pushesTrain(train.size()));
        }
        train.clear();
        endpoint.recovery().queue().trainDeparts();
    }

    /** {@code pushes}: whether it has PSH in any case. */
    private void send(Planned segment, boolean pushes) {
        int extra = pushes && segment.length() > 0 ? PSH.mask() : 0;
        send(segment.from(), segment.length(), segment.fin(), extra, true);
    }

    /** The next segment that may go now, which then counts as sent; null if there is none. */
    private Planned next(boolean idle, boolean forced) {
        SendSpace snd = space();
        if (!hasUnsent()) {
            return null;
        }
        long window = snd.wnd() - snd.inFlight();
        long usable = usableWindow();
        int unsent = snd.unsent();
        int piece = isInPieces() && unsent > 0
                ? Math.min(unsent, pieces.endAround(snd.nxt()).since(snd.nxt()))
                : unsent;
        int length = (int) Math.max(0, Math.min(Math.min(piece, endpoint.sendMss()), usable));
        boolean room = window > length || endpoint.profile().has(Setting.FIN_BEYOND_WINDOW);
        boolean fin = snd.closing() && length == unsent && room;
        if (!fin && (length == 0 || !forced && !isWorthSending(length, piece, piece == unsent, usable, idle))) {
            return null;
        }
        if (length < endpoint.sendMss()) {
            smallEnd = snd.nxt().plus(length);
        }
        return plan(length, fin);
    }

    private Planned plan(int length, boolean fin) {
        SendSpace snd = space();
        SequenceNumber from = snd.nxt();
        SequenceNumber to = from.plus(length + (fin ? 1 : 0));
        endpoint.keep(snd.withNxt(to));
        endpoint.recovery().queue().sent(from, to, isInPieces() && pieces.isClosed(from.plus(length)));
        return new Planned(from, length, fin);
    }

    /** Text that is held. */
    Bytes text(SequenceNumber from, int length) {
        return text.get(from, length);
    }

    /** U of RFC 9293 section 3.8.6.2.1, or what the congestion window leaves of it; negative if the window has shrunk. */
    long usableWindow() {
        SendSpace snd = space();
        long room = endpoint.recovery().queue().room();
        if (endpoint.profile().has(Setting.WHOLE_SEGMENT_WINDOWS)) {
            int size = endpoint.segmentSize(); // a segment goes as long as the window is not full
            room = (room + size - 1) / size * size;
        }
        long left = endpoint.stack().fault().congestionRoom(endpoint.connection(), room);
        return Math.min(snd.wnd() - snd.inFlight(), left);
    }

    /** Whether text that does not fill a segment is to wait: until the user closes, after whom there is nothing to wait for. */
    boolean isCorked() {
        return endpoint.options().corked() && !space().closing();
    }

    /** Nagle, cork, and the sender's silly window avoidance: RFC 9293 section 3.8.6.2.1. */
    private boolean isWorthSending(int length, int unsent, boolean isLast, long usable, boolean idle) {
        boolean urged = urgedEnd != null && space().nxt().plus(length).isAtOrBefore(urgedEnd);
        if (length >= endpoint.sendMss() || unsent <= usable && (urged || !isLast)) {
            return true; // (1); or nothing can be put to it any more
        }
        EndpointOptions options = endpoint.options();
        boolean inFlight = textInFlight() > 0;
        boolean allowed = options.noDelay()
                || urgentEnd != null
                || endpoint.profile().manner().nagle().allows(idle, !inFlight, smallEnd != null);
        // (2) everything goes at once, if the user has not said that it is to wait; (3) half of the largest window
        boolean everything = unsent <= usable && !isCorked() && !waitsForMore;
        boolean worth = allowed && (everything || 2L * length >= space().maxWnd());
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
            SequenceNumber to = from.plus(length + (fin ? 1 : 0));
            if (snd.nxt().isAfter(to)) {
                endpoint.recovery().resendAll(); // the window had shrunk: there is more than a probe's octet
                return;
            }
            endpoint.keep(snd.withNxt(to));
            endpoint.recovery().scoreboard().clear();
            endpoint.recovery().queue().sent(from, to, false);
            send(from, length, fin);
        }
    }

    /** Sends text from {@code from} again: at most {@code limit} octets, and the FIN if it follows and has been sent. */
    void sendAgain(SequenceNumber from, int limit) {
        sendAgain(from, limit, 1);
    }

    /** The same as the last of {@code together} segments that leave together. */
    void sendAgain(SequenceNumber from, int limit, int together) {
        SendSpace snd = space();
        int left = SequenceNumber.min(snd.end(), snd.nxt()).since(from);
        int length = Math.max(0, Math.min(Math.min(left, limit), endpoint.sendMss()));
        boolean fin = snd.finSent() && from.plus(length).equals(snd.end()) && (length < limit || length == 0);
        send(from, length, fin, marks.pushesTrain(together) && length > 0 ? PSH.mask() : 0, false);
    }

    private void send(SequenceNumber from, int length, boolean fin) {
        send(from, length, fin, 0, false);
    }

    private void send(SequenceNumber from, int length, boolean fin, int extra, boolean fresh) {
        SequenceNumber end = from.plus(length);
        int flags = ACK.mask() | extra;
        if (length > 0 && marks.isPushed(end)) {
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
            followed.sent(end);
        } else {
            endpoint.transmitter().send(from, flags, text.get(from, length), pointer);
        }
    }
}
