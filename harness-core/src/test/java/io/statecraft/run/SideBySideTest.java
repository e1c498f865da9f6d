package io.statecraft.run;

import static io.statecraft.run.Play.OPENING;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;
import static org.testng.Assert.expectThrows;

import io.statecraft.clock.VirtualClock;
import io.statecraft.run.Result.Expectation;
import io.statecraft.stack.Profiles;
import io.statecraft.target.Family;
import io.statecraft.target.Target;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetRequest;
import io.statecraft.target.TargetUnavailableException;
import io.statecraft.target.embedded.EmbeddedTargetKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.testng.annotations.Test;

/** Scenarios are played side by side, each on its own target, and do not depend on each other. */
public final class SideBySideTest {

    /** Opens what a test says. */
    private record Kind(boolean virtualTime, Function<TargetRequest, Target> opening) implements TargetKind {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Set<String> capabilities() {
            return Set.of("ipv4");
        }

        @Override
        public Target open(TargetRequest request) {
            return opening.apply(request);
        }

        @Override
        public List<Finding> examine() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    private static Job job(String id, String script) {
        return new Job(
                new Script(id, id, Optional.empty(), id),
                id,
                Family.IPV4,
                Play.parse(script),
                PlaySettings.DEFAULT,
                Judge.Mode.OFF);
    }

    private static Runner.Options options(int jobs, Baseline baseline) {
        return new Runner.Options(jobs, 1, 3, 100 * Play.SECOND, false, baseline);
    }

    private static List<Result> run(TargetKind kind, int jobs, List<Job> all) {
        return new Runner(kind, options(jobs, Baseline.NONE), result -> {}).run(all);
    }

    /** A target that answers, and loses packets in the first attempts. */
    private static Target losing(boolean lossy) {
        Play play = Play.on(new VirtualClock());
        play.target.lost = lossy ? 1 : 0;
        return play.target;
    }

    @Test
    public void resultsAreInOrderAndEachTargetIsOpenedByAWorker() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        Kind kind = new Kind(true, request -> {
            threads.add(Thread.currentThread().getName());
            return losing(false);
        });
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            jobs.add(job("s" + i, OPENING));
        }
        List<Result> results = run(kind, 4, jobs);
        assertEquals(
                results.stream().map(Result::id).toList(),
                jobs.stream().map(Job::id).toList());
        assertTrue(results.stream().allMatch(result -> result.word().equals("PASS")));
        assertTrue(threads.stream().allMatch(name -> name.startsWith("statecraft-worker-")), threads.toString());
    }

    @Test
    public void inVirtualTimeTheSameWouldHappenAgain() {
        Kind kind = new Kind(true, request -> losing(true));
        assertEquals(run(kind, 1, List.of(job("a", OPENING))).get(0).attempts(), 1);
    }

    @Test
    public void aTargetThatCannotBeHadEndsTheRun() {
        Kind kind = new Kind(true, request -> {
            throw new TargetUnavailableException("no TUN", "load the module");
        });
        TargetUnavailableException e = expectThrows(
                TargetUnavailableException.class,
                () -> run(kind, 2, List.of(job("a", OPENING), job("b", OPENING), job("c", OPENING))));
        assertEquals(e.remedy(), "load the module");
    }

    @Test
    public void aTargetThatFailsToOpenIsAnErrorOfThatScenarioAlone() {
        AtomicInteger opened = new AtomicInteger();
        Kind kind = new Kind(true, request -> {
            if (opened.getAndIncrement() == 0) {
                throw new IllegalStateException("broken");
            }
            return losing(false);
        });
        List<Result> results = run(kind, 1, List.of(job("a", OPENING), job("b", OPENING)));
        assertEquals(results.stream().map(Result::word).toList(), List.of("ERROR", "PASS"));
        assertTrue(results.get(0).reason().contains("broken"));
    }

    @Test
    public void theBaselineDecidesWhatIsBad() {
        Baseline baseline = Baseline.parse(
                "b", "bad FAIL - - known\ngood FAIL - - thought so\n", java.time.LocalDate.parse("2026-01-01"));
        Kind kind = new Kind(true, request -> losing(false));
        String failing = OPENING.replace("ack 1 win 65535", "ack 2 win 65535");
        List<Result> results = new Runner(kind, options(1, baseline), result -> {})
                .run(List.of(job("bad", failing), job("good", OPENING), job("other", OPENING)));
        assertEquals(
                results.stream().map(Result::expectation).toList(),
                List.of(Expectation.EXPECTED, Expectation.UNEXPECTED, Expectation.NONE));
        assertEquals(results.stream().map(Result::isBad).toList(), List.of(false, true, false));
        assertEquals(results.get(1).reason(), "it passes, and the baseline says that it does not");
    }

    @Test
    public void whatIsStoppedReportsWhatThereIs() {
        Kind kind = new Kind(true, request -> losing(false));
        List<Result> seen = new ArrayList<>();
        Runner[] runner = new Runner[1];
        runner[0] = new Runner(kind, options(1, Baseline.NONE), result -> {
            seen.add(result);
            if (seen.size() == 2) {
                runner[0].stop();
            }
        });
        List<Result> results = runner[0].run(List.of(job("a", OPENING), job("b", OPENING), job("c", OPENING)));
        assertEquals(results.size(), 2);
        assertTrue(runner[0].isStopped());
    }

    @Test
    public void theSeedOfAScenarioDependsOnNothingElseThatIsPlayed() {
        Set<Long> seeds = new HashSet<>();
        for (String id : List.of("a", "b")) {
            for (long run : new long[] {1, 2}) {
                seeds.add(job(id, OPENING).seed(run));
            }
        }
        assertEquals(seeds.size(), 4);
        assertEquals(job("a", OPENING).seed(1), job("a", OPENING).seed(1));
    }

    @Test
    public void theSameSeedGivesTheSameTraceWhateverRunsBeside() {
        TargetKind kind = new EmbeddedTargetKind(Profiles.RFC9293);
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            jobs.add(job("s" + i, OPENING.replace("listen(3", "bind(3, ..., ...) = 0\n+0 listen(3")));
        }
        String alone = TraceText.write(
                run(kind, 1, jobs.subList(3, 4)).get(0).outcome().trace());
        String among = TraceText.write(run(kind, 3, jobs).get(3).outcome().trace());
        assertEquals(among, alone);
    }
}
