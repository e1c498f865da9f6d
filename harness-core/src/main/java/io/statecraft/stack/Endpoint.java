package io.statecraft.stack;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static io.statecraft.tcp.TcpState.FIN_WAIT_2;
import static io.statecraft.tcp.TcpState.SYN_RECEIVED;
import static io.statecraft.tcp.TcpState.TIME_WAIT;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.Offer;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.ReceiveSpace;
import io.statecraft.tcp.SendSpace;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.Optional;

/**
 * One connection of a {@link Stack}. Every state and every reply comes from the rules of {@code tcp}; here is what the rules leave to the
 * sender: when text goes, and the timers. Confined to the stack's thread.
 */
public final class Endpoint {
    private final Stack stack;
    private final FourTuple ends;
    private final EndpointOptions options;
    private final Answers answers;
    private final SegmentForm form;
    private final Receiver receiver;
    private final Sender sender;
    private final Retransmission retransmission;
    private final WindowProbe probe;
    private final KeepAlive keepAlive;
    private final Lingering lingering;
    private final Transmitter transmitter;
    private final EcnSender ecn;
    private final FastOpenClient fastOpen;
    private final CongestionWindow window;
    private final Recovery recovery;
    private Connection connection;
    private Failure failure;
    private boolean refusedByIcmp;
    private boolean wasEstablished;
    private long octetsAcknowledged;
    private boolean textWithSyn;
    private boolean textAwaited;
    private boolean foundFull;
    private int timesWritableAgain;

    Endpoint(Stack stack, FourTuple ends, EndpointOptions options, Connection start) {
        this.stack = stack;
        this.ends = ends;
        this.options = options;
        stack.fault().configure(options);
        this.connection = start;
        this.answers = new Answers(stack);
        this.form = new SegmentForm(this, stack.timestampOffset(ends));
        this.receiver = new Receiver(this);
        this.sender = new Sender(this);
        this.retransmission = new Retransmission(this);
        this.window = new CongestionWindow(this);
        this.recovery = new Recovery(this, window);
        this.probe = new WindowProbe(this);
        this.keepAlive = new KeepAlive(this);
        this.lingering = new Lingering(this);
        this.transmitter = new Transmitter(this, form);
        this.ecn = new EcnSender(this);
        this.fastOpen = new FastOpenClient(this, stack.cookieCache());
    }

    // ---- what the user sees and does

    /** The connection as it is. */
    public Connection connection() {
        return connection;
    }

    public TcpState state() {
        return connection.state();
    }

    public FourTuple ends() {
        return ends;
    }

    /** The user's settings; tell {@link #optionsChanged} after a change. */
    public EndpointOptions options() {
        return options;
    }

    /** Why it ended, if not by both sides' FIN. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /** ICMP: a packet was too big for the path, which carries {@code mtu} octets (RFC 9293 section 3.7.2). */
    void tooBig(int mtu) {
        if (form.lowerPathMtu(mtu) && state().isSynchronized()) {
            recovery.resendAll();
            output();
        }
    }

    /** An ICMP error that quotes one of its segments. */
    void unreachable(boolean hard, boolean refused) {
        fastOpen.timedOut();
        refusedByIcmp = refused;
        happens(new TcpEvent.IcmpError(hard));
    }

    /** Octets that can be read now. */
    public int readable() {
        return receiver.readable();
    }

    /** Whether there is urgent text that the user has not read. */
    public boolean isUrgent() {
        return receiver.isUrgent();
    }

    /** Octets that the send buffer has room for. */
    public long writable() {
        return Math.max(0, options.sendBuffer() - sender.held());
    }

    /** How often the send buffer had room again after the user had found it full. */
    public int timesWritableAgain() {
        return timesWritableAgain;
    }

    /** The user had more to send than there was room for. */
    public void foundFull() {
        foundFull = true;
    }

    /** Octets in the send buffer: sent or not, and not acknowledged. */
    public int unacknowledged() {
        return sender.held();
    }

    /** Whether the peer has closed and everything is read, or the connection is gone: there is no more to come. */
    public boolean isEndOfText() {
        return readable() == 0 && (state() == CLOSED || state().isSynchronized() && state().compareTo(FIN_WAIT_2) > 0);
    }

    /** RECEIVE: up to {@code most} octets of what is there. */
    public Bytes receive(int most) {
        Bytes text = receiver.peek(most);
        if (text.isEmpty()) {
            return text;
        }
        receiver.taken(text.length());
        if (state() == CLOSED) {
            connection = connection.with(connection.rcv().read(text.length()));
            return text;
        }
        happens(new TcpEvent.Receive(text.length()));
        if (mayStillReceive() && receiver.isUpdateDue()) {
            transmitter.acknowledge();
        }
        return text;
    }

    private boolean mayStillReceive() {
        return state() == ESTABLISHED || state() == TcpState.FIN_WAIT_1 || state() == FIN_WAIT_2;
    }

    /** Up to {@code most} octets of what is there, which stay. */
    public Bytes peek(int most) {
        return receiver.peek(most);
    }

    /**
     * SEND: as much of {@code text} as the buffer has room for.
     *
     * @param urgent whether the last octet is urgent (RFC 9293 section 3.8.5)
     * @param more whether more is to come at once, so that a segment that is not full can wait
     * @return the octets taken; -1 if the connection does not take text any more
     */
    public int send(Bytes text, boolean urgent, boolean more) {
        int taken = (int) Math.min(text.length(), writable());
        SequenceNumber at = connection.snd().end();
        Outcome outcome = stack.fault().apply(connection, new TcpEvent.Send(taken), answers);
        if (outcome.signals().stream().anyMatch(UserSignal::isError)) {
            return -1;
        }
        sender.append(at, text.slice(0, taken), urgent, more);
        foundFull |= taken < text.length();
        perform(outcome, null);
        return taken;
    }

    /** CLOSE of both directions: nobody will read any more. */
    public void close() {
        happens(new TcpEvent.Close(true));
    }

    /** CLOSE of the direction from here. */
    public void closeSending() {
        happens(new TcpEvent.Close(false));
    }

    /** ABORT. */
    public void abort() {
        happens(new TcpEvent.Abort());
    }

    /** After a change of the options. */
    public void optionsChanged() {
        stack.fault().configure(options);
        receiver.capacity(options.receiveBuffer());
        keepAlive.reset();
        if (state() != CLOSED) {
            output();
        }
    }

    /** The user waits for the handshake's end with more text: the acknowledgment of the peer's SYN can go with that. */
    public void awaitText() {
        textAwaited = profile().has(Setting.DELAYED_ACK);
    }

    /** Whether the acknowledgment that is to be sent now can wait for the user's text; asked once. */
    boolean takeTextAwaited() {
        boolean awaited = textAwaited;
        textAwaited = false;
        return awaited;
    }

    /** Whether the SYN brought text that was taken: Fast Open (RFC 7413 section 4.2). */
    public boolean hadTextWithSyn() {
        return textWithSyn;
    }

    /** Whether the handshake was completed at any time. */
    public boolean wasEstablished() {
        return wasEstablished;
    }

    /** What it can say of itself beyond its sequence numbers. */
    public Status status() {
        return Status.of(this);
    }

    // ---- what happens to it

    /** Active OPEN: as much of {@code text} as may goes with the SYN (RFC 7413), and was taken then. */
    int open(SequenceNumber iss, boolean fast, Bytes text) {
        CookieCache.Known known = fast ? fastOpen.lookUp() : null;
        Offer offer = fastOpen.offer(form.offer(), known);
        int room = FastOpenClient.mayCarryText(profile(), known) ? form.textRoomOfSyn(offer, known.mss()) : 0;
        int carried = (int) Math.min(Math.min(room, text.length()), writable());
        if (carried > 0) {
            sender.append(iss.plus(1), text.slice(0, carried), false, carried < text.length());
        }
        happens(new TcpEvent.ActiveOpen(iss, receiver.initialWindow(receiveMss()), offer, carried));
        return carried;
    }

    /** SEGMENT ARRIVES; whether it ended the connection so that a listener can take the same segment (MAY-2). */
    boolean arrive(Arrived arrived) {
        Segment s = arrived.segment();
        keepAlive.heard();
        TcpState before = state();
        TcpEvent arrival = new TcpEvent.Arrival(s, stack.initialSequenceNumber(ends), arrived.congested());
        answers.about(s);
        Outcome outcome = stack.fault().apply(connection, arrival, answers);
        answers.about(null);
        perform(outcome, s);
        return before == TIME_WAIT && outcome.signals().contains(UserSignal.RELISTENED);
    }

    /** Whether it is in TIME-WAIT and a segment opens a new connection in its place (MAY-2). */
    boolean makesWayFor(Arrived arrived) {
        if (state() != TIME_WAIT) {
            return false;
        }
        TcpEvent arrival = new TcpEvent.Arrival(arrived.segment(), stack.initialSequenceNumber(ends));
        return stack.fault()
                .apply(connection, arrival, stack.profile())
                .signals()
                .contains(UserSignal.RELISTENED);
    }

    /** Forgets a half-open connection whose SYN,ACK says everything, in a cookie. */
    void forget() {
        connection = connection.in(CLOSED);
        stop();
    }

    /** The listener that it came from is gone before the handshake was complete: so is the connection, in silence. */
    void forsake() {
        happens(new TcpEvent.UserTimeout());
    }

    /** Anything but a segment. */
    void happens(TcpEvent event) {
        perform(stack.fault().apply(connection, event, answers), null);
    }

    /** Does what a rule says; {@code cause} is the segment that it was asked about, if it was one. */
    void perform(Outcome outcome, Segment cause) {
        Connection before = connection;
        connection = outcome.connection();
        negotiate(before);
        if (outcome.text() != null) {
            receiver.store(outcome.text(), cause);
        }
        if (cause != null) {
            ecn.noteEcho(cause);
            noteAcknowledgment(before, cause);
            if (before.peer() == null && connection.peer() != null) {
                noteTextWithSyn(cause);
                if (!connection.passive()) {
                    fastOpen.answered(before, cause);
                }
            }
            receiver.noteTimestamp(cause);
            receiver.noteText(before.rcv(), cause);
            if (outcome.signals().contains(UserSignal.URGENT)) {
                receiver.noteUrgent(cause);
            }
        }
        for (UserSignal signal : outcome.signals()) {
            tell(signal, before.state());
        }
        if (state() != before.state()) {
            entered(before, cause);
        }
        for (Emission emission : outcome.emissions()) {
            transmitter.emit(emission);
        }
        if (outcome.restartTimeWait()) {
            lingering.startTimeWait();
        }
        if (state() == CLOSED) {
            boolean reset = cause != null && cause.has(TcpFlag.RST) && failure == null && before.state() != TIME_WAIT;
            if (reset) {
                // The RFC tells nobody of a reset in CLOSING and LAST-ACK; a socket does.
                failure = new Failure(UserSignal.RESET, before.state(), true);
            }
            stop();
        } else {
            output();
        }
        stack.changed();
    }

    /** Once the peer's SYN is known: what both SYNs offered holds. */
    private void negotiate(Connection before) {
        if (before.peer() == null && connection.peer() != null) {
            if (connection.own() == null) {
                connection = connection.offering(form.answerTo(connection.peer()));
                long window = receiver.initialWindow(form.receiveTextMss());
                keep(connection.rcv().withWindow(window, window));
            }
            receiver.synchronizedWith();
        }
    }

    /** A SYN or SYN,ACK shows whether ECN is offered: it may be withdrawn, or accepted. */
    void offered(boolean withEcn) {
        if (connection.own() != null) {
            connection = connection.offering(connection.own().withEcn(withEcn));
        }
    }

    private void noteTextWithSyn(Segment cause) {
        SendSpace snd = connection.snd();
        textWithSyn = connection.passive()
                ? connection.early() && !cause.payload().isEmpty()
                : snd.una().isAfter(snd.iss().plus(1));
    }

    private void noteAcknowledgment(Connection before, Segment cause) {
        SendSpace was = before.snd();
        SendSpace is = connection.snd();
        if (is.nxt().isBefore(was.nxt())) {
            recovery.forgetTextWithSyn(); // the text of a SYN was not taken: it goes as if for the first time
        }
        if (!is.iss().equals(was.iss()) || !cause.has(TcpFlag.ACK)) {
            return;
        }
        if (is.una().isAfter(was.una())) {
            octetsAcknowledged += is.una().since(was.una());
            sender.acknowledged();
            // A third of the buffer free: enough to be worth another write.
            if (foundFull && 3 * writable() >= options.sendBuffer()) {
                foundFull = false;
                timesWritableAgain++;
            }
            retransmission.acknowledged();
            recovery.acknowledged(cause, was);
        } else {
            if (is.wnd() == 0) {
                retransmission.peerLives();
            }
            if (wasTaken(before, cause)) {
                sender.heard();
                recovery.acknowledged(cause, was);
            }
        }
    }

    /** Whether the rules have looked at the segment's ACK field, and it says nothing that is out of date. */
    private boolean wasTaken(Connection before, Segment s) {
        TcpOption.Timestamps stamps = before.timestamps() ? s.option(TcpOption.Timestamps.class) : null;
        boolean old = stamps != null && stamps.value() - before.tsRecent() < 0;
        return before.state().isSynchronized()
                && !old
                && s.ack().equals(before.snd().una())
                && before.rcv().accepts(s, before.rcv().wnd());
    }

    private void tell(UserSignal signal, TcpState before) {
        switch (signal) {
            case RESET, REFUSED, ABORTED_BY_TIMEOUT, UNREACHABLE ->
                failure = new Failure(signal, before, refusedByIcmp);
            default -> {} // seen in the state
        }
    }

    private void entered(Connection before, Segment cause) {
        boolean opened = !wasEstablished && state().isSynchronized();
        if (connection.early() && before.peer() == null) {
            window.open(false);
            stack.completed(this);
        }
        if (opened || state() == SYN_RECEIVED && !connection.passive()) {
            receiver.sized(form.mssWithoutOptions());
        }
        wasEstablished |= opened;
        if (opened) {
            retransmission.handshakeComplete(cause);
            if (!connection.early()) {
                window.open(retransmission.handshakeWasLost());
            }
        }
        keepAlive.arrange();
        if (state() == TIME_WAIT) {
            lingering.startTimeWait();
        }
        if (before.state() == SYN_RECEIVED && before.passive() && state() != CLOSED) {
            stack.completed(this);
        }
    }

    private void stop() {
        receiver.stop();
        retransmission.stop();
        recovery.stop();
        probe.stop();
        keepAlive.stop();
        lingering.stop();
        stack.removed(this);
    }

    // ---- what it sends

    /** Sends what may be sent, and what is owed. */
    void output() {
        if (state().isSynchronized() || connection.early()) {
            probe.resumeIfOpen();
            if (!probe.isProbing()) {
                recovery.transmit();
            }
            sender.transmit();
        }
        if (receiver.owesAcknowledgment()) {
            transmitter.payAcknowledgment();
        }
        settle();
    }

    /** Sets the timers to what the connection now waits for. */
    void settle() {
        if (state().isSynchronized()) {
            probe.arrange();
        }
        retransmission.arrange();
        lingering.arrange();
    }

    /** Keeps the send sequence space as the sender has changed it. */
    void keep(SendSpace space) {
        connection = connection.with(space);
    }

    /** Keeps the receive sequence space as the receiver has changed it. */
    void keep(ReceiveSpace space) {
        connection = connection.with(space);
    }

    /** Effective send MSS: octets of text in a full segment that goes now (RFC 9293 section 3.7.1, MUST-16). */
    int sendMss() {
        return form.textRoom();
    }

    /** SMSS: the same without what SACK blocks take away now (RFC 5681 section 2). */
    int segmentSize() {
        return form.sendMss();
    }

    /** The MSS that our SYN offers. */
    int receiveMss() {
        return form.receiveMss();
    }

    /** The timestamp clock. */
    int timestamp() {
        return form.timestamp();
    }

    // ---- its parts

    Stack stack() {
        return stack;
    }

    Profile profile() {
        return stack.profile();
    }

    Transmitter transmitter() {
        return transmitter;
    }

    boolean isHandshakeAcknowledged() {
        return connection.snd().una().isAfter(connection.snd().iss());
    }

    long octetsAcknowledged() {
        return octetsAcknowledged;
    }

    Receiver receiver() {
        return receiver;
    }

    Sender sender() {
        return sender;
    }

    Retransmission retransmission() {
        return retransmission;
    }

    WindowProbe probe() {
        return probe;
    }

    CongestionWindow window() {
        return window;
    }

    Recovery recovery() {
        return recovery;
    }

    /** The retransmission timer has run out so often in a row: something on the path may swallow full segments. */
    void blackHoleMayBe(int times) {
        form.timedOut(times);
    }

    EcnSender ecn() {
        return ecn;
    }

    FastOpenClient fastOpen() {
        return fastOpen;
    }

    Countdown countdown(Alarm alarm, Runnable action) {
        return new Countdown(stack.clock(), nanos -> stack.fault().wait(alarm, connection, stack.now(), nanos), action);
    }

    long now() {
        return stack.now();
    }
}
