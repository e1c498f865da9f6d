package io.statecraft.stack;

/** When a segment that is not full may go although the user has not turned the Nagle algorithm off (RFC 9293 section 3.7.4). */
public enum Nagle {
    /** When nothing is unacknowledged: the algorithm as RFC 9293 has it. */
    UNTIL_ACKNOWLEDGED {
        @Override
        boolean allows(boolean wasIdle, boolean nothingInFlight, boolean smallInFlight) {
            return nothingInFlight;
        }
    },
    /** When nothing was unacknowledged before this burst: the tail of a long write goes with it. */
    UNTIL_IDLE {
        @Override
        boolean allows(boolean wasIdle, boolean nothingInFlight, boolean smallInFlight) {
            return wasIdle;
        }
    },
    /** When no other small segment is unacknowledged: Minshall's variant. */
    ONE_SMALL_SEGMENT {
        @Override
        boolean allows(boolean wasIdle, boolean nothingInFlight, boolean smallInFlight) {
            return !smallInFlight;
        }
    };

    /**
     * @param wasIdle whether nothing was in flight when this burst began
     * @param nothingInFlight whether nothing is in flight now
     * @param smallInFlight whether a segment that was not full is in flight
     */
    abstract boolean allows(boolean wasIdle, boolean nothingInFlight, boolean smallInFlight);
}
