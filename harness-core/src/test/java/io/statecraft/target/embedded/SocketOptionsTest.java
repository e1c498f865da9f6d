package io.statecraft.target.embedded;

import static org.testng.Assert.assertEquals;

import io.statecraft.stack.Profiles;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What options give when they are read, as the system that a profile imitates gives it. */
public final class SocketOptionsTest {
    @DataProvider
    public Object[][] switchedOn() {
        return new Object[][] {
            {"rfc9293", "TCP_NODELAY", "1"},
            {"linux", "TCP_NODELAY", "1"},
            {"linux", "TCP_CORK", "1"},
            {"freebsd", "TCP_NODELAY", "4"},
            {"freebsd", "TCP_NOOPT", "8"},
            {"freebsd", "TCP_NOPUSH", "0x1000"},
        };
    }

    @Test(dataProvider = "switchedOn")
    public void aFlagReadsAsItsSystemGivesIt(String profile, String option, String read) {
        assertPasses(profile, """
                 0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
                +0 getsockopt(3, IPPROTO_TCP, %1$s, [0], [4]) = 0
                +0 setsockopt(3, IPPROTO_TCP, %1$s, [1], 4) = 0
                +0 getsockopt(3, IPPROTO_TCP, %1$s, [%2$s], [4]) = 0
                +0 setsockopt(3, IPPROTO_TCP, %1$s, [0], 4) = 0
                +0 getsockopt(3, IPPROTO_TCP, %1$s, [0], [4]) = 0
                """.formatted(option, read));
    }

    @DataProvider
    public Object[][] readOnly() {
        return new Object[][] {{"SO_ERROR"}, {"SO_TYPE"}, {"SO_ACCEPTCONN"}};
    }

    @Test(dataProvider = "readOnly")
    public void whatIsOnlyReadCannotBeSet(String option) {
        assertPasses("rfc9293", """
                 0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
                +0 setsockopt(3, SOL_SOCKET, %s, [0], 4) = -1 ENOPROTOOPT (Protocol not available)
                """.formatted(option));
    }

    private static void assertPasses(String profile, String script) {
        assertEquals(Program.verdict(Profiles.named(profile).orElseThrow(), script), "PASS");
    }
}
