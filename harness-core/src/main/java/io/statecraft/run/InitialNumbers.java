package io.statecraft.run;

import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;

/**
 * The initial sequence numbers of a connection, as far as its segments have shown them. A SYN that comes to an open connection does
 * not open it anew: only an answer to it does.
 */
final class InitialNumbers {
    private boolean localKnown;
    private boolean remoteKnown;
    private long local;
    private long remote;

    /** Whether the target has taken the harness's number: it has acknowledged it, and not with a reset. */
    private boolean taken;

    /** Of the last SYN from the harness. */
    private long offered;

    /** What a relative 0 of the target's is on the wire; 0 until it is known. */
    long local() {
        return local;
    }

    /** The same of the harness's. */
    long remote() {
        return remote;
    }

    void fromHarness(Segment s) {
        if (!s.has(TcpFlag.SYN)) {
            return;
        }
        offered = s.seq().toLong();
        if (!remoteKnown) {
            remoteKnown = true;
            remote = offered;
        }
    }

    void fromTarget(Segment s) {
        boolean syn = s.has(TcpFlag.SYN);
        boolean answers = remoteKnown
                && s.has(TcpFlag.ACK)
                && !s.has(TcpFlag.RST)
                && s.ack().toLong() == (offered + 1 & 0xffff_ffffL);
        if (answers && (syn || !taken)) {
            remote = offered;
            local = syn ? s.seq().toLong() : local;
            taken = true;
        } else if (syn && (!localKnown || !s.has(TcpFlag.ACK))) {
            local = s.seq().toLong();
        }
        localKnown |= syn;
    }
}
