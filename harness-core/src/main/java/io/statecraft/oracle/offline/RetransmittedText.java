package io.statecraft.oracle.offline;

import io.statecraft.oracle.offline.SegmentView.Checksum;
import java.util.Arrays;

/**
 * What is sent again is what was sent before: the octet at a sequence number is one and the same (RFC 9293 sections 3.4 and 3.10.8). The
 * text is compared where it stands in the capture, so nothing of it is kept.
 */
final class RetransmittedText {
    /** How many segments are looked back at. */
    private static final int MOST = 256;

    private final SegmentLog log;
    private final Octets octets;
    private final SegmentView earlier = new SegmentView();
    private byte[] packet = new byte[2048];

    RetransmittedText(SegmentLog log, Octets octets) {
        this.log = log;
        this.octets = octets;
    }

    /** What the segment of {@code a} is charged with; null if its text is new, or the same as before. */
    Charge of(Side a, Side b, SegmentView s) {
        // A single octet may be a keep-alive's garbage (RFC 9293 section 3.8.4).
        if (s.length <= 1 || !a.spoke || s.seq - a.max >= 0 || s.capturedText() < s.length) {
            return null;
        }
        int looked = 0;
        for (long entry = a.logged; log.has(entry) && looked < MOST; entry = log.before(entry)) {
            looked++;
            if (log.length(entry) > 1 && log.captured(entry) == log.length(entry) && differs(s, entry)) {
                return Charge.proven(
                        "RFC9293:3.10.8",
                        "the same octets as before, from " + a.relative(log.seq(entry))
                                + " on, when they are sent again");
            }
        }
        return null;
    }

    private boolean differs(SegmentView s, long entry) {
        int from = Math.max(0, log.seq(entry) - s.seq); // in the segment's text
        int to = Math.min(s.length, log.seq(entry) + log.length(entry) - s.seq);
        if (from >= to) {
            return false;
        }
        int size = log.textOffset(entry) + log.length(entry);
        if (packet.length < size) {
            packet = new byte[size];
        }
        if (!octets.read(log.fileOffset(entry), packet, size)) {
            return false;
        }
        int there = log.textOffset(entry) + s.seq + from - log.seq(entry);
        boolean same = Arrays.equals(packet, there, there + to - from, s.bytes, s.textStart + from, s.textStart + to);
        // Damage on the way is nobody's fault.
        return !same
                && isWhole(s.checksum())
                && earlier.read(packet, 0, size, size) == SegmentView.Kind.TCP
                && isWhole(earlier.checksum());
    }

    private static boolean isWhole(Checksum checksum) {
        return checksum == Checksum.RIGHT || checksum == Checksum.LEFT_TO_HARDWARE;
    }
}
