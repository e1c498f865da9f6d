package io.statecraft.run;

import io.statecraft.oracle.Violation;
import io.statecraft.run.Finding.Kind;
import io.statecraft.run.PacketSteps.Done;
import io.statecraft.run.Schedule.Completion;
import io.statecraft.run.Schedule.Doer;
import io.statecraft.run.Schedule.Due;
import io.statecraft.run.mapping.Conversation;
import io.statecraft.scenario.Action;
import io.statecraft.scenario.Step;
import io.statecraft.scenario.Step.Location;
import io.statecraft.target.Target;
import io.statecraft.tcp.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Does statements at a target, one after the other, each at its time. The clock starts when it is made. Confined to one thread; does
 * not close the target.
 */
public final class Player {
    /** Until then what a target owes must have come: longer than any acknowledgment may be delayed (RFC 9293 MUST-40). */
    private static final long OWED = 1_000_000_000;

    private final Stage stage;
    private final Judge judge;
    private final StateSteps states;
    private final PacketSteps packets;
    private final CallSteps calls;
    private final CodeSteps code;

    /**
     * @param mode whether the oracle is asked
     * @param seed for what the player draws: the harness's ports
     * @param limit how long it may take, in nanoseconds of the target's time
     */
    public Player(Target target, PlaySettings settings, Judge.Mode mode, long seed, long limit) {
        Bench bench = new Bench(target);
        judge = mode == Judge.Mode.OFF ? null : new Judge(bench.delivery(), bench.superSegments());
        stage = new Stage(bench, settings, judge, seed, limit);
        states = new StateSteps(stage, judge);
        packets = new PacketSteps(stage);
        calls = target.sockets().map(api -> new CallSteps(stage, api)).orElse(null);
        code = target.sockets().map(api -> new CodeSteps(stage, api)).orElse(null);
    }

    /**
     * Does a statement at its time, or waits for what it expects.
     *
     * @return what is wrong, if anything
     * @throws NotApplicableException if the target has no such thing
     * @throws io.statecraft.target.UnknownCallException if the target knows no such call
     * @throws io.statecraft.link.LinkException if the target's link fails
     */
    public Optional<Finding> play(Step step) {
        Optional<Finding> finding = playInTime(step);
        if (finding.isEmpty() && calls != null) {
            finding = calls.check();
        }
        return finding.isPresent() ? finding : overstepped(step.location());
    }

    private Optional<Finding> playInTime(Step step) {
        Action action = step.action();
        boolean injects = action instanceof Action.Inject;
        Schedule schedule = stage.schedule();
        Due due = schedule.due(step.timing(), injects);
        if (schedule.isOvertaken(due)) {
            return Optional.of(overtaken(step, due));
        }
        Done done;
        Doer doer = Doer.TARGET;
        if (action instanceof Action.Expect expect) {
            done = packets.expect(step, expect.packet(), due);
        } else if (action instanceof Action.ExpectAllowed) {
            done = packets.expectAllowed(step, due);
        } else if (action instanceof Action.Silence silence) {
            done = packets.silence(step, silence.duration(), due);
            doer = Doer.SCRIPT;
        } else {
            Optional<Finding> before = stage.waitFor(step, due);
            if (before.isEmpty() && calls != null) {
                before = calls.check(); // what returned meanwhile
            }
            if (before.isPresent()) {
                return before;
            }
            Optional<Finding> wrong = calls == null ? Optional.empty() : calls.check();
            if (wrong.isPresent()) {
                return wrong;
            }
            done = act(step, due);
            boolean blocks =
                    action instanceof Action.Call call && call.returnsAt().isPresent();
            doer = blocks || stage.bench().isVirtual() ? Doer.TARGET : Doer.US;
        }
        schedule.completed(due, injects, done.completion(), doer);
        return done.finding();
    }

    private Finding overtaken(Step step, Due due) {
        Schedule schedule = stage.schedule();
        boolean byTarget = schedule.isOvertakenByTarget(due);
        return Finding.of(
                        byTarget ? Verdict.FAIL : Verdict.INCONCLUSIVE,
                        byTarget ? Kind.TIMING : Kind.LATE,
                        step.location(),
                        byTarget
                                ? "the statement before was over only after this one was due"
                                : "the harness was over with the statement before only after this one was due")
                .comparing(
                        "at " + Seconds.of(due.at()),
                        "at " + Seconds.of(schedule.completion().at()));
    }

    /** Does something at its time, which is now. */
    private Done act(Step step, Due due) {
        Action action = step.action();
        if (action instanceof Action.Inject inject) {
            stage.read();
            return packets.inject(step, inject.packet(), due);
        } else if (action instanceof Action.Call call) {
            stage.read();
            return call(step, call, due);
        }
        Optional<Finding> finding = Optional.empty();
        if (action instanceof Action.AssertState state) {
            finding = states.check(step, state);
        } else if (action instanceof Action.AllowedState state) {
            finding = states.checkAllowed(step, state);
        } else if (action instanceof Action.Command command) {
            finding = command(step, command.text());
        } else if (action instanceof Action.Code block) {
            require(code).evaluate(step, block.text());
        } else {
            throw new AssertionError(action);
        }
        return new Done(Completion.at(stage.bench().now()), finding);
    }

    private Done call(Step step, Action.Call call, Due due) {
        Optional<Due> end = call.returnsAt().map(timing -> stage.schedule().returning(due, step.timing(), timing));
        CallSteps.Made made = require(calls).make(step, call, due, end);
        Optional<Finding> finding = made.finding();
        if (finding.isPresent() && stage.settings().callsNotFatal()) {
            String warning = "warning: " + finding.get().reason();
            stage.recorder().add(new TraceEvent.Note(made.completion().at(), warning));
            finding = Optional.empty();
        }
        return new Done(made.completion(), finding);
    }

    private static <T> T require(T steps) {
        if (steps == null) {
            throw new NotApplicableException("the target has no way to make calls");
        }
        return steps;
    }

    private Optional<Finding> command(Step step, String text) {
        Target.CommandOutcome outcome = stage.bench().target().command(text);
        if (outcome instanceof Target.CommandOutcome.Refused refused) {
            throw new NotApplicableException("line " + step.location().line() + ": " + refused.reason());
        }
        Target.CommandOutcome.Done done = (Target.CommandOutcome.Done) outcome;
        stage.recorder()
                .add(new TraceEvent.CommandRun(
                        stage.bench().now(), step.location().line(), text, done.status(), done.output()));
        if (done.status() == 0) {
            return Optional.empty();
        }
        return Optional.of(Finding.fail(Kind.COMMAND, step.location(), "the command ended with status " + done.status())
                .detailing(done.output().lines().toList()));
    }

    /** Whether an assertion has failed after we were late, so that nothing that still comes makes a verdict of it. */
    boolean isInVain() {
        return code != null && code.hasFailedLate() && stage.wasLate();
    }

    private Optional<Finding> overstepped(Location location) {
        if (stage.arrivals().isFlooded()) {
            return Optional.of(Finding.fail(Kind.LIMIT, location, "the target does not stop sending"));
        }
        if (stage.bench().now() > stage.limit()) {
            return Optional.of(Finding.of(
                    Verdict.INCONCLUSIVE,
                    Kind.LIMIT,
                    location,
                    "the scenario takes longer than the limit of " + Seconds.of(stage.limit())));
        }
        return Optional.empty();
    }

    /**
     * What is to be done after the last statement.
     *
     * @param passed whether nothing was wrong so far: then calls that block are waited for
     * @return what is wrong still
     */
    List<Finding> finish(boolean passed) {
        List<Finding> findings = new ArrayList<>();
        Bench bench = stage.bench();
        if (calls != null && passed) {
            calls.finish().ifPresent(findings::add);
        }
        if (code != null) {
            if (passed && findings.isEmpty()) {
                code.finish();
            }
            findings.addAll(code.failures());
        }
        if (bench.isVirtual()) {
            // Time is free: wait for what is owed.
            long end = bench.now() + OWED;
            stage.arrivals().collect(end);
            bench.sleepUntil(end);
        }
        stage.settle();
        if (bench.lost() > 0) {
            findings.add(Finding.of(
                    Verdict.INCONCLUSIVE,
                    Kind.LOST,
                    Location.NONE,
                    "the host lost " + bench.lost() + " packets before they could be read"));
        }
        if (!bench.isVirtual()) {
            new Farewell(stage).send();
        }
        return findings;
    }

    /** The connections of the scenario so far. */
    public List<Conversation> conversations() {
        return stage.conversations().all();
    }

    /** The states that were seen, in order. */
    List<TcpState> states() {
        return states.seen();
    }

    /** What the oracle has found so far. */
    public List<Violation> violations() {
        stage.recorder().settle();
        return judge == null ? List.of() : judge.violations();
    }

    /** What has happened so far, as far as it has been read. */
    public Trace trace() {
        return stage.recorder().trace(stage.bench().delivery(), stage.bench().superSegments());
    }

    /** The verdict's weights for what this attempt showed. */
    Verdicts verdicts(boolean strict) {
        return new Verdicts(
                strict, stage.lateness().isBeyondTolerance(), stage.bench().lost() > 0);
    }

    /** How late the harness was at worst, in nanoseconds. */
    long lateness() {
        return stage.lateness().max();
    }

    /** Whether the machine let us or the target wait for a processor for longer than the script tolerates. */
    boolean isDoubtful() {
        return stage.isDoubtful();
    }
}
