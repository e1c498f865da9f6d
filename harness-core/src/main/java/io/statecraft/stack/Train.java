package io.statecraft.stack;

import io.statecraft.tcp.SendSpace;

/**
 * How many segments leave together, as a sender with segmentation offload hands them to its device: as much as it sends in a millisecond.
 * The last of a train has PSH, so that the receiver need not wait for more.
 */
final class Train {
    private static final long SECOND = 1_000_000_000L;
    private static final int SLICES = 1024; // of a second
    private static final int LARGEST = 65_216; // octets
    private static final long SMALL_ROUND_TRIPS = 512_000; // nanoseconds
    private static final int LONGEST_SHIFT = 32;
    private static final long CLOSE_BEHIND = 1_000_000; // nanoseconds
    private static final int WINDOW_SHARE = 3; // a third of the window is worth a train

    private final Endpoint endpoint;
    private int coupled;
    private int limit;

    Train(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    private boolean isOffloaded() {
        return endpoint.profile().has(Setting.LEAST_TRAIN);
    }

    /** Another segment is part of the train; whether it is the last. */
    boolean couple(int length) {
        if (coupled == 0) {
            limit = isOffloaded() ? longest() : 1;
        }
        coupled++;
        if (coupled >= limit || length < endpoint.sendMss()) {
            coupled = 0;
            return true;
        }
        return false;
    }

    /** The train is complete. */
    void over() {
        coupled = 0;
    }

    /**
     * Whether the next train is to wait until the windows let more of it go, one having departed at {@code departedAt}: only right behind
     * another, when the next acknowledgment is near, and when it would be short.
     */
    boolean waits(long departedAt) {
        Pieces pieces = endpoint.sender().pieces();
        int size = endpoint.segmentSize();
        boolean several = endpoint.profile().has(Setting.PIECE_COST) && pieces.left() > size;
        Scoreboard scoreboard = endpoint.recovery().scoreboard();
        // RFC 3042: what a duplicate acknowledgment lets go goes at once.
        boolean disturbed = endpoint.recovery().mode() != Recovery.Mode.OPEN;
        if (!several || disturbed || scoreboard.isEmpty() || endpoint.now() - departedAt > CLOSE_BEHIND) {
            return false;
        }
        SendSpace snd = endpoint.connection().snd();
        long ofPeer = snd.wnd() - snd.inFlight();
        long ofPath = endpoint.recovery().queue().room();
        long limit = Math.min(ofPeer, ofPath);
        long share = Math.min(snd.wnd(), endpoint.window().size()) / WINDOW_SHARE;
        boolean goes = limit <= 0
                || limit >= paced() * size
                || !pieces.isTailNext() && limit >= pieces.left()
                || limit >= share
                || endpoint.now() - scoreboard.first().sentAt()
                        <= endpoint.retransmission().roundTrip().smoothed() / 2;
        return !goes && (limit <= pieces.left() || pieces.isNextOpen());
    }

    private long paced() {
        return Math.max(pace() / endpoint.segmentSize(), endpoint.profile().get(Setting.LEAST_TRAIN));
    }

    private int longest() {
        int size = endpoint.segmentSize();
        CongestionWindow window = endpoint.window();
        long half = Math.max(1, window.size() / size / 2);
        long ofBuffer = Math.max(1, endpoint.connection().snd().maxWnd() / 2 / size);
        return (int) Math.min(Math.min(half, ofBuffer), paced());
    }

    /** Octets that go in a millisecond, more when the peer is near. */
    private long pace() {
        if (endpoint.window().pacingRate() > 0) {
            return (long) endpoint.pacer().quantum();
        }
        RoundTrip trip = endpoint.retransmission().roundTrip();
        if (trip.smoothed() <= 0) {
            return LARGEST;
        }
        CongestionWindow window = endpoint.window();
        long percent =
                endpoint.profile().get(window.size() < window.threshold() / 2 ? Setting.SLOW_START_PACE : Setting.PACE);
        double rate = (double) window.size() * percent / 100 * SECOND / trip.smoothed();
        long shift = trip.least() / SMALL_ROUND_TRIPS;
        long near = shift < LONGEST_SHIFT ? LARGEST >> shift : 0;
        return (long) Math.min(rate / SLICES + near, LARGEST);
    }
}
