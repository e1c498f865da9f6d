package io.statecraft.stack;

/**
 * The congestion window and the slow start threshold of a connection (RFC 5681 section 3.1), whoever's rules they follow. Amounts are
 * octets; a stack that counts segments has windows of whole ones.
 */
final class CongestionWindow {
    private static final long UNLIMITED = Long.MAX_VALUE / 4;
    private static final int LARGE_SEGMENT = 2190;
    private static final int MIDDLING_SEGMENT = 1095;

    private final Endpoint endpoint;
    private CongestionAlgorithm algorithm;
    private CongestionControl control;
    private long size;
    private long threshold = UNLIMITED;
    private long beforeLoss;
    private boolean opened;
    private boolean full; // the window was the limit, in this round trip
    private long mostOut; // the most that was in flight, in this round trip
    private io.statecraft.wire.SequenceNumber roundEnd;
    private long sentAt; // when text was sent last

    CongestionWindow(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.algorithm = endpoint.options().congestionControl();
        this.control = algorithm.of(endpoint);
    }

    /** The user may want another congestion control, which begins with the window as it is. */
    void optionsChanged() {
        if (endpoint.options().congestionControl() != algorithm) {
            algorithm = endpoint.options().congestionControl();
            control = algorithm.of(endpoint);
            if (opened) {
                control.opened(this);
            }
        }
    }

    /** Whether the congestion control sets the window itself, whatever is lost. */
    boolean isGoverned() {
        return control.governs();
    }

    /** How fast text is to go, in octets a second; 0: as it can. */
    double pacingRate() {
        return opened ? control.pacingRate() : 0;
    }

    /** The connection is open: SMSS is known. */
    void open(boolean synWasLost) {
        long segments = endpoint.profile().get(Setting.INITIAL_WINDOW);
        // RFC 5681 section 3.1: a lost SYN or SYN,ACK, and the window begins with one segment.
        if (synWasLost) {
            size = smss();
        } else {
            size = segments > 0 ? segments * smss() : standard();
        }
        opened = true;
        control.opened(this);
    }

    /** IW of RFC 5681 section 3.1. */
    private long standard() {
        int smss = smss();
        return (smss > LARGE_SEGMENT ? 2L : smss > MIDDLING_SEGMENT ? 3L : 4L) * smss;
    }

    /** cwnd. */
    long size() {
        return opened ? size : UNLIMITED;
    }

    /** ssthresh. */
    long threshold() {
        return threshold;
    }

    boolean isUnlimited() {
        return threshold >= UNLIMITED;
    }

    /** cwnd before the loss that the threshold is asked for. */
    long beforeLoss() {
        return beforeLoss;
    }

    /** SMSS as it counts for windows. */
    int smss() {
        return endpoint.segmentSize();
    }

    long now() {
        return endpoint.now();
    }

    /** SRTT in nanoseconds; -1 before the first measurement. */
    long roundTrip() {
        return endpoint.retransmission().roundTrip().smoothed();
    }

    /** The least round trip that was seen, in nanoseconds; 0 before the first. */
    long leastRoundTrip() {
        long least = endpoint.retransmission().roundTrip().least();
        return least == Long.MAX_VALUE ? 0 : least;
    }

    boolean isSlowStart() {
        return size < threshold;
    }

    void size(long octets) {
        size = Math.max(smss(), octets);
    }

    void threshold(long octets) {
        threshold = octets;
    }

    /** A loss or a mark: the threshold changes; the window follows as the recovery says. */
    void congested(long flightSize) {
        // Reno's equation is about FlightSize; a stack that counts segments takes cwnd.
        beforeLoss = endpoint.profile().has(Setting.WHOLE_SEGMENT_WINDOWS) ? size : Math.min(size, flightSize);
        threshold = control.threshold(this);
    }

    /** The timer has run out: the loss window (RFC 5681 section 3.1). */
    void collapse(long flight) {
        control.timedOut();
        size = flight + smss();
    }

    /** A round trip was measured, in nanoseconds, of what was acknowledged last. */
    void measured(long roundTrip) {
        boolean asks = opened && isSlowStart() && endpoint.profile().has(Setting.HYBRID_SLOW_START);
        if (asks && control.endsSlowStart(this, roundTrip)) {
            threshold = size;
        }
    }

    /** What an acknowledgment has shown, to a congestion control that sets the window by it. */
    void delivered(DeliveryRate.Sample sample) {
        if (opened) {
            control.delivered(this, sample);
        }
    }

    /** The loss that it was told of last was none. */
    void undone() {
        control.undone();
    }

    /** Text was acknowledged, {@code octets} of it. */
    void acknowledged(long octets) {
        if (!isFull()) {
            return; // RFC 9438 section 4.2, RFC 5681 section 4.1: a window that was not used does not grow
        }
        long left = octets;
        if (isSlowStart()) {
            long most = endpoint.profile().get(Setting.SLOW_START_LIMIT);
            long grown = Math.min(most > 0 ? Math.min(left, most * smss()) : left, Math.max(0, threshold - size));
            size += grown;
            left = isSlowStart() ? 0 : left - grown;
        }
        if (left > 0) {
            size += control.growth(this, left);
        }
    }

    private boolean isFull() {
        return full || isSlowStart() && size < 2 * mostOut;
    }

    /** After sending: {@code out} is in flight, and the window was the limit, or was not. */
    void sent(long out, boolean limited) {
        io.statecraft.tcp.SendSpace snd = endpoint.connection().snd();
        if (roundEnd == null || snd.una().isAtOrAfter(roundEnd) || limited || !full && out > mostOut) {
            full = limited;
            mostOut = out;
            roundEnd = snd.nxt();
        }
    }

    /** Text is about to go, nothing being in flight: RFC 5681 section 4.1. */
    void sending() {
        control.restarts(this);
        long idle = endpoint.now() - sentAt;
        long timeout = endpoint.retransmission().roundTrip().baseTimeout();
        if (sentAt > 0 && idle > timeout) {
            control.idle(idle);
            if (endpoint.profile().has(Setting.RESTART_AFTER_IDLE) && !isGoverned()) {
                restart(idle / Math.max(1, timeout));
            }
        }
        sentAt = endpoint.now();
    }

    private void restart(long timeouts) {
        long first = Math.min(endpoint.profile().get(Setting.INITIAL_WINDOW) * smss(), size);
        if (endpoint.profile().has(Setting.WHOLE_SEGMENT_WINDOWS)) {
            // RFC 2861: half for each timeout.
            threshold = isUnlimited() ? threshold : Math.max(threshold, size * 3 / 4);
            size = Math.max(first, timeouts > 60 ? 0 : size >> timeouts);
        } else {
            size = first;
        }
    }

    /** Text goes. */
    void sentText() {
        sentAt = endpoint.now();
    }
}
