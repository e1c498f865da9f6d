package io.statecraft.posix;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** The numbers were compared with those of the kernel's headers by a C compiler. */
    @Test
    public void everyNameThatPacketdrillKnowsOnLinuxHasTheNumberOfTheHeaders() throws IOException {
        List<String> rows =
                Files.readAllLines(Path.of("src/test/resources/io/statecraft/posix/symbols-of-scripts.txt"));
        List<String> others = new ArrayList<>();
        for (String row : rows.subList(1, rows.size())) {
            String[] words = row.split(" ");
            if (!Symbols.valueOf(words[0]).equals(OptionalLong.of(Long.parseLong(words[1])))) {
                others.add(row);
            }
        }
        assertTrue(rows.size() > 350, "only " + rows.size() + " names");
        assertEquals(others, List.of());
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
