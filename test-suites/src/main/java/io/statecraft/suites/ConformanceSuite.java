package io.statecraft.suites;

import io.statecraft.run.Judge;
import io.statecraft.run.PlaySettings;
import io.statecraft.run.live.Peer;
import io.statecraft.target.Target;
import io.statecraft.target.TargetUnavailableException;
import java.util.List;
import java.util.Map;
import org.testng.SkipException;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Listeners;

/**
 * Tests of a stack, each at a fresh target, with the oracle watching: extend it, and play {@link #peer}. {@link SuiteTarget} says how the
 * target is chosen. Where the environment does not allow it, the tests are skipped, with the remedy.
 */
@Listeners(InconclusiveTests.class)
public abstract class ConformanceSuite {
    /** The tests are about what is sent, not about milliseconds, and a machine that runs tests is busy. */
    private static final PlaySettings SETTINGS = PlaySettings.of(List.of(), Map.of("tolerance_usecs", "50000"));

    private static final long SEED = 1;

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

    /** Opens the target. */
    @BeforeMethod(alwaysRun = true)
    public final void openTarget() {
        try {
            target = SuiteTarget.open(settings());
            peer = Peer.of(target, SETTINGS, Judge.Mode.STRICT, SEED);
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
