package io.statecraft.bench;

import io.statecraft.scenario.Action;
import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.Step;
import io.statecraft.scenario.Timing;
import java.util.Optional;

/**
 * How long a scenario takes by its own times, nanoseconds: what no harness can save. Of a range it is the beginning, and of {@code *} nothing,
 * so that it is never more than what the script asks for.
 */
final class ScriptedDuration {
    private long now;
    private long end;

    private ScriptedDuration() {}

    static long of(Scenario scenario) {
        ScriptedDuration duration = new ScriptedDuration();
        scenario.steps().forEach(duration::add);
        return duration.end;
    }

    private void add(Step step) {
        long base = now;
        now = after(step.timing(), base);
        if (step.action() instanceof Action.Silence silence) {
            now += silence.duration();
        }
        end = Math.max(end, now);
        if (step.action() instanceof Action.Call call) {
            // What follows does not wait for a call that blocks, but the scenario is not over before it.
            Optional<Timing> returns = call.returnsAt();
            end = Math.max(end, returns.map(timing -> after(timing, base)).orElse(0L));
        }
    }

    private static long after(Timing timing, long base) {
        if (timing instanceof Timing.Relative relative) {
            return base + relative.after();
        } else if (timing instanceof Timing.RelativeRange range) {
            return base + range.from();
        } else if (timing instanceof Timing.Absolute absolute) {
            return Math.max(base, absolute.at());
        } else if (timing instanceof Timing.AbsoluteRange range) {
            return Math.max(base, range.from());
        }
        return base;
    }
}
