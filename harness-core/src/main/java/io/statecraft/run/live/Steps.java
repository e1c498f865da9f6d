package io.statecraft.run.live;

import io.statecraft.oracle.Violation;
import io.statecraft.run.Finding;
import io.statecraft.run.Finding.Kind;
import io.statecraft.run.Judge;
import io.statecraft.run.Ladder;
import io.statecraft.run.Player;
import io.statecraft.run.Verdict;
import io.statecraft.scenario.Action;
import io.statecraft.scenario.Step;
import io.statecraft.scenario.Step.Location;
import io.statecraft.scenario.Timing;
import java.util.List;
import java.util.Optional;

/** Does one step at once, or throws what is wrong. */
final class Steps {
    private static final String HERE = Steps.class.getPackageName() + ".";

    /** As many as show how it came to this. */
    private static final int EVENTS = 5;

    private final Player player;
    private final Judge.Mode oracle;
    private int violationsSeen;

    Steps(Player player, Judge.Mode oracle) {
        this.player = player;
        this.oracle = oracle;
    }

    Player player() {
        return player;
    }

    void call(Action.Call call) {
        play(Timing.Relative.AT_ONCE, call);
    }

    /** @throws LiveFailure if it does not go as it says */
    void play(Timing timing, Action action) {
        Location here = caller();
        Optional<Finding> finding = player.play(new Step(timing, action, here));
        if (finding.isEmpty()) {
            finding = broken(here);
        }
        if (finding.isPresent()) {
            throw new LiveFailure(finding.get(), message(finding.get()));
        }
    }

    /** A MUST that the target has broken since the step before. */
    private Optional<Finding> broken(Location here) {
        List<Violation> all = player.violations();
        List<Violation> fresh = all.subList(violationsSeen, all.size());
        violationsSeen = all.size();
        if (oracle != Judge.Mode.STRICT) {
            return Optional.empty();
        }
        return fresh.stream().filter(Violation::must).findFirst().map(violation -> Finding.fail(
                        Kind.CLAUSE, here, "the target broke " + violation.clause() + ": " + violation.event())
                .breaking(violation.clause())
                .detailing(violation.allowed()));
    }

    private String message(Finding finding) {
        StringBuilder text = new StringBuilder();
        if (finding.verdict() != Verdict.FAIL) {
            text.append(finding.verdict()).append(": ");
        }
        text.append(finding.reason());
        finding.expected().ifPresent(expected -> text.append("\n  expected  ").append(expected));
        finding.actual().ifPresent(actual -> text.append("\n  actual    ").append(actual));
        finding.differences().forEach(difference -> text.append("\n    ").append(difference));
        finding.details().forEach(detail -> text.append("\n    ").append(detail));
        text.append("\n  last events");
        Ladder.lastOf(player.trace(), EVENTS)
                .forEach(event -> text.append("\n  ").append(event));
        return text.toString();
    }

    /** Where the test stands that makes the step. */
    private static Location caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith(HERE)
                                || frame.getClassName().endsWith("Test"))
                        .findFirst())
                .map(frame ->
                        new Location(frame.getClassName() + '.' + frame.getMethodName(), frame.getLineNumber(), ""))
                .orElse(Location.NONE);
    }
}
