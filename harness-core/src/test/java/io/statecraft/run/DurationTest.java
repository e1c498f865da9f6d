package io.statecraft.run;

import static io.statecraft.run.Play.OPENING;
import static io.statecraft.run.Play.SECOND;
import static org.testng.Assert.assertEquals;

import io.statecraft.clock.Clock;
import io.statecraft.target.Family;
import io.statecraft.target.Target;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

/** How long a scenario took is how long it was played, in all attempts, and not how long it waited for its turn. */
public final class DurationTest {
    private static final int ATTEMPTS = 3;

    /** What opening a target takes: too short for room for one more. */
    private static final long OPENING_TAKES = AtOnce.WHILE / 4;

    private static final Set<Thread.State> WAITING = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    /** The machine's time, which passes when a test says so. */
    private static final class WallClock implements Clock {
        private final AtomicLong now = new AtomicLong();

        @Override
        public long now() {
            return now.get();
        }

        @Override
        public void sleepUntil(long deadline) {
            now.accumulateAndGet(deadline, Math::max);
        }
    }

    /** Opens targets, which takes a while each; the first ones lose packets. */
    private record Kind(WallClock clock, AtomicInteger lossy, Runnable onOpen) implements TargetKind {
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
        public Target open(TargetRequest request) {
            onOpen.run();
            clock.now.addAndGet(OPENING_TAKES);
            FakeTarget target = Play.on(new HarnessTime()).target;
            target.lost = lossy.getAndDecrement() > 0 ? 1 : 0;
            return target;
        }

        @Override
        public List<Finding> examine() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    @Test(timeOut = 60_000)
    public void theWaitForOnesTurnIsNoPartOfIt() {
        WallClock clock = new WallClock();
        AtomicInteger opened = new AtomicInteger();
        Kind kind = new Kind(clock, new AtomicInteger(), () -> {
            if (opened.getAndIncrement() == 0) {
                awaitAnotherWaiter();
            }
        });
        assertEquals(durations(kind, new Jobs(1, 1, 2), 2), List.of(OPENING_TAKES, OPENING_TAKES));
    }

    @Test
    public void allAttemptsArePartOfItAlsoThoseInTheEnd() {
        WallClock clock = new WallClock();
        Kind kind = new Kind(clock, new AtomicInteger(ATTEMPTS + 1), () -> {});
        assertEquals(durations(kind, Jobs.fixed(1), 1), List.of((ATTEMPTS + 2) * OPENING_TAKES));
    }

    private static List<Long> durations(Kind kind, Jobs atOnce, int jobs) {
        Runner.Options options = new Runner.Options(atOnce, 1, ATTEMPTS, 60 * SECOND, false, Baseline.NONE);
        Runner runner = new Runner(kind, options, result -> {}, UnaryOperator.identity(), kind.clock());
        return runner.run(IntStream.range(0, jobs).mapToObj(i -> job("job" + i)).toList()).stream()
                .map(Result::duration)
                .toList();
    }

    /** Returns when the other worker waits for its turn. */
    private static void awaitAnotherWaiter() {
        while (Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("statecraft-worker-")
                        && thread != Thread.currentThread()
                        && WAITING.contains(thread.getState()))) {
            Thread.yield();
        }
    }

    private static Job job(String id) {
        return new Job(
                new Script(id, id, Optional.empty(), id),
                id,
                Family.IPV4,
                Play.parse(OPENING),
                PlaySettings.DEFAULT,
                Judge.Mode.OFF);
    }
}
