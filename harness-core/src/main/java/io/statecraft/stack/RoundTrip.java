package io.statecraft.stack;

/** The retransmission timeout: RFC 6298. Nanoseconds. */
final class RoundTrip {
    private static final int MAX_SHIFT = 16;

    private final Profile profile;
    private long smoothed = -1;
    private long variation;
    private long minimum = Long.MAX_VALUE;
    private long base;
    private int shift;

    RoundTrip(Profile profile) {
        this.profile = profile;
        this.base = profile.get(Setting.RTO_INITIAL);
    }

    /** A round trip was measured, of a segment that was sent once (Karn's algorithm, or timestamps). */
    void measured(long sample) {
        if (smoothed < 0) {
            // 2.2: the first measurement
            smoothed = sample;
            variation = sample / 2;
        } else {
            // 2.3: RTTVAR first, with the old SRTT
            variation = (3 * variation + Math.abs(smoothed - sample)) / 4;
            smoothed = (7 * smoothed + sample) / 8;
        }
        long least = profile.get(Setting.RTO_MIN);
        long spread = Math.max(granularity(), 4 * variation);
        // Linux keeps the least RTO beyond SRTT.
        base = profile.has(Setting.RTO_MIN_BEYOND_SRTT)
                ? smoothed + Math.max(least, spread)
                : Math.max(least, smoothed + spread);
        shift = 0;
        seen(sample);
    }

    /** A round trip was seen that need not be one to smooth. */
    void seen(long sample) {
        minimum = Math.min(minimum, sample);
    }

    /** The shortest that was seen; {@link Long#MAX_VALUE} before the first. */
    long least() {
        return minimum;
    }

    private long granularity() {
        return profile.get(Setting.TIMESTAMP_TICK);
    }

    /** 5.5: the timer has run out: twice as long the next time. */
    void backOff() {
        shift = Math.min(shift + 1, MAX_SHIFT);
    }

    /** 5.7: the SYN was lost, and the timer was set for less than 3 seconds. */
    void synWasLost() {
        if (smoothed >= 0 && profile.get(Setting.RTO_AFTER_SYN_LOSS_THOUGH_MEASURED) == 0) {
            return;
        }
        base = Math.max(base, profile.get(Setting.RTO_AFTER_SYN_LOSS));
        shift = 0;
    }

    /** RTO, backed off as it is now. */
    long timeout() {
        boolean untouched = smoothed < 0 && shift == 0;
        long slop = untouched ? 0 : profile.get(Setting.RTO_SLOP);
        return Math.min((base << shift) + slop, profile.get(Setting.RTO_MAX));
    }

    /** RTO without the back-off. */
    long baseTimeout() {
        return Math.min(base, profile.get(Setting.RTO_MAX));
    }

    /** SRTT; -1 before the first measurement. */
    long smoothed() {
        return smoothed;
    }

    /** RTTVAR; 0 before the first measurement. */
    long variation() {
        return variation;
    }
}
