package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;

import io.statecraft.stack.Profiles;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Calls that wait, in virtual time. */
public final class BlockingCallsTest {
    private static final String ACCEPTED = """
             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0   bind(3, ..., ...) = 0
            +0   listen(3, 1) = 0
            +0   < S 0:0(0) win 65535 <mss 1000>
            +0   > S. 0:0(0) ack 1 <...>
            +0   < . 1:1(0) ack 1 win 65535
            +0   accept(3, ..., ...) = 4
            """;

    @DataProvider
    public Object[][] scripts() {
        return new Object[][] {
            {"accept waits for a connection", """
             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0   bind(3, ..., ...) = 0
            +0   listen(3, 1) = 0
            +0...0.2 accept(3, ..., ...) = 4
            +.1  < S 0:0(0) win 65535 <mss 1000>
            +0   > S. 0:0(0) ack 1 <...>
            +.1  < . 1:1(0) ack 1 win 65535
            +0   state(4) = ESTABLISHED
            """},
            {"connect waits for the handshake", """
             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0...0.1 connect(3, ..., ...) = 0
            +0   > S 0:0(0) <...>
            +.1  < S. 0:0(0) ack 1 win 65535 <mss 1000>
            +0   > . 1:1(0) ack 1
            """},
            {"connect ends when it is refused", """
             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0...0.1 connect(3, ..., ...) = -1 ECONNREFUSED (Connection refused)
            +0   > S 0:0(0) <...>
            +.1  < R. 0:0(0) ack 1 win 0
            """},
            {"connect gives up after three minutes", """
             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0...180 connect(3, ..., ...) = -1 ETIMEDOUT (Connection timed out)
            +0   > S 0:0(0) <...>
            +1   > S 0:0(0) <...>
            +2   > S 0:0(0) <...>
            +4   > S 0:0(0) <...>
            +8   > S 0:0(0) <...>
            +16  > S 0:0(0) <...>
            +32  > S 0:0(0) <...>
            +60  > S 0:0(0) <...>
            """},
            {"read waits for text", ACCEPTED + """
            +0...0.3 read(4, ..., 1000) = 10
            +.3  < P. 1:11(10) ack 1 win 65535
            """},
            {"read that wants all waits for all", ACCEPTED + """
            +0...0.2 recv(4, ..., 20, MSG_WAITALL) = 20
            +.1  < P. 1:11(10) ack 1 win 65535
            +.1  < P. 11:21(10) ack 1 win 65535
            +0   > . 1:1(0) ack 21
            """},
            {"read ends at the end of text", ACCEPTED + """
            +0...0.1 read(4, ..., 1000) = 0
            +.1  < F. 1:1(0) ack 1 win 65535
            +0   > . 1:1(0) ack 2
            """},
            {"write waits for room", ACCEPTED + """
            +0   setsockopt(4, SOL_SOCKET, SO_SNDBUF, [2000], 4) = 0
            +0...0.1 write(4, ..., 3000) = 3000
            +0   > P. 1:2001(2000) ack 1
            +.1  < . 1:1(0) ack 2001 win 65535
            +0   > P. 2001:3001(1000) ack 1
            """},
            {"poll waits for its time", ACCEPTED + """
            +0...0.25 poll([{fd=4, events=POLLIN}], 1, 250) = 0
            """},
            {"poll waits for text", ACCEPTED + """
            +0...0.1 poll([{fd=4, events=POLLIN, revents=POLLIN}], 1, 1000) = 1
            +.1  < P. 1:11(10) ack 1 win 65535
            """},
            {"close that lingers waits for the FIN's acknowledgment", ACCEPTED + """
            +0   setsockopt(4, SOL_SOCKET, SO_LINGER, {onoff=1, linger=5}, 8) = 0
            +0...0.1 close(4) = 0
            +0   > F. 1:1(0) ack 1
            +.1  < . 1:1(0) ack 2 win 65535
            """},
            {"close that lingers ends after its time", ACCEPTED + """
            +0   setsockopt(4, SOL_SOCKET, SO_LINGER, {onoff=1, linger=5}, 8) = 0
            +0...5 close(4) = 0
            +0   > F. 1:1(0) ack 1
            +1   > F. 1:1(0) ack 1
            +2   > F. 1:1(0) ack 1
            """},
        };
    }

    @Test(dataProvider = "scripts")
    public void aCallReturnsWhenWhatItWaitsForHasCome(String name, String script) {
        assertEquals(Program.verdict(Profiles.RFC9293, script), "PASS", name);
    }
}
