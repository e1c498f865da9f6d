package io.statecraft.stack;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.FIN_WAIT_2;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.ReceiveSpace;
import io.statecraft.tcp.SendSpace;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.Segment;
import java.util.List;
import java.util.Optional;

/**
 * One connection of a {@link Stack}. Every state and every reply comes from the rules of {@code tcp}; here is what the rules leave to the
 * sender: when text goes, and the timers. Confined to the stack's thread.
 */
public final class Endpoint {
    private final Stack stack;
    private final FourTuple ends;
    private final EndpointOptions options;
    private final Rules rules;
    private final Turn turn;
    private final SendCall sendCall;
    private final SegmentSizes sizes;
    private final Offers offers;
    private final SegmentForm form;
    private final Receiver receiver;
    private final Sender sender;
    private final Retransmission retransmission;
    private final WindowProbe probe;
    private final KeepAlive keepAlive;
    private final UserTimeouts userTimeouts;
    private final Lingering lingering;
    private final Transmitter transmitter;
    private final EcnSender ecn;
    private final FastOpenClient fastOpen;
    private final CongestionWindow window;
    private final Recovery recovery;
    private final Pacer pacer;
    private final SendRoom sendRoom;
    private final Accounts accounts;
    private final Transition transition;
    private Connection connection;

    Endpoint(Stack stack, FourTuple ends, EndpointOptions options, Connection start) {
        this.stack = stack;
        this.ends = ends;
        this.options = options;
        stack.fault().configure(options);
        this.connection = start;
        this.rules = new Rules(this);
        this.turn = new Turn(this);
        this.sendCall = new SendCall(this, rules);
        this.sizes = new SegmentSizes(this);
        this.offers = new Offers(this);
        this.form = new SegmentForm(this, stack.timestampOffset(ends));
        this.receiver = new Receiver(this);
        this.sender = new Sender(this);
        this.retransmission = new Retransmission(this);
        this.window = new CongestionWindow(this);
        this.recovery = new Recovery(this, window);
        this.pacer = new Pacer(this);
        this.probe = new WindowProbe(this);
        this.keepAlive = new KeepAlive(this);
        this.userTimeouts = new UserTimeouts(this);
        this.lingering = new Lingering(this);
        this.transmitter = new Transmitter(this, form);
        this.ecn = new EcnSender(this);
        this.fastOpen = new FastOpenClient(this, stack.cookieCache());
        this.sendRoom = new SendRoom(this);
        this.accounts = new Accounts(this);
        this.transition = new Transition(this);
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
        return Optional.ofNullable(transition.failure());
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
        return sendRoom.free();
    }

    /** Whether the send buffer has room enough to be worth a write. */
    public boolean isWritable() {
        return sendRoom.isWorthAWrite();
    }

    /** Sends what is there although it may not fill a segment, or is corked. */
    public void push() {
        sender.push();
        output();
    }

    /** How often the send buffer had room again after the user had found it full. */
    public int timesWritableAgain() {
        return sendRoom.timesWritableAgain();
    }

    /** The user had more to send than there was room for. */
    public void foundFull() {
        sendRoom.foundFull();
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
        return receiver.read(most);
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
        return send(text, urgent, more, false);
    }

    /** The same; with {@code closesRecord} nothing that follows is put into a segment with it. */
    public int send(Bytes text, boolean urgent, boolean more, boolean closesRecord) {
        return sendCall.send(text, urgent, more, closesRecord);
    }

    /** Which end of each write the user wants to follow. */
    public enum Following {
        NONE,
        /** Where all of it has been taken. */
        WHOLE,
        /** The same, or where it was cut as there was no more room. */
        ANY_END
    }

    /** The user wants to know what becomes of the last octet of each write, until it is told otherwise. */
    public void followNext(Following which) {
        sendCall.follows(which);
    }

    /** What has become of the writes that the user follows, since it was asked last. */
    public List<TextEvent> takeTextEvents() {
        return sender.followed().take();
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
        window.optionsChanged();
        if (state() != CLOSED) {
            output();
        }
    }

    /** The user waits for the handshake's end with more text: the acknowledgment of the peer's SYN can go with that. */
    public void awaitText() {
        transmitter.awaitText();
    }

    /** The user wants acknowledgments at once, or as it suits. */
    public void acknowledgeQuickly(boolean quick) {
        receiver.acknowledgeQuickly(quick);
    }

    /** Whether acknowledgments do not wait for the user's own text. */
    public boolean acknowledgesQuickly() {
        return receiver.timing().isQuick();
    }

    /** Whether the SYN brought text that was taken: Fast Open (RFC 7413 section 4.2). */
    public boolean hadTextWithSyn() {
        return transition.hadTextWithSyn();
    }

    /** Whether the handshake was completed at any time. */
    public boolean wasEstablished() {
        return transition.wasEstablished();
    }

    /** What it can say of itself beyond its sequence numbers. */
    public Status status() {
        return Status.of(this);
    }

    // ---- what happens to it

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
        transition.perform(rules.apply(event), null);
    }

    /** Does what a rule says; {@code cause} is the segment that it was asked about, if it was one. */
    void perform(Outcome outcome, Segment cause) {
        transition.perform(outcome, cause);
    }

    /** A SYN or SYN,ACK shows whether ECN is offered: it may be withdrawn, or accepted. */
    void offered(boolean withEcn) {
        if (connection.own() != null) {
            connection = connection.offering(connection.own().withEcn(withEcn));
        }
    }

    /** Clears every timer: the connection is gone. */
    void stop() {
        receiver.stop();
        retransmission.stop();
        recovery.stop();
        pacer.stop();
        probe.stop();
        keepAlive.stop();
        lingering.stop();
        stack.removed(this);
    }

    // ---- what it sends

    /** Sends what may be sent, and what is owed. */
    void output() {
        turn.output();
    }

    /** Sets the timers to what the connection now waits for. */
    void settle() {
        turn.settle();
    }

    /** Keeps the connection as a rule has changed it. */
    void keep(Connection next) {
        connection = next;
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
        return sizes.textRoom();
    }

    /** SMSS: the same without what SACK blocks take away now (RFC 5681 section 2). */
    int segmentSize() {
        return sizes.sendMss();
    }

    // ---- its parts

    Stack stack() {
        return stack;
    }

    Profile profile() {
        return stack.profile();
    }

    SegmentSizes sizes() {
        return sizes;
    }

    Offers offers() {
        return offers;
    }

    SegmentForm form() {
        return form;
    }

    Accounts accounts() {
        return accounts;
    }

    SendRoom sendRoom() {
        return sendRoom;
    }

    KeepAlive keepAlive() {
        return keepAlive;
    }

    UserTimeouts userTimeouts() {
        return userTimeouts;
    }

    Lingering lingering() {
        return lingering;
    }

    Rules rules() {
        return rules;
    }

    Transition transition() {
        return transition;
    }

    Transmitter transmitter() {
        return transmitter;
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

    Pacer pacer() {
        return pacer;
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
