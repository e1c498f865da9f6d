package io.statecraft.run;

import io.statecraft.scenario.Scenario;
import io.statecraft.target.Family;
import io.statecraft.target.TargetRequest;

/**
 * One scenario to play in one address variant.
 *
 * @param script where it comes from
 * @param id what reports and baselines call it
 * @param family the variant
 * @param scenario what to play
 * @param settings how
 * @param oracle what the oracle's judgement is for
 */
public record Job(
        Script script, String id, Family family, Scenario scenario, PlaySettings settings, Judge.Mode oracle) {

    /** What it asks of its target. */
    TargetRequest request(long seed, boolean allowShell) {
        return new TargetRequest(
                family,
                settings.localAddress(),
                settings.remoteAddress(),
                settings.mtu(),
                seed,
                script.directory(),
                allowShell,
                settings.others());
    }

    /** The seed of this job in a run: it does not depend on what else is played. */
    long seed(long run) {
        long mixed = run * 0x9E3779B97F4A7C15L
                + id.hashCode() * 31L
                + family.toString().hashCode();
        return mixed ^ mixed >>> 29;
    }
}
