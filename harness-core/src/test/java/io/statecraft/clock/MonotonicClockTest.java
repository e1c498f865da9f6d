package io.statecraft.clock;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.time.Instant;
import org.testng.annotations.Test;

/** The machine's clock moves forward, waits as long as it should, and places what the kernel has stamped. */
public final class MonotonicClockTest {
    private final MonotonicClock clock = new MonotonicClock();

    @Test
    public void sleepEndsAtTheDeadlineAndNotBefore() {
        for (long span : new long[] {-1, 0, 1000, 100_000, 2_000_000}) {
            long deadline = clock.now() + span;
            clock.sleepUntil(deadline);
            assertTrue(clock.now() >= deadline, span + " ns");
        }
    }

    @Test
    public void interruptedThreadSleepsOnAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        long deadline = clock.now() + 3_000_000;
        clock.sleepUntil(deadline);
        assertTrue(clock.now() >= deadline);
        assertTrue(Thread.interrupted());
    }

    @Test
    public void whatHasBeenStampedLiesInThePast() {
        Instant instant = Instant.now();
        long time = clock.at(instant.getEpochSecond(), instant.getNano());
        assertTrue(time <= clock.now());
        assertEquals(clock.at(instant.getEpochSecond(), instant.getNano() - 1000), time - 1000);
    }

    @Test
    public void whatIsStampedByAClockThatWasSetForwardIsNotInTheFuture() {
        Instant instant = Instant.now();
        assertTrue(clock.at(instant.getEpochSecond() + 3600, 0) <= clock.now());
    }
}
