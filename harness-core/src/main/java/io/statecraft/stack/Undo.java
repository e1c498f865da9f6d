package io.statecraft.stack;

import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;

/**
 * Whether the window was reduced for nothing: each segment that was sent again is reported as having arrived twice (RFC 3708 section 3).
 * Amounts are octets.
 */
final class Undo {
    private SequenceNumber marker; // SND.UNA when the reduction began; null: there is none, or it stands
    private int open; // segments sent again whose originals are not known to have arrived
    private boolean any;
    private long size;
    private long threshold;

    /** The window is going to be reduced from {@code cwnd}. */
    void begin(long cwnd, long ssthresh, SequenceNumber una) {
        marker = una;
        open = 0;
        any = false;
        size = cwnd;
        threshold = ssthresh;
    }

    /** A segment goes again. */
    void resent() {
        if (marker != null) {
            open++;
            any = true;
        }
    }

    /** The peer reports what has arrived twice, SND.UNA having been {@code una}. */
    void duplicate(TcpOption.Sack.Block block, SequenceNumber una) {
        if (marker != null
                && open > 0
                && block.right().isAtOrBefore(una)
                && block.right().isAfter(marker)) {
            open--;
        }
    }

    /** Whether nothing that was sent again was lost. */
    boolean isDue() {
        return marker != null && any && open == 0;
    }

    /** cwnd as it was. */
    long size() {
        return size;
    }

    /** ssthresh as it was. */
    long threshold() {
        return threshold;
    }

    /** The reduction stands, or is undone. */
    void over() {
        marker = null;
        any = false;
    }
}
