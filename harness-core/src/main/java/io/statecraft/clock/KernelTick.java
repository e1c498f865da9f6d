package io.statecraft.clock;

import io.statecraft.posix.PosixException;
import io.statecraft.posix.TickTimer;
import java.util.Arrays;

/**
 * The tick by which Linux counts most of its timers, TCP's among them: what is due between two ticks happens at the second. It keeps its beat
 * as long as the machine is up, a whole number of periods after {@code phase} of the clock that {@link System#nanoTime} reads.
 *
 * <p>The beat has to be looked for. The kernel's coarse clock has the same period, but shows times of a beat of its own.
 *
 * @param period from one to the next, nanoseconds; 0 if there is none that could be known
 * @param phase nanoseconds, less than the period
 */
public record KernelTick(long period, long phase) {
    private static final KernelTick UNKNOWN = new KernelTick(0, 0);

    /** What takes two ticks or three each, 10 to 100 ms in all. */
    private static final int SAMPLES = 9;

    /** Looked for when somebody asks first: it takes a while. */
    private static final class OfThisMachine {
        private static final KernelTick TICK = measure();
    }

    /** That of the kernel we run on. */
    static KernelTick ofThisMachine() {
        return OfThisMachine.TICK;
    }

    private static KernelTick measure() {
        long[] awake = new long[SAMPLES];
        try (TickTimer timer = new TickTimer()) {
            for (int i = 0; i < SAMPLES; i++) {
                if (!timer.await()) {
                    return UNKNOWN;
                }
                awake[i] = System.nanoTime();
            }
            return of(TickTimer.period(), awake);
        } catch (PosixException e) {
            return UNKNOWN;
        }
    }

    /**
     * By the times at which a thread woke that slept until a tick: mostly just after it, now and then any time later.
     *
     * @param awake in nanoseconds, at least one
     */
    static KernelTick of(long period, long... awake) {
        if (period <= 0) {
            return UNKNOWN;
        }
        long best = Long.MAX_VALUE;
        long phase = 0;
        for (long candidate : awake) {
            long distance = Arrays.stream(awake)
                    .map(other -> Math.floorMod(other - candidate, period))
                    .map(after -> Math.min(after, period - after))
                    .sum();
            if (distance < best) {
                best = distance;
                phase = Math.floorMod(candidate, period);
            }
        }
        return new KernelTick(period, phase);
    }

    /** The first tick later than {@code time}, which is one of {@link System#nanoTime}; {@code time} itself if no tick is known. */
    long after(long time) {
        return period == 0 ? time : time + period - Math.floorMod(time - phase, period);
    }
}
