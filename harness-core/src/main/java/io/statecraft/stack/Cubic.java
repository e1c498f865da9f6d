package io.statecraft.stack;

/** RFC 9438. Windows are segments here, as the RFC has them, and times seconds. */
final class Cubic implements CongestionControl {
    private static final double BETA = 0.7; // section 4.6
    private static final double C = 0.4; // section 5
    /** Section 4.3: as many segments for each window as keep pace with Reno, given that BETA. */
    private static final double ALPHA = 3 * (1 - BETA) / (1 + BETA);

    private static final double SECOND = 1e9;
    private static final double MOST_GROWTH = 1.5; // section 4.2: target is at most 1.5 cwnd

    private double largest; // W_max
    private double origin; // cwnd_epoch's K
    private double epochWindow; // cwnd_epoch
    private double estimate; // W_est
    private long epochStart = -1; // nanoseconds; -1: no epoch
    private double owed; // what is to be added of a segment

    @Override
    public long threshold(CongestionWindow window) {
        double before = (double) window.beforeLoss() / window.smss();
        // Section 4.7, fast convergence: a window that did not reach the last maximum makes room for others.
        largest = before < largest ? before * (1 + BETA) / 2 : before;
        epochStart = -1;
        owed = 0;
        // Section 4.6; whole segments, as each implementation has them.
        return Math.max((long) (before * BETA), 2) * window.smss();
    }

    @Override
    public long growth(CongestionWindow window, long octets) {
        double size = (double) window.size() / window.smss();
        double acknowledged = (double) octets / window.smss();
        if (epochStart < 0) {
            begin(window, size);
        }
        double time = (window.now() - epochStart) / SECOND;
        double roundTrip = Math.max(0, window.roundTrip()) / SECOND;
        // Section 4.2: W_cubic(t + RTT) is the target.
        double target = Math.min(Math.max(cubic(time + roundTrip), size), MOST_GROWTH * size);
        // Section 4.3: W_est grows as Reno would.
        estimate += (estimate >= largest ? 1 : ALPHA) * acknowledged / size;
        double next = cubic(time) < estimate ? Math.max(size, estimate) : size + (target - size) / size * acknowledged;
        owed += next - size;
        long whole = (long) owed;
        owed -= whole;
        return whole * window.smss();
    }

    private void begin(CongestionWindow window, double size) {
        epochStart = window.now();
        epochWindow = size;
        estimate = size;
        if (size < largest) {
            origin = Math.cbrt((largest - epochWindow) / C); // equation 2
        } else {
            origin = 0;
            largest = size;
        }
    }

    /** W_cubic(t): equation 1. */
    private double cubic(double time) {
        double distance = time - origin;
        return C * distance * distance * distance + largest;
    }

    @Override
    public void timedOut() {
        // Section 4.8.
        epochStart = -1;
        owed = 0;
    }

    @Override
    public void idle(long nanos) {
        // Section 4.2: the curve goes on where it stopped.
        if (epochStart >= 0) {
            epochStart += nanos;
        }
    }
}
