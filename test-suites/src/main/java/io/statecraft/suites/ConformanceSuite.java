package io.statecraft.suites;

import io.statecraft.run.Finding;
import io.statecraft.run.Judge;
import io.statecraft.run.Outcome;
import io.statecraft.run.PlaySettings;
import io.statecraft.run.Session;
import io.statecraft.run.live.LiveFailure;
import io.statecraft.run.live.Peer;
import io.statecraft.scenario.Scenario;
import io.statecraft.target.Target;
import io.statecraft.target.TargetUnavailableException;
import java.util.List;
import java.util.Map;
import org.testng.SkipException;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Listeners;

/**
 * Tests of a stack, each at a fresh target, with the oracle watching: extend it, and play {@link #peer} step by step, or a {@linkplain
 * #play whole scenario}. {@link SuiteTarget} says how the target is chosen. Where the environment does not allow it, the tests are
 * skipped, with the remedy.
 */
@Listeners(InconclusiveTests.class)
public abstract class ConformanceSuite {
    /** The tests are about what is sent, not about milliseconds, and a machine that runs tests is busy. */
    private static final Map<String, String> TOLERANCE = Map.of("tolerance_usecs", "50000");

    private static final long SEED = 1;
    private static final long DAY = 24 * 3600 * 1_000_000_000L;

    private Target target;
    private Peer peer;

    /** The harness's side of connections with the target. */
    protected final Peer peer() {
        return peer;
    }

    /** Settings of the target, by name, as scenarios have them in their options; none unless a suite says otherwise. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Plays a whole scenario, instead of {@link #peer}.
     *
     * @throws LiveFailure if it does not pass
     */
    protected final void play(Scenario scenario) {
        PlaySettings played = PlaySettings.of(scenario.options(), TOLERANCE);
        Outcome outcome = new Session(scenario, target, played, Judge.Mode.STRICT, SEED, DAY).play();
        outcome.skipped().ifPresent(reason -> {
            throw new SkipException(reason);
        });
        outcome.finding().ifPresent(finding -> {
            throw new LiveFailure(finding, text(finding));
        });
    }

    private static String text(Finding finding) {
        return finding.location().source() + ":" + finding.location().line() + ": " + finding.reason()
                + finding.expected()
                        .map(expected -> "\n  expected  " + expected)
                        .orElse("")
                + finding.actual().map(actual -> "\n  actual    " + actual).orElse("");
    }

    /** Opens the target. */
    @BeforeMethod(alwaysRun = true)
    public final void openTarget() {
        try {
            target = SuiteTarget.open(settings());
            peer = Peer.of(target, PlaySettings.of(List.of(), TOLERANCE), Judge.Mode.STRICT, SEED);
        } catch (TargetUnavailableException e) {
            throw new SkipException(e.getMessage() + "; " + e.remedy(), e);
        }
    }

    /** Closes it. */
    @AfterMethod(alwaysRun = true)
    public final void closeTarget() {
        if (target != null) {
            target.close();
            target = null;
        }
    }
}
