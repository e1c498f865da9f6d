package io.statecraft.report;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.report.Console.Style;
import io.statecraft.run.Result;
import io.statecraft.run.RunReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.testng.annotations.Test;

/** The console says what failed, what was skipped and why, and ends with the counts. */
public final class ConsoleTest {

    private static String said(Style style, RunReport report) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        Console console = new Console(out, style, report.results().size());
        for (Result result : report.results()) {
            console.finished(result);
        }
        console.summarize(report);
        out.flush();
        return text.toString();
    }

    @Test
    public void endsWithTheCounts() {
        String text = said(
                Style.PLAIN,
                Reports.report(
                        Reports.passed("a"),
                        Reports.passed("b"),
                        Reports.failed("c", "x"),
                        Reports.skipped("d"),
                        Reports.skipped("e")));
        assertTrue(text.contains("embedded (rfc9293)      2             0      1      0        2      5"), text);
        assertTrue(text.contains("SKIPPED 2: it needs kernel  (scripts/d.pkt)"), text);
        assertTrue(text.contains("FAIL c (ipv4)"), text);
        assertTrue(text.contains("took 1.2 s, seed 42"), text);
    }

    @Test
    public void whatIsSkippedForOneReasonIsOneLineWithTheFirstPlace() {
        String text = said(
                Style.PLAIN,
                Reports.report(
                        Reports.skipped("a", "line 7: unknown symbol: 'X'"),
                        Reports.skipped("b", "line 9: unknown symbol: 'X'")));
        assertTrue(text.contains("SKIPPED 2: unknown symbol: 'X'  (scripts/a.pkt:7)"), text);
    }

    @Test
    public void whatIsExpectedAndWhatIsKnownOfTheTargetAreCounted() {
        Result expected = Reports.result("a", Reports.failed("a", "x").outcome(), Result.Expectation.EXPECTED);
        String text = said(
                Style.PLAIN,
                Reports.report(
                        expected,
                        Reports.failed("b", "x").departing("y"),
                        Reports.failed("c", "x").departing("y")));
        assertTrue(text.contains("Not passed as the baseline expects: 1\n"), text);
        assertTrue(text.contains("FAIL by documented departures of the target, and nothing else: 2\n"), text);
        assertEquals(text.contains("FAIL b (ipv4)"), false);
    }

    @Test
    public void whatPassesIsMentionedOnlyIfAskedFor() {
        assertEquals(said(Style.PLAIN, Reports.report(Reports.passed("quiet"))).contains("quiet"), false);
        assertTrue(said(Style.VERBOSE, Reports.report(Reports.passed("loud"))).startsWith("PASS         loud (ipv4)"));
    }

    @Test
    public void aTerminalSeesALineThatCounts() {
        String text = said(Style.LIVE, Reports.report(Reports.passed("a"), Reports.failed("b", "x")));
        assertTrue(text.contains("1/2  a"), text);
        assertTrue(text.contains("2/2, not passed: 1  b"), text);
    }
}
