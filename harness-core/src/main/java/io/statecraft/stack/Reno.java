package io.statecraft.stack;

/** RFC 5681: a segment for each window that is acknowledged, and half the window after a loss. */
final class Reno implements CongestionControl {
    private long counted; // octets since the window has grown last

    @Override
    public long threshold(CongestionWindow window) {
        // Equation 4: max (FlightSize / 2, 2*SMSS).
        return Math.max(window.beforeLoss() / 2, 2L * window.smss());
    }

    @Override
    public long growth(CongestionWindow window, long octets) {
        // RFC 3465 section 2.1, which RFC 5681 section 3.1 recommends: octets are counted, not acknowledgments.
        counted += octets;
        if (counted < window.size()) {
            return 0;
        }
        counted -= window.size();
        return window.smss();
    }

    @Override
    public void timedOut() {
        counted = 0;
    }
}
