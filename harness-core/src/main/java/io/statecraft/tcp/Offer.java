package io.statecraft.tcp;

import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption;

/**
 * What one side's SYN offered.
 *
 * @param mss the MSS option in octets; -1 if there was none
 * @param windowShift the window scale option, cut to 14 (RFC 7323 section 2.3); -1 if there was none
 * @param timestamps whether the timestamps option was there
 * @param sackPermitted whether the SACK-permitted option was there
 */
public record Offer(int mss, int windowShift, boolean timestamps, boolean sackPermitted) {

    /** No options. */
    public static final Offer NONE = new Offer(-1, -1, false, false);

    private static final int MAX_SHIFT = 14;

    /** What the options of a SYN or SYN,ACK offer. */
    public static Offer of(Segment syn) {
        if (syn.options().isEmpty()) {
            return NONE;
        }
        TcpOption.MaximumSegmentSize mss = syn.option(TcpOption.MaximumSegmentSize.class);
        TcpOption.WindowScale scale = syn.option(TcpOption.WindowScale.class);
        return new Offer(
                mss == null ? -1 : mss.size(),
                scale == null ? -1 : Math.min(scale.shift(), MAX_SHIFT),
                syn.option(TcpOption.Timestamps.class) != null,
                syn.option(TcpOption.SackPermitted.class) != null);
    }
}
