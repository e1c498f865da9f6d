package io.statecraft.oracle.offline;

import static io.statecraft.oracle.offline.SegmentView.ACK;
import static io.statecraft.oracle.offline.SegmentView.FIN;
import static io.statecraft.oracle.offline.SegmentView.RST;
import static io.statecraft.oracle.offline.SegmentView.SYN;

import io.statecraft.wire.TcpFlag;

/**
 * Header prediction, as receivers have it: the next text in order or an acknowledgment, inside the window, of what was sent, with the
 * options that are usual. All checks let such a segment pass, so none is asked. Whatever is in the least unusual is left to them.
 */
final class FastPath {
    private static final int DECIDING = ACK | FIN | SYN | RST | TcpFlag.URG.mask();

    private FastPath() {}

    /** Takes the segment of {@code a} to {@code b} if it is ordinary; whether it was. */
    static boolean takes(Side a, Side b, SegmentView s) {
        boolean next = (s.flags & DECIDING) == ACK && s.seq == a.max && !a.hasGaps();
        if (!next || s.ack - a.ack < 0 || s.ack - b.contiguous > 0 || !b.canBeAcknowledgedAt(s.ack)) {
            return false;
        }
        int end = s.seq + s.length;
        if (b.edgeKnown && end - b.edge > 0) {
            return false;
        }
        int stamp = 0;
        if (s.hasPlainTimestamps()) {
            stamp = s.plainTsValue();
            boolean current = a.stamped && b.stamped && stamp - a.stampMax >= 0 && s.plainTsEcho() - b.stampMax <= 0;
            if (!current || a.scale >= 0 && SegmentChecks.shrinks(a, s)) {
                return false;
            }
            a.stampMax = stamp;
        } else if (s.optionLength != 0 || OptionChecks.stampsAgreed(a, b)) {
            return false;
        }
        a.max = end;
        a.contiguous = end;
        if (s.length > 0) {
            a.textMax = end;
        }
        a.acknowledged(s, a.scale >= 0 ? (long) s.window << a.scale : -1, stamp, Verification.afterPrediction(s));
        return true;
    }
}
