package io.statecraft.stack;

/** How much a sender may have in flight beyond what the peer's window says (RFC 5681). */
public interface CongestionControl {

    /** No limit of its own. */
    CongestionControl OPEN = new CongestionControl() {
        @Override
        public long window() {
            return Long.MAX_VALUE;
        }

        @Override
        public void acknowledged(long octets) {
            // the window is open already
        }

        @Override
        public void timedOut() {
            // and stays open
        }
    };

    /** The congestion window in octets. */
    long window();

    /** {@code octets} that were in flight have been acknowledged. */
    void acknowledged(long octets);

    /** The retransmission timer has run out. */
    void timedOut();

    /** The peer has told of a congestion mark, once a window of data (RFC 3168 section 6.1.2: as of a loss, but nothing is lost). */
    default void marked() {
        // a window without a limit has nothing to reduce
    }
}
