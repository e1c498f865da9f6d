package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;

import io.statecraft.stack.Profiles;
import org.testng.annotations.Test;

/** TCP in UDP, as FreeBSD has it: which way a connection goes, and that it keeps to it. */
public final class TcpInUdpTest {
    private static final String TUNNEL = """
            --udp_encapsulation=tcp
            0 `sysctl -w net.inet.tcp.udp_tunneling_port=9811`
            """;
    private static final String LISTENING = TUNNEL + """
            0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0 bind(3, ..., ...) = 0
            +0 listen(3, 1) = 0
            """;
    private static final String ACCEPTED = LISTENING + """
            +.1 < S 0:0(0) win 65535 <mss 1452>/udp(7 > 9811)
            +0 > S. 0:0(0) ack 1 win 65535 <mss 1452>/udp(9811 > 7)
            +.1 < . 1:1(0) ack 1 win 65535/udp(7 > 9811)
            +0 accept(3, ..., ...) = 4
            """;

    private static void passes(String script) {
        assertEquals(Program.verdict(Profiles.FREEBSD, script), "PASS");
    }

    @Test
    public void anAcceptedConnectionGoesBackTheWayItCame() {
        passes(ACCEPTED + """
                +0 getsockopt(4, IPPROTO_TCP, TCP_REMOTE_UDP_ENCAPS_PORT, [7], [4]) = 0
                +0 write(4, ..., 2000) = 2000
                +0 > . 1:1453(1452) ack 1 win 65535/udp(9811 > 7)
                +0 > P. 1453:2001(548) ack 1 win 65535/udp(9811 > 7)
                """);
    }

    @Test
    public void whatComesAnotherWayIsOfNoConnection() {
        passes(ACCEPTED + """
                +.1 < . 1:101(100) ack 1 win 65535
                +0 > R 1:1(0)
                +.1 < . 1:101(100) ack 1 win 65535/udp(8 > 9811)
                +0 > R 1:1(0)/udp(9811 > 8)
                +.1 < . 1:101(100) ack 1 win 65535/udp(7 > 9811)
                +.1 read(4, ..., 1000) = 100
                """);
    }

    @Test
    public void aResetThatComesAnotherWayResetsNothing() {
        passes(ACCEPTED + """
                +.1 < R. 1:1(0) ack 1 win 0
                +.1 < R. 1:1(0) ack 1 win 0/udp(8 > 9811)
                +0 getsockopt(4, SOL_SOCKET, SO_ERROR, [0], [4]) = 0
                +.1 < R. 1:1(0) ack 1 win 0/udp(7 > 9811)
                +0 getsockopt(4, SOL_SOCKET, SO_ERROR, [ECONNRESET], [4]) = 0
                """);
    }

    @Test
    public void anotherPortIsNotListenedTo() {
        passes(LISTENING + """
                +.1 < S 0:0(0) win 65535 <mss 1452>/udp(7 > 9812)
                +0 silence for 2
                """);
    }

    @Test
    public void withoutThePortNothingIsTaken() {
        passes(LISTENING + """
                +0 `sysctl -w net.inet.tcp.udp_tunneling_port=0`
                +.1 < S 0:0(0) win 65535 <mss 1452>/udp(7 > 9811)
                +0 silence for 2
                """);
    }

    @Test
    public void anErrorAboutADatagramConcernsItsConnection() {
        String connecting = TUNNEL + """
                0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
                +0 setsockopt(3, IPPROTO_TCP, TCP_REMOTE_UDP_ENCAPS_PORT, [7], 4) = 0
                +0 fcntl(3, F_SETFL, O_RDWR | O_NONBLOCK) = 0
                +0 connect(3, ..., ...) = -1 EINPROGRESS (x)
                +0 > S 0:0(0) <...>/udp(9811 > 7)
                """;
        passes(connecting + """
                +0 < icmp unreachable port_unreachable [0:0(0)/udp(9811 > 8)]
                +0 < icmp unreachable port_unreachable [0:0(0)]
                +0 getsockopt(3, SOL_SOCKET, SO_ERROR, [0], [4]) = 0
                +0 < icmp unreachable port_unreachable [0:0(0)/udp(9811 > 7)]
                +0 getsockopt(3, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0
                """);
    }
}
