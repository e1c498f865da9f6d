package io.statecraft.cli;

import static org.testng.Assert.assertEquals;

import io.statecraft.cli.PacketdrillVerdicts.Comparison;
import io.statecraft.cli.PacketdrillVerdicts.Row;
import io.statecraft.cli.PacketdrillVerdicts.Said;
import java.util.List;
import java.util.Map;
import org.testng.annotations.Test;

/** What counts as saying the same as packetdrill. */
public final class PacketdrillComparisonTest {
    private static final String HEADER = "script,variant,verdict,seconds,line,reason,stable\n";

    @Test
    public void theTableIsRead() {
        PacketdrillVerdicts verdicts = PacketdrillVerdicts.parse(HEADER
                + "close/a.pkt,ipv4-mapped-v6,PASS,0.4,,,yes\n"
                + "b.pkt,ipv6,FAIL,0.82,24,\"wrong: \"\"x, y\"\"\",no\n");
        assertEquals(
                verdicts.rows(),
                List.of(
                        new Row("close/a.pkt", "ipv4-mapped", "PASS", 0, "", true),
                        new Row("b.pkt", "ipv6", "FAIL", 24, "wrong: \"x, y\"", false)));
    }

    @Test
    public void verdictAndLineAreCompared() {
        Comparison comparison = compare(
                "a,ipv4,PASS,1,,,yes\nb,ipv4,FAIL,1,7,r,yes\nc,ipv4,FAIL,1,7,r,yes\nd,ipv4,PASS,1,,,yes\ne,ipv4,FAIL,1,7,r,yes\n",
                Map.of(
                        "a ipv4", new Said("PASS", 0, ""),
                        "b ipv4", new Said("FAIL", 7, ""),
                        "c ipv4", new Said("FAIL", 8, ""),
                        "d ipv4", new Said("FAIL", 7, "why"),
                        "e ipv4", new Said("PASS", 0, "")));
        assertEquals(comparison.agreeing(), 2);
        assertEquals(comparison.compared(), 5);
        assertEquals(
                comparison.differing(),
                List.of(
                        "c ipv4: FAIL at line 7, r; here FAIL at line 8",
                        "d ipv4: PASS; here FAIL at line 7, why",
                        "e ipv4: FAIL at line 7, r; here PASS"));
    }

    @Test
    public void whatIsInconclusiveIsNoDifferenceAndWhatIsNotPlayedIsOne() {
        Comparison comparison = compare(
                "a,ipv4,PASS,1,,,yes\nb,ipv4,FAIL,1,7,,yes\nc,ipv4,PASS,1,,,yes\n",
                Map.of(
                        "a ipv4", new Said("INCONCLUSIVE", 3, "late"),
                        "c ipv4", new Said("SKIPPED", 0, "no shell")));
        assertEquals(comparison.agreeing(), 0);
        assertEquals(comparison.inconclusive(), List.of("a ipv4: PASS; here INCONCLUSIVE at line 3, late"));
        assertEquals(
                comparison.differing(),
                List.of("b ipv4: FAIL at line 7; here not played", "c ipv4: PASS; here SKIPPED, no shell"));
    }

    @Test
    public void rowsThatPacketdrillItselfWasNotSureOfAreLeftOut() {
        String timing =
                "error handling packet: timing error: expected outbound packet at 0.503448 sec but happened at %s sec;"
                        + " tolerance 0.004000 sec";
        Comparison comparison = compare(
                "a,ipv4,PASS,1,,,no\nb,ipv4,FAIL,1,7," + timing.formatted("0.508440") + ",yes\nc,ipv4,FAIL,1,7,"
                        + timing.formatted("0.508449") + ",yes\nd,ipv4,FAIL,1,7," + timing.formatted("0.498455")
                        + ",yes\ne,ipv4,FAIL,1,7," + timing.formatted("0.498440") + ",yes\n",
                Map.of());
        assertEquals(
                comparison.leftOut().stream().map(row -> row.substring(0, 1)).toList(), List.of("a", "b", "d"));
        assertEquals(
                comparison.differing().stream().map(row -> row.substring(0, 1)).toList(), List.of("c", "e"));
    }

    private static Comparison compare(String rows, Map<String, Said> said) {
        return PacketdrillVerdicts.parse(HEADER + rows).compare(said);
    }
}
