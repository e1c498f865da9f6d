package io.statecraft.stack;

import io.statecraft.tcp.Emission.Urgency;
import io.statecraft.tcp.ReceiveSpace;
import io.statecraft.tcp.SequenceRange;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;

/** The receiving half of a connection: text for the user, the window, and when to acknowledge. */
final class Receiver {
    private static final long LARGEST_FIELD = 65_535;

    private final Endpoint endpoint;
    private final TextBuffer text = new TextBuffer();
    private final SackReport sack;
    private final Countdown delay;
    private final AcknowledgmentTiming timing;
    private long capacity;
    private SequenceNumber readFrom;
    private long read;
    private boolean sized;
    private SequenceNumber lastAcknowledged; // Last.ACK.sent; null: none
    private int echo;
    private SequenceNumber urgentEnd; // RCV.UP; null: none
    private boolean owed;
    private int waiting;

    Receiver(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.capacity = endpoint.options().receiveBuffer();
        this.sack = new SackReport(endpoint);
        this.timing = AcknowledgmentTiming.of(endpoint);
        this.delay = endpoint.countdown(Alarm.DELAYED_ACK, this::delayIsOver);
    }

    /** The window that the first segment shows. */
    long initialWindow(int mss) {
        return policy().initial(capacity, mss);
    }

    /** The peer's SYN has come: text begins behind it. */
    void synchronizedWith() {
        readFrom = space().irs().plus(1);
    }

    /** The connection has a buffer of its own from now on, for segments of {@code mss} octets. */
    void sized(int mss) {
        sized = true;
        if (endpoint.profile().has(Setting.WHOLE_SEGMENT_BUFFER) && capacity > mss) {
            capacity = (capacity + mss - 1) / mss * mss;
            endpoint.options().receiveBuffer(capacity);
        }
    }

    /** The user has changed the buffer. */
    void capacity(long octets) {
        capacity = octets;
    }

    /** Keeps the part of the segment's text that a rule has taken. */
    void store(SequenceRange range, Segment s) {
        int from = range.from().since(s.textStart());
        text.put(range.from(), s.payload().slice(from, from + range.length()));
    }

    /**
     * A segment has come that the rules took. What is echoed is the timestamp of the first segment that is not acknowledged yet, so that
     * the peer's measurement includes our delay (RFC 7323 section 4.3: SEG.SEQ =< Last.ACK.sent).
     */
    void noteTimestamp(Segment s) {
        TcpOption.Timestamps stamps = s.option(TcpOption.Timestamps.class);
        boolean taken =
                stamps != null && stamps.value() == endpoint.connection().tsRecent();
        if (taken && (lastAcknowledged == null || s.seq().isAtOrBefore(lastAcknowledged))) {
            echo = stamps.value();
        }
    }

    /** TS.Recent as it is to be echoed. */
    int echo() {
        return echo;
    }

    /** A segment has come, before which the receive space was {@code before}. */
    void noteText(ReceiveSpace before, Segment s) {
        sack.arrived(before, read + before.unread(), s);
        int came =
                s.payload().isEmpty() || s.has(TcpFlag.SYN) ? 0 : space().nxt().since(before.nxt());
        if (came > 0) {
            timing.textCame(Math.min(came, s.payload().length()), s.has(TcpFlag.PSH));
        } else if (s.length() > 0 && s.end().isAtOrBefore(before.nxt())) {
            timing.repeated();
        }
    }

    /** What is reported of text out of order. */
    SackReport sack() {
        return sack;
    }

    /** A segment has an urgent pointer (RFC 9293 section 3.8.5). */
    void noteUrgent(Segment s) {
        SequenceNumber end = s.seq().plus(s.urgentPointer());
        urgentEnd = urgentEnd == null ? end : SequenceNumber.max(urgentEnd, end);
    }

    /** Whether there is urgent text that the user has not read. */
    boolean isUrgent() {
        return urgentEnd != null && urgentEnd.isAfter(readFrom);
    }

    /** Octets that the user can read now. */
    int readable() {
        return (int) space().unread();
    }

    /** Up to {@code most} octets, which stay. */
    Bytes peek(int most) {
        int length = Math.min(most, readable());
        return length == 0 ? Bytes.EMPTY : text.get(readFrom, length);
    }

    /** RECEIVE: up to {@code most} octets of what is there; what is there stays readable when the connection is gone. */
    Bytes read(int most) {
        Bytes taken = peek(most);
        if (taken.isEmpty()) {
            return taken;
        }
        read += taken.length();
        readFrom = readFrom.plus(taken.length());
        text.dropBefore(readFrom);
        if (endpoint.state() == TcpState.CLOSED) {
            endpoint.keep(space().read(taken.length()));
            return taken;
        }
        endpoint.happens(new TcpEvent.Receive(taken.length()));
        boolean due = delay.isSet() && readable() == 0 && timing.isDueAfterReading();
        if (mayStillReceive() && (due || isUpdateDue())) {
            endpoint.transmitter().acknowledge();
        }
        return taken;
    }

    private boolean mayStillReceive() {
        TcpState state = endpoint.state();
        return state == TcpState.ESTABLISHED || state == TcpState.FIN_WAIT_1 || state == TcpState.FIN_WAIT_2;
    }

    private ReceiveSpace space() {
        return endpoint.connection().rcv();
    }

    /** A rule wants an acknowledgment, or permits one: then it is sent, as it may be what the peer waits for. */
    void acknowledge(Urgency urgency) {
        waiting++;
        // A duplicate can be reported as long as no other segment has come.
        boolean now = urgency != Urgency.SOON || sack.hasDuplicate();
        if (now || timing.isDue(waiting, unacknowledged())) {
            owed = true;
        } else {
            delay.startIfClear(timing.delay());
        }
    }

    /** Octets that have come in order since the last acknowledgment. */
    private long unacknowledged() {
        return lastAcknowledged == null ? 0 : space().nxt().since(lastAcknowledged);
    }

    /** Whether the window that would be shown now reaches as far as the one shown last. */
    boolean mayOpenWindow() {
        return policy().window(room(free())) >= space().wnd();
    }

    /** The user's word: acknowledgments at once, also the one that waits now, or as it suits. */
    void acknowledgeQuickly(boolean quick) {
        timing.userWants(quick);
        if (quick && delay.isSet()) {
            endpoint.transmitter().acknowledge();
        }
    }

    /** When text is acknowledged. */
    AcknowledgmentTiming timing() {
        return timing;
    }

    /** An acknowledgment is to go with text that is about to come from the user. */
    void postpone() {
        timing.repeated(); // the peer's window is to open fast
        delay.startIfClear(timing.delay());
    }

    /** Whether an acknowledgment cannot wait. */
    boolean owesAcknowledgment() {
        return owed;
    }

    /** Whether an acknowledgment waits for company. */
    boolean delaysAcknowledgment() {
        return delay.isSet();
    }

    /** A segment with an acknowledgment goes out. */
    void acknowledged() {
        timing.acknowledged(owed || delay.isSet());
        owed = false;
        waiting = 0;
        lastAcknowledged = endpoint.connection().peer() == null ? null : space().nxt();
        delay.clear();
    }

    private void delayIsOver() {
        timing.delayIsOver();
        owed = true;
        endpoint.output();
    }

    /** What the window field of the next segment says; the connection then holds it as shown. */
    int show(boolean syn) {
        long window = window();
        int shift = syn ? 0 : endpoint.connection().receiveShift();
        long field = Math.min(window >> shift, LARGEST_FIELD);
        ReceiveSpace space = space();
        // What was promised before stays promised, although a scaled field may not be able to say so (RFC 7323 section
        // 2.4).
        long shown = Math.max(space.wnd(), field << shift);
        boolean beyond = sized && endpoint.profile().has(Setting.ROOM_BEYOND_FIELD);
        endpoint.keep(space.withWindow(shown, beyond ? Math.max(window, shown) : shown));
        return (int) field;
    }

    private long window() {
        long right = policy().window(room(free()));
        return endpoint.stack().fault().window(endpoint.connection(), free(), right);
    }

    private WindowPolicy.Room room(long free) {
        int shift = endpoint.connection().receiveShift();
        return new WindowPolicy.Room(
                space().wnd(), free, capacity, endpoint.sizes().receiveMss(), shift);
    }

    private long free() {
        return Math.max(0, capacity - space().unread());
    }

    private WindowPolicy policy() {
        return endpoint.profile().manner().window();
    }

    /** After the user has read: whether the peer should hear of the new window by a segment of its own. */
    private boolean isUpdateDue() {
        return !delaysAcknowledgment() && policy().isUpdateDue(room(free()));
    }

    /** Octets of text that have come in order. */
    long octets() {
        return read + space().unread();
    }

    void stop() {
        delay.clear();
    }
}
