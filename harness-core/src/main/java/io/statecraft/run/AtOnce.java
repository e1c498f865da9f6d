package io.statecraft.run;

import java.util.Optional;

/**
 * Whose turn it is. Scenarios that take real time mostly wait, so that more of them can be played at once than there are processors, until
 * they keep each other from their times. When as many as there are at the moment were on time there is room for one more; one that was
 * late, although none has been late since it began, takes a quarter off the number: that is soon enough, and half of it made a corpus last longer.
 *
 * <p>Thread-safe.
 */
final class AtOnce {
    private final Jobs jobs;
    private int limit;
    private int playing;
    private int onTime;
    private long turns;
    private long lastLate = -1;
    private boolean over;

    /** The right to play one scenario once; to be given back by {@link #end}. */
    record Turn(long number) {}

    AtOnce(Jobs jobs) {
        this.jobs = jobs;
        this.limit = jobs.first();
    }

    /** Waits for the calling thread's turn; none comes when all is over. */
    synchronized Optional<Turn> begin() {
        while (playing >= limit && !over) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                over = true;
            }
        }
        if (over) {
            return Optional.empty();
        }
        playing++;
        return Optional.of(new Turn(turns++));
    }

    /** It was played. */
    synchronized void end(Turn turn, boolean late) {
        playing--;
        if (!late) {
            onTime++;
            if (onTime >= limit) {
                limit = Math.min(jobs.most(), limit + 1);
                onTime = 0;
            }
        } else if (turn.number() > lastLate) {
            limit = Math.max(jobs.least(), limit * 3 / 4);
            onTime = 0;
            lastLate = turns - 1; // those that play now suffer from the same
        }
        notifyAll();
    }

    /** No further turn begins. */
    synchronized void stop() {
        over = true;
        notifyAll();
    }

    /** How many may play at the moment. */
    synchronized int limit() {
        return limit;
    }
}
