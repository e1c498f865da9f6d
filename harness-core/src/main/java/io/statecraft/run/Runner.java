package io.statecraft.run;

import io.statecraft.clock.Clock;
import io.statecraft.clock.MonotonicClock;
import io.statecraft.posix.PosixException;
import io.statecraft.posix.Processors;
import io.statecraft.run.Finding.Kind;
import io.statecraft.scenario.Step.Location;
import io.statecraft.target.Target;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetUnavailableException;
import io.statecraft.target.UnknownCallException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Plays scenarios, several at a time, each on a target of its own. What came to nothing because the machine was busy is played again in
 * the end, one at a time.
 */
public final class Runner {
    private final TargetKind kind;
    private final Options options;
    private final Listener listener;
    private final UnaryOperator<Result> kept;
    private final Clock clock;
    private final AtOnce atOnce;
    private final Object lock = new Object();
    private volatile boolean stopped;
    private int working;

    /** For how long each job has been played, in nanoseconds; each is one thread's business at a time. */
    private long[] spent = {};

    private TargetUnavailableException unavailable;

    /**
     * How to run.
     *
     * @param jobs how many scenarios at a time
     * @param seed for every random choice
     * @param attempts at most, while nobody is to blame; and as many again with nothing else going on
     * @param timeLimit of a scenario, nanoseconds of the target's time
     * @param allowShell whether a shell may run the scenarios' commands
     * @param baseline what is known to fail
     */
    public record Options(Jobs jobs, long seed, int attempts, long timeLimit, boolean allowShell, Baseline baseline) {

        /** The same, always {@code jobs} at a time. */
        public Options(int jobs, long seed, int attempts, long timeLimit, boolean allowShell, Baseline baseline) {
            this(Jobs.fixed(jobs), seed, attempts, timeLimit, allowShell, baseline);
        }
    }

    /** Is told of each result when it is there; by one thread at a time. */
    @FunctionalInterface
    public interface Listener {
        void finished(Result result);
    }

    public Runner(TargetKind kind, Options options, Listener listener) {
        this(kind, options, listener, UnaryOperator.identity());
    }

    /** @param kept what becomes of each result before anybody is told of it, and before the baseline is asked */
    public Runner(TargetKind kind, Options options, Listener listener, UnaryOperator<Result> kept) {
        this(kind, options, listener, kept, new MonotonicClock());
    }

    /** @param clock by which it is said how long things take */
    Runner(TargetKind kind, Options options, Listener listener, UnaryOperator<Result> kept, Clock clock) {
        this.clock = clock;
        this.kind = kind;
        this.options = options;
        this.listener = listener;
        this.kept = kept;
        this.atOnce = new AtOnce(options.jobs(), clock);
    }

    /**
     * Plays all, and returns when they are done, or soon after {@link #stop}.
     *
     * @return the results there are, in the order of the jobs
     * @throws TargetUnavailableException if the environment lacks something that a target needs
     */
    public List<Result> run(List<Job> jobs) {
        Result[] results = new Result[jobs.size()];
        spent = new long[jobs.size()];
        List<Integer> undecided = new ArrayList<>();
        if (!jobs.isEmpty() && kind.allowsRehearsal()) {
            Rehearsal.before(jobs.get(0), kind, options.allowShell());
        }
        playAll(jobs, inOrder(jobs), options.jobs().most(), results, undecided);
        List<Integer> again;
        synchronized (lock) {
            again = undecided.stream().sorted().toList();
        }
        playAll(jobs, again, 1, results, null);
        synchronized (lock) {
            if (unavailable != null) {
                throw unavailable;
            }
            return collect(results);
        }
    }

    /** All of them; the longest first where they take real time, so that nobody waits for a long one in the end. */
    private List<Integer> inOrder(List<Job> jobs) {
        long[] lengths = jobs.stream()
                .mapToLong(job -> kind.virtualTime() ? 0 : Schedule.lengthOf(job.scenario()))
                .toArray();
        return IntStream.range(0, jobs.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> -lengths[i]))
                .toList();
    }

    /**
     * Plays some of the jobs, and returns when they are done or it is stopped.
     *
     * @param undecided takes those that nothing can be said of, which get no result then; null if that is their result
     */
    private void playAll(List<Job> jobs, List<Integer> which, int threads, Result[] results, List<Integer> undecided) {
        AtomicInteger next = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, which.size()) && !stopped; i++) {
            Thread worker = new Thread(
                    () -> {
                        try {
                            work(jobs, which, next, results, undecided);
                        } finally {
                            ended();
                        }
                    },
                    "statecraft-worker-" + i);
            worker.setDaemon(true);
            synchronized (lock) {
                working++;
            }
            worker.start();
            workers.add(worker);
        }
        join(workers);
    }

    /** Begins no further scenario, and does not wait for those that are being played. */
    public void stop() {
        synchronized (lock) {
            stopped = true;
            lock.notifyAll();
            atOnce.stop();
        }
    }

    private void ended() {
        synchronized (lock) {
            working--;
            lock.notifyAll();
        }
    }

    public boolean isStopped() {
        return stopped;
    }

    /** Waits until they have ended or it is stopped. */
    private void join(List<Thread> workers) {
        try {
            synchronized (lock) {
                while (!stopped && working > 0) {
                    lock.wait();
                }
            }
            for (Thread worker : workers) {
                if (!stopped) {
                    worker.join();
                }
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
    private void work(
            List<Job> jobs, List<Integer> which, AtomicInteger next, Result[] results, List<Integer> undecided) {
        for (int n = next.getAndIncrement(); n < which.size() && !stopped; n = next.getAndIncrement()) {
            int i = which.get(n);
            try {
                Result result = play(jobs.get(i), i, undecided == null ? options.attempts() : 0);
                synchronized (lock) {
                    if (stopped) {
                        return;
                    }
                    if (undecided != null && isUndecided(result)) {
                        undecided.add(i);
                        continue;
                    }
                    results[i] = result;
                    listener.finished(result);
                }
            } catch (TargetUnavailableException e) {
                synchronized (lock) {
                    unavailable = e;
                }
                stop();
            }
        }
    }

    /** Whether another attempt may say more. */
    private boolean isUndecided(Result result) {
        return !kind.virtualTime() && result.outcome().verdict().equals(Optional.of(Verdict.INCONCLUSIVE));
    }

    /**
     * @param i its place among the jobs
     * @param before how many attempts were made already, to no avail
     */
    private Result play(Job job, int i, int before) {
        Attempts attempts =
                new Attempts(kind.virtualTime(), (number, ticked) -> attempt(job, i, before + number, ticked));
        attempts.make(options.attempts(), () -> stopped);
        Result result = new Result(
                job.id(),
                job.script(),
                job.scenario().header().title(),
                job.family().toString(),
                job.scenario().header().verifies(),
                attempts.outcome(),
                before + attempts.count(),
                spent[i],
                Result.Expectation.NONE);
        return kept.apply(result).against(options.baseline());
    }

    private Outcome attempt(Job job, int i, int number, boolean ticked) {
        Optional<AtOnce.Turn> turn = atOnce.begin();
        if (turn.isEmpty()) {
            return Outcome.skipped("the run was stopped");
        }
        AtOnce.End end = AtOnce.End.ON_TIME;
        long start = clock.now(); // waiting for one's turn is not being played
        try {
            // The target's timers run on the processor on which our segments and calls set them.
            Outcome outcome = ticked ? Processors.inTurn(number, () -> playOnce(job, number)) : playOnce(job, number);
            end = end(job, outcome);
            return outcome;
        } finally {
            spent[i] += clock.now() - start;
            atOnce.end(turn.get(), end);
        }
    }

    private AtOnce.End end(Job job, Outcome outcome) {
        if (kind.virtualTime()
                || outcome.lateness() <= job.settings().tolerance().nanos()) {
            return AtOnce.End.ON_TIME;
        }
        boolean counts = outcome.verdict().map(Verdict.PASS::equals).orElse(true);
        return counts ? AtOnce.End.LATE : AtOnce.End.IN_VAIN;
    }

    private Outcome playOnce(Job job, int number) {
        long seed = job.seed(options.seed()) + number;
        try (Target target = kind.open(job.request(seed, options.allowShell()))) {
            Session session =
                    new Session(job.scenario(), target, job.settings(), job.oracle(), seed, options.timeLimit());
            return (number == 0 && options.attempts() > 1 ? session.givingUp() : session).play();
        } catch (TargetUnavailableException e) {
            throw e;
        } catch (UnknownCallException e) {
            return Outcome.skipped(e.getMessage());
        } catch (IllegalArgumentException e) {
            return Outcome.of(Finding.of(
                    Verdict.ERROR,
                    Kind.SCRIPT,
                    Location.NONE,
                    "the target cannot do what the scenario asks: " + e.getMessage()));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            Finding finding = Finding.of(
                    Verdict.ERROR,
                    Kind.INTERNAL,
                    Location.NONE,
                    "the target could not be opened or closed: "
                            + (e instanceof PosixException ? e.getMessage() : e.toString()));
            return Outcome.of(finding);
        }
    }
}
