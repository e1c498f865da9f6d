package io.statecraft.run;

import io.statecraft.clock.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whose turn it is. Scenarios that take real time mostly wait, so that more of them can be played at once than there are processors, until
 * they keep each other from their times. Whenever all have been on time for a while, and there is somebody who waits for a turn, there is
 * room for one more: that does not depend on how many ended meanwhile, for the longest are played first. One that was late delays that; one
 * that came to nothing by it, although none has since it began, takes a quarter off the number: what is late and still tells, costs nothing.
 *
 * <p>Thread-safe.
 */
final class AtOnce {
    /** How long all are to be on time before there is room for one more, in nanoseconds. */
    static final long WHILE = 500_000_000;

    private final Jobs jobs;
    private final Clock clock;
    private int limit;
    private int playing;
    private long turns;
    private long lastInVain = -1;
    private long onTimeSince;
    private boolean over;

    /** The right to play one scenario once; to be given back by {@link #end}. */
    record Turn(long number) {}

    /** What came of a turn. */
    enum End {
        /** The harness did all in time. */
        ON_TIME,
        /** It was late once, and what was played counts nevertheless. */
        LATE,
        /** It was late, and it has to be played again. */
        IN_VAIN
    }

    /** @param clock real time, by which it is seen how long all have been on time */
    AtOnce(Jobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
        this.limit = jobs.first();
        this.onTimeSince = clock.now();
    }

    /** Waits for the calling thread's turn; none comes when all is over. */
    synchronized Optional<Turn> begin() {
        while (!hasRoom() && !over) {
            try {
                awaitRoom();
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

    /** Whether one more may play, now that one asks. */
    private boolean hasRoom() {
        if (playing >= limit && limit < jobs.most() && clock.now() - onTimeSince >= WHILE) {
            limit++;
            onTimeSince = clock.now();
        }
        return playing < limit;
    }

    /** Waits until somebody ends, or all have been on time for long enough. */
    private void awaitRoom() throws InterruptedException {
        if (limit < jobs.most()) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, onTimeSince + WHILE - clock.now()));
        } else {
            wait();
        }
    }

    /** It was played. */
    synchronized void end(Turn turn, End how) {
        playing--;
        if (how != End.ON_TIME) {
            onTimeSince = clock.now();
        }
        if (how == End.IN_VAIN && turn.number() > lastInVain) {
            limit = Math.max(jobs.least(), limit * 3 / 4);
            lastInVain = turns - 1; // those that play now suffer from the same
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
