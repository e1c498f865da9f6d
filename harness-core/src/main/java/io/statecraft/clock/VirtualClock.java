package io.statecraft.clock;

import java.util.PriorityQueue;

/**
 * A clock that jumps from one timer to the next: sixty seconds pass in microseconds, and every run is the same run.
 *
 * <p>Confined to one thread.
 */
public final class VirtualClock implements Timers {

    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private long now;
    private long set;

    @Override
    public long now() {
        return now;
    }

    @Override
    public Timer at(long time, Runnable action) {
        Entry entry = new Entry(Math.max(time, now), set++, action, queue);
        queue.add(entry);
        return entry;
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
        Entry next = queue.peek();
        if (next == null || next.time > limit) {
            return false;
        }
        queue.poll();
        now = Math.max(now, next.time);
        next.action.run();
        return true;
    }

    private record Entry(long time, long order, Runnable action, PriorityQueue<Entry> queue)
            implements Timer, Comparable<Entry> {
        @Override
        public void cancel() {
            queue.remove(this);
        }

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
