package io.statecraft.posix;

import static org.testng.Assert.assertEquals;

import java.util.OptionalLong;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Names of scripts have the numbers of this platform. */
public final class SymbolsTest {

    @DataProvider
    public Object[][] symbols() {
        return new Object[][] {
            {"SOCK_STREAM", 1},
            {"IPPROTO_TCP", 6},
            {"SOL_TCP", 6},
            {"TCP_INFO", 11},
            {"TCP_USER_TIMEOUT", 18},
            {"AF_PACKET", 17},
            {"AF_UNSPEC", 0},
            {"O_NONBLOCK", 2048},
            {"MSG_ZEROCOPY", 0x4000000},
            {"MSG_ERRQUEUE", 0x2000},
            {"EPOLLET", 0x80000000L},
            {"SIOCINQ", 0x541b},
            {"EINPROGRESS", 115},
            {"EWOULDBLOCK", 11},
            {"TCPI_OPT_SACK", 2},
            {"TCP_CA_Recovery", 3},
            {"NULL", 0},
        };
    }

    @Test(dataProvider = "symbols")
    public void symbolHasItsNumber(String name, long value) {
        assertEquals(Symbols.valueOf(name), OptionalLong.of(value));
    }

    @Test
    public void unknownNamesHaveNone() {
        assertEquals(Symbols.valueOf("SO_WHAT"), OptionalLong.empty());
        assertEquals(Symbols.valueOf("E"), OptionalLong.empty());
        assertEquals(Symbols.valueOf(""), OptionalLong.empty());
    }

    @Test
    public void errorNumbersHaveLinuxsNames() {
        assertEquals(Symbols.errno(11), "EAGAIN");
        assertEquals(Symbols.errno(95), "EOPNOTSUPP");
        assertEquals(Symbols.errno(35), "EDEADLK");
        assertEquals(Symbols.errno(4711), "errno 4711");
    }
}
