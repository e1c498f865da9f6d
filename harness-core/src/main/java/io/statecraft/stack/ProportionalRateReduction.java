package io.statecraft.stack;

/** How much goes during recovery for what is delivered: RFC 6937. Octets. */
final class ProportionalRateReduction {
    private final long recoverFlightSize;
    private long delivered; // prr_delivered
    private long out; // prr_out

    /** @param recoverFlightSize FlightSize, or cwnd, when recovery began */
    ProportionalRateReduction(long recoverFlightSize) {
        this.recoverFlightSize = recoverFlightSize;
    }

    /**
     * After an acknowledgment.
     *
     * @param octets DeliveredData: acknowledged or reported by it
     * @param pipe what is in the network now
     * @param threshold ssthresh
     * @param smss sender's maximum segment size
     * @param progress whether SND.UNA has moved, and no more was found lost: the bound is slow start's then
     * @return how much may go
     */
    long acknowledged(long octets, long pipe, long threshold, int smss, boolean progress) {
        delivered += octets;
        long count;
        if (pipe > threshold) {
            count = (threshold * delivered + recoverFlightSize - 1) / recoverFlightSize - out;
        } else {
            // The conservative bound, or with progress the slow start bound.
            long limit = Math.max(delivered - out, octets) + (progress ? smss : 0);
            count = Math.min(threshold - pipe, limit);
        }
        return Math.max(count, out == 0 ? smss : 0); // one segment goes at once: the fast retransmit
    }

    /** Something has gone. */
    void sent(long octets) {
        out += octets;
    }
}
