package io.statecraft.stack;

/** How a congestion window grows and shrinks: the part in which {@link Reno} and {@link Cubic} differ. Amounts are octets. */
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

    /** The control of this number: {@link Setting#CONGESTION_CONTROL}. */
    static CongestionControl numbered(long number, Endpoint endpoint) {
        return number == 2 ? new Cubic(new HyStart(endpoint)) : new Reno();
    }
}
