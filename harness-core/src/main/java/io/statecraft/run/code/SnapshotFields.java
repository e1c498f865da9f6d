package io.statecraft.run.code;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The names that packetdrill gives to a snapshot on Linux and on FreeBSD: a stack need not show them all. */
final class SnapshotFields {
    private static final Set<String> TCP_INFO = words("""
            state ca_state retransmits probes backoff options snd_wscale rcv_wscale delivery_rate_app_limited
            fastopen_client_fail rto ato snd_mss rcv_mss unacked sacked lost retrans fackets last_data_sent
            last_ack_sent last_data_recv last_ack_recv pmtu rcv_ssthresh rtt rttvar snd_ssthresh snd_cwnd advmss
            reordering rcv_rtt rcv_space total_retrans pacing_rate max_pacing_rate bytes_acked bytes_received
            segs_out segs_in notsent_bytes min_rtt data_segs_in data_segs_out delivery_rate busy_time rwnd_limited
            sndbuf_limited delivered delivered_ce bytes_sent bytes_retrans dsack_dups reord_seen rcv_ooopack snd_wnd
            rcv_wnd rehash total_rto total_rto_recoveries total_rto_time ecn_mode accecn_opt_seen accecn_fail_mode
            options2 received_ce delivered_e0_bytes delivered_e1_bytes delivered_ce_bytes received_e0_bytes
            received_e1_bytes received_ce_bytes snd_bwnd snd_nxt rcv_nxt toe_tid snd_rexmitpack snd_zerowin
            total_tlp total_tlp_bytes snd_una snd_max rcv_numsacks rcv_adv dupacks rttcur srtt rttmin
            tfo_cookie_len tfo_cookie tfo_client tfo_server
            """);

    private static final Set<String> OTHERS = words("""
            bbr_bw_lo bbr_bw_hi bbr_bw bbr_min_rtt bbr_pacing_gain bbr_cwnd_gain dctcp_enabled dctcp_ce_state
            dctcp_alpha dctcp_ab_ecn dctcp_ab_tot tcpv_enabled tcpv_rttcnt tcp_rtt tcp_minrtt SK_MEMINFO_RMEM_ALLOC
            SK_MEMINFO_RCVBUF SK_MEMINFO_WMEM_ALLOC SK_MEMINFO_SNDBUF SK_MEMINFO_FWD_ALLOC SK_MEMINFO_WMEM_QUEUED
            SK_MEMINFO_OPTMEM SK_MEMINFO_BACKLOG SK_MEMINFO_DROPS
            """);

    private static final String PREFIX = "tcpi_";

    private SnapshotFields() {}

    static boolean contains(String name) {
        return OTHERS.contains(name) || name.startsWith(PREFIX) && TCP_INFO.contains(name.substring(PREFIX.length()));
    }

    /** As the reason for not supporting a block. */
    static String notShown(String name) {
        return name + ", which the target does not show";
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
