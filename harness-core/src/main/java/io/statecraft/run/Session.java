package io.statecraft.run;

import io.statecraft.link.LinkException;
import io.statecraft.oracle.Violation;
import io.statecraft.run.Finding.Kind;
import io.statecraft.run.Schedule.Completion;
import io.statecraft.run.Schedule.Due;
import io.statecraft.scenario.Action;
import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.Step;
import io.statecraft.scenario.Step.Location;
import io.statecraft.target.Target;
import io.statecraft.target.UnknownCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays one scenario on one target, once. Confined to one thread; does not close the target. */
public final class Session {
    /** Until then what a target owes must have come: longer than any acknowledgment may be delayed (RFC 9293 MUST-40). */
    private static final long OWED = 1_000_000_000;

    private final Scenario scenario;
    private final Target target;
    private final PlaySettings settings;
    private final Judge.Mode mode;
    private final Judge judge;
    private final long seed;
    private final long limit;
    private final List<Finding> findings = new ArrayList<>();

    private Optional<String> skipped = Optional.empty();
    private Location location = Location.NONE;
    private Stage stage;
    private StateSteps states;
    private PacketSteps packets;
    private CallSteps calls;
    private CodeSteps code;

    /**
     * @param seed for what the player draws: the harness's ports
     * @param limit how long it may take, in nanoseconds of the target's time
     */
    public Session(Scenario scenario, Target target, PlaySettings settings, Judge.Mode mode, long seed, long limit) {
        this.scenario = scenario;
        this.target = target;
        this.settings = settings;
        this.mode = mode;
        this.seed = seed;
        this.limit = limit;
        this.judge = mode == Judge.Mode.OFF ? null : judgeOf(new Bench(target));
    }

    private static Judge judgeOf(Bench bench) {
        return new Judge(bench.delivery(), bench.superSegments());
    }

    /** Plays it. */
    public Outcome play() {
        skipped = Playable.reasonNot(scenario);
        try {
            if (skipped.isEmpty() && initialise()) {
                begin();
                playSteps();
                finish();
            }
        } catch (UnknownCallException e) {
            skip(e.getMessage());
        } catch (LinkException e) {
            add(Finding.of(Verdict.ERROR, Kind.TARGET, location, "the target's link failed: " + e.getMessage()));
        } catch (RuntimeException e) {
            add(internal(e));
        }
        return outcome();
    }

    /** Runs the command before the first statement, before the clock starts. */
    private boolean initialise() {
        if (scenario.init().isEmpty()) {
            return true;
        }
        Target.CommandOutcome outcome = target.command(scenario.init().get().text());
        if (outcome instanceof Target.CommandOutcome.Refused refused) {
            skip("the command before the first statement: " + refused.reason());
            return false;
        }
        Target.CommandOutcome.Done done = (Target.CommandOutcome.Done) outcome;
        if (done.status() != 0) {
            add(Finding.of(
                            Verdict.ERROR,
                            Kind.COMMAND,
                            Location.NONE,
                            "the command before the first statement ended with status " + done.status())
                    .detailing(done.output().lines().toList()));
            return false;
        }
        return true;
    }

    private void begin() {
        stage = new Stage(target, settings, judge, seed, limit);
        states = new StateSteps(stage, judge);
        packets = new PacketSteps(stage);
        calls = target.sockets().map(api -> new CallSteps(stage, api)).orElse(null);
        code = target.sockets().map(api -> new CodeSteps(stage, api)).orElse(null);
    }

    private void playSteps() {
        for (Step step : scenario.steps()) {
            location = step.location();
            Optional<Finding> finding = play(step);
            if (finding.isEmpty() && calls != null) {
                finding = calls.check();
            }
            if (finding.isEmpty()) {
                finding = overstepped();
            }
            if (finding.isPresent() || skipped.isPresent()) {
                finding.ifPresent(this::add);
                return;
            }
        }
    }

    private Optional<Finding> play(Step step) {
        Action action = step.action();
        boolean injects = action instanceof Action.Inject;
        Schedule schedule = stage.schedule();
        Due due = schedule.due(step.timing(), injects);
        if (schedule.isOvertaken(due)) {
            return Optional.of(
                    Finding.fail(Kind.TIMING, location, "the statement before was over only after this one was due")
                            .comparing(
                                    "at " + Seconds.of(due.at()),
                                    "at " + Seconds.of(schedule.completion().at())));
        }
        PacketSteps.Done done;
        if (action instanceof Action.Expect expect) {
            done = packets.expect(step, expect.packet(), due);
        } else if (action instanceof Action.ExpectAllowed) {
            done = packets.expectAllowed(step, due);
        } else if (action instanceof Action.Silence silence) {
            done = packets.silence(step, silence.duration(), due);
        } else {
            Optional<Finding> late = stage.waitFor(step, due);
            if (late.isPresent()) {
                return late;
            }
            done = act(step, due);
        }
        schedule.completed(due, injects, done.completion());
        return done.finding();
    }

    /** Does something at its time, which is now. */
    private PacketSteps.Done act(Step step, Due due) {
        Action action = step.action();
        if (action instanceof Action.Inject inject) {
            stage.settle();
            return packets.inject(step, inject.packet());
        }
        Optional<Finding> finding = Optional.empty();
        if (action instanceof Action.Call call) {
            stage.settle();
            return call(step, call, due);
        } else if (action instanceof Action.AssertState state) {
            finding = states.check(step, state);
        } else if (action instanceof Action.Command command) {
            finding = command(step, command.text());
        } else if (action instanceof Action.Code block) {
            if (code == null) {
                throw noCalls();
            }
            code.evaluate(step, block.text());
        } else {
            throw new AssertionError(action);
        }
        return new PacketSteps.Done(Completion.at(stage.bench().now()), finding);
    }

    private PacketSteps.Done call(Step step, Action.Call call, Due due) {
        if (calls == null) {
            throw noCalls();
        }
        Optional<Due> end = call.returnsAt().map(timing -> stage.schedule().returning(due, step.timing(), timing));
        CallSteps.Made made = calls.make(step, call, end);
        Optional<Finding> finding = made.finding();
        if (finding.isPresent() && settings.callsNotFatal()) {
            stage.recorder()
                    .add(new TraceEvent.Note(
                            made.completion().at(), "warning: " + finding.get().reason()));
            finding = Optional.empty();
        }
        return new PacketSteps.Done(made.completion(), finding);
    }

    private static UnknownCallException noCalls() {
        return new UnknownCallException("the target has no way to make calls");
    }

    private Optional<Finding> command(Step step, String text) {
        Target.CommandOutcome outcome = target.command(text);
        if (outcome instanceof Target.CommandOutcome.Refused refused) {
            skip("line " + step.location().line() + ": " + refused.reason());
            return Optional.empty();
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

    private Optional<Finding> overstepped() {
        if (stage.arrivals().isFlooded()) {
            return Optional.of(Finding.fail(Kind.LIMIT, location, "the target does not stop sending"));
        }
        if (stage.bench().now() > limit) {
            return Optional.of(Finding.of(
                    Verdict.INCONCLUSIVE,
                    Kind.LIMIT,
                    location,
                    "the scenario takes longer than the limit of " + Seconds.of(limit)));
        }
        return Optional.empty();
    }

    /** What is to be done at the end, however it went. */
    private void finish() {
        if (calls != null && findings.isEmpty() && skipped.isEmpty()) {
            calls.finish().ifPresent(this::add);
        }
        if (code != null) {
            code.failures().forEach(this::add);
        }
        if (stage.bench().isVirtual()) {
            // Time is free: wait for what is owed.
            long end = stage.bench().now() + OWED;
            stage.arrivals().collect(end);
            stage.bench().sleepUntil(end);
        }
        stage.settle();
        if (stage.bench().lost() > 0) {
            add(Finding.of(
                    Verdict.INCONCLUSIVE,
                    Kind.LOST,
                    location,
                    "the host lost " + stage.bench().lost() + " packets before they could be read"));
        }
        if (!stage.bench().isVirtual()) {
            new Farewell(stage).send();
        }
        scenario.cleanup().ifPresent(command -> target.command(command.text()));
    }

    private void skip(String reason) {
        if (skipped.isEmpty()) {
            skipped = Optional.of(reason);
        }
    }

    private void add(Finding finding) {
        findings.add(finding);
    }

    private Finding internal(RuntimeException e) {
        List<String> trace = new ArrayList<>();
        for (StackTraceElement element : e.getStackTrace()) {
            trace.add("at " + element);
        }
        return Finding.of(Verdict.ERROR, Kind.INTERNAL, location, "our own fault: " + e)
                .detailing(trace.subList(0, Math.min(trace.size(), 20)));
    }

    private Outcome outcome() {
        Bench bench = new Bench(target);
        List<Violation> violations = judge == null ? List.of() : judge.violations();
        Trace trace = stage == null
                ? new Trace(bench.delivery(), bench.superSegments(), List.of())
                : stage.recorder().trace(bench.delivery(), bench.superSegments());
        long late = stage == null ? 0 : stage.lateness().max();
        boolean failed = findings.stream().anyMatch(finding -> finding.verdict() != Verdict.PASS);
        if (skipped.isPresent() && !failed) {
            return new Outcome(Optional.empty(), List.of(), skipped, seen(), late, false, violations, trace);
        }
        Verdicts verdicts = new Verdicts(
                mode == Judge.Mode.STRICT,
                stage != null && stage.lateness().isBeyondTolerance(),
                stage != null && stage.bench().lost() > 0);
        List<Finding> weighed = verdicts.weigh(findings, violations);
        Verdict verdict = weighed.stream().map(Finding::verdict).reduce(Verdict.PASS, Verdict::join);
        boolean doubtful =
                stage != null && stage.contention() > settings.tolerance().nanos();
        return new Outcome(Optional.of(verdict), weighed, Optional.empty(), seen(), late, doubtful, violations, trace);
    }

    private List<io.statecraft.tcp.TcpState> seen() {
        return states == null ? List.of() : states.seen();
    }
}
