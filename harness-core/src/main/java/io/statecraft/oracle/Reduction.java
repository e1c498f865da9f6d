package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;

/**
 * The sender's half of explicit congestion notification: once in a window of data the peer's ECE makes the congestion window smaller, and the
 * first segment with new text after that has CWR (RFC 3168 section 6.1.2).
 *
 * @param due whether that segment is still to come
 * @param until SND.NXT at the last reaction, to an echo or to a loss: what acknowledges no more tells of nothing new; null: there was none
 */
record Reduction(boolean due, SequenceNumber until) {
    static final Reduction NONE = new Reduction(false, null);

    /** After a segment that made {@code is} of {@code was}. Only one that acknowledges something new is certain to count. */
    Reduction after(Connection was, Connection is, Segment s) {
        boolean told = is.ecn() && s.has(TcpFlag.ECE) && s.has(TcpFlag.ACK) && !s.has(TcpFlag.SYN);
        boolean counts = told
                && was.state().isSynchronized()
                && is.snd().una().isAfter(was.snd().una())
                && is.snd().una().equals(s.ack());
        boolean again = until != null && s.ack().isAtOrBefore(until);
        return counts && !again ? new Reduction(true, is.snd().nxt()) : this;
    }

    /** New text has gone with {@code s}: with CWR it tells of a reaction to what came before it, whether that was due or not. */
    Reduction told(Segment s) {
        boolean later = s.has(TcpFlag.CWR) && (until == null || s.seq().isAfter(until));
        return due || later ? new Reduction(false, later ? s.seq() : until) : this;
    }

    /** Something was sent again: for a loss, which has made the window smaller already, or to find out that there was none. */
    Reduction lost(SequenceNumber next) {
        return new Reduction(false, next);
    }

    Reduction rebased(long by) {
        return until == null ? this : new Reduction(due, until.plus(by));
    }
}
