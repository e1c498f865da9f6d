package io.statecraft.run;

import static io.statecraft.run.Play.OPENING;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.run.Finding.Kind;
import io.statecraft.target.Family;
import io.statecraft.target.Target;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetRequest;
import io.statecraft.target.TargetUnavailableException;
import io.statecraft.tcp.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

/** Every job gets a result, whatever happens to its target; what nothing can be said of is tried again, in the end alone. */
public final class RunnerTest {
    private static final int ATTEMPTS = 3;

    private final List<Result> told = new ArrayList<>();

    @Test
    public void whatIsInconclusiveIsPlayedAgainInTheEndAndToldOnce() {
        SpoiledKind kind = new SpoiledKind();
        kind.prepare = target -> target.lost = kind.opened <= 2 * ATTEMPTS + 1 ? 1 : 0;
        told.clear();
        List<Result> results = runner(kind, 1).run(jobs(2));
        assertEquals(verdicts(results), List.of("PASS", "PASS"));
        // Three attempts each in vain, then one more in vain of the first, which passes at last.
        assertEquals(results.stream().map(Result::attempts).toList(), List.of(ATTEMPTS + 2, ATTEMPTS + 1));
        assertEquals(verdicts(told), List.of("PASS", "PASS"));
    }

    @Test
    public void whatStaysInconclusiveIsSaidToBe() {
        SpoiledKind kind = new SpoiledKind();
        kind.prepare = target -> target.lost = 1;
        List<Result> results = runner(kind, 2).run(jobs(2));
        assertEquals(verdicts(results), List.of("INCONCLUSIVE", "INCONCLUSIVE"));
        assertEquals(results.get(0).attempts(), 2 * ATTEMPTS);
    }

    @Test
    public void aFaultOfOursIsAResultToo() {
        SpoiledKind kind = new SpoiledKind();
        kind.prepare = target -> {
            if (kind.opened == 1) {
                throw new StackOverflowError();
            }
        };
        List<Result> results = runner(kind, 1).run(jobs(2));
        assertEquals(verdicts(results), List.of("ERROR", "PASS"));
        assertEquals(results.get(0).outcome().finding().orElseThrow().kind(), Kind.INTERNAL);
        assertTrue(results.get(0).isInternal());
    }

    @Test
    public void whatTheEnvironmentLacksEndsTheRun() {
        SpoiledKind kind = new SpoiledKind();
        kind.prepare = target -> {
            throw new TargetUnavailableException("no privilege", "become root");
        };
        Runner runner = runner(kind, 1);
        TargetUnavailableException said =
                org.testng.Assert.expectThrows(TargetUnavailableException.class, () -> runner.run(jobs(3)));
        assertEquals(said.remedy(), "become root");
        assertEquals(kind.opened, 1);
    }

    @Test
    public void whereThatDisturbsNobodyAllIsRehearsedOnceAndNothingOfItTold() {
        SpoiledKind kind = new SpoiledKind();
        runner(kind, 1).run(jobs(2));
        assertEquals(kind.opened, 2);

        SpoiledKind rehearsing = new SpoiledKind();
        rehearsing.allowsRehearsal = true;
        rehearsing.prepare = target -> {
            if (rehearsing.opened == 1) {
                throw new StackOverflowError();
            }
        };
        told.clear();
        assertEquals(verdicts(runner(rehearsing, 1).run(jobs(2))), List.of("PASS", "PASS"));
        assertEquals(verdicts(told), List.of("PASS", "PASS"));
        assertEquals(rehearsing.opened, 3);
        runner(rehearsing, 1).run(List.of());
        assertEquals(rehearsing.opened, 3, "there is nothing to rehearse for");
    }

    @Test
    public void whatTheUserAskedForBeforeEachScenarioIsNotDoneForTheRehearsal() {
        List<FakeTarget> targets = new ArrayList<>();
        SpoiledKind kind = new SpoiledKind();
        kind.allowsRehearsal = true;
        kind.prepare = targets::add;
        Job plain = jobs(1).get(0);
        PlaySettings settings = PlaySettings.of(plain.scenario().options(), Map.of("init_scripts", "setup.sh"));
        Job job = new Job(plain.script(), plain.id(), plain.family(), plain.scenario(), settings, plain.oracle());
        runner(kind, 1).run(List.of(job));
        assertEquals(targets.stream().map(target -> target.commands.size()).toList(), List.of(0, 1));
    }

    @Test
    public void stoppingKeepsWhatIsThere() {
        SpoiledKind kind = new SpoiledKind();
        Runner[] runner = new Runner[1];
        told.clear();
        runner[0] = new Runner(kind, options(1), result -> {
            told.add(result);
            if (told.size() == 2) {
                runner[0].stop();
            }
        });
        assertEquals(runner[0].run(jobs(5)).size(), 2);
        assertTrue(runner[0].isStopped());
    }

    private Runner runner(TargetKind kind, int atOnce) {
        return new Runner(kind, options(atOnce), told::add);
    }

    private static Runner.Options options(int atOnce) {
        return new Runner.Options(atOnce, 1, ATTEMPTS, 60 * Play.SECOND, false, Baseline.NONE);
    }

    private static List<String> verdicts(List<Result> results) {
        return results.stream().map(Result::word).toList();
    }

    private static List<Job> jobs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Job(
                        new Script("job" + i, "job" + i, Optional.empty(), "job" + i),
                        "job" + i,
                        Family.IPV4,
                        Play.parse(OPENING),
                        PlaySettings.DEFAULT,
                        Judge.Mode.OFF))
                .toList();
    }

    /** Opens targets that answer a SYN, on a clock that is not ours; a test can spoil each. */
    private static final class SpoiledKind implements TargetKind {
        Consumer<FakeTarget> prepare = target -> {};
        int opened;
        boolean allowsRehearsal;

        @Override
        public boolean allowsRehearsal() {
            return allowsRehearsal;
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Set<String> capabilities() {
            return Set.of("ipv4");
        }

        @Override
        public boolean virtualTime() {
            return false;
        }

        @Override
        public synchronized Target open(TargetRequest request) {
            opened++;
            FakeTarget target = Play.on(new HarnessTime()).target;
            target.state = TcpState.ESTABLISHED;
            prepare.accept(target);
            return target;
        }

        @Override
        public List<Finding> examine() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
