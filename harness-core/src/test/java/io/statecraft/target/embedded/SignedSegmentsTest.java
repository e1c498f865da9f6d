package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;

import io.statecraft.stack.Profiles;
import org.testng.annotations.Test;

/** The MD5 signature option, RFC 2385, on the built-in stack: keys by setkey, as on FreeBSD. */
public final class SignedSegmentsTest {
    private static final String LISTENING = """
            --tcp_md5_secret=secret
            0 `echo 'add 192.168.0.1 192.0.2.1 tcp 0x1 -A tcp-md5 "secret" ;
            add 192.0.2.1 192.168.0.1 tcp 0x2 -A tcp-md5 0x736563726574 ;' | setkey -c`
            0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0 setsockopt(3, IPPROTO_TCP, TCP_MD5SIG, [1], 4) = 0
            +0 bind(3, ..., ...) = 0
            +0 listen(3, 1) = 0
            """;
    private static final String ACCEPTED = LISTENING + """
            +.1 < S 0:0(0) win 65535 <mss 1460,sackOK,md5 valid>
            +0 > S. 0:0(0) ack 1 win 65535 <mss 1460,sackOK,md5 valid>
            +.1 < . 1:1(0) ack 1 win 65535 <nop,nop,md5 valid>
            +0 accept(3, ..., ...) = 4
            """;

    private static void passes(String script) {
        assertEquals(Program.verdict(Profiles.FREEBSD, script), "PASS");
    }

    @Test
    public void everySegmentIsSigned() {
        passes(ACCEPTED + """
                +0 write(4, ..., 1440) = 1440
                +0 > P. 1:1441(1440) ack 1 <nop,nop,md5 valid>
                +.1 < . 1:1(0) ack 1441 win 65535 <nop,nop,md5 valid>
                +0 close(4) = 0
                +0 > F. 1441:1441(0) ack 1 <nop,nop,md5 valid>
                """);
    }

    @Test
    public void whatIsNotSignedIsDroppedInSilence() {
        passes(ACCEPTED + """
                +.1 < . 1:101(100) ack 1 win 65535
                +.1 < . 1:101(100) ack 1 win 65535 <nop,nop,md5 00112233445566778899aabbccddeeff>
                +.1 < R. 1:1(0) ack 1 win 0
                +0 silence for 1
                +.1 < . 1:101(100) ack 1 win 65535 <nop,nop,md5 valid>
                +.1 read(4, ..., 1000) = 100
                """);
    }

    @Test
    public void aSynThatIsNotSignedOpensNothing() {
        passes(LISTENING + """
                +.1 < S 0:0(0) win 65535 <mss 1460>
                +0 silence for 2
                """);
    }

    @Test
    public void withoutAKeyNothingIsTaken() {
        passes(LISTENING + """
                +0 `setkey -F`
                +.1 < S 0:0(0) win 65535 <mss 1460,sackOK,md5 valid>
                +0 silence for 2
                """);
    }

    @Test
    public void whoIsBoundRefusesWithASignature() {
        passes(LISTENING.replace("+0 listen(3, 1) = 0\n", "") + """
                +0 < S 0:0(0) win 65535 <mss 1460,sackOK,md5 valid>
                +0 > R. 0:0(0)! ack 1 win 0 <nop,nop,md5 valid>
                """);
    }
}
