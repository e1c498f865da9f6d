package io.statecraft.stack;

/**
 * BBR as Linux has it (version 1, draft-cardwell-iccrg-bbr-congestion-control-00, without its search for policers): window and pace follow a
 * {@link PathModel}, and neither loss nor mark. Amounts are octets, times nanoseconds, rates octets a second.
 */
final class Bbr implements CongestionControl {
    private static final double SECOND = 1e9;
    private static final long MILLI = 1_000_000L;
    private static final double HIGH_GAIN = 2.885; // 2/ln 2: twice as much in each round trip
    private static final double WINDOW_GAIN = 2;
    private static final double[] CYCLE = {1.25, 0.75, 1, 1, 1, 1, 1, 1};
    private static final double MARGIN = 0.99; // of the bandwidth, so that queues drain
    private static final int LEAST_WINDOW = 4; // segments
    private static final int QUANTA = 3; // one in the making, one at the device, one at the peer
    private static final int PROBING_EXTRA = 2; // segments
    private static final long PROBE_TIME = 200 * MILLI;

    private enum Phase {
        /** Doubles each round trip until the bandwidth does not grow any more. */
        STARTUP,
        /** Drains the queue that this has made. */
        DRAIN,
        /** Sends a little faster for a round trip, a little slower for one, and for six as fast as the bottleneck. */
        PROBE_BANDWIDTH,
        /** Keeps the path almost empty to see its round trip. */
        PROBE_ROUND_TRIP
    }

    private final Endpoint endpoint;
    private final PathModel model;
    private Phase phase = Phase.STARTUP;
    private int step; // of CYCLE
    private long stepStart;
    private long initialWindow;
    private double rate; // of pacing
    private boolean rateIsMeasured; // by a round trip, and not guessed
    private long restored; // cwnd before the recovery or the probe that it is to be restored after
    private Recovery.Mode lastMode = Recovery.Mode.OPEN;
    private boolean conserves; // what is delivered may go, and no more, for a round trip
    private boolean restarts; // after idle time
    private long probeEnd; // of the round trip; 0: the path is not empty yet
    private boolean probeRoundOver;

    Bbr(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.model = new PathModel(endpoint.now());
    }

    @Override
    public boolean governs() {
        return true;
    }

    @Override
    public double pacingRate() {
        return rate;
    }

    @Override
    public void opened(CongestionWindow window) {
        initialWindow = window.size();
        guessRate(window);
    }

    /** As fast as slow start's first round trip would be. */
    private void guessRate(CongestionWindow window) {
        long roundTrip = window.roundTrip();
        rateIsMeasured = roundTrip > 0;
        rate = HIGH_GAIN * window.size() * SECOND / (rateIsMeasured ? roundTrip : MILLI);
    }

    // ---- what is no acknowledgment

    @Override
    public long threshold(CongestionWindow window) {
        remember(window);
        return window.threshold();
    }

    private void remember(CongestionWindow window) {
        boolean whole = lastMode.compareTo(Recovery.Mode.RECOVERY) < 0 && phase != Phase.PROBE_ROUND_TRIP;
        restored = whole ? window.size() : Math.max(restored, window.size());
    }

    @Override
    public long growth(CongestionWindow window, long octets) {
        return 0; // it follows the model
    }

    @Override
    public void timedOut() {
        lastMode = Recovery.Mode.LOSS;
        model.lookAgainWhetherFull();
    }

    @Override
    public void undone() {
        model.lookAgainWhetherFull();
    }

    @Override
    public void restarts(CongestionWindow window) {
        if (!endpoint.recovery().rate().isLimited()) {
            return;
        }
        restarts = true;
        if (phase == Phase.PROBE_BANDWIDTH) {
            setRate(1, window);
        } else if (phase == Phase.PROBE_ROUND_TRIP) {
            endProbe(window);
        }
    }

    // ---- acknowledgments

    @Override
    public void delivered(CongestionWindow window, DeliveryRate.Sample sample) {
        model.measure(sample, endpoint.now(), window.size());
        conserves &= !model.isRoundStart();
        cycle(sample);
        leaveStartup(sample);
        probeRoundTrip(window, sample);
        restarts &= sample.acknowledged() == 0;
        setRate(pacingGain(), window);
        setWindow(window, sample);
    }

    private double pacingGain() {
        return switch (phase) {
            case STARTUP -> HIGH_GAIN;
            case DRAIN -> 1 / HIGH_GAIN;
            case PROBE_BANDWIDTH -> CYCLE[step];
            case PROBE_ROUND_TRIP -> 1;
        };
    }

    private double windowGain() {
        return switch (phase) {
            case STARTUP, DRAIN -> HIGH_GAIN;
            case PROBE_BANDWIDTH -> WINDOW_GAIN;
            case PROBE_ROUND_TRIP -> 1;
        };
    }

    private void cycle(DeliveryRate.Sample sample) {
        if (phase != Phase.PROBE_BANDWIDTH) {
            return;
        }
        boolean lastsEnough = endpoint.now() - stepStart > model.leastRoundTrip();
        double gain = CYCLE[step];
        long before = sample.inFlightBefore();
        boolean over;
        if (gain > 1) {
            over = lastsEnough && (sample.lost() > 0 || before >= inFlight(gain));
        } else if (gain < 1) {
            over = lastsEnough || before <= inFlight(1);
        } else {
            over = lastsEnough;
        }
        if (over) {
            step((step + 1) % CYCLE.length);
        }
    }

    private void step(int next) {
        step = next;
        stepStart = endpoint.now();
    }

    private void leaveStartup(DeliveryRate.Sample sample) {
        if (phase == Phase.STARTUP && model.isFull()) {
            phase = Phase.DRAIN;
        }
        if (phase == Phase.DRAIN && sample.inFlight() <= inFlight(1)) {
            probeBandwidth();
        }
    }

    /** Begins anywhere but with the slower step, so that connections do not all probe at once. */
    private void probeBandwidth() {
        phase = Phase.PROBE_BANDWIDTH;
        long chance = endpoint.connection().snd().iss().toLong() % (CYCLE.length - 1);
        step(chance == 0 ? 0 : (int) chance + 1);
    }

    private void probeRoundTrip(CongestionWindow window, DeliveryRate.Sample sample) {
        long now = endpoint.now();
        model.measureRoundTrip(sample.roundTrip(), now);
        if (model.isOutdated() && !restarts && phase != Phase.PROBE_ROUND_TRIP) {
            remember(window);
            phase = Phase.PROBE_ROUND_TRIP;
            probeEnd = 0;
        }
        if (phase != Phase.PROBE_ROUND_TRIP) {
            return;
        }
        endpoint.recovery().rate().limit(); // by ourselves
        if (probeEnd == 0) {
            if (sample.inFlight() <= leastWindow(window)) {
                probeEnd = now + PROBE_TIME;
                probeRoundOver = false;
                model.startRound(sample.total());
            }
        } else {
            probeRoundOver |= model.isRoundStart();
            if (probeRoundOver) {
                endProbe(window);
            }
        }
    }

    private void endProbe(CongestionWindow window) {
        if (probeEnd == 0 || endpoint.now() <= probeEnd) {
            return;
        }
        model.roundTripIsSeen(endpoint.now());
        window.size(Math.max(window.size(), restored));
        if (model.isFull()) {
            probeBandwidth();
        } else {
            phase = Phase.STARTUP;
        }
    }

    // ---- what follows from the model

    private void setRate(double gain, CongestionWindow window) {
        if (!rateIsMeasured && window.roundTrip() > 0) {
            guessRate(window);
        }
        double next = gain * model.bandwidth() * MARGIN;
        if (model.isFull() || next > rate) {
            rate = next;
        }
    }

    /** What is in flight at {@code gain} times the bandwidth, with what our bursts take. */
    private double inFlight(double gain) {
        double product = model.product();
        return product < 0 ? initialWindow : budget(gain * product);
    }

    private double budget(double octets) {
        int smss = endpoint.segmentSize();
        double whole = octets + QUANTA * endpoint.pacer().quantum();
        double pairs = 2 * Math.ceil(whole / smss / 2); // the peer acknowledges every second segment
        boolean probing = phase == Phase.PROBE_BANDWIDTH && step == 0;
        return (pairs + (probing ? PROBING_EXTRA : 0)) * smss;
    }

    private long leastWindow(CongestionWindow window) {
        return (long) LEAST_WINDOW * window.smss();
    }

    private void setWindow(CongestionWindow window, DeliveryRate.Sample sample) {
        long octets = sample.acknowledged();
        long size = window.size();
        if (octets > 0) {
            size = recoverOrRestore(window, sample);
            if (conserves) {
                size = Math.max(size, sample.inFlight() + octets);
            } else {
                size = Math.max(towards(size, octets, sample.total()), leastWindow(window));
            }
        }
        window.size(phase == Phase.PROBE_ROUND_TRIP ? Math.min(size, leastWindow(window)) : size);
    }

    private long towards(long size, long octets, long total) {
        double product = model.product();
        double target = product < 0 ? initialWindow : budget(windowGain() * product + model.aggregation());
        if (model.isFull()) {
            return (long) Math.min(size + octets, target);
        }
        return size < target || total < initialWindow ? size + octets : size;
    }

    /** At the start of a recovery what is delivered may go, for a round trip; after it the window is what it was. */
    private long recoverOrRestore(CongestionWindow window, DeliveryRate.Sample sample) {
        Recovery.Mode mode = endpoint.recovery().mode();
        long size = Math.max(window.smss(), window.size() - sample.lost());
        if (mode == Recovery.Mode.RECOVERY && lastMode != Recovery.Mode.RECOVERY) {
            conserves = true;
            model.startRound(sample.total());
            size = sample.inFlight() + sample.acknowledged();
        } else if (lastMode.compareTo(Recovery.Mode.RECOVERY) >= 0 && mode.compareTo(Recovery.Mode.RECOVERY) < 0) {
            conserves = false;
            size = Math.max(size, restored);
        }
        lastMode = mode;
        return size;
    }
}
