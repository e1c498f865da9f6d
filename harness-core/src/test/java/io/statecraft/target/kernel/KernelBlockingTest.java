package io.statecraft.target.kernel;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.PSH;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import io.statecraft.target.Conversation;
import io.statecraft.target.SocketApi.Pending;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Calls that wait are made aside, and come back with what they waited for. */
public final class KernelBlockingTest extends KernelTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    public void connectWaitsForTheHandshake() {
        Conversation peer = open();
        peer.call("socket(..., SOCK_STREAM, IPPROTO_TCP) = 3");
        Pending connect = peer.start("connect(3, ..., ...) = 0", false);
        assertFalse(connect.isDone());
        Segment syn = peer.nextSegment();
        peer.send(Segment.between(Conversation.PORT, syn.sourcePort())
                .withAck(syn.end())
                .withFlags(SYN, ACK)
                .withWindow(1000));
        assertEquals(finished(connect), "0");
    }

    @Test
    public void connectThatIsRefusedFails() {
        Conversation peer = open();
        peer.call("socket(..., SOCK_STREAM, IPPROTO_TCP) = 3");
        Pending connect = peer.start("connect(3, ..., ...) = -1", true);
        Segment syn = peer.nextSegment();
        peer.send(Segment.between(Conversation.PORT, syn.sourcePort())
                .withAck(syn.end())
                .withFlags(RST, ACK));
        assertEquals(finished(connect), "ECONNREFUSED");
    }

    @Test
    public void readWaitsForData() {
        Conversation peer = open();
        Segment ack = peer.establish();
        Pending read = peer.start("read(4, ..., 1000) = 10", false);
        assertFalse(read.isDone());
        peer.send(ack.withPayload(Bytes.zeros(10)).withFlags(ACK, PSH));
        assertEquals(finished(read), "10");
        assertTrue(read.endedAt() >= read.startedAt());
    }

    @Test
    public void writeOfMoreThanFitsWaitsForRoom() {
        Conversation peer = open();
        Segment ack = peer.establish();
        peer.call("setsockopt(4, SOL_SOCKET, SO_SNDBUF, [21000], 4) = 0");
        Pending write = peer.start("write(4, ..., 200000) = 200000", false);
        assertFalse(write.isDone());
        for (int i = 0; i < 1000 && !write.isDone(); i++) {
            Segment data = peer.nextSegment();
            peer.send(ack.withAck(data.end()));
        }
        assertEquals(finished(write), "200000");
    }

    @Test
    public void twoCallsCanWaitAtOnce() {
        Conversation peer = open();
        Segment ack = peer.establish();
        Pending accept = peer.start("accept(3, ..., ...) = 5", true);
        Pending read = peer.start("read(4, ..., 1000) = 10", true);
        peer.send(ack.withPayload(Bytes.zeros(10)).withFlags(ACK, PSH));
        assertEquals(finished(read), "10");
        assertFalse(accept.isDone());
    }

    @Test
    public void pollWaitsAsLongAsItSays() {
        Conversation peer = open();
        peer.establish();
        Pending poll = peer.start("poll([{fd=4, events=POLLIN}], 1, 20) = 0", false);
        assertFalse(poll.isDone());
        assertEquals(finished(poll), "0");
        assertTrue(poll.endedAt() - poll.startedAt() >= 20_000_000);
    }

    @DataProvider
    public Object[][] endless() {
        return new Object[][] {
            {"accept(3, ..., ...) = 5"},
            {"read(4, ..., 10) = 10"},
            {"recvmsg(4, {msg_name(...)=..., msg_iov(1)=[{..., 10}], msg_flags=0}, 0) = 10"},
            {"poll([{fd=4, events=POLLIN}], 1, -1) = 1"},
            {"epoll_wait(5, {events=0, ptr=0}, 1, -1) = 1"},
            {"read(6, ..., 10) = 10"},
            {"splice(4, NULL, 7, NULL, 99, 0) = 99"},
            {"close(4) = 0"},
        };
    }

    @Test(dataProvider = "endless")
    public void callThatNeverReturnsDoesNotKeepTheTarget(String call) {
        Conversation peer = open();
        peer.establish();
        peer.call("epoll_create(1) = 5");
        peer.call("pipe([6, 7]) = 0");
        if (call.startsWith("close")) {
            peer.call("setsockopt(4, SOL_SOCKET, SO_LINGER, {onoff=1, linger=3600}, 8) = 0");
        }
        Pending pending = peer.start(call, false);
        assertFalse(pending.isDone());
        closeTarget();
        assertEquals(pending.result().errno().orElse("none"), call.startsWith("close") ? "none" : "EINTR");
    }

    private String finished(Pending pending) {
        assertTrue(
                target().sockets().orElseThrow().await(pending, target().clock().now() + SECOND));
        return pending.result().errno().orElse(Long.toString(pending.result().value()));
    }
}
