package io.statecraft.stack;

/**
 * Linux's delayed acknowledgments. A connection begins by acknowledging at once, so that the peer's window opens fast; one whose ends talk
 * by turns waits for its own text to carry the acknowledgment. Between the two, more than a full segment is acknowledged at once, and less
 * after a time that follows the peer's pace.
 */
final class AdaptiveAcknowledgment implements AcknowledgmentTiming {
    private static final int INITIAL_MSS = 536;
    private static final int LEAST_MSS = 88;
    private static final int LEAST_QUICK = 2;
    private static final long LONGEST = 200_000_000L; // nanoseconds

    private final Endpoint endpoint;
    private long quick; // so many acknowledgments go at once
    private boolean byTurns; // the ends talk by turns
    private long pace; // how long an acknowledgment may wait; 0: no text has come yet
    private long lastText; // when text came last
    private int receivedMss; // 0: not known yet
    private int partial; // segments since the last acknowledgment that were not full

    AdaptiveAcknowledgment(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    private long least() {
        return endpoint.profile().get(Setting.DELAYED_ACK);
    }

    @Override
    public int receivedMss() {
        if (receivedMss == 0) {
            int full = Math.min(endpoint.sizes().receiveMss(), endpoint.segmentSize());
            long half = endpoint.connection().rcv().wnd() / 2;
            return (int) Math.max(LEAST_MSS, Math.min(Math.min(full, half), INITIAL_MSS));
        }
        return receivedMss;
    }

    @Override
    public void opened() {
        lastText = endpoint.now();
    }

    @Override
    public void textCame(int octets, boolean pushed) {
        measure(octets, pushed);
        long now = endpoint.now();
        long gap = now - lastText;
        long timeout = endpoint.retransmission().roundTrip().baseTimeout();
        if (pace == 0) {
            hurry();
            pace = least();
        } else if (gap <= least() / 2) {
            pace = pace / 2 + least() / 2;
        } else if (gap < pace) {
            pace = Math.min(pace / 2 + gap, timeout);
        } else if (gap > timeout) {
            hurry(); // the peer begins anew, in slow start
        }
        lastText = now;
    }

    private void measure(int octets, boolean pushed) {
        if (octets >= receivedMss()) {
            receivedMss = Math.min(octets, endpoint.sizes().receiveMss());
        } else if (octets >= LEAST_MSS && octets >= INITIAL_MSS && !pushed) {
            receivedMss = octets; // not full, and yet nothing that ends a write
        } else {
            partial++;
        }
    }

    /** The next acknowledgments go at once: as many as half the window has segments. */
    private void hurry() {
        long half = endpoint.connection().rcv().wnd() / (2L * receivedMss());
        long most = endpoint.profile().get(Setting.QUICK_ACKS);
        quick = Math.max(quick, Math.min(half == 0 ? LEAST_QUICK : half, most));
    }

    @Override
    public void textGoes() {
        if (endpoint.now() - lastText < pace) {
            byTurns = true; // it answers what has just come
        }
    }

    @Override
    public void repeated() {
        hurry();
        byTurns = false;
        pace = least();
    }

    @Override
    public void userWants(boolean now) {
        byTurns = !now;
    }

    @Override
    public boolean isQuick() {
        return !byTurns;
    }

    @Override
    public boolean isDueAfterReading() {
        return partial > 1 || partial == 1 && !byTurns;
    }

    @Override
    public boolean isDue(int waiting, long octets) {
        boolean quickly = pace == 0 || quick > 0 && !byTurns; // what comes with a SYN is not delayed
        return quickly || octets > receivedMss() && endpoint.receiver().mayOpenWindow();
    }

    @Override
    public long delay() {
        long roundTrip = endpoint.retransmission().roundTrip().smoothed();
        long most = roundTrip > 0 ? Math.min(LONGEST, Math.max(roundTrip, least())) : LONGEST;
        return Math.max(1, Math.min(pace, most));
    }

    @Override
    public void acknowledged(boolean wasOwed) {
        partial = 0;
        if (quick > 0 && wasOwed) {
            quick--;
            pace = quick == 0 ? least() : pace;
        }
    }

    @Override
    public void delayIsOver() {
        if (byTurns) {
            byTurns = false;
            pace = least();
        } else {
            pace = Math.min(pace * 2, endpoint.retransmission().roundTrip().baseTimeout());
        }
    }
}
