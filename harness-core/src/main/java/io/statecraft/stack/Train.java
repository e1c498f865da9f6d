package io.statecraft.stack;

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

    private int longest() {
        int size = endpoint.segmentSize();
        CongestionWindow window = endpoint.window();
        long half = Math.max(1, window.size() / size / 2);
        long ofBuffer = Math.max(1, endpoint.connection().snd().maxWnd() / 2 / size);
        long paced = Math.max(pace() / size, endpoint.profile().get(Setting.LEAST_TRAIN));
        return (int) Math.min(Math.min(half, ofBuffer), paced);
    }

    /** Octets that go in a millisecond, more when the peer is near. */
    private long pace() {
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
