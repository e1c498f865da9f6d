package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.SequenceNumber;

/**
 * The text that went with the target's SYN, and that the SYN,ACK left out (RFC 7413 section 4.2.2).
 *
 * @param end behind its last octet; null if there is no such text
 * @param answered whether the target has sent something since
 */
record SynTextLeft(SequenceNumber end, boolean answered) {
    static final SynTextLeft NONE = new SynTextLeft(null, true);

    /** After a segment that made {@code is} of {@code was}. */
    SynTextLeft after(Connection was, Connection is) {
        boolean left = was.state() == TcpState.SYN_SENT
                && is.state() == TcpState.ESTABLISHED
                && is.snd().una().isBefore(was.snd().nxt())
                && was.snd().nxt().isAfter(was.snd().iss().plus(1));
        return left ? new SynTextLeft(was.snd().nxt(), false) : this;
    }

    SynTextLeft answer() {
        return answered ? this : new SynTextLeft(end, true);
    }

    /** Whether text up to {@code number} is of it: it may go as if for the first time. */
    boolean covers(SequenceNumber number) {
        return end != null && number.isAtOrBefore(end);
    }
}
