package io.statecraft.stack;

/**
 * Spreads what is sent over time where the congestion control says how fast it is to go: as much as goes in a millisecond leaves together, and then nothing
 * until its time is over. Amounts are octets, times nanoseconds.
 */
final class Pacer {
    private static final double SECOND = 1e9;
    private static final int SLICES = 1024; // of a second
    private static final int LARGEST = 65_216; // octets that leave together
    private static final double SLOW = 1_200_000 / 8.0; // octets a second: single segments
    private static final int UNPACED = 10; // segments at the start

    private final Endpoint endpoint;
    private final Countdown timer;
    private long next; // when more may go
    private double left; // octets that may go before
    private int segments;

    Pacer(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.timer = endpoint.countdown(Alarm.PACING, endpoint::output);
    }

    private double rate() {
        return endpoint.window().pacingRate();
    }

    /** Octets that leave together. */
    double quantum() {
        int least = rate() < SLOW ? 1 : 2;
        return Math.max(Math.min(rate() / SLICES, LARGEST), (double) least * endpoint.segmentSize());
    }

    /** Whether nothing is to go now. */
    boolean holds() {
        return left <= 0 && endpoint.now() < next;
    }

    /** Text has gone. */
    void departed(int octets) {
        double rate = rate();
        if (rate <= 0 || segments < UNPACED) {
            segments++;
            return;
        }
        long now = endpoint.now();
        double length = octets * SECOND / rate;
        if (now >= next) {
            // Who comes late makes up for it, by going twice as fast at the most.
            length -= Math.min(length / 2, now - next);
            next = now;
            left = quantum();
        }
        next += (long) length;
        left -= octets;
    }

    /** Sets the timer if something waits. */
    void arrange() {
        boolean waits = holds()
                && (endpoint.sender().hasUnsent()
                        || endpoint.recovery().scoreboard().nextLost() != null);
        if (waits) {
            timer.startIfClear(next - endpoint.now());
        } else {
            timer.clear();
        }
    }

    void stop() {
        timer.clear();
    }
}
