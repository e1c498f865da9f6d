package io.statecraft.explore;

import static io.statecraft.scenario.Packets.ack;
import static io.statecraft.scenario.Packets.data;
import static io.statecraft.scenario.Packets.fin;
import static io.statecraft.scenario.Packets.rst;
import static io.statecraft.scenario.Packets.syn;
import static io.statecraft.scenario.Packets.synAck;
import static io.statecraft.scenario.TcpOptions.mss;

import io.statecraft.scenario.Calls;
import io.statecraft.scenario.Packets;
import io.statecraft.scenario.ScenarioBuilder;
import io.statecraft.scenario.SegmentPattern;
import io.statecraft.tcp.TcpState;

/**
 * Writes the statements that bring a target to a place, and keeps count of the numbers on the way: named from the target's side, and
 * relative to both initial sequence numbers, as scripts have them.
 */
final class Lead {
    /** What the harness offers: less than any field's end, so that no scale is needed. */
    static final int PEER_WINDOW = 10_000;

    /** So small that it takes few segments to fill it. */
    static final int SMALL_BUFFER = 4000;

    private static final int MSS = 1460;

    /** Within the time of any acknowledgment: where the target is to be brought there is nothing to be judged yet. */
    private static final double SOON = 1;

    private final ScenarioBuilder steps;
    private final ReceiveBuffer buffer;
    private int descriptor = 3;
    private boolean listens;
    private boolean ofPeer;
    private long rcvNxt = 1;
    private long sndUna = 1;
    private long sndNxt = 1;

    /** @param buffer what to fill once ESTABLISHED; {@link ReceiveBuffer#OPEN} for nothing */
    Lead(ScenarioBuilder steps, ReceiveBuffer buffer) {
        this.steps = steps;
        this.buffer = buffer;
    }

    long rcvNxt() {
        return rcvNxt;
    }

    long sndUna() {
        return sndUna;
    }

    long sndNxt() {
        return sndNxt;
    }

    /** A socket that neither listens nor connects. */
    Lead bind() {
        socket();
        steps.bind(descriptor);
        return this;
    }

    Lead listen() {
        socket();
        steps.bind(descriptor).listen(descriptor, 8);
        listens = true;
        return this;
    }

    Lead connect() {
        socket();
        steps.call(Calls.nonBlocking(descriptor).returns(0));
        steps.call(Calls.connect(descriptor).fails("EINPROGRESS"));
        return expect(syn().seq(0).anyOptions());
    }

    private void socket() {
        steps.at(0).socket(descriptor);
        if (buffer.isSmall()) {
            steps.call(Calls.setsockopt(descriptor, "SOL_SOCKET", "SO_RCVBUF", SMALL_BUFFER)
                    .returns(0));
        }
    }

    /** The peer's SYN: to a listener, or, with the target's own on its way, a simultaneous open. */
    Lead peerOpens() {
        steps.inject(syn().seq(0).win(PEER_WINDOW).options(mss(MSS)));
        ofPeer = listens;
        return expect(synAck().seq(0).ack(1).anyOptions());
    }

    Lead openPassively() {
        listen().peerOpens();
        inject(ack());
        steps.accept(descriptor, descriptor + 1);
        descriptor++;
        return established();
    }

    Lead openActively() {
        connect();
        steps.inject(synAck().seq(0).ack(1).win(PEER_WINDOW).options(mss(MSS)));
        return expectAck().established();
    }

    Lead openSimultaneously() {
        connect().peerOpens();
        inject(ack());
        return established();
    }

    private Lead established() {
        ofPeer = false;
        for (int octets : buffer.texts()) {
            fill(octets);
        }
        return this;
    }

    /** Text that nobody reads. */
    Lead fill(int octets) {
        inject(data(octets));
        rcvNxt += octets;
        return expectAck();
    }

    /** The target's program ends its direction, and its FIN comes. */
    Lead shutDown() {
        steps.shutdown(descriptor, "SHUT_WR");
        return finComes();
    }

    /** The target's program closes the connection, and its FIN comes. */
    Lead close() {
        steps.close(descriptor);
        return finComes();
    }

    private Lead finComes() {
        expect(fin().seq(sndNxt).ack(rcvNxt).anyOptions());
        sndNxt++;
        return this;
    }

    Lead acknowledgeFin() {
        sndUna = sndNxt;
        return inject(ack());
    }

    /** The peer's FIN, which acknowledges nothing new. With a FIN of its own on its way, a target may send that again. */
    Lead peerCloses() {
        inject(fin());
        rcvNxt++;
        steps.afterBetween(0, SOON).expectAllowed();
        return this;
    }

    Lead peerClosesAndAcknowledges() {
        sndUna = sndNxt;
        return peerCloses();
    }

    Lead reset() {
        steps.inject(rst().seq(rcvNxt).win(0));
        return this;
    }

    /** Asserts the state. */
    Lead assertState(TcpState state) {
        if (ofPeer && state == TcpState.SYN_RECEIVED) {
            steps.peerState(descriptor, state);
        } else {
            steps.state(descriptor, state);
        }
        return this;
    }

    /** Has the oracle judge the state, and the silence before it. */
    Lead judgeState() {
        if (ofPeer) {
            steps.allowedPeerState(descriptor);
        } else {
            steps.allowedState(descriptor);
        }
        return this;
    }

    /** From here on, what a SYN of the peer's may have opened at the listener is asked for. */
    Lead lookAtPeer() {
        ofPeer = true;
        return this;
    }

    private Lead expectAck() {
        return expect(Packets.ack().seq(sndNxt).ack(rcvNxt).anyOptions());
    }

    private Lead expect(SegmentPattern segment) {
        steps.afterBetween(0, SOON).expect(segment);
        return this;
    }

    private Lead inject(SegmentPattern segment) {
        steps.inject(segment.seq(rcvNxt).ack(sndUna).win(PEER_WINDOW));
        return this;
    }
}
