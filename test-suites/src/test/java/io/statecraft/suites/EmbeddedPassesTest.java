package io.statecraft.suites;

import static org.testng.Assert.assertEquals;

import io.statecraft.run.Outcome;
import io.statecraft.run.Verdict;
import io.statecraft.scenario.Scenario;
import io.statecraft.suites.ShippedScenarios.Shipped;
import io.statecraft.target.Family;
import io.statecraft.tcp.TcpState;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** That the embedded stack with the plain profile passes all that is shipped for it. */
public class EmbeddedPassesTest {

    @DataProvider
    public static Object[][] plays() {
        return Stream.of(Family.values())
                .flatMap(family -> ShippedScenarios.all(family.wireVersion()).stream()
                        .filter(shipped -> Embedded.suits(shipped.scenario(), family))
                        .map(shipped -> new Object[] {shipped, family}))
                .toArray(Object[][]::new);
    }

    @DataProvider
    public static Object[][] roles() {
        return new Object[][] {
            {"active", EnumSet.complementOf(EnumSet.of(TcpState.LISTEN))},
            {"passive", EnumSet.complementOf(EnumSet.of(TcpState.SYN_SENT))}
        };
    }

    @Test(dataProvider = "plays")
    public void itPasses(Shipped shipped, Family family) {
        Outcome outcome = Embedded.play(shipped.scenario(), family);
        assertEquals(outcome.findings(), List.of());
        assertEquals(outcome.violations(), List.of());
        assertEquals(outcome.verdict(), Optional.of(Verdict.PASS));
    }

    @Test(dataProvider = "roles")
    public void everyStateThatARoleCanReachIsSeen(String role, Set<TcpState> reachable) {
        Set<TcpState> seen = EnumSet.noneOf(TcpState.class);
        ShippedScenarios.all().stream()
                .map(Shipped::scenario)
                .filter(scenario -> scenario.header().tags().contains(role))
                .filter(scenario -> Embedded.suits(scenario, Family.IPV4))
                .forEach(scenario ->
                        seen.addAll(Embedded.play(scenario, Family.IPV4).states()));
        assertEquals(seen, reachable);
    }

    @Test
    public void playingAgainGivesTheSameTrace() {
        Scenario scenario = ShippedScenarios.all().stream()
                .filter(shipped -> shipped.path().equals("retransmission/data.pkt"))
                .findFirst()
                .orElseThrow()
                .scenario();
        assertEquals(
                Embedded.play(scenario, Family.IPV4).trace().toString(),
                Embedded.play(scenario, Family.IPV4).trace().toString());
    }
}
