package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;

import io.statecraft.stack.Profiles;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** How the profile {@code linux} cuts, couples and pushes what it sends, and when it asks its user for more. */
public final class LinuxSendingTest {
    /** A connection from a peer with this window scale, MSS 1000 and SACK, a round trip of 100 ms. */
    private static String open(int window) {
        return """
             0   `sysctl net.ipv4.tcp_timestamps=0`
            +0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0   bind(3, ..., ...) = 0
            +0   listen(3, 1) = 0
            +0   < S 0:0(0) win 65535 <mss 1000,sackOK,nop,nop,nop,wscale 8>
            +0   > S. 0:0(0) ack 1 <...>
            +.1  < . 1:1(0) ack 1 win %d
            +0   accept(3, ..., ...) = 4
            """.formatted(window);
    }

    @DataProvider
    public Object[][] scripts() {
        return new Object[][] {
            {"the last of segments that leave together pushes", open(1000) + """
            +0   write(4, ..., 20000) = 20000
            +0   > . 1:1001(1000) ack 1
            +0   > P. 1001:2001(1000) ack 1
            +0   > . 2001:3001(1000) ack 1
            +0   > P. 3001:4001(1000) ack 1
            """},
            {"how many leave together can be set", open(1000) + """
            +0   `sysctl net.ipv4.tcp_min_tso_segs=5`
            +0   write(4, ..., 20000) = 20000
            +0   > . 1:1001(1000) ack 1
            +0   > . 1001:2001(1000) ack 1
            +0   > . 2001:3001(1000) ack 1
            +0   > . 3001:4001(1000) ack 1
            +0   > P. 4001:5001(1000) ack 1
            """},
            {"what left together pushes when it goes together again, and only that", open(1000) + """
            +0   write(4, ..., 10000) = 10000
            +0   > P. 1:10001(10000) ack 1
            +.1  < . 1:1(0) ack 1001 win 1000 <sack 3001:4001 6001:10001,nop,nop>
            +0   > . 1001:3001(2000) ack 1
            +0   > P. 4001:6001(2000) ack 1
            """},
            {"a write is put to what has not gone", open(1000) + """
            +0   write(4, ..., 10400) = 10400
            +0   write(4, ..., 600) = 600
            +0   > P. 1:10001(10000) ack 1
            +.1  < . 1:1(0) ack 10001 win 1000
            +0   > P. 10001:11001(1000) ack 1
            """},
            {"nothing is put to the end of a record", open(1000) + """
            +0   write(4, ..., 10000) = 10000
            +0   send(4, ..., 400, MSG_EOR) = 400
            +0   send(4, ..., 600, MSG_EOR) = 600
            +0   write(4, ..., 100) = 100
            +0   > P. 1:10001(10000) ack 1
            +.1  < . 1:1(0) ack 10001 win 1000
            +0   > P. 10001:10401(400) ack 1
            +0   > P. 10401:11001(600) ack 1
            +.1  < . 1:1(0) ack 11001 win 1000
            +0   > P. 11001:11101(100) ack 1
            """},
            {"amid a long write the peer is told from time to time", open(100) + """
            +0   write(4, ..., 40000) = 40000
            +0   > P. 1:10001(10000) ack 1
            +.1  < . 1:1(0) ack 10001 win 100
            +0   > . 10001:11001(1000) ack 1
            +0   > P. 11001:12001(1000) ack 1
            +0   > P. 12001:14001(2000) ack 1
            """},
            {"TCP_NODELAY sends what is corked", open(1000) + """
            +0   setsockopt(4, SOL_TCP, TCP_CORK, [1], 4) = 0
            +0   write(4, ..., 40) = 40
            +.05 silence for 0.01
            +0   setsockopt(4, SOL_TCP, TCP_NODELAY, [1], 4) = 0
            +0   > P. 1:41(40) ack 1
            +0   write(4, ..., 40) = 40
            +0   silence for 0.05
            """},
            {"a short train waits behind another for the next acknowledgment", open(1000) + """
            +0   `sysctl net.ipv4.tcp_min_tso_segs=10`
            +0   setsockopt(4, SOL_SOCKET, SO_SNDBUF, [200000], 4) = 0
            +0   write(4, ..., 100000) = 100000
            +0   > P. 1:10001(10000) ack 1
            +.1  < . 1:1(0) ack 5001 win 1000
            +0   > P. 10001:17001(7000) ack 1
            +0   silence for 0.009
            +.001 < . 1:1(0) ack 10001 win 1000
            +0   > P. 17001:27001(10000) ack 1
            """},
            {"a write takes whole pieces while the buffer is not full", open(100) + """
            +0   fcntl(4, F_SETFL, O_RDWR|O_NONBLOCK) = 0
            +0   setsockopt(4, SOL_SOCKET, SO_SNDBUF, [15000], 4) = 0
            +0   write(4, ..., 90000) = 42000
            +0   write(4, ..., 1) = -1 EAGAIN (Resource temporarily unavailable)
            """},
            {"a buffer that nobody has set grows with the window", open(1000) + """
            +0   `sysctl net.ipv4.tcp_wmem="4096 20000 4194304"`
            +0   socket(..., SOCK_STREAM | SOCK_NONBLOCK, IPPROTO_TCP) = 5
            +0   getsockopt(5, SOL_SOCKET, SO_SNDBUF, [20000], [4]) = 0
            +0   connect(5, ..., ...) = -1 EINPROGRESS (Operation now in progress)
            +0   > S 0:0(0) <...>
            +.1  < S. 0:0(0) ack 1 win 65535 <mss 1000,sackOK,nop,nop>
            +0   > . 1:1(0) ack 1
            +0   getsockopt(5, SOL_SOCKET, SO_SNDBUF, [46080], [4]) = 0
            """},
            {"no more than the mark waits unsent", open(1000) + """
            +0   fcntl(4, F_SETFL, O_RDWR|O_NONBLOCK) = 0
            +0   setsockopt(4, SOL_TCP, TCP_NOTSENT_LOWAT, [3000], 4) = 0
            +0   getsockopt(4, SOL_TCP, TCP_NOTSENT_LOWAT, [3000], [4]) = 0
            +0   write(4, ..., 10000) = 10000
            +0   > P. 1:10001(10000) ack 1
            +0   write(4, ..., 2000) = 2000
            +0   poll([{fd=4, events=POLLOUT, revents=0}], 1, 0) = 0
            +.1  < . 1:1(0) ack 10001 win 1000
            +0   > P. 10001:12001(2000) ack 1
            +0   poll([{fd=4, events=POLLOUT, revents=POLLOUT}], 1, 0) = 1
            """},
            {"a blocked write wakes when it is worth it", open(1000) + """
            +0   setsockopt(4, SOL_SOCKET, SO_SNDBUF, [10000], 4) = 0
            +0...0.3 write(4, ..., 80000) = 80000
            +.1  < . 1:1(0) ack 10001 win 1000
            +.1  < . 1:1(0) ack 28001 win 1000
            +.1  < . 1:1(0) ack 64001 win 1000
            """},
        };
    }

    @Test(dataProvider = "scripts")
    public void sends(String what, String script) {
        assertEquals(Program.verdict(Profiles.LINUX, script), "PASS");
    }
}
