package io.statecraft.oracle;

import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The timestamps that the peer has sent, each with the least sequence number that it came with: what the target may echo (RFC 7323
 * section 4.3). Whether the target has taken a segment nobody knows; what it was never sent, or what only came ahead of a gap, it cannot
 * echo.
 */
final class PeerStamps {
    /** More are not remembered: from then on every echo is believed. */
    private static final int MOST = 4096;

    private final Map<Integer, SequenceNumber> first = new HashMap<>();
    private boolean forgetful;

    /** The peer has sent {@code s}. */
    void sent(Segment s) {
        TcpOption.Timestamps stamps = s.option(TcpOption.Timestamps.class);
        if (stamps == null || forgetful) {
            return;
        }
        if (first.size() == MOST) {
            forgetful = true;
            first.clear();
            return;
        }
        first.merge(stamps.value(), s.seq(), SequenceNumber::min);
    }

    /** Why the echo in {@code s} is not allowed, when {@code next} is RCV.NXT; null if it is, or if there is none. */
    Contradiction check(Segment s, SequenceNumber next) {
        TcpOption.Timestamps stamps = s.option(TcpOption.Timestamps.class);
        if (stamps == null || forgetful || first.isEmpty() || !s.has(TcpFlag.ACK) || s.has(TcpFlag.RST)) {
            return null;
        }
        SequenceNumber at = first.get(stamps.echoReply());
        return at != null && at.isAtOrBefore(next)
                ? null
                : Contradiction.ofField(
                        "RFC7323-16", "the echo of a timestamp that the peer has sent, and not ahead of a gap");
    }
}
