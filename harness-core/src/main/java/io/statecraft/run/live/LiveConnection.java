package io.statecraft.run.live;

import io.statecraft.run.mapping.Conversation;
import io.statecraft.scenario.Action;
import io.statecraft.scenario.Calls;
import io.statecraft.scenario.SegmentPattern;
import io.statecraft.scenario.Timing;
import io.statecraft.scenario.TransportPattern.Sequence.Form;
import io.statecraft.scenario.TransportPattern.Tcp;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;

/**
 * A connection of the harness with a target. Its numbers are named from the target's side, as the RFC does: {@link #sndNxt} is what the
 * target sends next, {@link #rcvNxt} what it expects next.
 *
 * <p>A segment to inject that leaves a number open gets the one that continues the connection; one that is expected is not compared
 * there. Every step happens at once, or after {@link #after}.
 */
public final class LiveConnection {
    private static final double SECOND = 1e9;

    private final Steps steps;
    private final Opening opening;
    private final int listener;
    private final int descriptor;
    private final int peerPort;
    private final int targetPort;
    private boolean accepted;
    private SequenceNumber sndNxt = SequenceNumber.ZERO;
    private SequenceNumber rcvNxt;
    private Timing next = Timing.Relative.AT_ONCE;

    LiveConnection(Steps steps, Opening opening, int listener, int descriptor, int peerPort, int targetPort) {
        this.steps = steps;
        this.opening = opening;
        this.listener = listener;
        this.descriptor = descriptor;
        this.peerPort = peerPort;
        this.targetPort = targetPort;
        this.rcvNxt = opening.isn();
    }

    /** SND.NXT of the target, as far as it has shown: one past what it has sent. */
    public SequenceNumber sndNxt() {
        return sndNxt;
    }

    /** RCV.NXT of the target: one past what it was sent in order. */
    public SequenceNumber rcvNxt() {
        return rcvNxt;
    }

    /** The descriptor that the target's program has for it; given out when it is accepted. */
    public int descriptor() {
        return descriptor;
    }

    /** The next step happens, or is expected, so many seconds after the one before. */
    public LiveConnection after(double seconds) {
        next = new Timing.Relative(Math.round(seconds * SECOND));
        return this;
    }

    /** The next step, an expected segment, comes at any time within so many seconds. */
    public LiveConnection within(double seconds) {
        next = new Timing.RelativeRange(0, Math.round(seconds * SECOND));
        return this;
    }

    /** Sends a segment to the target. */
    public LiveConnection inject(SegmentPattern segment) {
        SegmentPattern full = completed(segment.ports(peerPort, targetPort));
        Tcp tcp = full.tcp();
        play(new Action.Inject(full.toPacket()));
        SequenceNumber start = SequenceNumber.of(tcp.sequence().start());
        int flags = tcp.flags().mask();
        int length = tcp.sequence().length()
                + ((flags & TcpFlag.SYN.mask()) != 0 ? 1 : 0)
                + ((flags & TcpFlag.FIN.mask()) != 0 ? 1 : 0);
        boolean inOrder = start.isAtOrBefore(rcvNxt) && start.plus(length).isAfter(rcvNxt);
        if (inOrder && (flags & TcpFlag.RST.mask()) == 0) {
            rcvNxt = start.plus(length);
        }
        return this;
    }

    private SegmentPattern completed(SegmentPattern segment) {
        SegmentPattern full = segment;
        if (full.tcp().sequence().form() == Form.IGNORED) {
            full = full.seq(rcvNxt);
        }
        if (full.tcp().ack().isEmpty() && (full.tcp().flags().mask() & TcpFlag.ACK.mask()) != 0) {
            full = full.ack(sndNxt);
        }
        return full.tcp().window().isPresent() ? full : full.win(opening.window());
    }

    /** Expects the next segment of the target to be this. */
    public LiveConnection expect(SegmentPattern segment) {
        play(new Action.Expect(segment.ports(targetPort, peerPort).toPacket()));
        Segment last = lastSegment();
        if (!last.has(TcpFlag.RST) && (last.has(TcpFlag.SYN) || last.end().isAfter(sndNxt))) {
            sndNxt = last.end();
        }
        return this;
    }

    /**
     * The last segment of the target that a step expected: its window, its options, whatever the next step is to depend on.
     *
     * @throws java.util.NoSuchElementException if there was none yet
     */
    public Segment lastSegment() {
        return steps.player().conversations().stream()
                .filter(this::isThis)
                .reduce((earlier, later) -> later)
                .flatMap(Conversation::lastOutbound)
                .map(Packet::segment)
                .orElseThrow();
    }

    private boolean isThis(Conversation conversation) {
        return opening.listens()
                ? conversation
                        .ends()
                        .filter(ends -> ends.remotePort() == peerPort)
                        .isPresent()
                : conversation.descriptor().orElse(-1) == descriptor;
    }

    /** The target is to send nothing for so many seconds. */
    public LiveConnection expectSilence(double seconds) {
        play(new Action.Silence(Math.round(seconds * SECOND)));
        return this;
    }

    /** The state that the target is in: its own word, or that of the oracle. */
    public LiveConnection expectState(TcpState state) {
        boolean ofPeer = opening.listens() && !accepted;
        play(new Action.AssertState(ofPeer ? listener : descriptor, ofPeer, state));
        return this;
    }

    /** The target's program takes the connection from its listener. */
    public LiveConnection accept() {
        accepted = true;
        return call(Calls.accept(listener).returns(descriptor));
    }

    /** The target's program writes so many octets. */
    public LiveConnection write(int octets) {
        return call(Calls.write(descriptor, octets).returns(octets));
    }

    /** The target's program reads so many octets, which are there. */
    public LiveConnection read(int octets) {
        return call(Calls.read(descriptor, octets).returns(octets));
    }

    /** The target's program shuts down its direction. */
    public LiveConnection shutdown() {
        return call(Calls.shutdown(descriptor, "SHUT_WR").returns(0));
    }

    /** The target's program closes the connection. */
    public LiveConnection close() {
        return call(Calls.close(descriptor).returns(0));
    }

    /** The target's program makes any call; {@link Calls} makes them. */
    public LiveConnection call(Action.Call call) {
        play(call);
        return this;
    }

    private void play(Action action) {
        Timing timing = next;
        next = Timing.Relative.AT_ONCE;
        steps.play(timing, action);
    }
}
