package io.statecraft.report;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.run.Finding;
import io.statecraft.run.Ladder;
import io.statecraft.run.Outcome;
import io.statecraft.run.Result;
import io.statecraft.scenario.Step;
import java.util.List;
import org.testng.annotations.Test;

/** A failure says where, what was expected, what was, which clause, how it came to this, and how to see it again. */
public final class FailureTextTest {

    @Test
    public void saysAllOfIt() {
        Result result = Reports.failed("close/passive", "the packet differs: flags");
        List<String> lines = FailureText.of(result, Reports.report(result));
        assertEquals(
                lines.subList(0, 8),
                List.of(
                        "FAIL close/passive (ipv4)",
                        "  scripts/close/passive.pkt:7: the packet differs: flags",
                        "    7 | +0 > . 1:1(0) ack 1",
                        "  expected  . 1:1(0) ack 1",
                        "  actual    > F. 1:1(0) ack 2 win 9",
                        "              ^^        ^^^^^",
                        "    flags: expected ., got F.",
                        "    ack: expected 1, got 2"));
        assertTrue(lines.get(8).startsWith("  clause    RFC9293:MUST-12: "), lines.get(8));
        assertEquals(
                lines.get(lines.size() - 1),
                "  again     java -jar statecraft.jar run --seed 42 scripts/close/passive.pkt");
    }

    @Test
    public void aVariantThatCannotBeIsOneLine() {
        Finding finding = Finding.fail(
                Finding.Kind.SCRIPT, new Step.Location("x", 7, "+0 < icmp"), "it cannot be played as ipv6: why");
        Result result = new Result(
                "a", Reports.script("a"), "", "ipv6", List.of(), Outcome.of(finding), 0, 0, Result.Expectation.NONE);
        assertEquals(
                FailureText.of(result, Reports.report(result)),
                List.of("FAIL a (ipv6): scripts/a.pkt:7: it cannot be played as ipv6: why"));
    }

    @Test
    public void theLadderCountsFromTheInitialNumbers() {
        assertEquals(
                Ladder.lastOf(Reports.TRACE, 5),
                List.of(
                        "    0.100000  <  S 0:0(0) win 9",
                        "    0.101000  >  S. 0:0(0) ack 1 win 9",
                        "    0.200000  <  F. 1:1(0) ack 1 win 9",
                        "    0.250000     `true` status 3",
                        "    0.300000     state(4) = ESTABLISHED"));
        assertEquals(Ladder.lastOf(Reports.TRACE, 9).get(0), "    0.000000     listen(3, 1) = 0");
    }

    @Test
    public void anotherVariantAndOddPathsAreInTheCommand() {
        Result odd = new Result(
                "it's odd",
                new io.statecraft.run.Script("a b/it's.pkt", "it's", java.util.Optional.empty(), "a b/it's.pkt"),
                "",
                "ipv6",
                List.of(),
                Reports.failed("x", "y").outcome(),
                1,
                0,
                Result.Expectation.NONE);
        assertEquals(
                Reports.report(odd).again(odd), "java -jar statecraft.jar run --seed 42 --ip ipv6 'a b/it'\\''s.pkt'");
    }
}
