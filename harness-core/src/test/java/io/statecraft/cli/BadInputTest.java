package io.statecraft.cli;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Bad input of each kind has its own message and its own exit status, and nobody is shown a stack trace. */
public final class BadInputTest {
    private static final String GOOD = " 0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n";

    private Path folder;

    @BeforeClass
    public void makeFolder() throws IOException {
        folder = Files.createTempDirectory("statecraft-test");
        file("good.pkt", GOOD);
    }

    @AfterClass(alwaysRun = true)
    public void deleteFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    public void goodInputPasses() {
        assertEquals(CommandLineRun.of("run", path("good.pkt")).status(), 0);
    }

    @DataProvider
    public Object[][] scripts() {
        return new Object[][] {
            {"empty.pkt", "", "the script is empty"},
            {"comment.pkt", "// nothing\n", "the script has no statement"},
            {"binary.pkt", "\u007fELF\u0002\u0000\u0001", "this is a binary file, not a script"},
            {"noise.pkt", "\u00f6\u0003\u00fe!x\n\u0007\u001b[2J", "expected the time of a statement"},
            {"syntax.pkt", GOOD + "+0 > S. 0:0(0 ack 1\n", "syntax.pkt:2:15: error: expected `)` after the length"},
            {"option.pkt", "--mtu=5\n" + GOOD, "--mtu"},
        };
    }

    @Test(dataProvider = "scripts")
    public void aScriptThatCannotBeReadIsTheUsersBusiness(String name, String text, String message) throws IOException {
        file(name, text);
        CommandLineRun run = CommandLineRun.of("run", path(name));
        said(run, 2, message);
        assertTrue(run.out().contains("ERROR"), "counted as what it is: " + run.out());
        assertFalse(run.said().contains("\u001b"), "steers the terminal");
    }

    @Test
    public void aScriptOf50MegabytesIsRefusedUnread() throws IOException {
        Path huge = folder.resolve("huge.pkt");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(50 << 20); // a hole: it takes no place
        }
        said(CommandLineRun.of("run", huge.toString()), 2, "larger than the limit of 1048576 bytes");
    }

    @Test
    public void oneBadScriptKeepsNoOtherFromBeingPlayed() throws IOException {
        file("syntax.pkt", "0 nonsense\n");
        CommandLineRun run = CommandLineRun.of("run", path("syntax.pkt"), path("good.pkt"));
        said(run, 2, "syntax.pkt:1:");
        assertTrue(run.out().matches("(?s).*embedded \\(rfc9293\\) +1 +0 +0 +1 +0 +2\\R.*"), run.out());
    }

    @DataProvider
    public Object[][] usage() {
        return new Object[][] {
            {2, "there is no such file or folder", new String[] {"run", "no/such.pkt"}},
            {2, "there is no command `play`", new String[] {"play"}},
            {2, "unknown option: '--targte'", new String[] {"run", "--targte", "kernel"}},
            {2, "did you mean --target, or --tags?", new String[] {"run", "--targte", "kernel"}},
            {2, "there is no target `linux`: there are embedded, kernel", new String[] {"run", "--target", "linux"}},
            {2, "there is no profile `bsd`", new String[] {"run", "--profile", "bsd"}},
            {2, "--link is for --target kernel", new String[] {"run", "--link", "raw"}},
            {2, "'many' is not a whole number", new String[] {"run", "--jobs", "many"}},
            {2, "--jobs is a number from 1 on", new String[] {"run", "--jobs", "0"}},
            {2, "there is no variant `ipv5`", new String[] {"run", "--ip", "ipv5"}},
            {2, "--oracle is strict, report or off", new String[] {"run", "--oracle", "loud"}},
            {2, "--mtu=5: a whole number from 68 to 65535", new String[] {"run", "--mtu", "5"}},
            {2, "--bind_port=0: a whole number from 1", new String[] {"run", "--bind_port", "0"}},
            {2, "--tolerance_percent=NaN: a number", new String[] {"run", "--tolerance_percent", "NaN"}},
            {2, "--msl=x: a whole number", new String[] {"run", "--msl", "x"}},
            {2, "--define NAME=VALUE: the name is missing", new String[] {"run", "-D", "=5"}},
            {2, "there is no remote mode", new String[] {"run", "--wire_client", "--wire_server_ip=10.0.0.1"}},
            {2, "there is no remote mode", new String[] {"run", "--wire_server"}},
            {2, "shared-object interface", new String[] {"run", "--so_filename=stack.so"}},
            {2, "PSP is not covered", new String[] {"run", "--psp_udp_port=1000"}},
            {2, "SCTP is not covered", new String[] {"run", "--udp_encapsulation=sctp"}},
            {2, "--udp_encapsulation=x: tcp is expected", new String[] {"run", "--udp_encapsulation=x"}},
            {2, "--local_ip=x: an IP address", new String[] {"run", "--local_ip", "x"}},
            {2, "--report is the name of a folder", new String[] {"run", "--report", ""}},
            {2, "cannot be read: there is no such file", new String[] {"run", "--baseline", "no/such"}},
        };
    }

    @Test(dataProvider = "usage")
    public void aCommandLineThatMakesNoSenseSaysWhatWould(int status, String message, String[] arguments) {
        CommandLineRun run = CommandLineRun.of(arguments);
        said(run, status, message);
        assertEquals(run.out(), "");
        assertTrue(run.err().lines().count() <= 3, "what is wrong is not lost among other things: " + run.err());
    }

    @Test
    public void aForgottenCommandIsNotGreen() {
        CommandLineRun run = CommandLineRun.of();
        assertEquals(run.status(), 2);
        assertTrue(run.err().contains("Commands:"));
    }

    @Test
    public void nothingSelectedIsNoSuccess() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        said(CommandLineRun.of("run", empty.toString()), 5, "there is no file that ends in .pkt in " + empty);
        said(CommandLineRun.of("list", empty.toString()), 5, "there is no file that ends in .pkt in " + empty);
        said(CommandLineRun.of("run", "--tags", "zzz", path("good.pkt")), 5, "leave none of 1 scenarios");
        said(CommandLineRun.of("run", "--exclude", "**", path("good.pkt")), 5, "leave none of 1 scenarios");
    }

    @Test
    public void allSkippedIsNoSuccess() throws IOException {
        file("shell.pkt", "0 `touch /nowhere/at/all`\n");
        said(CommandLineRun.of("run", path("shell.pkt")), 5, "SKIPPED 1: ");
    }

    @Test
    public void aDryRunReadsAndPlaysNothing() throws IOException {
        file("wrong.pkt", "0 close(99) = 5\n");
        file("bad.pkt", "0 close(99\n");
        said(CommandLineRun.of("run", "--dry_run", path("wrong.pkt")), 0, "read: 1, not to be played: 0, in error: 0");
        said(CommandLineRun.of("run", "--dry_run", path("bad.pkt")), 2, "read: 0, not to be played: 0, in error: 1");
        said(CommandLineRun.of("run", path("wrong.pkt")), 1, "expected  5");
    }

    @Test
    public void optionsOfPacketdrillThatChangeNothingAreTaken() {
        for (String option : new String[] {
            "--send_omit_free",
            "--is_anyip",
            "--no_cleanup",
            "--debug",
            "--persistent_tun_dev",
            "--speed=10000",
            "--tun_dev=tun1",
            "--local_linklocal_ip=fe80::1",
            "--gateway_linklocal_ip=fe80::2",
            "--code_command=python3",
            "--code_format=python",
            "--code_sockopt=TCP_INFO",
            "--udp_encapsulation=tcp",
        }) {
            CommandLineRun run = CommandLineRun.of("run", option, path("good.pkt"));
            assertEquals(run.status(), 0, option + ": " + run.said());
        }
    }

    @Test
    public void aReportFolderThatIsAFileIsSaidBeforeAnythingIsPlayed() {
        CommandLineRun run = CommandLineRun.of("run", "--report", path("good.pkt"), path("good.pkt"));
        said(run, 3, "the report cannot be written to " + path("good.pkt"));
        assertEquals(run.out(), "");
    }

    private static void said(CommandLineRun run, int status, String message) {
        assertTrue(run.said().contains(message), run.said());
        assertEquals(run.status(), status, run.said());
        assertFalse(run.said().contains("\tat ") || run.said().contains("Exception"), run.said());
    }

    private void file(String name, String text) throws IOException {
        Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
