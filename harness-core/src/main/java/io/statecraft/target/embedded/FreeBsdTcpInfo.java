package io.statecraft.target.embedded;

import io.statecraft.stack.Endpoint;
import io.statecraft.stack.Status;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.TcpState;
import java.util.HashMap;
import java.util.Map;

/** TCP_INFO as FreeBSD has it: states 0 to 10, times in microseconds, windows in octets. */
final class FreeBsdTcpInfo {
    private static final int MICRO = 1000;
    private static final int TIMESTAMPS = 1;
    private static final int SACK = 2;
    private static final int SCALE = 4;
    private static final int ECN = 8;

    private FreeBsdTcpInfo() {}

    static Map<String, Long> of(Endpoint endpoint) {
        Status status = endpoint.status();
        Connection c = endpoint.connection();
        Map<String, Long> info = new HashMap<>();
        info.put("tcpi_state", (long) number(endpoint.state()));
        info.put("tcpi_options", options(c));
        info.put("tcpi_snd_wscale", (long) c.sendShift());
        info.put("tcpi_rcv_wscale", (long) c.receiveShift());
        info.put("tcpi_rto", status.timeout() / MICRO);
        info.put("tcpi_snd_mss", (long) status.sendMss());
        info.put("tcpi_rcv_mss", (long) status.receiveMss());
        info.put("tcpi_unacked", (long) status.inFlight());
        info.put("tcpi_rtt", Math.max(0, status.roundTrip()) / MICRO);
        info.put("tcpi_rttvar", status.variation() / MICRO);
        info.put("tcpi_snd_ssthresh", (long) 65_535 << 14);
        info.put("tcpi_snd_cwnd", Math.min(65_535L << 14, status.congestionWindow()));
        info.put("tcpi_rcv_space", c.rcv().wnd());
        info.put("tcpi_snd_wnd", c.snd().wnd());
        info.put("tcpi_snd_bwnd", 0L);
        info.put("tcpi_snd_nxt", c.snd().nxt().toLong());
        info.put("tcpi_rcv_nxt", c.rcv().nxt().toLong());
        info.put("tcpi_snd_rexmitpack", status.retransmissions());
        info.put("tcpi_rcv_ooopack", (long) c.rcv().held().size());
        info.put("tcpi_snd_zerowin", (long) status.probes());
        return info;
    }

    /** TCPI_OPT_*: what both SYNs offered; the bits are the same on both systems. */
    static long options(Connection c) {
        return (c.timestamps() ? TIMESTAMPS : 0)
                | (c.sack() ? SACK : 0)
                | (c.windowScaling() ? SCALE : 0)
                | (c.ecn() ? ECN : 0);
    }

    static int number(TcpState state) {
        return switch (state) {
            case CLOSED -> 0;
            case LISTEN -> 1;
            case SYN_SENT -> 2;
            case SYN_RECEIVED -> 3;
            case ESTABLISHED -> 4;
            case CLOSE_WAIT -> 5;
            case FIN_WAIT_1 -> 6;
            case CLOSING -> 7;
            case LAST_ACK -> 8;
            case FIN_WAIT_2 -> 9;
            case TIME_WAIT -> 10;
        };
    }

    /** Of a socket without a connection. */
    static Map<String, Long> of(TcpState state) {
        return Map.of("tcpi_state", (long) number(state), "tcpi_options", 0L);
    }
}
