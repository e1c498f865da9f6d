package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.ReceiveSpace;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;

/** What the target's window field tells of its receive window: at least that much, and at most what the field hides. */
final class Windows {
    private Windows() {}

    /** More than any window; RFC 7323 section 2.2 allows 2^30. */
    static final long UNKNOWN = 1L << 30;

    static Hypothesis shown(Hypothesis h, Segment s) {
        Connection c = h.connection();
        boolean syn = s.has(TcpFlag.SYN);
        int shift = syn ? 0 : c.receiveShift();
        long window = (long) s.window() << shift;
        // The field rounds down, and ends at 65535.
        long room = s.window() == 0xffff ? UNKNOWN : window + (1L << shift) - 1;
        ReceiveSpace rcv = c.rcv();
        return h.with(c.with(rcv.withWindow(window, room)));
    }

    /** The user has received {@code octets}: the window may have grown by as much, unshown. */
    static Connection grown(Connection c, long octets) {
        ReceiveSpace rcv = c.rcv();
        return c.with(rcv.withWindow(rcv.wnd(), rcv.room() + octets));
    }
}
