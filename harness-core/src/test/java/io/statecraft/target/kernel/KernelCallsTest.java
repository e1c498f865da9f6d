package io.statecraft.target.kernel;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.PSH;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.posix.Capabilities;
import io.statecraft.scenario.Expression;
import io.statecraft.target.Conversation;
import io.statecraft.target.SocketApi.Result;
import io.statecraft.target.UnknownCallException;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import java.util.List;
import java.util.Map;
import org.testng.Assert.ThrowingRunnable;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The calls of scripts, what they return, and what they write. */
public final class KernelCallsTest extends KernelTest {

    @DataProvider
    public Object[][] errors() {
        return new Object[][] {
            {"write(4, NULL, 1000) = -1", "EFAULT"},
            {"send(4, NULL, 1000, 0) = -1", "EFAULT"},
            {"sendto(4, NULL, 1000, 0, ..., ...) = -1", "EFAULT"},
            {"setsockopt(4, SOL_TCP, TCP_MAXSEG, [1], 4) = -1", "EINVAL"},
            {"setsockopt(4, SOL_TCP, TCP_NODELAY, [1], 2) = -1", "EINVAL"},
            {"getsockopt(4, SOL_TCP, 9999, [1], [4]) = -1", "ENOPROTOOPT"},
            {"connect(4, ..., ...) = -1", "EISCONN"},
            {"listen(4, 1) = -1", "EINVAL"},
            {"bind(4, ..., ...) = -1", "EINVAL"},
            {"open(\"/nonexistent/file\", O_RDONLY) = -1", "ENOENT"},
            {"close(44) = -1", "EBADF"},
        };
    }

    @Test(dataProvider = "errors")
    public void callFailsWithItsError(String call, String errno) {
        Conversation peer = open();
        peer.establish();
        assertEquals(peer.value(call), errno);
    }

    @DataProvider
    public Object[][] options() {
        return new Object[][] {
            {"SOL_SOCKET, SO_SNDBUF", "[21000], 4", "[0], [4]", numbers(42000), 4},
            {"SOL_TCP, TCP_NODELAY", "[1], 4", "[0], [4]", numbers(1), 4},
            {"SOL_IP, IP_TOS", "[16], 4", "[0], [4]", numbers(16), 4},
            {"SOL_TCP, TCP_CONGESTION", "\"reno\", 4", "\"xxxx\", [4]", new Expression.Text("reno"), 4},
        };
    }

    @Test(dataProvider = "options")
    public void optionIsSetAndRead(String option, String set, String get, Expression value, long length) {
        Conversation peer = open();
        peer.establish();
        assertEquals(peer.call("setsockopt(4, " + option + ", " + set + ") = 0").value(), 0);
        Result result = peer.call("getsockopt(4, " + option + ", " + get + ") = 0");
        assertEquals(result.outputs(), Map.of(3, value, 4, numbers(length)));
    }

    @Test
    public void lingerIsAStructure() {
        Conversation peer = open();
        peer.establish();
        assertEquals(peer.value("setsockopt(4, SOL_SOCKET, SO_LINGER, {onoff=1, linger=7}, 8) = 0"), "0");
        Expression.Struct read =
                (Expression.Struct) peer.call("getsockopt(4, SOL_SOCKET, SO_LINGER, {onoff=0, linger=0}, [8]) = 0")
                        .outputs()
                        .get(3);
        assertEquals(read.field("onoff").orElseThrow(), Operands.of(1));
        assertEquals(read.field("linger").orElseThrow(), Operands.of(7));
    }

    @Test
    public void whatCameIsCountedAndRead() {
        Conversation peer = open();
        Segment ack = peer.establish();
        peer.send(ack.withPayload(Bytes.zeros(300)).withFlags(ACK, PSH));
        assertEquals(peer.call("ioctl(4, SIOCINQ, [0]) = 0").outputs(), Map.of(2, numbers(300)));
        Result polled = peer.call("poll([{fd=4, events=POLLIN|POLLOUT, revents=0}], 1, 0) = 1");
        Expression.Struct entry =
                (Expression.Struct) Operands.element(polled.outputs().get(0));
        assertEquals(entry.field("revents").orElseThrow(), Operands.of(5));
        assertEquals(peer.value("recv(4, ..., 100, MSG_PEEK) = 100"), "100");
        assertEquals(peer.value("readv(4, [{..., 50}, {..., 50}], 2) = 100"), "100");
        assertEquals(peer.value("recvfrom(4, ..., 100, 0, ..., ...) = 100"), "100");
        assertEquals(peer.value("read(4, ..., 1000) = 100"), "100");
    }

    @Test
    public void whatIsSentComesOutInOnePiece() {
        Conversation peer = open();
        peer.establish();
        peer.call("setsockopt(4, SOL_TCP, TCP_NODELAY, [1], 4) = 0");
        assertEquals(peer.value("write(4, ..., 1000) = 1000"), "1000");
        assertEquals(peer.nextSegment().payload(), Bytes.zeros(1000));
        assertEquals(peer.value("writev(4, [{..., 10}, {..., 20}], 2) = 30"), "30");
        assertEquals(peer.nextSegment().payload(), Bytes.zeros(30));
        assertEquals(
                peer.value("sendmsg(4, {msg_name(...)=..., msg_iov(3)=[{..., 0}, {..., 40}, {..., 20}],"
                        + " msg_flags=0}, 0) = 60"),
                "60");
        assertEquals(peer.nextSegment().payload(), Bytes.zeros(60));
    }

    @Test
    public void controlMessagesAreRead() {
        Conversation peer = open();
        Segment ack = peer.establish();
        peer.call("setsockopt(4, SOL_TCP, TCP_INQ, [1], 4) = 0");
        peer.send(ack.withPayload(Bytes.zeros(1000)).withFlags(ACK, PSH));
        Result result = peer.call("recvmsg(4, {msg_name(...)=..., msg_iov(1)=[{..., 400}], msg_flags=0,"
                + " msg_control=[{cmsg_level=SOL_TCP, cmsg_type=TCP_CM_INQ, cmsg_data=600}]}, 0) = 400");
        assertEquals(result.value(), 400);
        Expression.Struct message = (Expression.Struct) result.outputs().get(1);
        assertEquals(message.field("msg_flags").orElseThrow(), Operands.of(0));
        Expression.Struct control = (Expression.Struct)
                Operands.element(message.field("msg_control").orElseThrow());
        assertEquals(control.field("cmsg_level").orElseThrow(), Operands.of(6));
        assertEquals(control.field("cmsg_type").orElseThrow(), Operands.of(36));
        assertEquals(control.field("cmsg_data").orElseThrow(), Operands.of(600));
    }

    @Test
    public void completionsOfZeroCopyAreReadFromTheErrorQueue() {
        Conversation peer = open();
        Segment ack = peer.establish();
        peer.call("setsockopt(4, SOL_SOCKET, SO_ZEROCOPY, [1], 4) = 0");
        assertEquals(peer.value("send(4, ..., 4000, MSG_ZEROCOPY) = 4000"), "4000");
        assertEquals(peer.nextSegment().payload().length(), 4000);
        peer.send(ack.withAck(ack.ack().plus(4000)));
        Result result = peer.call("recvmsg(4, {msg_name(...)=..., msg_iov(1)=[{...,0}], msg_flags=MSG_ERRQUEUE,"
                + " msg_control=[{cmsg_level=SOL_IP, cmsg_type=IP_RECVERR, cmsg_data={ee_errno=0,"
                + " ee_origin=SO_EE_ORIGIN_ZEROCOPY, ee_type=0, ee_code=SO_EE_CODE_ZEROCOPY_COPIED, ee_info=0,"
                + " ee_data=0}}]}, MSG_ERRQUEUE) = 0");
        Expression.Struct message = (Expression.Struct) result.outputs().get(1);
        Expression.Struct error = (Expression.Struct) ((Expression.Struct)
                        Operands.element(message.field("msg_control").orElseThrow()))
                .field("cmsg_data")
                .orElseThrow();
        assertEquals(error.field("ee_origin").orElseThrow(), Operands.of(5));
        assertEquals(error.field("ee_code").orElseThrow(), Operands.of(1));
        assertEquals(error.field("ee_data").orElseThrow(), Operands.of(0));
    }

    @Test
    public void epollGivesItsEventsAndTheScenariosOwnData() {
        Conversation peer = open();
        peer.establish();
        assertEquals(peer.value("epoll_create(1) = 5"), "5");
        assertEquals(peer.value("epoll_ctl(5, EPOLL_CTL_ADD, 4, {events=EPOLLOUT|EPOLLET, fd=4}) = 0"), "0");
        Result first = peer.call("epoll_wait(5, {events=EPOLLOUT, fd=4}, 1, 0) = 1");
        Expression.Struct event = (Expression.Struct) first.outputs().get(1);
        assertEquals(event.field("events").orElseThrow(), Operands.of(4));
        assertEquals(event.field("fd").orElseThrow(), Operands.of(4));
        Result second = peer.call("epoll_wait(5, {events=0, ptr=0}, 1, 0) = 0");
        Expression.Struct none = (Expression.Struct) second.outputs().get(1);
        assertEquals(second.value(), 0);
        assertEquals(none.field("events").orElseThrow(), Operands.of(0));
    }

    @Test
    public void pipesTakeWhatIsSpliced() {
        Conversation peer = open();
        Segment ack = peer.establish();
        assertEquals(peer.value("pipe([5, 6]) = 0"), "0");
        peer.send(ack.withPayload(Bytes.zeros(100)).withFlags(ACK, PSH));
        assertEquals(peer.value("splice(4, NULL, 6, NULL, 99, 0) = 99"), "99");
        assertEquals(peer.value("read(5, ..., 200) = 99"), "99");
    }

    @Test
    public void filesAreSent() {
        Conversation peer = open();
        peer.establish();
        assertEquals(peer.value("open(\"/proc/self/exe\", O_RDONLY) = 5"), "5");
        assertEquals(peer.value("sendfile(4, 5, [0], 5) = 5"), "5");
        assertEquals(peer.nextSegment().payload(), Bytes.of((byte) 0x7f, (byte) 'E', (byte) 'L', (byte) 'F', (byte) 2));
    }

    @Test
    public void firstDataOpensAConnection() {
        Conversation peer = open();
        target().command("sysctl -w net.ipv4.tcp_fastopen=0x407"); // data without a cookie
        peer.call("socket(..., SOCK_STREAM, IPPROTO_TCP) = 3");
        peer.call("fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0");
        peer.value("sendto(3, ..., 100, MSG_FASTOPEN, ..., ...) = 100");
        Segment syn = peer.nextSegment();
        assertEquals(syn.destinationPort(), Conversation.PORT);
        assertEquals(target().sockets().orElseThrow().ends(3).orElseThrow().localPort(), syn.sourcePort());
    }

    @Test
    public void connectingToNobodyTakesAConnectionBack() {
        Conversation peer = open();
        peer.establish();
        assertEquals(peer.value("connect(4, AF_UNSPEC, ...) = 0"), "0");
        assertTrue(
                target().sockets().orElseThrow().ends(4).orElseThrow().remote().isEmpty());
    }

    @Test
    public void snapshotHasTheNamesOfScripts() {
        Conversation peer = open();
        Segment ack = peer.establish();
        peer.send(ack.withPayload(Bytes.zeros(300)).withFlags(ACK, PSH));
        Map<String, Long> info = target().sockets().orElseThrow().tcpInfo(4);
        assertEquals(info.get("tcpi_state"), 1L);
        assertEquals(info.get("tcpi_bytes_received"), 300L);
        assertEquals(info.get("tcpi_snd_cwnd"), 10L);
        assertEquals(info.get("tcpi_ca_state"), 0L);
        assertTrue(info.get("SK_MEMINFO_RCVBUF") > 0);
        assertTrue(info.size() > 60, "only " + info.keySet());
    }

    @DataProvider
    public Object[][] mistakes() {
        return new Object[][] {
            {"socket(..., SOCK_STREAM) = 3", "takes 3 arguments, not 2"},
            {"close(3, 4) = 0", "takes 1 arguments, not 2"},
            {"write(4, \"data\", 10) = 10", "a buffer is ... or NULL, not a string"},
            {"listen(\"3\", 1) = 0", "a number is wanted, not a string"},
            {"listen(3, 99999999999) = 0", "does not fit 32 bits"},
            {"poll([{fd=3, events=POLLIN}], 2, 0) = 0", "the count is 2, but there are 1 descriptors"},
            {"write(4, ..., 999999999) = 1", "too large"},
            {"setsockopt(3, SOL_SOCKET, SO_LINGER, {a=1}, 4) = 0", "[a]"},
        };
    }

    @Test(dataProvider = "mistakes")
    public void callThatNobodyCouldMakeIsExplained(String call, String message) {
        Conversation peer = open();
        ThrowingRunnable start = () -> peer.call(call);
        String actual = org.testng.Assert.expectThrows(UnknownCallException.class, start)
                .getMessage();
        assertTrue(actual.contains(message), actual);
    }

    @Test
    public void numberThatIsGivenAnewMeansTheNewerOne() {
        Conversation peer = open();
        peer.establish();
        assertEquals(peer.value("socket(..., SOCK_STREAM, IPPROTO_TCP) = 4"), "4");
        assertEquals(peer.value("write(4, ..., 10) = -1"), "EPIPE", "it is not connected");
        assertEquals(peer.state(), TcpState.ESTABLISHED, "the older one is still open");
        assertEquals(peer.value("close(4) = 0"), "0");
        assertEquals(peer.value("close(4) = -1"), "EBADF");
    }

    @Test
    public void unacknowledgedDataIsSentAgain() {
        Conversation peer = open();
        peer.establish();
        peer.call("write(4, ..., 10) = 10");
        SequenceNumber first = peer.nextSegment().seq();
        assertEquals(peer.nextSegment().seq(), first);
    }

    private static Expression.Array numbers(long value) {
        return new Expression.Array(List.of(Operands.of(value)));
    }

    @Test
    public void theThreadGetsBackTheCapabilitiesThatAScenarioTookFromIt() {
        Capabilities before = Capabilities.get();
        Conversation peer = open();
        assertEquals(peer.value("cap_set(CAP_EFFECTIVE, CAP_NET_RAW, CAP_CLEAR) = 0"), "0");
        assertEquals(peer.value("cap_set(CAP_PERMITTED, CAP_NET_RAW, CAP_CLEAR) = 0"), "0");
        assertEquals(peer.value("cap_set(CAP_EFFECTIVE, CAP_NET_RAW, CAP_SET) = 0"), "EPERM");
        assertEquals(Capabilities.get().effective(), before.effective() & ~(1L << 13));
        closeTarget();
        assertEquals(Capabilities.get(), before);
    }
}
