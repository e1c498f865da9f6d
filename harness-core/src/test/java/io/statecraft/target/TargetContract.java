package io.statecraft.target;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertNull;
import static org.testng.Assert.assertThrows;
import static org.testng.Assert.assertTrue;
import static org.testng.Assert.expectThrows;

import io.statecraft.target.SocketApi.Ends;
import io.statecraft.target.SocketApi.Pending;
import io.statecraft.target.SocketApi.Result;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What every target with calls and a probe does. Written once; each kind has a class that names itself. */
public abstract class TargetContract {
    private static final long MILLISECOND = 1_000_000;

    private TargetKind kind;
    private Target target;
    private Conversation peer;

    /** The kind under test; skips, with the reason, where the machine does not permit it. */
    protected abstract TargetKind newKind();

    /** The address variants that it has. */
    @DataProvider
    public Object[][] families() {
        return new Object[][] {{Family.IPV4}, {Family.IPV6}, {Family.IPV4_MAPPED}};
    }

    @BeforeMethod
    public void openKind() {
        if (kind == null) {
            kind = newKind();
        }
    }

    @AfterMethod(alwaysRun = true)
    public void closeTarget() {
        if (target != null) {
            target.close();
            target = null;
        }
    }

    @AfterClass(alwaysRun = true)
    public void closeKind() {
        if (kind != null) {
            kind.close();
        }
    }

    private void open(Family family) {
        target = kind.open(new TargetRequest(
                family, Optional.empty(), Optional.empty(), 1500, 1, Path.of("").toAbsolutePath(), false, Map.of()));
        peer = new Conversation(target);
    }

    @Test(dataProvider = "families")
    public void aConnectionIsTakenAndItsStatesAreKnown(Family family) {
        open(family);
        peer.listen();
        assertEquals(target.probe().orElseThrow().listener(target.localAddress(), Conversation.PORT), TcpState.LISTEN);
        assertEquals(peer.state(), TcpState.CLOSED, "the listener is not the connection");
        long before = target.clock().now();
        peer.send(peer.segment().withFlags(TcpFlag.SYN));
        var received = peer.received();
        assertTrue(
                received.time() >= before && received.time() <= target.clock().now(), "stamped on the way");
        Segment synAck = PacketCodec.decode(received.packet()).packet().segment();
        assertEquals(synAck.flags(), TcpFlag.maskOf(TcpFlag.SYN, TcpFlag.ACK));
        assertEquals(peer.state(), TcpState.SYN_RECEIVED);
        peer.send(peer.segment().withSeq(synAck.ack()).withAck(synAck.end()).withFlags(TcpFlag.ACK));
        assertEquals(peer.call("accept(3, ..., ...) = 4").value(), 4);
        assertEquals(peer.state(), TcpState.ESTABLISHED);
    }

    @Test(dataProvider = "families")
    public void aConnectionIsOpenedAndItsStatesAreKnown(Family family) {
        open(family);
        peer.call("socket(..., SOCK_STREAM, IPPROTO_TCP) = 3");
        peer.call("fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0");
        assertEquals(peer.value("connect(3, ..., ...) = -1"), "EINPROGRESS");
        Segment syn = peer.nextSegment();
        assertEquals(syn.flags(), TcpFlag.SYN.mask());
        assertEquals(syn.destinationPort(), Conversation.PORT);
        Ends ends = target.sockets().orElseThrow().ends(3).orElseThrow();
        assertEquals(ends.localPort(), syn.sourcePort());
        assertEquals(ends.remote(), Optional.of(target.remoteAddress()));
        assertEquals(peer.state(syn.sourcePort(), Conversation.PORT), TcpState.SYN_SENT);
        peer.send(Segment.between(Conversation.PORT, syn.sourcePort())
                .withAck(syn.end())
                .withFlags(TcpFlag.SYN, TcpFlag.ACK)
                .withWindow(65535));
        assertEquals(peer.nextSegment().flags(), TcpFlag.ACK.mask());
        assertEquals(peer.state(syn.sourcePort(), Conversation.PORT), TcpState.ESTABLISHED);
    }

    @Test(dataProvider = "families")
    public void whatNobodyListensForIsReset(Family family) {
        open(family);
        peer.send(peer.segment().withFlags(TcpFlag.SYN));
        Segment reset = peer.nextSegment();
        assertTrue(reset.has(TcpFlag.RST));
        assertEquals(reset.sourcePort(), Conversation.PORT);
    }

    @Test
    public void addressesOfADescriptorAreKeptWhenItIsClosed() {
        open(Family.IPV4);
        peer.establish();
        Ends before = target.sockets().orElseThrow().ends(4).orElseThrow();
        assertEquals(before.local(), target.localAddress());
        assertEquals(before.localPort(), Conversation.PORT);
        assertEquals(before.remote(), Optional.of(target.remoteAddress()));
        assertEquals(before.remotePort(), Conversation.PEER_PORT);
        assertEquals(peer.call("close(4) = 0").value(), 0);
        assertEquals(target.sockets().orElseThrow().ends(4), Optional.of(before));
        Ends listener = target.sockets().orElseThrow().ends(3).orElseThrow();
        assertEquals(listener.remote(), Optional.empty());
        assertEquals(target.sockets().orElseThrow().ends(9), Optional.empty());
    }

    @Test
    public void aDeadlineThatHasPassedMeansLookAndDoNotWait() {
        open(Family.IPV4);
        long before = target.clock().now();
        assertNull(target.link().receive(before));
        assertNull(target.link().receive(before - 1));
        peer.listen();
        peer.send(peer.segment().withFlags(TcpFlag.SYN));
        if (target.link().deliversAtOnce()) {
            assertTrue(target.link().receive(before) != null, "it is there");
        }
    }

    @Test
    public void waitingEndsAtTheDeadlineWithNothing() {
        open(Family.IPV4);
        long deadline = target.clock().now() + 2 * MILLISECOND;
        assertNull(target.link().receive(deadline));
        assertTrue(target.clock().now() >= deadline);
        assertEquals(target.link().lost(), 0);
    }

    @Test
    public void aCallThatBlocksIsPendingUntilWhatItWaitsForComes() {
        open(Family.IPV4);
        peer.listen();
        Pending accept = peer.start("accept(3, ..., ...) = 4", true);
        SocketApi sockets = target.sockets().orElseThrow();
        long deadline = target.clock().now() + 2 * MILLISECOND;
        assertFalse(sockets.await(accept, deadline));
        assertTrue(target.clock().now() >= deadline);
        assertFalse(accept.isDone());
        long before = target.clock().now();
        peer.handshake();
        assertTrue(sockets.await(accept, target.clock().now() + 1000 * MILLISECOND));
        assertEquals(accept.result().value(), 4);
        assertTrue(accept.startedAt() <= before && accept.endedAt() >= before);
    }

    @Test
    public void aCallThatWouldBlockIsPendingThoughNobodySaidSo() {
        open(Family.IPV4);
        peer.establish();
        Pending read = peer.start("read(4, ..., 1000) = 1000", false);
        assertFalse(read.isDone());
        assertThrows(IllegalStateException.class, read::result);
    }

    @Test
    public void aCallThatIsPendingIsAbandonedWhenTheTargetIsClosed() {
        open(Family.IPV4);
        peer.listen();
        peer.start("accept(3, ..., ...) = 4", true);
        target.close();
        target = null;
    }

    @Test
    public void errorsHaveTheirNames() {
        open(Family.IPV4);
        peer.establish();
        peer.call("fcntl(4, F_SETFL, O_RDWR|O_NONBLOCK) = 0");
        Result result = peer.call("read(4, ..., 1000) = -1");
        assertEquals(result.value(), -1);
        assertEquals(result.errno(), Optional.of("EAGAIN"));
        SocketApi sockets = target.sockets().orElseThrow();
        assertEquals(sockets.valueOf("EWOULDBLOCK"), sockets.valueOf("EAGAIN"));
        assertEquals(peer.value("read(17, ..., 1000) = -1"), "EBADF");
    }

    @Test
    public void whatATargetDoesNotKnowIsNamed() {
        open(Family.IPV4);
        assertTrue(expectThrows(UnknownCallException.class, () -> peer.call("frobnicate(3) = 0"))
                .getMessage()
                .contains("frobnicate"));
        assertTrue(expectThrows(UnknownCallException.class, () -> peer.call("socket(..., SOCK_SPOON, 0) = 3"))
                .getMessage()
                .contains("SOCK_SPOON"));
        assertTrue(target.sockets().orElseThrow().valueOf("SOCK_SPOON").isEmpty());
    }
}
