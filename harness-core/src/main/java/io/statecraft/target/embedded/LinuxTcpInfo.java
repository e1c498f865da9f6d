package io.statecraft.target.embedded;

import io.statecraft.stack.Accounts;
import io.statecraft.stack.Endpoint;
import io.statecraft.stack.Status;
import io.statecraft.tcp.TcpState;
import java.util.HashMap;
import java.util.Map;

/** TCP_INFO as Linux has it: states 1 to 12, times in microseconds, queues in segments. */
final class LinuxTcpInfo {
    private static final int MICRO = 1000;
    private static final int MILLI = 1_000_000;
    private static final long TEXT_WITH_SYN = 32; // TCPI_OPT_SYN_DATA

    private LinuxTcpInfo() {}

    static Map<String, Long> of(Endpoint endpoint) {
        Status status = endpoint.status();
        Map<String, Long> info = new HashMap<>();
        info.put("tcpi_state", (long) number(endpoint.state()));
        Status.Loss loss = status.loss();
        info.put("tcpi_ca_state", (long) loss.mode());
        info.put("tcpi_unacked", (long) loss.inFlight());
        info.put("tcpi_sacked", (long) loss.sacked());
        info.put("tcpi_lost", (long) loss.lost());
        info.put("tcpi_retrans", (long) loss.resent());
        info.put("tcpi_snd_ssthresh", Math.min(Integer.MAX_VALUE, loss.threshold() / status.sendMss()));
        info.put("tcpi_reordering", (long) loss.reordering());
        info.put("tcpi_reord_seen", (long) loss.timesReordered());
        info.put("tcpi_dsack_dups", (long) loss.duplicateSacks());
        info.put("tcpi_min_rtt", Math.min(0xffffffffL, loss.leastRoundTrip() / MICRO));
        info.put("tcpi_retransmits", (long) status.retries());
        info.put("tcpi_probes", (long) status.probes());
        info.put("tcpi_backoff", (long) status.retries());
        info.put(
                "tcpi_options",
                FreeBsdTcpInfo.options(endpoint.connection()) | (endpoint.hadTextWithSyn() ? TEXT_WITH_SYN : 0));
        info.put("tcpi_delivered", loss.delivered());
        info.put("tcpi_snd_wscale", (long) endpoint.connection().sendShift());
        info.put("tcpi_rcv_wscale", (long) endpoint.connection().receiveShift());
        info.put("tcpi_rto", status.timeout() / MICRO);
        info.put("tcpi_ato", status.delayedAck() / MICRO);
        info.put("tcpi_snd_mss", (long) status.sendMss());
        info.put("tcpi_rcv_mss", (long) status.receivedMss());
        info.put("tcpi_advmss", (long) status.receiveMss());
        info.put("tcpi_total_retrans", status.retransmissions());
        info.put("tcpi_rtt", Math.max(0, status.roundTrip()) / MICRO);
        info.put("tcpi_rttvar", status.variation() / MICRO);
        info.put("tcpi_snd_cwnd", Math.min(Integer.MAX_VALUE, status.congestionWindow() / status.sendMss()));
        info.put("tcpi_pmtu", (long) status.mtu());
        info.put("tcpi_notsent_bytes", (long) status.unsent());
        info.put("tcpi_snd_wnd", endpoint.connection().snd().wnd());
        info.put("tcpi_rcv_wnd", endpoint.connection().rcv().wnd());
        info.put("tcpi_bytes_acked", status.octetsAcknowledged());
        info.put("tcpi_bytes_received", status.octetsReceived());
        describe(info, status.accounts());
        return info;
    }

    private static void describe(Map<String, Long> info, Accounts.Summary accounts) {
        info.put("tcpi_busy_time", accounts.busy() / MICRO);
        info.put("tcpi_rwnd_limited", accounts.windowLimited() / MICRO);
        info.put("tcpi_sndbuf_limited", accounts.bufferLimited() / MICRO);
        info.put("tcpi_segs_out", accounts.segmentsOut());
        info.put("tcpi_segs_in", accounts.segmentsIn());
        info.put("tcpi_data_segs_out", accounts.textSegmentsOut());
        info.put("tcpi_data_segs_in", accounts.textSegmentsIn());
        info.put("tcpi_bytes_sent", accounts.octetsSent());
        info.put("tcpi_last_data_sent", accounts.sinceTextSent() / MILLI);
        info.put("tcpi_last_data_recv", accounts.sinceTextCame() / MILLI);
        info.put("tcpi_last_ack_recv", accounts.sinceAcknowledgment() / MILLI);
    }

    private static int number(TcpState state) {
        return switch (state) {
            case ESTABLISHED -> 1;
            case SYN_SENT -> 2;
            case SYN_RECEIVED -> 3;
            case FIN_WAIT_1 -> 4;
            case FIN_WAIT_2 -> 5;
            case TIME_WAIT -> 6;
            case CLOSED -> 7;
            case CLOSE_WAIT -> 8;
            case LAST_ACK -> 9;
            case LISTEN -> 10;
            case CLOSING -> 11;
        };
    }

    /** Of a socket without a connection. */
    static Map<String, Long> of(TcpState state) {
        return Map.of("tcpi_state", (long) number(state));
    }
}
