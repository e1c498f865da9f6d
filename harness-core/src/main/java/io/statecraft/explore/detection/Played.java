package io.statecraft.explore.detection;

import io.statecraft.run.Job;
import io.statecraft.scenario.Action;
import io.statecraft.scenario.Expression;
import io.statecraft.scenario.Step;
import java.util.List;

/**
 * A scenario that is played with each fault.
 *
 * @param id with the variant after {@code @}
 * @param expectations the lines of the script that say what must be: a packet, a result, a state, silence
 */
public record Played(String id, List<Integer> expectations) {
    public Played {
        expectations = List.copyOf(expectations);
    }

    static Played of(Job job) {
        return new Played(
                job.id() + "@" + job.family(),
                job.scenario().steps().stream()
                        .filter(step -> isExpectation(step.action()))
                        .map(Step::location)
                        .map(Step.Location::line)
                        .toList());
    }

    private static boolean isExpectation(Action action) {
        return action instanceof Action.Expect
                || action instanceof Action.AssertState
                || action instanceof Action.Silence
                || action instanceof Action.Code
                || action instanceof Action.Call call && !(call.result() instanceof Expression.Ellipsis);
    }
}
