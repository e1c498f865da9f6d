package io.statecraft.stack;

import io.statecraft.wire.SequenceNumber;

/**
 * Hybrid slow start, as CUBIC's authors gave it to it: slow start ends before there are losses, when acknowledgments that follow each other
 * closely span more than half of the least round trip, or when round trips have become an eighth longer. Times are nanoseconds.
 */
final class HyStart {
    private static final long MILLI = 1_000_000L;
    private static final int LEAST_WINDOW = 16; // segments
    private static final int LEAST_SAMPLES = 8;
    private static final long CLOSE = 2 * MILLI;
    private static final long LEAST_RISE = 4 * MILLI;
    private static final long MOST_RISE = 16 * MILLI;

    private final Endpoint endpoint;
    private long least = Long.MAX_VALUE; // the least round trip
    private long current; // the least of this round
    private int samples; // of this round
    private long roundStart;
    private long lastAcknowledgment; // of those that follow each other closely
    private SequenceNumber roundEnd; // null: no round yet

    HyStart(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** A round trip was measured in slow start, the window being {@code segments}; whether slow start is to end. */
    boolean ends(long roundTrip, long segments) {
        least = Math.min(least, roundTrip);
        long now = endpoint.now();
        if (roundEnd == null || endpoint.connection().snd().una().isAfter(roundEnd)) {
            roundEnd = endpoint.connection().snd().nxt();
            roundStart = now;
            lastAcknowledgment = now;
            current = Long.MAX_VALUE;
            samples = 0;
        }
        return segments >= LEAST_WINDOW && (isTrainLong(now) | isSlower(roundTrip));
    }

    private boolean isTrainLong(long now) {
        if (now - lastAcknowledgment > CLOSE) {
            return false;
        }
        lastAcknowledgment = now;
        return now - roundStart > (least + MILLI) / 2;
    }

    private boolean isSlower(long roundTrip) {
        current = Math.min(current, roundTrip);
        if (samples < LEAST_SAMPLES) {
            samples++;
            return false;
        }
        return current > least + Math.max(LEAST_RISE, Math.min(least / 8, MOST_RISE));
    }
}
