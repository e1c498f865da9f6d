package io.statecraft.target.kernel;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

import io.statecraft.target.Conversation;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import org.testng.annotations.Test;

/** All eleven states are told apart, those that have no descriptor any more included. */
public final class KernelStatesTest extends KernelTest {

    @Test
    public void closedListenSynReceivedEstablished() {
        Conversation peer = open();
        assertEquals(listener(), TcpState.CLOSED);
        peer.listen();
        assertEquals(listener(), TcpState.LISTEN);
        assertEquals(peer.state(), TcpState.CLOSED);
        peer.send(peer.segment().withFlags(SYN));
        assertEquals(peer.state(), TcpState.SYN_RECEIVED);
        Segment synAck = peer.nextSegment();
        peer.send(peer.segment().withSeq(synAck.ack()).withAck(synAck.end()).withFlags(ACK));
        assertEquals(peer.state(), TcpState.ESTABLISHED, "before it is accepted");
    }

    @Test
    public void synSent() {
        Conversation peer = open();
        peer.call("socket(..., SOCK_STREAM, IPPROTO_TCP) = 3");
        peer.call("fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0");
        peer.call("connect(3, ..., ...) = -1");
        assertEquals(peer.state(peer.nextSegment().sourcePort(), Conversation.PORT), TcpState.SYN_SENT);
    }

    @Test
    public void finWait1FinWait2TimeWait() {
        Conversation peer = open();
        Segment ack = peer.establish();
        peer.call("close(4) = 0");
        assertEquals(peer.state(), TcpState.FIN_WAIT_1, "an orphan");
        Segment fin = peer.nextSegment();
        Segment acked = ack.withAck(fin.end());
        peer.send(acked);
        assertEquals(peer.state(), TcpState.FIN_WAIT_2);
        peer.send(acked.withFlags(FIN, ACK));
        assertEquals(peer.state(), TcpState.TIME_WAIT, "no socket at all");
    }

    @Test
    public void closeWaitLastAckClosed() {
        Conversation peer = open();
        Segment ack = peer.establish();
        peer.send(ack.withFlags(FIN, ACK));
        assertEquals(peer.state(), TcpState.CLOSE_WAIT);
        peer.nextSegment();
        peer.call("close(4) = 0");
        assertEquals(peer.state(), TcpState.LAST_ACK);
        Segment fin = peer.nextSegment();
        peer.send(ack.withSeq(ack.seq().plus(1)).withAck(fin.end()));
        assertEquals(peer.state(), TcpState.CLOSED);
    }

    @Test
    public void closing() {
        Conversation peer = open();
        Segment ack = peer.establish();
        peer.call("close(4) = 0");
        peer.send(ack.withFlags(FIN, ACK)); // does not acknowledge the other's
        assertEquals(peer.state(), TcpState.CLOSING);
    }

    @Test
    public void resetLeavesNothing() {
        Conversation peer = open();
        Segment ack = peer.establish();
        peer.send(ack.withFlags(RST));
        assertEquals(peer.state(), TcpState.CLOSED);
        assertEquals(peer.value("read(4, ..., 10) = -1"), "ECONNRESET");
    }

    private TcpState listener() {
        return target().probe().orElseThrow().listener(target().localAddress(), Conversation.PORT);
    }
}
