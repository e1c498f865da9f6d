package io.statecraft.suites;

import static io.statecraft.tcp.TcpState.LISTEN;
import static io.statecraft.tcp.TcpState.SYN_SENT;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.scenario.Action;
import io.statecraft.scenario.Header;
import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.Step;
import io.statecraft.scenario.Timing;
import io.statecraft.suites.ShippedScenarios.Shipped;
import io.statecraft.tcp.TcpState;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** That the shipped scenarios together leave nothing out. */
public class ScenarioCoverageTest {
    private final List<Shipped> all = ShippedScenarios.all();

    @DataProvider
    public static Object[][] targets() {
        return new Object[][] {{"embedded"}, {"kernel"}};
    }

    @DataProvider
    public static Object[][] synchronizedStates() {
        return Stream.of(TcpState.values())
                .filter(TcpState::isSynchronized)
                .map(state -> new Object[] {state})
                .toArray(Object[][]::new);
    }

    @DataProvider
    public static Object[][] topics() {
        return Stream.of(
                        "handshake",
                        "simultaneous open",
                        "simultaneous close",
                        "half-close",
                        "retransmission open",
                        "retransmission data",
                        "retransmission close",
                        "zero-window",
                        "time-wait",
                        "keep-alive",
                        "user-timeout",
                        "closed reset",
                        "listen reset",
                        "syn-sent reset",
                        "syn-received reset",
                        "window order",
                        "options mss",
                        "delayed-ack",
                        "oracle",
                        "silence",
                        "icmp",
                        "nagle")
                .map(tags -> new Object[] {tags})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "targets")
    public void theSideThatOpensReachesEveryStateButListen(String target) {
        assertEquals(statesAsserted("active", target), EnumSet.complementOf(EnumSet.of(LISTEN)));
    }

    @Test(dataProvider = "targets")
    public void theSideThatListensReachesEveryStateButSynSent(String target) {
        assertEquals(statesAsserted("passive", target), EnumSet.complementOf(EnumSet.of(SYN_SENT)));
    }

    @Test(dataProvider = "synchronizedStates")
    public void aResetAndTwoChallengesAreTriedInEachSynchronizedState(TcpState state) {
        String tag = state.toString().toLowerCase(Locale.ROOT);
        assertTrue(isTagged("reset", tag), "reset");
        assertTrue(isTagged("challenge", "reset", tag), "challenge of a reset");
        assertTrue(isTagged("challenge", "syn", tag), "challenge of a SYN");
    }

    @Test(dataProvider = "topics")
    public void eachTopicHasAScenario(String tags) {
        assertTrue(isTagged(tags.split(" ")));
    }

    @Test
    public void eachFigureFromSixToThirteenHasAScenarioWithItsOwnNumbers() {
        Set<String> figures = all.stream()
                .filter(shipped -> shipped.path().startsWith("figures/"))
                .filter(shipped -> shipped.scenario().options().stream()
                        .anyMatch(option -> option.name().equals("sequence")))
                .map(shipped -> shipped.path().replaceAll("figures/([0-9]+).*", "$1"))
                .collect(Collectors.toSet());
        assertEquals(figures, Set.of("6", "7", "8", "9", "10", "11", "12", "13"));
    }

    @Test
    public void whatWaitsForMoreThanFiveSecondsIsTaggedSlow() {
        List<String> untagged = all.stream()
                .filter(shipped -> runsOn("kernel").test(shipped.scenario().header()))
                .filter(shipped -> !shipped.scenario().header().tags().contains("slow"))
                .filter(shipped -> leastDuration(shipped.scenario()) > 5_000_000_000L)
                .map(Shipped::path)
                .toList();
        assertEquals(untagged, List.of());
    }

    private boolean isTagged(String... tags) {
        return all.stream()
                .anyMatch(shipped -> shipped.scenario().header().tags().containsAll(List.of(tags)));
    }

    private Set<TcpState> statesAsserted(String role, String target) {
        Set<TcpState> states = EnumSet.noneOf(TcpState.class);
        all.stream()
                .map(Shipped::scenario)
                .filter(scenario -> scenario.header().tags().contains(role))
                .filter(scenario -> runsOn(target).test(scenario.header()))
                .flatMap(scenario -> scenario.steps().stream())
                .map(Step::action)
                .forEach(action -> {
                    if (action instanceof Action.AssertState assertion) {
                        states.add(assertion.state());
                    }
                });
        return states;
    }

    private static Predicate<Header> runsOn(String target) {
        String other = target.equals("kernel") ? "embedded" : "kernel";
        return header -> !header.needs().contains(other);
    }

    /** Nanoseconds that the scenario takes at least. */
    private static long leastDuration(Scenario scenario) {
        return scenario.steps().stream()
                .mapToLong(ScenarioCoverageTest::leastDuration)
                .sum();
    }

    private static long leastDuration(Step step) {
        long wait = step.timing() instanceof Timing.Relative relative
                ? relative.after()
                : step.timing() instanceof Timing.RelativeRange range ? range.from() : 0;
        return wait + (step.action() instanceof Action.Silence silence ? silence.duration() : 0);
    }
}
