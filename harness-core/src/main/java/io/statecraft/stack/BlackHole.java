package io.statecraft.stack;

import io.statecraft.tcp.TcpState;

/**
 * Path MTU black holes: where full segments vanish and no ICMP error tells, smaller ones are tried (RFC 2923 section 2.1; RFC 9293 section
 * 3.7.2). Each size has two retransmissions; if none gets through, it was something else, and the size is what it was.
 */
final class BlackHole {
    private static final int FIRST_STEP = 2;
    private static final int SECOND_STEP = 4;
    private static final int LAST_STEP = 6;

    private final Endpoint endpoint;
    private int limit = Integer.MAX_VALUE;

    BlackHole(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** The largest segment, in octets of text and options; as large as it may be, if there is no suspicion. */
    int limit() {
        return limit;
    }

    /** The retransmission timer has run out {@code times} in a row. */
    void timedOut(int times, int full) {
        boolean v4 = endpoint.ends().local().version() == 4;
        Profile profile = endpoint.profile();
        TcpState state = endpoint.state();
        boolean suspicious = profile.has(v4 ? Setting.BLACK_HOLES_V4 : Setting.BLACK_HOLES_V6)
                && (state == TcpState.ESTABLISHED || state == TcpState.FIN_WAIT_1)
                && (limit < full || endpoint.connection().snd().inFlight() >= full);
        if (!suspicious) {
            return;
        }
        int smaller = (int) profile.get(v4 ? Setting.BLACK_HOLE_MSS_V4 : Setting.BLACK_HOLE_MSS_V6);
        int smallest = (int) profile.get(v4 ? Setting.DEFAULT_MSS_V4 : Setting.DEFAULT_MSS_V6);
        if (times == FIRST_STEP) {
            limit = smaller;
        } else if (times == SECOND_STEP && limit == smaller) {
            limit = smallest < smaller ? smallest : Integer.MAX_VALUE;
        } else if (times == LAST_STEP) {
            limit = Integer.MAX_VALUE;
        }
    }
}
