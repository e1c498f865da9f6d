package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;

import io.statecraft.stack.Profile;
import io.statecraft.stack.Profiles;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What the calls of a program return, and which errors they have. */
public final class SocketCallsTest {
    private static final String ACCEPTED = """
             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0   bind(3, ..., ...) = 0
            +0   listen(3, 1) = 0
            +.01 < S 0:0(0) win 65535 <mss 1000>
            +0   > S. 0:0(0) ack 1 <...>
            +.01 < . 1:1(0) ack 1 win 65535
            +0   accept(3, ..., ...) = 4
            """;
    private static final String CONNECTING = """
             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0   fcntl(3, F_SETFL, O_RDWR | O_NONBLOCK) = 0
            +0   connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)
            +0   > S 0:0(0) <...>
            """;
    private static final String CONNECTED = CONNECTING + """
            +.01 < S. 0:0(0) ack 1 win 65535 <mss 1000>
            +0   > . 1:1(0) ack 1
            """;

    @DataProvider
    public Object[][] scripts() {
        return new Object[][] {
            {"flags are read back", """
             0 socket(..., SOCK_STREAM | SOCK_NONBLOCK, IPPROTO_TCP) = 3
            +0 fcntl(3, F_GETFL) = 0x802
            +0 fcntl(3, F_SETFL, O_RDWR) = 0
            +0 fcntl(3, F_GETFL) = 0x02
            """},
            {"a descriptor that is none", """
             0 close(9) = -1 EBADF (Bad file descriptor)
            +0 read(9, ..., 10) = -1 EBADF (Bad file descriptor)
            +0 listen(9, 1) = -1 EBADF (Bad file descriptor)
            +0 getsockopt(9, SOL_SOCKET, SO_ERROR, [0], [4]) = -1 EBADF (Bad file descriptor)
            """},
            {"a descriptor is free after close", """
             0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0 close(3) = 0
            +0 close(3) = -1 EBADF (Bad file descriptor)
            +0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            """},
            {"only stream sockets", """
             0 socket(..., SOCK_DGRAM, IPPROTO_UDP) = -1 EPROTONOSUPPORT (Protocol not supported)
            """},
            {"an address is taken once", """
             0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0 bind(3, ..., ...) = 0
            +0 bind(3, ..., ...) = -1 EINVAL (Invalid argument)
            +0 listen(3, 1) = 0
            +0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 4
            +0 bind(4, ..., ...) = -1 EADDRINUSE (Address already in use)
            """},
            {"accept without a listener", """
             0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0 accept(3, ..., ...) = -1 EINVAL (Invalid argument)
            """},
            {"accept that may not wait", """
             0 socket(..., SOCK_STREAM | SOCK_NONBLOCK, IPPROTO_TCP) = 3
            +0 bind(3, ..., ...) = 0
            +0 listen(3, 1) = 0
            +0 accept(3, ..., ...) = -1 EAGAIN (Resource temporarily unavailable)
            """},
            {"what is not connected", """
             0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0 read(3, ..., 10) = -1 ENOTCONN (Transport endpoint is not connected)
            +0 write(3, ..., 10) = -1 EPIPE (Broken pipe)
            +0 shutdown(3, SHUT_WR) = -1 ENOTCONN (Transport endpoint is not connected)
            """},
            {"a connect that goes on", CONNECTING + """
            +0   connect(3, ..., ...) = -1 EALREADY (Operation already in progress)
            +0   read(3, ..., 10) = -1 EAGAIN (Resource temporarily unavailable)
            +0   write(3, ..., 10) = -1 EAGAIN (Resource temporarily unavailable)
            +0   getsockopt(3, SOL_SOCKET, SO_ERROR, [0], [4]) = 0
            """},
            {"a second connect", CONNECTED + """
            +0   connect(3, ..., ...) = -1 EISCONN (Transport endpoint is already connected)
            """},
            {"a refused connect", CONNECTING + """
            +.01 < R. 0:0(0) ack 1 win 0
            +0   getsockopt(3, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0
            +0   getsockopt(3, SOL_SOCKET, SO_ERROR, [0], [4]) = 0
            """},
            {"the error comes with the next call", CONNECTED + """
            +.01 < R. 1:1(0) ack 1 win 0
            +0   read(3, ..., 10) = -1 ECONNRESET (Connection reset by peer)
            +0   read(3, ..., 10) = 0
            +0   write(3, ..., 10) = -1 EPIPE (Broken pipe)
            """},
            {"a soft ICMP error is none", CONNECTING + """
            +.01 < icmp unreachable host_unreachable [0:0(0)]
            +0   getsockopt(3, SOL_SOCKET, SO_ERROR, [0], [4]) = 0
            """},
            {"a hard ICMP error refuses", CONNECTING + """
            +.01 < icmp unreachable port_unreachable [0:0(0)]
            +0   getsockopt(3, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0
            """},
            {"an ICMP error for something else", CONNECTING + """
            +.01 < icmp unreachable port_unreachable [4711:4711(0)]
            +0   getsockopt(3, SOL_SOCKET, SO_ERROR, [0], [4]) = 0
            """},
            {"text and the end of it", CONNECTED + """
            +0   read(3, ..., 10) = -1 EAGAIN (Resource temporarily unavailable)
            +.01 < P. 1:101(100) ack 1 win 65535
            +0   ioctl(3, SIOCINQ, [100]) = 0
            +0   recv(3, ..., 60, MSG_PEEK) = 60
            +0   read(3, ..., 60) = 60
            +0   ioctl(3, SIOCINQ, [40]) = 0
            +0   readv(3, [{..., 10}, {..., 100}], 2) = 40
            +.2  > . 1:1(0) ack 101
            +.01 < F. 101:101(0) ack 1 win 65535
            +0   > . 1:1(0) ack 102
            +0   read(3, ..., 10) = 0
            """},
            {"vectors and messages are sums", CONNECTED + """
            +0   writev(3, [{..., 10}, {..., 20}], 2) = 30
            +0   > P. 1:31(30) ack 1
            +.01 < . 1:1(0) ack 31 win 65535
            +0   sendmsg(3, {msg_name(...)=..., msg_iov(2)=[{..., 5}, {..., 6}], msg_flags=0}, 0) = 11
            +0   > P. 31:42(11) ack 1
            +.01 < P. 1:8(7) ack 42 win 65535
            +0   recvmsg(3, {msg_name(...)=..., msg_iov(1)=[{..., 9}], msg_flags=0}, 0) = 7
            """},
            {"more to come holds a small segment", CONNECTED + """
            +0   send(3, ..., 40, MSG_MORE) = 40
            +0   send(3, ..., 60, 0) = 60
            +0   > P. 1:101(100) ack 1
            """},
            {"a full buffer takes a part", CONNECTED + """
            +0   setsockopt(3, SOL_SOCKET, SO_SNDBUF, [5000], 4) = 0
            +0   write(3, ..., 9000) = 5000
            +0   write(3, ..., 9000) = -1 EAGAIN (Resource temporarily unavailable)
            """},
            {"no buffer to read from", CONNECTED + """
            +0   write(3, NULL, 10) = -1 EFAULT (Bad address)
            """},
            {"after shutdown nothing is sent", CONNECTED + """
            +0   shutdown(3, SHUT_WR) = 0
            +0   > F. 1:1(0) ack 1
            +0   write(3, ..., 10) = -1 EPIPE (Broken pipe)
            """},
            {"after shutdown nothing is read", CONNECTED + """
            +0   shutdown(3, SHUT_RD) = 0
            +0   read(3, ..., 10) = 0
            """},
            {"lingering for no time aborts", ACCEPTED + """
            +0   setsockopt(4, SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, 8) = 0
            +0   getsockopt(4, SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, [8]) = 0
            +0   close(4) = 0
            +0   > R. 1:1(0) ack 1
            """},
            {"the congestion control has a name of sixteen octets", CONNECTED + """
            +0   getsockopt(3, IPPROTO_TCP, TCP_CONGESTION, "reno", [4]) = 0
            +0   setsockopt(3, IPPROTO_TCP, TCP_CONGESTION, "bbr", 3) = 0
            +0   getsockopt(3, IPPROTO_TCP, TCP_CONGESTION, "bbr\\x00", [4]) = 0
            +0   setsockopt(3, IPPROTO_TCP, TCP_CONGESTION, "cubic", 5) = 0
            +0   getsockopt(3, IPPROTO_TCP, TCP_CONGESTION, "cub", [3]) = 0
            +0   setsockopt(3, IPPROTO_TCP, TCP_CONGESTION, "cubist", 6) = -1 ENOENT (No such file or directory)
            +0   getsockopt(3, IPPROTO_TCP, TCP_CONGESTION, "cubic\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00", [16]) = 0
            """},
            {"an accepted socket has the listener's options", """
             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0   setsockopt(3, IPPROTO_TCP, TCP_NODELAY, [1], 4) = 0
            +0   bind(3, ..., ...) = 0
            +0   listen(3, 1) = 0
            +.01 < S 0:0(0) win 65535 <mss 1000>
            +0   > S. 0:0(0) ack 1 <...>
            +.01 < . 1:1(0) ack 1 win 65535
            +0   accept(3, ..., ...) = 4
            +0   getsockopt(4, IPPROTO_TCP, TCP_NODELAY, [1], [4]) = 0
            """},
            {"options are read back", CONNECTED + """
            +0   setsockopt(3, IPPROTO_TCP, TCP_KEEPIDLE, [7], 4) = 0
            +0   getsockopt(3, IPPROTO_TCP, TCP_KEEPIDLE, [7], [4]) = 0
            +0   setsockopt(3, IPPROTO_TCP, TCP_KEEPIDLE, [0], 4) = -1 EINVAL (Invalid argument)
            +0   setsockopt(3, IPPROTO_TCP, TCP_USER_TIMEOUT, [1500], 4) = 0
            +0   getsockopt(3, IPPROTO_TCP, TCP_USER_TIMEOUT, [1500], [4]) = 0
            +0   getsockopt(3, IPPROTO_TCP, TCP_MAXSEG, [1000], [4]) = 0
            +0   setsockopt(3, SOL_SOCKET, SO_PRIORITY, [3], 4) = 0
            +0   getsockopt(3, SOL_SOCKET, SO_PRIORITY, [3], [4]) = 0
            +0   getsockopt(3, IPPROTO_TCP, 4711, [0], [4]) = -1 ENOPROTOOPT (Protocol not available)
            +0   setsockopt(3, IPPROTO_TCP, TCP_NODELAY, [1], 2) = -1 EINVAL (Invalid argument)
            """},
            {"the length of life of a packet", CONNECTED + """
            +0   setsockopt(3, IPPROTO_IP, IP_TTL, [7], 4) = 0
            +0   setsockopt(3, IPPROTO_IP, IP_TOS, [4], 1) = 0
            +0   write(3, ..., 10) = 10
            +0   > [tos 0x4] P. 1:11(10) ack 1
            """},
        };
    }

    @Test(dataProvider = "scripts")
    public void aCallReturnsWhatItShould(String name, String script) {
        assertEquals(Program.verdict(Profiles.RFC9293, script), "PASS", name);
    }

    @DataProvider
    public Object[][] systems() {
        return new Object[][] {
            {Profiles.LINUX, CONNECTED + """
            +0   setsockopt(3, SOL_SOCKET, SO_RCVBUF, [10000], 4) = 0
            +0   getsockopt(3, SOL_SOCKET, SO_RCVBUF, [20000], [4]) = 0
            """},
            {Profiles.LINUX, CONNECTED + """
            +.01 < F. 1:1(0) ack 1 win 65535
            +0   > . 1:1(0) ack 2
            +0   < R. 2:2(0) ack 1 win 0
            +0   getsockopt(3, SOL_SOCKET, SO_ERROR, [EPIPE], [4]) = 0
            """},
            {Profiles.FREEBSD, CONNECTED + """
            +.01 < F. 1:1(0) ack 1 win 65535
            +0   > . 1:1(0) ack 2
            +0   < R. 2:2(0) ack 1 win 0
            +0   getsockopt(3, SOL_SOCKET, SO_ERROR, [ECONNRESET], [4]) = 0
            """},
            {Profiles.FREEBSD, """
             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0   setsockopt(3, SOL_SOCKET, SO_RCVBUF, [10000], 4) = 0
            +0   getsockopt(3, SOL_SOCKET, SO_RCVBUF, [10000], [4]) = 0
            +0   setsockopt(3, SOL_SOCKET, SO_RCVBUF, [3000000], 4) = -1 ENOBUFS (No buffer space available)
            +0   setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0
            +0   getsockopt(3, SOL_SOCKET, SO_REUSEADDR, [4], [4]) = 0
            +0   write(3, ..., 10) = -1 ENOTCONN (Socket is not connected)
            +0   fcntl(3, F_SETFL, O_NONBLOCK) = 0
            +0   fcntl(3, F_GETFL) = 0x06
            """},
        };
    }

    @Test(dataProvider = "systems")
    public void aSystemHasHabitsOfItsOwn(Profile profile, String script) {
        assertEquals(Program.verdict(profile, script), "PASS");
    }

    @Test
    public void anOptionThatTheStackIsWithoutIsNotTheScenariosFault() {
        assertEquals(
                Program.verdict(Profiles.LINUX, CONNECTED + "+0 setsockopt(3, SOL_IP, IP_RECVERR, [1], 4) = 0\n"),
                "SKIPPED: line 7: the embedded stack is without the option IP_RECVERR");
        assertEquals(
                Program.verdict(
                        Profiles.FREEBSD,
                        CONNECTED + "+0 setsockopt(3, IPPROTO_TCP, TCP_RACK_TLP_REDUCE, [1], 4) = -1 ENOPROTOOPT\n"),
                "PASS",
                "its default TCP has none of RACK's options");
    }
}
