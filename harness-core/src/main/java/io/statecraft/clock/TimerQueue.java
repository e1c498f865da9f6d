package io.statecraft.clock;

import io.statecraft.clock.Timers.Timer;
import java.util.PriorityQueue;

/** Actions by their times; those of one time in the order in which they were set. */
final class TimerQueue {
    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private long set;
    private int cancelled;

    Timer add(long time, Runnable action) {
        Entry entry = new Entry(time, set++, action);
        queue.add(entry);
        return entry;
    }

    /** The time of the next action; {@link Long#MAX_VALUE} if none is set. */
    long next() {
        Entry first = first();
        return first == null ? Long.MAX_VALUE : first.time;
    }

    /** Takes the next action, which there must be. */
    Runnable take() {
        Entry entry = first();
        queue.poll();
        entry.taken = true;
        return entry.action;
    }

    /** Those taken back lie where they are until they come up, or are most: to look for each would take longer. */
    private Entry first() {
        Entry first = queue.peek();
        while (first != null && first.action == null) {
            queue.poll();
            cancelled--;
            first = queue.peek();
        }
        return first;
    }

    private void forgetCancelled() {
        if (cancelled > 16 && cancelled > queue.size() / 2) {
            queue.removeIf(entry -> entry.action == null);
            cancelled = 0;
        }
    }

    private final class Entry implements Timer, Comparable<Entry> {
        private final long time;
        private final long order;
        private Runnable action; // null: taken back
        private boolean taken;

        Entry(long time, long order, Runnable action) {
            this.time = time;
            this.order = order;
            this.action = action;
        }

        @Override
        public void cancel() {
            if (action != null && !taken) {
                action = null;
                cancelled++;
                forgetCancelled();
            }
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
