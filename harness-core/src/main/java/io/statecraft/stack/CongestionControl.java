package io.statecraft.stack;

/** How a congestion window grows and shrinks: the part in which {@link Reno}, {@link Cubic} and {@link Bbr} differ. Amounts are octets. */
interface CongestionControl {
    /** The slow start threshold after a loss or a mark, of the window as it was before. */
    long threshold(CongestionWindow window);

    /** {@code octets} were acknowledged beyond slow start, the window being full: by how much it grows. */
    long growth(CongestionWindow window, long octets);

    /** Slow start goes on, and a round trip of so many nanoseconds was measured; whether it should end here. */
    default boolean endsSlowStart(CongestionWindow window, long roundTrip) {
        return false;
    }

    /** The retransmission timer has run out: what it knows of the path is out of date. */
    default void timedOut() {}

    /** Nothing was sent for so long, nanoseconds. */
    default void idle(long nanos) {}

    /** Whether it sets the window itself, at each acknowledgment and in recovery too, and no loss or mark reduces it. */
    default boolean governs() {
        return false;
    }

    /** The connection is open, with the initial window. */
    default void opened(CongestionWindow window) {}

    /** One that governs sets the window by what an acknowledgment has shown. */
    default void delivered(CongestionWindow window, DeliveryRate.Sample sample) {}

    /** Text is about to go, nothing being in flight. */
    default void restarts(CongestionWindow window) {}

    /** The loss that it was told of last was none. */
    default void undone() {}

    /** How fast text is to go, in octets a second; 0: as it can. */
    default double pacingRate() {
        return 0;
    }
}
