package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;

import io.statecraft.stack.Profiles;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** When the profile {@code linux} acknowledges text. */
public final class LinuxAcknowledgmentTest {
    private static final String OPEN = """
             0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0   bind(3, ..., ...) = 0
            +0   listen(3, 1) = 0
            +0   < S 0:0(0) win 65535 <mss 1460>
            +0   > S. 0:0(0) ack 1 <...>
            +.1  < . 1:1(0) ack 1 win 65535
            +0   accept(3, ..., ...) = 4
            """;

    @DataProvider
    public Object[][] scripts() {
        return new Object[][] {
            {"the first segments at once", OPEN + """
            +0   < P. 1:11(10) ack 1 win 65535
            +0   > . 1:1(0) ack 11
            +.01 < P. 11:21(10) ack 1 win 65535
            +0   > . 1:1(0) ack 21
            """},
            {"an answer makes it wait for the next one", OPEN + """
            +0   < P. 1:11(10) ack 1 win 65535
            +0   > . 1:1(0) ack 11
            +.01 write(4, ..., 10) = 10
            +0   > P. 1:11(10) ack 11
            +.1  < P. 11:21(10) ack 11 win 65535
            +0   silence for 0.03
            +0   write(4, ..., 10) = 10
            +0   > P. 11:21(10) ack 21
            """},
            {"what is late is no answer", OPEN + """
            +0   < P. 1:11(10) ack 1 win 65535
            +0   > . 1:1(0) ack 11
            +.3  write(4, ..., 10) = 10
            +0   > P. 1:11(10) ack 11
            +.1  < P. 11:21(10) ack 11 win 65535
            +0   > . 11:11(0) ack 21
            """},
            {"one that waited in vain ends the turns", OPEN + """
            +0   < P. 1:11(10) ack 1 win 65535
            +0   > . 1:1(0) ack 11
            +0   write(4, ..., 10) = 10
            +0   > P. 1:11(10) ack 11
            +.1  < P. 11:21(10) ack 11 win 65535
            +.02~+.2 > . 11:11(0) ack 21
            +.01 < P. 21:31(10) ack 11 win 65535
            +0   > . 11:11(0) ack 31
            """},
            {"what comes twice ends them as well", OPEN + """
            +0   < P. 1:11(10) ack 1 win 65535
            +0   > . 1:1(0) ack 11
            +0   write(4, ..., 10) = 10
            +0   > P. 1:11(10) ack 11
            +.1  < P. 1:11(10) ack 11 win 65535
            +0   > . 11:11(0) ack 11
            +.01 < P. 11:21(10) ack 11 win 65535
            +0   > . 11:11(0) ack 21
            """},
            {"the user's word is turned round", OPEN + """
            +0   < P. 1:11(10) ack 1 win 65535
            +0   > . 1:1(0) ack 11
            +0   setsockopt(4, SOL_TCP, TCP_QUICKACK, [0], 4) = 0
            +0   getsockopt(4, SOL_TCP, TCP_QUICKACK, [0], [4]) = 0
            +.01 < P. 11:21(10) ack 1 win 65535
            +0   silence for 0.02
            +0   setsockopt(4, SOL_TCP, TCP_QUICKACK, [1], 4) = 0
            +0   > . 1:1(0) ack 21
            +0   getsockopt(4, SOL_TCP, TCP_QUICKACK, [1], [4]) = 0
            """},
            {"the peer's segments are measured", OPEN + """
            +0   %{ assert tcpi_rcv_mss == 536, tcpi_rcv_mss }%
            +0   < . 1:1001(1000) ack 1 win 65535
            +0   > . 1:1(0) ack 1001
            +0   %{ assert tcpi_rcv_mss == 1000, tcpi_rcv_mss }%
            """},
        };
    }

    @Test(dataProvider = "scripts")
    public void acknowledges(String what, String script) {
        assertEquals(Program.verdict(Profiles.LINUX, script), "PASS");
    }
}
