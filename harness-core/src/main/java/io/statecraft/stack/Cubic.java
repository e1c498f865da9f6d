package io.statecraft.stack;

/** RFC 9438. Windows are segments here, as the RFC has them, and times seconds. */
final class Cubic implements CongestionControl {
    private static final double BETA = 0.7; // section 4.6
    private static final double C = 0.4; // section 5
    /** Section 4.3: as many segments for each window as keep pace with Reno, given that BETA. */
    private static final double ALPHA = 3 * (1 - BETA) / (1 + BETA);

    private static final double SECOND = 1e9;

    private static final long INTERVAL = 31_250_000; // nanoseconds: so long a look at the curve serves at the most
    private static final long LONG_COUNT = 100; // windows for a segment where the curve is flat
    private static final long FIRST_COUNT = 20; // segments for a segment where no maximum is known

    private double largest; // W_max; 0: not known
    private double origin; // the curve's K
    private double top; // the curve's height at K
    private double estimate; // W_est
    private double counted; // acknowledged segments that W_est has not counted
    private long epochStart = -1; // nanoseconds; -1: no epoch
    private long lookedAt; // when the curve was looked at last, nanoseconds
    private long lookedWindow; // the window then
    private long count; // so many acknowledged segments let the window grow by one
    private double credit; // acknowledged segments that have not let it grow
    private final HyStart hyStart;

    Cubic(HyStart hyStart) {
        this.hyStart = hyStart;
    }

    @Override
    public boolean endsSlowStart(CongestionWindow window, long roundTrip) {
        return hyStart.ends(roundTrip, window.size() / window.smss());
    }

    @Override
    public long threshold(CongestionWindow window) {
        double before = (double) window.beforeLoss() / window.smss();
        // Section 4.7, fast convergence: a window that did not reach the last maximum makes room for others.
        largest = before < largest ? before * (1 + BETA) / 2 : before;
        epochStart = -1;
        // Section 4.6; whole segments, as each implementation has them.
        return Math.max((long) (before * BETA), 2) * window.smss();
    }

    @Override
    public long growth(CongestionWindow window, long octets) {
        long size = window.size() / window.smss();
        double acknowledged = (double) octets / window.smss();
        look(window, size, acknowledged);
        long grown = 0;
        if (credit >= count) {
            credit = 0; // gathered when more were wanted for a segment
            grown++;
        }
        credit += acknowledged;
        long whole = (long) (credit / count);
        credit -= whole * count;
        return (grown + whole) * window.smss();
    }

    /** Sets {@link #count} by the curve, and by what Reno would do. */
    private void look(CongestionWindow window, long size, double acknowledged) {
        long now = window.now();
        counted += acknowledged;
        if (lookedWindow == size && epochStart >= 0 && now - lookedAt <= interval(window)) {
            return;
        }
        if (epochStart < 0) {
            begin(now, size);
            counted = acknowledged;
        }
        lookedAt = now;
        lookedWindow = size;
        // Section 4.2: the curve a round trip from now is the target; the window is whole segments.
        double time = (now - epochStart + window.leastRoundTrip()) / SECOND;
        double distance = time - origin;
        long rise = (long) (C * Math.abs(distance * distance * distance));
        long target = (long) top + (distance < 0 ? -rise : rise);
        count = target > size ? size / (target - size) : LONG_COUNT * size;
        count = largest == 0 ? Math.min(count, FIRST_COUNT) : count;
        keepPaceWithReno(size);
        count = Math.max(count, 2); // target is at most 1.5 cwnd
    }

    /** How long a look serves. Section 4.3 wants one at each acknowledgment, without which a short round trip leaves us behind Reno. */
    private static long interval(CongestionWindow window) {
        return window.roundTrip() < INTERVAL ? 0 : INTERVAL;
    }

    /** Section 4.3. */
    private void keepPaceWithReno(long size) {
        boolean back = largest > 0 && estimate >= largest;
        double each = size / (back ? 1 : ALPHA); // at the height of the last maximum, Reno's own pace
        while (counted > each) {
            counted -= each;
            estimate++;
        }
        if (estimate > size) {
            count = Math.min(count, (long) (size / (estimate - size)));
        }
    }

    private void begin(long now, long size) {
        epochStart = now;
        estimate = size;
        origin = size < largest ? Math.cbrt((largest - size) / C) : 0; // equation 2
        top = Math.max(size, largest);
    }

    @Override
    public void timedOut() {
        // Section 4.8; what the window was says nothing any more.
        epochStart = -1;
        largest = 0;
        credit = 0;
    }

    @Override
    public void idle(long nanos) {
        // Section 4.2: the curve goes on where it stopped.
        if (epochStart >= 0) {
            epochStart += nanos;
        }
    }
}
