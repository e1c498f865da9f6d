package io.statecraft.clock;

/**
 * Timers on a clock that goes on by itself: whoever waits for other things as well asks {@link #next} how long, and then calls {@link
 * #runDue}. Confined to one thread.
 */
public final class LiveTimers implements Timers {
    private final Clock clock;
    private final TimerQueue queue = new TimerQueue();

    /** Timers that go by {@code clock}. */
    public LiveTimers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public long now() {
        return clock.now();
    }

    /** Runs on the way all timers that come due. */
    @Override
    public void sleepUntil(long deadline) {
        while (next() <= deadline) {
            clock.sleepUntil(next());
            runDue();
        }
        clock.sleepUntil(deadline);
    }

    @Override
    public Timer at(long time, Runnable action) {
        return queue.add(time, action);
    }

    /** The time of the next timer; {@link Long#MAX_VALUE} if none is set. */
    public long next() {
        return queue.next();
    }

    /** Runs the timers that are due by now, though not those that are set meanwhile for a later time. */
    public void runDue() {
        while (queue.next() <= clock.now()) {
            queue.take().run();
        }
    }
}
