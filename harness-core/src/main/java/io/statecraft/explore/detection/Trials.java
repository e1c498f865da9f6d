package io.statecraft.explore.detection;

import io.statecraft.run.Baseline;
import io.statecraft.run.Job;
import io.statecraft.run.Result;
import io.statecraft.run.Runner;
import io.statecraft.run.Verdict;
import io.statecraft.stack.Fault;
import io.statecraft.stack.Profile;
import io.statecraft.stack.fault.SeededFault;
import io.statecraft.target.embedded.EmbeddedTargetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Plays scenarios at the embedded stack, in virtual time, with each fault seeded in turn. */
public final class Trials {
    private static final long DAY = 24 * 3600 * 1_000_000_000L;

    private final Profile profile;
    private final List<Job> jobs;
    private final int atOnce;
    private final long seed;

    /**
     * @param profile how the stack behaves otherwise
     * @param jobs what to play
     * @param atOnce how many at a time
     * @param seed for every random choice
     */
    public Trials(Profile profile, List<Job> jobs, int atOnce, long seed) {
        this.profile = profile;
        this.jobs = List.copyOf(jobs);
        this.atOnce = atOnce;
        this.seed = seed;
    }

    /**
     * Plays all jobs with none and with each of the faults.
     *
     * @param listener is told of each fault when it is done
     */
    public DetectionTable of(List<SeededFault> faults, Consumer<Detection> listener) {
        List<String> unprovoked = play(() -> Fault.NONE).stream()
                .filter(result -> is(result, Verdict.FAIL) || is(result, Verdict.ERROR))
                .map(Trials::name)
                .toList();
        List<Detection> detections = new ArrayList<>();
        for (SeededFault fault : faults) {
            Detection detection = of(fault);
            detections.add(detection);
            listener.accept(detection);
        }
        return new DetectionTable(jobs.stream().map(Played::of).toList(), detections, unprovoked);
    }

    private Detection of(SeededFault fault) {
        List<Result> results = play(fault.seed());
        return new Detection(
                fault,
                results.stream()
                        .filter(result -> is(result, Verdict.FAIL))
                        .map(result -> new Sighting(name(result), result.broken(), result.unmet(), result.line()))
                        .toList(),
                results.stream()
                        .filter(result -> is(result, Verdict.ERROR))
                        .map(result -> name(result) + ": " + result.reason())
                        .toList());
    }

    private List<Result> play(Supplier<Fault> fault) {
        try (EmbeddedTargetKind kind = new EmbeddedTargetKind(profile, fault)) {
            Runner.Options options = new Runner.Options(atOnce, seed, 1, DAY, false, Baseline.NONE);
            return new Runner(kind, options, result -> {}).run(jobs);
        }
    }

    private static boolean is(Result result, Verdict verdict) {
        return result.outcome().verdict().equals(Optional.of(verdict));
    }

    private static String name(Result result) {
        return result.id() + "@" + result.variant();
    }
}
