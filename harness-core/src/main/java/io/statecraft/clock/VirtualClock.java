package io.statecraft.clock;

/**
 * A clock that jumps from one timer to the next: sixty seconds pass in microseconds, and every run is the same run.
 *
 * <p>Confined to one thread.
 */
public final class VirtualClock implements Timers {

    private final TimerQueue queue = new TimerQueue();
    private long now;

    @Override
    public long now() {
        return now;
    }

    @Override
    public Timer at(long time, Runnable action) {
        return queue.add(Math.max(time, now), action);
    }

    /** Moves to {@code deadline}, running on the way all timers that are due by then. */
    @Override
    public void sleepUntil(long deadline) {
        while (step(deadline)) {
            // each step runs one timer
        }
        now = Math.max(now, deadline);
    }

    /**
     * Moves to the next timer, if there is one at or before {@code limit}, and runs it.
     *
     * @return whether one was run; if not, the time has not changed
     */
    public boolean step(long limit) {
        long next = queue.next();
        if (next > limit || next == Long.MAX_VALUE) {
            return false;
        }
        now = Math.max(now, next);
        queue.take().run();
        return true;
    }
}
