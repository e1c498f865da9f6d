package io.statecraft.cli;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** {@code list} says of each script what would keep it from being played, and why, without playing it. */
public final class ListOfObstaclesTest {
    private static final String SOCKET = "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n";
    private Path folder;

    @BeforeMethod
    public void makeFolder() throws IOException {
        folder = Files.createTempDirectory("statecraft-list");
    }

    @AfterMethod(alwaysRun = true)
    public void removeFolder() throws IOException {
        for (Path file : Files.list(folder).toList()) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private CommandLineRun list(String script, String... more) throws IOException {
        Files.writeString(folder.resolve("one.pkt"), script);
        List<String> words = new java.util.ArrayList<>(List.of("list", "--target", "kernel"));
        words.addAll(List.of(more));
        words.add(folder.toString());
        return CommandLineRun.of(words.toArray(new String[0]));
    }

    @DataProvider
    public Object[][] obstacles() {
        return new Object[][] {
            {"0 socket(..., SOCK_STREAM, IPPROTO_SCTP) = 3\n", "skipped: line 1: not supported: SCTP (`IPPROTO_SCTP`)"},
            {SOCKET + "+0 > sctp: INIT[flgs=0]\n", "skipped: line 2: not supported: SCTP (`sctp`)"},
            {"--udp_encapsulation=sctp\n" + SOCKET, "skipped: line 1: not supported: SCTP (`--udp_encapsulation=sctp`)"
            },
            {SOCKET + "+0 sctp_bindx(3, ..., 1, 0) = 0\n", "skipped: line 2: not supported: SCTP (`sctp_bindx`)"},
            {SOCKET + "+0 < udplite (10, 8)\n", "skipped: line 2: not supported: UDP-Lite (`udplite`)"},
            {"0 socket(..., SOCK_STREAM, IPPROTO_MPTCP) = 3\n", "skipped: line 1: not supported: MPTCP"},
            {
                SOCKET + "+0 > S 0:0(0) <mss 1460,mpcapable v1 flags[flag_h] nokey>\n",
                "skipped: line 2: not supported: MPTCP (the option `mpcapable`)"
            },
            {SOCKET + "+0 < addr[caddr1] > addr[saddr1] . 1:1(0) ack 1 win 1\n", "skipped: line 2: not supported: MPTCP"
            },
            {SOCKET + "+0 < encap psp spi 5 . 1:1(0) ack 1 win 1\n", "skipped: line 2: not supported: PSP"},
            {"--psp_udp_port=1000\n" + SOCKET, "skipped: line 1: not supported: PSP (`--psp_udp_port`)"},
            {SOCKET + "+0 psp_rx_assoc(3, [1]) = 0\n", "skipped: line 2: not supported: PSP (`psp_rx_assoc`)"},
            {SOCKET + "+0 dup(3) = 4\n", "skipped: line 2: unknown system call: 'dup'"},
            {"// needs: embedded\n" + SOCKET, "skipped: it needs embedded, which the target does not have"},
            {SOCKET + "+0 `ip route list`\n", "with --allow-shell: line 2: `ip route list`"},
            {
                "`../common/defaults.sh`\n" + SOCKET,
                "with --allow-shell: before the first statement: `../common/defaults.sh`"
            },
            {SOCKET + "+0 %{ import os }%\n", "by python3, with --allow-shell: line 2: import"},
        };
    }

    @Test(dataProvider = "obstacles")
    public void whatKeepsAScriptFromBeingPlayedIsNamed(String script, String obstacle) throws IOException {
        CommandLineRun run = list(script);
        assertTrue(run.out().contains("    " + obstacle), run.said());
        assertEquals(run.status(), 0);
    }

    @Test
    public void ofAScriptThatIsPlayedThereIsNothingToSay() throws IOException {
        String out = list(SOCKET + "+0 `sysctl net.ipv4.tcp_sack=0`\n+0 %{ assert tcpi_state == 7 }%\n")
                .out();
        assertFalse(out.contains("skipped") || out.contains("--allow-shell"), out);
    }

    @Test
    public void aScriptIsReadWithTheNamesThatAVariantDefines() throws IOException {
        CommandLineRun run = list(SOCKET + "+0 < S 0:0(0) win 1000 <mss 1000,nop,nop,FO TFO_COOKIE>\n");
        assertEquals(run.out() + run.err(), "one\n");
        assertEquals(run.status(), 0);
    }

    @Test
    public void aScriptWithAnErrorIsListedWithItAndTheRestToo() throws IOException {
        Files.writeString(folder.resolve("two.pkt"), SOCKET);
        CommandLineRun run = list("s// a comment\n" + SOCKET);
        assertTrue(run.out().contains("one\n    error: line 1: "), run.said());
        assertTrue(run.out().contains("two\n"), run.said());
        assertTrue(run.err().contains("one.pkt:1:1: error: "), run.said());
        assertEquals(run.status(), ExitStatus.USAGE.number());
    }

    @Test
    public void idsAreAlone() throws IOException {
        assertEquals(list(SOCKET + "+0 dup(3) = 4\n", "--ids").out(), "one\n");
    }

    @Test
    public void whatIsWrongIsSaidBeforeTheProgramEnds() throws IOException {
        Files.writeString(folder.resolve("one.pkt"), "s// a comment\n" + SOCKET);
        PrintStream usual = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true));
        try {
            Main.run("list", folder.toString());
        } finally {
            System.setErr(usual);
        }
        assertTrue(said.toString().contains("one.pkt:1:1: error: "), said.toString());
    }
}
