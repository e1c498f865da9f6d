package io.statecraft.stack;

import java.util.ArrayDeque;

/**
 * What {@link Bbr} believes of the path: the bandwidth of its bottleneck, its round trip without queues, and how far acknowledgments come in
 * bunches. Amounts are octets, times nanoseconds, rates octets a second.
 */
final class PathModel {
    private static final double SECOND = 1e9;
    private static final int BANDWIDTH_ROUNDS = 10; // BtlBwFilterLen
    private static final long ROUND_TRIP_TIME = 10_000_000_000L; // RTpropFilterLen
    private static final double GROWTH = 1.25; // the pipe is not full as long as each round brings so much more …
    private static final int ROUNDS_WITHOUT_GROWTH = 3; // … in one of three
    private static final int AGGREGATION_ROUNDS = 5;
    private static final double LONGEST_AGGREGATION = 0.1; // seconds at the bottleneck's bandwidth

    /** The rate of a round trip. */
    private record Rate(long round, double octets) {}

    private final ArrayDeque<Rate> rates = new ArrayDeque<>(); // falling, from the largest on
    private long rounds;
    private long roundEnd; // C.delivered at the round's end
    private boolean roundStarts;
    private long leastRoundTrip = -1;
    private long leastSeenAt;
    private boolean outdated;
    private double fullBandwidth;
    private int fullRounds;
    private boolean full;
    private final long[] extra =
            new long[2]; // octets beyond what was to be expected: of these rounds, and of those before
    private int extraRounds;
    private long epochStart;
    private long epochOctets;

    PathModel(long now) {
        this.leastSeenAt = now;
        this.epochStart = now;
    }

    /** Takes a measurement of bandwidth; {@code window} is cwnd. */
    void measure(DeliveryRate.Sample sample, long now, long window) {
        roundStarts = false;
        if (!sample.isValid()) {
            return;
        }
        if (sample.before() >= roundEnd) {
            roundEnd = sample.total();
            rounds++;
            roundStarts = true;
        }
        double rate = sample.delivered() * SECOND / sample.interval();
        if (!sample.limited() || rate >= bandwidth()) {
            keep(rate);
        }
        forgetOld();
        aggregate(sample, now, window);
        lookWhetherFull(sample);
    }

    private void keep(double rate) {
        while (!rates.isEmpty() && rates.peekLast().octets() <= rate) {
            rates.removeLast();
        }
        rates.addLast(new Rate(rounds, rate));
    }

    private void forgetOld() {
        while (rates.size() > 1 && rates.peekFirst().round() < rounds - BANDWIDTH_ROUNDS) {
            rates.removeFirst();
        }
    }

    /** Takes a measurement of the round trip; {@link #isOutdated} says afterwards whether the least one was too old. */
    void measureRoundTrip(long roundTrip, long now) {
        outdated = now > leastSeenAt + ROUND_TRIP_TIME;
        if (roundTrip >= 0 && (leastRoundTrip < 0 || roundTrip < leastRoundTrip || outdated)) {
            leastRoundTrip = roundTrip;
            leastSeenAt = now;
        }
    }

    /** Whether the least round trip had not been seen for ten seconds when the last one was measured. */
    boolean isOutdated() {
        return outdated;
    }

    /** The path was kept empty long enough for its round trip to be seen. */
    void roundTripIsSeen(long now) {
        leastSeenAt = now;
    }

    /** BtlBw: the largest rate of the last ten round trips; 0 before the first. */
    double bandwidth() {
        return rates.isEmpty() ? 0 : rates.peekFirst().octets();
    }

    /** RTprop; -1 before the first. */
    long leastRoundTrip() {
        return leastRoundTrip;
    }

    /** What is in flight when the path is just full; -1 as long as that is not known. */
    double product() {
        return leastRoundTrip < 0 ? -1 : bandwidth() * leastRoundTrip / SECOND;
    }

    /** Whether a round trip has begun with the last measurement. */
    boolean isRoundStart() {
        return roundStarts;
    }

    /** The next round trip begins with what goes from now on, {@code total} having been delivered. */
    void startRound(long total) {
        roundEnd = total;
    }

    /** Whether the bandwidth has stopped to grow: the pipe is full. */
    boolean isFull() {
        return full;
    }

    private void lookWhetherFull(DeliveryRate.Sample sample) {
        if (full || !roundStarts || sample.limited()) {
            return;
        }
        if (bandwidth() >= fullBandwidth * GROWTH) {
            fullBandwidth = bandwidth();
            fullRounds = 0;
        } else {
            fullRounds++;
            full = fullRounds >= ROUNDS_WITHOUT_GROWTH;
        }
    }

    /** What was found of the bandwidth's growth may be wrong: a timeout, or a loss that was none. */
    void lookAgainWhetherFull() {
        fullBandwidth = 0;
        fullRounds = 0;
    }

    private void aggregate(DeliveryRate.Sample sample, long now, long window) {
        if (roundStarts) {
            extraRounds++;
            if (extraRounds >= AGGREGATION_ROUNDS) {
                extraRounds = 0;
                extra[1] = extra[0];
                extra[0] = 0;
            }
        }
        double expected = bandwidth() * (now - epochStart) / SECOND;
        if (epochOctets <= expected) {
            startEpoch(now);
            expected = 0;
        }
        epochOctets += sample.acknowledged();
        extra[0] = Math.max(extra[0], Math.min((long) (epochOctets - expected), window));
    }

    private void startEpoch(long now) {
        epochStart = now;
        epochOctets = 0;
    }

    /** So much more is in flight, while acknowledgments wait to come in a bunch. */
    double aggregation() {
        return full ? Math.min(Math.max(extra[0], extra[1]), bandwidth() * LONGEST_AGGREGATION) : 0;
    }
}
