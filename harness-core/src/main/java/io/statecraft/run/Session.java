package io.statecraft.run;

import io.statecraft.link.LinkException;
import io.statecraft.run.Finding.Kind;
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
    private static final int STACK_TRACE = 20;

    private final Scenario scenario;
    private final Target target;
    private final PlaySettings settings;
    private final Judge.Mode mode;
    private final long seed;
    private final long limit;
    private final List<Finding> findings = new ArrayList<>();

    private Optional<String> skipped = Optional.empty();
    private Location location = Location.NONE;
    private Player player;
    private boolean givesUp;
    private boolean givenUp;

    /**
     * @param seed for what the player draws: the harness's ports
     * @param limit how long it may take, in nanoseconds of the target's time
     */
    public Session(Scenario scenario, Target target, PlaySettings settings, Judge.Mode mode, long seed, long limit) {
        this.scenario = scenario;
        this.target = target;
        this.settings = settings;
        // What the target gets out of a tunnel the oracle does not see.
        this.mode = Playable.usesTunnels(scenario) ? Judge.Mode.OFF : mode;
        this.seed = seed;
        this.limit = limit;
    }

    /**
     * There will be another attempt if this one comes to nothing: then it is given up as soon as that is certain, instead of after its
     * last statement, which may be due much later.
     */
    Session givingUp() {
        givesUp = true;
        return this;
    }

    /** Plays it. */
    public Outcome play() {
        guarded(this::playAll);
        return outcome();
    }

    /** Our environment's failures and our own are outcomes too. */
    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (UnknownCallException | NotApplicableException e) {
            skipped = Optional.of(placed(e.getMessage()));
        } catch (LinkException e) {
            Finding cut =
                    Finding.of(Verdict.ERROR, Kind.TARGET, location, "the target's link failed: " + e.getMessage());
            if (!findings.contains(cut)) {
                findings.add(cut); // in the end it fails again, which says no more
            }
        } catch (RuntimeException e) {
            findings.add(internal(e));
        }
    }

    /** Where it is, unless the message says so. */
    private String placed(String reason) {
        int line = location.line();
        return line == 0 || reason.startsWith("line ") ? reason : "line " + line + ": " + reason;
    }

    private void playAll() {
        if (!initialise()) {
            return;
        }
        target.awaitStart();
        player = new Player(target, settings, mode, seed, limit);
        guarded(this::playSteps);
        guarded(() -> {
            List<Finding> late = player.finish(findings.isEmpty() && skipped.isEmpty());
            findings.addAll(givenUp ? List.of() : late);
        });
        scenario.cleanup().ifPresent(command -> target.command(command.text()));
    }

    private void playSteps() {
        for (Step step : scenario.steps()) {
            location = step.location();
            Optional<Finding> finding = player.play(step);
            if (finding.isPresent()) {
                findings.add(finding.get());
                return;
            }
            if (givesUp && player.isInVain()) {
                findings.add(Finding.of(
                        Verdict.INCONCLUSIVE,
                        Kind.LATE,
                        location,
                        "the harness was late by " + Seconds.of(player.lateness()) + ", and an assertion failed"));
                givenUp = true;
                return;
            }
        }
    }

    /** Runs what comes before the first statement, before the clock starts; whether that went well. */
    private boolean initialise() {
        for (String file : settings.initScripts()) {
            if (!initialise(
                    "/bin/sh '" + file.replace("'", "'\\''") + "'", "the script " + file + " (--init_scripts)")) {
                return false;
            }
        }
        return scenario.init().isEmpty()
                || initialise(scenario.init().get().text(), "the command before the first statement");
    }

    private boolean initialise(String command, String name) {
        Target.CommandOutcome outcome = target.command(command);
        if (outcome instanceof Target.CommandOutcome.Refused refused) {
            throw new NotApplicableException(name + ": " + refused.reason());
        }
        Target.CommandOutcome.Done done = (Target.CommandOutcome.Done) outcome;
        if (done.status() != 0) {
            findings.add(
                    Finding.of(Verdict.ERROR, Kind.COMMAND, Location.NONE, name + " ended with status " + done.status())
                            .detailing(done.output().lines().toList()));
        }
        return done.status() == 0;
    }

    private Finding internal(RuntimeException e) {
        List<String> trace = new ArrayList<>();
        for (StackTraceElement element : e.getStackTrace()) {
            trace.add("at " + element);
        }
        return Finding.of(Verdict.ERROR, Kind.INTERNAL, location, "our own fault: " + e)
                .detailing(trace.subList(0, Math.min(trace.size(), STACK_TRACE)));
    }

    private Outcome outcome() {
        if (player == null) {
            return skipped.isPresent() ? Outcome.skipped(skipped.get()) : Outcome.of(findings.get(0));
        }
        boolean strict = mode == Judge.Mode.STRICT;
        boolean applies = skipped.isEmpty() || !findings.isEmpty();
        List<Finding> weighed = applies ? player.verdicts(strict).weigh(findings, player.violations()) : List.of();
        Verdict verdict = weighed.stream().map(Finding::verdict).reduce(Verdict.PASS, Verdict::join);
        return new Outcome(
                applies ? Optional.of(verdict) : Optional.empty(),
                weighed,
                applies ? Optional.empty() : skipped,
                player.states(),
                player.lateness(),
                !findings.isEmpty() && !Verdicts.isSettled(findings) && player.isDoubtful(),
                player.violations(),
                player.trace());
    }
}
