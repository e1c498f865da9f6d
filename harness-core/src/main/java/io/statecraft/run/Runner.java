package io.statecraft.run;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.run.Finding.Kind;
import io.statecraft.scenario.Step.Location;
import io.statecraft.target.Target;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays scenarios, several at a time, each on a target of its own. */
public final class Runner {
    private final TargetKind kind;
    private final Options options;
    private final Listener listener;
    private final MonotonicClock clock = new MonotonicClock();
    private final Object lock = new Object();
    private volatile boolean stopped;
    private TargetUnavailableException unavailable;

    /**
     * How to run.
     *
     * @param jobs how many scenarios at a time
     * @param seed for every random choice
     * @param attempts at most, while nobody is to blame
     * @param timeLimit of a scenario, nanoseconds of the target's time
     * @param allowShell whether a shell may run the scenarios' commands
     * @param baseline what is known to fail
     */
    public record Options(int jobs, long seed, int attempts, long timeLimit, boolean allowShell, Baseline baseline) {}

    /** Is told of each result when it is there; by one thread at a time. */
    @FunctionalInterface
    public interface Listener {
        void finished(Result result);
    }

    public Runner(TargetKind kind, Options options, Listener listener) {
        this.kind = kind;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Plays all, and returns when they are done, or soon after {@link #stop}.
     *
     * @return the results there are, in the order of the jobs
     * @throws TargetUnavailableException if the environment lacks something that a target needs
     */
    public List<Result> run(List<Job> jobs) {
        Result[] results = new Result[jobs.size()];
        AtomicInteger next = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(options.jobs(), jobs.size()); i++) {
            Thread worker = new Thread(() -> work(jobs, next, results), "statecraft-worker-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        workers.forEach(this::join);
        synchronized (lock) {
            if (unavailable != null) {
                throw unavailable;
            }
            return collect(results);
        }
    }

    /** Begins no further scenario, and does not wait for those that are being played. */
    public void stop() {
        synchronized (lock) {
            stopped = true;
            lock.notifyAll();
        }
    }

    public boolean isStopped() {
        return stopped;
    }

    private void join(Thread worker) {
        try {
            while (worker.isAlive() && !stopped) {
                worker.join(50);
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        }
    }

    private static List<Result> collect(Result[] results) {
        List<Result> there = new ArrayList<>();
        for (Result result : results) {
            if (result != null) {
                there.add(result);
            }
        }
        return there;
    }

    /** Takes one job after another until there is none left. */
    private void work(List<Job> jobs, AtomicInteger next, Result[] results) {
        for (int i = next.getAndIncrement(); i < jobs.size() && !stopped; i = next.getAndIncrement()) {
            try {
                Result result = play(jobs.get(i));
                synchronized (lock) {
                    if (!stopped) {
                        results[i] = result;
                        listener.finished(result);
                    }
                }
            } catch (TargetUnavailableException e) {
                synchronized (lock) {
                    unavailable = e;
                }
                stop();
            }
        }
    }

    private Result play(Job job) {
        long start = clock.now();
        Outcome outcome = attempt(job, 0);
        int attempts = 1;
        boolean same = true;
        while (isWorthAnother(outcome) && attempts < options.attempts() && !stopped) {
            Outcome next = attempt(job, attempts);
            attempts++;
            same &= isSameFailure(outcome, next);
            outcome = next;
        }
        if (isWorthAnother(outcome) && !same) {
            outcome = outcome.inconclusive();
        }
        Result result = new Result(
                job.id(),
                job.script(),
                job.scenario().header().title(),
                job.family().toString(),
                job.scenario().header().verifies(),
                outcome,
                attempts,
                clock.now() - start,
                Result.Expectation.NONE);
        return result.against(options.baseline());
    }

    /** Where time is ours, the same would happen again. Where it is not, a busy machine can look like a failure. */
    private boolean isWorthAnother(Outcome outcome) {
        return !kind.virtualTime()
                && (outcome.verdict().equals(Optional.of(Verdict.INCONCLUSIVE))
                        || outcome.doubtful() && outcome.verdict().equals(Optional.of(Verdict.FAIL)));
    }

    private static boolean isSameFailure(Outcome one, Outcome other) {
        return one.finding()
                .map(f -> f.kind() + " " + f.location().line())
                .equals(other.finding().map(f -> f.kind() + " " + f.location().line()));
    }

    private Outcome attempt(Job job, int number) {
        long seed = job.seed(options.seed()) + number;
        try (Target target = kind.open(job.request(seed, options.allowShell()))) {
            return new Session(job.scenario(), target, job.settings(), job.oracle(), seed, options.timeLimit()).play();
        } catch (TargetUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            Finding finding = Finding.of(
                    Verdict.ERROR, Kind.INTERNAL, Location.NONE, "the target could not be opened or closed: " + e);
            return Outcome.of(finding);
        }
    }
}
