package io.statecraft.clock;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * The machine's monotonic clock, for targets whose time is not ours.
 *
 * <p>It also places the kernel's packet timestamps, which are in real time: by the difference between the two clocks, measured when it
 * is made and again when a timestamp shows that somebody has set the real-time clock. Thread-safe.
 */
public final class MonotonicClock implements Clock {

    /** What is left to the processor instead of the scheduler: parking alone is late by 0.1 ms, spinning longer starves others. */
    private static final long SPIN = 200_000;

    /** How far a timestamp may seem to lie in the future before we take it that the real-time clock was set: its own slewing is less. */
    private static final long JUMP = 1_000_000;

    private static final int SAMPLES = 32;

    private final long origin = System.nanoTime();
    private volatile long realTimeOrigin;

    /** A clock whose origin is now. */
    public MonotonicClock() {
        realTimeOrigin = measureRealTimeOrigin();
    }

    @Override
    public long now() {
        return System.nanoTime() - origin;
    }

    /** Parks until shortly before, then spins: late by less than a microsecond on a quiet machine. An interrupt does not shorten it. */
    @Override
    public void sleepUntil(long deadline) {
        boolean interrupted = false;
        for (long left = deadline - now(); left > SPIN; left = deadline - now()) {
            LockSupport.parkNanos(left - SPIN);
            interrupted |= Thread.interrupted(); // an interrupted thread would not park again
        }
        while (now() < deadline) {
            Thread.onSpinWait();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** When the kernel counts its timers on next: its tick. Now, where that cannot be known. */
    public long nextTick() {
        return KernelTick.ofThisMachine().after(System.nanoTime()) - origin;
    }

    /** How long it is from one such tick to the next; 0 where that cannot be known. */
    public long tickPeriod() {
        return KernelTick.ofThisMachine().period();
    }

    /**
     * The time, by this clock, of something that has happened.
     *
     * @param seconds of real time, since 1970
     * @param nanos after the second
     */
    public long at(long seconds, long nanos) {
        long realTime = nanosOf(seconds, nanos);
        long time = realTime - realTimeOrigin;
        long now = now();
        if (time > now + JUMP) {
            realTimeOrigin = measureRealTimeOrigin();
            time = realTime - realTimeOrigin;
        }
        return Math.min(time, now);
    }

    /** The real time of this clock's zero; of several measurements the one that took least. */
    private long measureRealTimeOrigin() {
        long best = Long.MAX_VALUE;
        long result = 0;
        for (int i = 0; i < SAMPLES; i++) {
            long before = now();
            Instant instant = Instant.now();
            long after = now();
            if (after - before < best) {
                best = after - before;
                result = nanosOf(instant.getEpochSecond(), instant.getNano()) - (before + after) / 2;
            }
        }
        return result;
    }

    private static long nanosOf(long seconds, long nanos) {
        return seconds * 1_000_000_000 + nanos;
    }
}
