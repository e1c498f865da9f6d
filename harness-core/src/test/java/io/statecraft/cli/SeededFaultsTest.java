package io.statecraft.cli;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.stack.fault.Faults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** {@code faults}, {@code run --fault} and {@code list --faults}. */
public final class SeededFaultsTest {
    private static final String SYN_TO_NOBODY = """
            // A SYN to a port that nobody listens on is reset.
            // id: mine/closed   verifies: RFC9293:3.10.7.1
             0   < S 0:0(0) win 65535 <mss 1460>
            +0   > R. 0:0(0) ack 1
            """;

    private Path folder;
    private String scenario;

    @BeforeMethod
    public void writeScenario() throws Exception {
        folder = Files.createTempDirectory("statecraft-faults");
        Path file = folder.resolve("closed.pkt");
        Files.writeString(file, SYN_TO_NOBODY);
        scenario = file.toString();
    }

    @AfterMethod
    public void removeFolder() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    public void aSeededFaultFailsTheScenarioThatIsAboutIt() {
        CommandLineRun sound = CommandLineRun.of("run", scenario);
        assertEquals(sound.status(), 0, sound.out() + sound.err());
        CommandLineRun broken = CommandLineRun.of("run", "--fault", "reset/closed-port-silent", scenario);
        assertEquals(broken.status(), 1, broken.out() + broken.err());
        assertTrue(broken.out().contains("RFC9293:3.10.7.1"), broken.out());
    }

    @Test
    public void theCommandThatPlaysItAgainSeedsTheFaultAgain() {
        CommandLineRun broken =
                CommandLineRun.of("run", "--fault", "reset/closed-port-silent", "--time-limit", "60", scenario);
        String again = broken.out()
                .lines()
                .filter(line -> line.contains("  again  "))
                .findFirst()
                .orElseThrow();
        String[] words = again.substring(again.indexOf(" run ")).trim().split(" ");
        CommandLineRun second = CommandLineRun.of(words);
        assertEquals(second.status(), 1, second.said());
        assertTrue(again.contains(" --time-limit 60 "), again);
    }

    @Test
    public void aMisspeltFaultIsGuessed() {
        CommandLineRun run = CommandLineRun.of("run", "--fault", "reset/closed-port-silentt", scenario);
        assertEquals(run.status(), 2, run.said());
        assertTrue(
                run.err()
                        .contains(
                                "there is no fault `reset/closed-port-silentt`; did you mean `reset/closed-port-silent`?"
                                        + " list --faults says which there are"),
                run.err());
    }

    @Test
    public void allAreNoticedOrTheCommandSaysWhichAreNot() {
        CommandLineRun noticed = CommandLineRun.of("faults", "--fault", "reset/closed-port-silent", scenario);
        assertEquals(noticed.status(), 0, noticed.out() + noticed.err());
        assertTrue(
                noticed.out()
                        .contains("1 faults, 1 scenarios: 1 detected (100.0 %), 1 with the right clause (100.0 %),"
                                + " 0 reports without a fault"),
                noticed.out());
        CommandLineRun escaped = CommandLineRun.of("faults", "--fault", "closing/no-time-wait", scenario);
        assertEquals(escaped.status(), 1, escaped.out() + escaped.err());
        assertTrue(escaped.out().contains("escaped, on what must be kept: 1"), escaped.out());
        assertTrue(escaped.out().contains("closing/no-time-wait (RFC9293:MUST-13)"), escaped.out());
    }

    @Test
    public void theReportSaysWhoNoticedWhat() throws Exception {
        Path report = folder.resolve("report");
        CommandLineRun.of("faults", "--fault", "reset/*", "--report", report.toString(), scenario);
        String json = Files.readString(report.resolve("statecraft-faults.json"));
        assertTrue(json.contains("\"fault\" : \"reset/closed-port-silent\""), json);
        assertTrue(json.contains("\"id\" : \"mine/closed@ipv4\""), json);
        String table = Files.readString(report.resolve("statecraft-faults.md"));
        assertTrue(table.contains("| `reset/closed-port-silent` |"), table);
        assertTrue(table.contains("| procedure | `mine/closed` |"), table);
        assertTrue(table.contains("| **nothing** |"), table);
        String page = Files.readString(report.resolve("statecraft-faults.html"));
        assertTrue(page.contains("<code>reset/closed-port-silent</code>"), page);
        assertTrue(page.contains("nothing notices it"), page);
        assertTrue(
                page.contains("<code>mine/closed@ipv4</code> <span class=\"text\">line 4, named by the oracle</span>"),
                page);
    }

    @Test
    public void aCellOfTheMatrixCanNotice() {
        CommandLineRun run =
                CommandLineRun.of("faults", "--fault", "sequence/unacceptable-unanswered", "--matrix", "200", scenario);
        assertEquals(run.status(), 0, run.out() + run.err());
        assertTrue(run.out().contains("1 faults, 201 scenarios"), run.out());
    }

    @Test
    public void eachIsListedWithWhatItBreaks() {
        CommandLineRun run = CommandLineRun.of("list", "--faults");
        assertEquals(run.status(), 0, run.err());
        Faults.all().forEach(fault -> assertTrue(run.out().contains(fault.id() + System.lineSeparator()), fault.id()));
        assertTrue(run.out().contains("    breaks: RFC9293:MUST-10, RFC9293:3.10.7.3 (MUST)"), run.out());
        assertEquals(CommandLineRun.of("run", "--fault", "list").out(), run.out());
    }

    @Test
    public void whatThereIsNotIsUsage() {
        CommandLineRun run = CommandLineRun.of("run", "--fault", "no/such", scenario);
        assertEquals(run.status(), 2);
        assertTrue(run.err().contains("there is no fault `no/such`: list --faults says which there are"), run.err());
        assertEquals(CommandLineRun.of("faults", "--fault", "no/such").status(), 2);
        assertEquals(CommandLineRun.of("faults", "--matrix", "0").status(), 2);
        assertEquals(
                CommandLineRun.of("run", "--target", "kernel", "--fault", "icmp/unread", scenario)
                        .status(),
                2);
    }
}
