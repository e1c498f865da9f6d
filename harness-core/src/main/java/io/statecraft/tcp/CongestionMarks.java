package io.statecraft.tcp;

import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;

/** Explicit congestion notification at the receiver: RFC 3168 section 6.1.3. */
final class CongestionMarks {
    private CongestionMarks() {}

    /**
     * With what an acceptable segment says of congestion: text that was marked CE is told by ECE until the peer's CWR; CWR with another
     * mark begins anew.
     */
    static Connection after(Connection c, Segment s, boolean congested) {
        if (!c.ecn()) {
            return c;
        }
        boolean marked = congested && !s.payload().isEmpty();
        return s.has(TcpFlag.CWR) || marked ? c.withEcho(marked) : c;
    }
}
