package io.statecraft.stack;

import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.SequenceNumber;

/** Finds what was lost: with SACK by RACK (RFC 8985) or by counting (RFC 6675), without it by duplicate acknowledgments (RFC 5681). */
final class LossDetection {
    private static final long TIMER_SLACK = 2_000_000; // nanoseconds

    private final Endpoint endpoint;
    private final Scoreboard scoreboard;
    private final Rack rack; // null: losses are found by counting
    private final Countdown reorderingTimer;

    /** @param reorderingIsOver to be run when what might have been out of order has not come (RFC 8985 section 6.2 step 5) */
    LossDetection(Endpoint endpoint, Scoreboard scoreboard, Runnable reorderingIsOver) {
        RoundTrip roundTrip = endpoint.retransmission().roundTrip();
        this.endpoint = endpoint;
        this.scoreboard = scoreboard;
        this.rack = endpoint.profile().has(Setting.RACK) ? new Rack(roundTrip, threshold()) : null;
        this.reorderingTimer = endpoint.countdown(Alarm.REORDERING, reorderingIsOver);
    }

    private int threshold() {
        return (int) endpoint.profile().get(Setting.DUPLICATE_THRESHOLD);
    }

    /** Whether both sides permit SACK. */
    boolean hasSack() {
        return endpoint.connection().sack();
    }

    /** Whether RACK decides. */
    boolean usesRack() {
        return rack != null && hasSack();
    }

    /** How far segments are taken to be out of order, in segments. */
    int reordering() {
        return rack == null ? threshold() : rack.reordering();
    }

    int timesReordered() {
        return rack == null ? 0 : rack.timesReordered();
    }

    /** A segment was delivered (RFC 8985 section 6.2 step 2). */
    void delivered(SentSegment segment) {
        if (usesRack()) {
            rack.delivered(segment, endpoint.now());
        }
    }

    /** What was never sent again has come, {@code octets} below the highest that had come before (step 3). */
    void reordered(int octets) {
        if (usesRack()) {
            rack.reordered(octets, endpoint.segmentSize());
        }
    }

    /** Something that went again is reported as having arrived twice (step 4). */
    void cameTwice() {
        if (usesRack()) {
            SendSpace snd = endpoint.connection().snd();
            rack.cameTwice(snd.una(), snd.nxt());
        }
    }

    /** A recovery has ended (step 4). */
    void recovered() {
        if (usesRack()) {
            rack.recovered();
        }
    }

    /**
     * Marks what is lost.
     *
     * @param recovering whether recovery has begun
     * @return whether there may be more once the reordering timer has run out
     */
    boolean find(boolean recovering) {
        if (!usesRack()) {
            if (hasSack()) {
                boolean copiesToo = endpoint.profile().has(Setting.LOST_RETRANSMISSIONS);
                scoreboard.markByDuplicates(threshold(), endpoint.segmentSize(), copiesToo);
            }
            return false;
        }
        long wait = rack.detect(scoreboard, endpoint.now(), recovering);
        if (wait > 0) {
            reorderingTimer.start(wait + TIMER_SLACK);
        } else {
            reorderingTimer.clear();
        }
        return wait > 0;
    }

    /**
     * Whether recovery is to begin, losses having been looked for.
     *
     * @param recover RFC 6582's: where the last recovery was to end; null if there was none
     */
    boolean found(SequenceNumber recover) {
        if (hasSack()) {
            return scoreboard.lostCount() > 0;
        }
        // RFC 6582 section 3.2 step 2: once for each window.
        boolean again = recover != null && !endpoint.connection().snd().una().isAfter(recover);
        return !again && scoreboard.sackedCount() >= threshold();
    }

    /** The retransmission timer has run out: what that says to be lost is marked so. */
    void timedOut() {
        boolean reneged = !scoreboard.isEmpty() && scoreboard.first().isSacked();
        if (!endpoint.profile().has(Setting.SACKS_OUTLAST_TIMEOUT) || reneged || !hasSack()) {
            scoreboard.forgetSacks();
        }
        long now = endpoint.now();
        boolean head = true;
        for (SentSegment segment : scoreboard.segments()) {
            if (!segment.isSacked() && (head || !usesRack() || reneged || rack.isOverdue(segment, now))) {
                segment.lostAgain();
            }
            head = false;
        }
        stop();
    }

    void stop() {
        reorderingTimer.clear();
    }
}
