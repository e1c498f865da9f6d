package io.statecraft.stack;

import io.statecraft.wire.SequenceNumber;

/** Recent acknowledgment: a segment is lost when one that was sent long enough after it has arrived (RFC 8985). Nanoseconds. */
final class Rack {
    private static final int MOST_REORDERING = 300; // segments
    private static final int PERSISTENCE = 16; // recoveries

    private final RoundTrip roundTrip;
    private final int threshold;
    private long sentAt; // RACK.xmit_ts: when the segment was sent that was delivered and sent last
    private SequenceNumber end; // RACK.end_seq; null: nothing was delivered yet
    private long recent; // RACK.rtt
    private int reordering;
    private int timesReordered;
    private int quarters = 1; // RACK.reo_wnd_mult: the window, in quarters of the least round trip
    private int persists; // RACK.reo_wnd_persist: for so many recoveries more
    private SequenceNumber duplicateRound; // RACK.dsack_round; null: a report counts

    /** @param threshold DupThresh, segments */
    Rack(RoundTrip roundTrip, int threshold) {
        this.roundTrip = roundTrip;
        this.threshold = threshold;
        this.reordering = threshold;
    }

    /** Step 2: a segment was delivered. */
    void delivered(SentSegment segment, long now) {
        long trip = now - segment.sentAt();
        if (segment.wasResent() && trip < roundTrip.least()) {
            return; // what is acknowledged is the original
        }
        recent = trip;
        if (end == null || isAfter(segment.sentAt(), segment.to(), sentAt, end)) {
            sentAt = segment.sentAt();
            end = segment.to();
        }
    }

    private static boolean isAfter(long time, SequenceNumber to, long otherTime, SequenceNumber otherTo) {
        return time > otherTime || time == otherTime && to.isAfter(otherTo);
    }

    /** Step 3: a segment that was never sent again was delivered, {@code octets} below the highest that was delivered before. */
    void reordered(long octets, int smss) {
        timesReordered++;
        if (octets > (long) reordering * smss) {
            reordering = (int) Math.min(MOST_REORDERING, (octets + smss - 1) / smss);
        }
    }

    /** How far segments have been out of order, in segments. */
    int reordering() {
        return reordering;
    }

    int timesReordered() {
        return timesReordered;
    }

    /** Step 4: what was sent again is reported as having arrived twice: one waits longer, by as much for each round trip with such reports. */
    void cameTwice(SequenceNumber una, SequenceNumber nxt) {
        if (duplicateRound == null || una.isAtOrAfter(duplicateRound)) {
            duplicateRound = nxt;
            quarters++;
            persists = PERSISTENCE;
        }
    }

    /** Step 4: a recovery has ended. */
    void recovered() {
        persists--;
        if (persists <= 0) {
            quarters = 1;
        }
    }

    /** Step 4: RACK.reo_wnd. */
    private long reorderingWindow(Scoreboard scoreboard, boolean recovering) {
        if (timesReordered == 0 && (recovering || scoreboard.sackedCount() >= threshold)) {
            return 0;
        }
        return Math.min(quarters * (roundTrip.least() / 4), Math.max(0, roundTrip.smoothed()));
    }

    /**
     * Step 5: marks what is lost.
     *
     * @param recovering whether recovery has begun
     * @return after how long there may be more; 0 if there cannot be
     */
    long detect(Scoreboard scoreboard, long now, boolean recovering) {
        if (end == null) {
            return 0;
        }
        long window = reorderingWindow(scoreboard, recovering);
        long wait = 0;
        for (SentSegment segment : scoreboard.segments()) {
            boolean known = segment.isSacked() || segment.isLost() && !segment.isResent();
            if (!known && isAfter(sentAt, end, segment.sentAt(), segment.to())) {
                long left = segment.sentAt() + recent + window - now;
                if (left <= 0) {
                    segment.lostAgain();
                } else {
                    wait = Math.max(wait, left);
                }
            }
        }
        return wait;
    }

    /** Whether the timer's end means that a segment is lost: one sent less than a round trip ago may still arrive. */
    boolean isOverdue(SentSegment segment, long now) {
        return segment.sentAt() + recent <= now;
    }
}
