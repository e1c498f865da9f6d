package io.statecraft.stack;

import io.statecraft.tcp.Connection;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;

/** The sender's half of explicit congestion notification (RFC 3168 section 6.1.2); the receiver's is in the rules. */
final class EcnSender {
    private final Endpoint endpoint;
    private SequenceNumber windowEnd; // SND.NXT at the last reaction: one a window of data; null: none yet
    private boolean reduced;

    EcnSender(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** A segment has come whose acknowledgment counts: ECE says that the path is congested. */
    void noteEcho(Segment s) {
        Connection c = endpoint.connection();
        boolean told = c.ecn() && s.has(TcpFlag.ECE) && s.has(TcpFlag.ACK) && !s.has(TcpFlag.SYN);
        boolean current = s.ack().equals(c.snd().una());
        boolean again = windowEnd != null && s.ack().isAtOrBefore(windowEnd);
        if (told && current && !again) {
            windowEnd = c.snd().nxt();
            endpoint.recovery().reduceWindow();
            windowReduced();
        }
    }

    /** The congestion window was reduced, for whatever reason: the next new text tells the peer. */
    void windowReduced() {
        reduced = true;
    }

    /** Whether text that goes for the first time is ECN-capable: it alone is (sections 6.1.4 to 6.1.6). */
    boolean isCapable() {
        return endpoint.connection().ecn();
    }

    /** The flags of the next segment with new text: CWR on the first one after a reduction. */
    int flagsOfNewText() {
        boolean tell = reduced && isCapable();
        reduced = false;
        return tell ? TcpFlag.CWR.mask() : 0;
    }
}
