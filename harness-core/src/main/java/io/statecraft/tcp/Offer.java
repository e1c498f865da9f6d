package io.statecraft.tcp;

import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;

/**
 * What one side's SYN offered.
 *
 * @param mss the MSS option in octets; -1 if there was none
 * @param windowShift the window scale option, cut to 14 (RFC 7323 section 2.3); -1 if there was none
 * @param timestamps whether the timestamps option was there
 * @param sackPermitted whether the SACK-permitted option was there
 * @param ecn whether it was an ECN-setup SYN or SYN,ACK (RFC 3168 section 6.1.1)
 * @param cookie the Fast Open option's cookie, empty for a request; null if there was no option of a length that RFC 7413 section
 *     4.1.1 allows
 */
public record Offer(
        int mss, int windowShift, boolean timestamps, boolean sackPermitted, boolean ecn, FastOpenCookie cookie) {

    /** No options. */
    public static final Offer NONE = new Offer(-1, -1, false, false);

    private static final int MAX_SHIFT = 14;

    /** Neither ECN nor Fast Open. */
    public Offer(int mss, int windowShift, boolean timestamps, boolean sackPermitted) {
        this(mss, windowShift, timestamps, sackPermitted, false, null);
    }

    /** What the options of a SYN or SYN,ACK offer. */
    public static Offer of(Segment syn) {
        boolean ecn = isEcnSetup(syn);
        if (syn.options().isEmpty()) {
            return NONE.withEcn(ecn);
        }
        TcpOption.MaximumSegmentSize mss = syn.option(TcpOption.MaximumSegmentSize.class);
        TcpOption.WindowScale scale = syn.option(TcpOption.WindowScale.class);
        return new Offer(
                mss == null ? -1 : mss.size(),
                scale == null ? -1 : Math.min(scale.shift(), MAX_SHIFT),
                syn.option(TcpOption.Timestamps.class) != null,
                syn.option(TcpOption.SackPermitted.class) != null,
                ecn,
                FastOpenCookie.of(syn));
    }

    /** ECE and CWR in a SYN, ECE alone in a SYN,ACK: one that has both was reflected by something that knows nothing of ECN. */
    private static boolean isEcnSetup(Segment syn) {
        return syn.has(TcpFlag.ECE) && syn.has(TcpFlag.CWR) != syn.has(TcpFlag.ACK);
    }

    /** The same with ECN, or without. */
    public Offer withEcn(boolean offered) {
        return offered == ecn ? this : new Offer(mss, windowShift, timestamps, sackPermitted, offered, cookie);
    }

    /** The same with a Fast Open option; null: without. */
    public Offer with(FastOpenCookie shown) {
        return new Offer(mss, windowShift, timestamps, sackPermitted, ecn, shown);
    }
}
