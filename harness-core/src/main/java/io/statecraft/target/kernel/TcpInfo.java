package io.statecraft.target.kernel;

import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.Sockets;
import io.statecraft.target.UnknownCallException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A snapshot of TCP_INFO, of the congestion control's TCP_CC_INFO, and of SO_MEMINFO, with the names that scripts use.
 *
 * <p>A kernel that is older than this table returns less, and those names are missing.
 */
final class TcpInfo {
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;
    private static final int TCP_CONGESTION = 13;
    private static final int TCP_CC_INFO = 26;
    private static final int SO_MEMINFO = 55;
    private static final int SIZE = 1024;

    /** {@code struct tcp_info} (include/uapi/linux/tcp.h): name, offset, size. */
    private static final List<Member> MEMBERS = members("""
            state 0 1, ca_state 1 1, retransmits 2 1, probes 3 1, backoff 4 1, options 5 1,
            rto 8 4, ato 12 4, snd_mss 16 4, rcv_mss 20 4, unacked 24 4, sacked 28 4, lost 32 4, retrans 36 4,
            fackets 40 4, last_data_sent 44 4, last_ack_sent 48 4, last_data_recv 52 4, last_ack_recv 56 4, pmtu 60 4,
            rcv_ssthresh 64 4, rtt 68 4, rttvar 72 4, snd_ssthresh 76 4, snd_cwnd 80 4, advmss 84 4, reordering 88 4,
            rcv_rtt 92 4, rcv_space 96 4, total_retrans 100 4, pacing_rate 104 8, max_pacing_rate 112 8,
            bytes_acked 120 8, bytes_received 128 8, segs_out 136 4, segs_in 140 4, notsent_bytes 144 4, min_rtt 148 4,
            data_segs_in 152 4, data_segs_out 156 4, delivery_rate 160 8, busy_time 168 8, rwnd_limited 176 8,
            sndbuf_limited 184 8, delivered 192 4, delivered_ce 196 4, bytes_sent 200 8, bytes_retrans 208 8,
            dsack_dups 216 4, reord_seen 220 4, rcv_ooopack 224 4, snd_wnd 228 4, rcv_wnd 232 4, rehash 236 4,
            total_rto 240 2, total_rto_recoveries 242 2, total_rto_time 244 4, received_ce 248 4,
            delivered_e1_bytes 252 4, delivered_e0_bytes 256 4, delivered_ce_bytes 260 4, received_e1_bytes 264 4,
            received_e0_bytes 268 4, received_ce_bytes 272 4
            """);

    private static final int WINDOW_SCALES = 6;
    private static final int BITS = 7;
    private static final int ACCURATE_ECN = 276;
    private static final int END = 280;

    /** From this major version on the last four octets are bits; before that, two numbers. */
    private static final int BITS_SINCE = 7;

    private static final List<Member> VEGAS = members("enabled 0 4, rttcnt 4 4, rtt 8 4, minrtt 12 4");
    private static final List<Member> DCTCP = members("enabled 0 2, ce_state 2 2, alpha 4 4, ab_ecn 8 4, ab_tot 12 4");
    private static final List<Member> BBR =
            members("bw_lo 0 4, bw_hi 4 4, min_rtt 8 4, pacing_gain 12 4, cwnd_gain 16 4");
    private static final List<Member> MEMORY = members("RMEM_ALLOC 0 4, RCVBUF 4 4, WMEM_ALLOC 8 4, SNDBUF 12 4,"
            + " FWD_ALLOC 16 4, WMEM_QUEUED 20 4, OPTMEM 24 4, BACKLOG 28 4, DROPS 32 4");

    private final NativeMemory memory = NativeMemory.allocate(SIZE + 4);
    private final Map<String, Long> values = new LinkedHashMap<>();

    private TcpInfo() {}

    /**
     * The snapshot of a socket.
     *
     * @param fd a live descriptor
     * @throws UnknownCallException if it has none
     */
    static Map<String, Long> of(int fd) {
        TcpInfo info = new TcpInfo();
        int length = info.option(fd, IPPROTO_TCP, TCP_INFO);
        if (length < 0) {
            throw new UnknownCallException("there is no TCP_INFO for this descriptor");
        }
        info.tcpInfo(length);
        info.congestionControl(fd);
        info.put("SK_MEMINFO_", MEMORY, info.option(fd, Sockets.SOL_SOCKET, SO_MEMINFO));
        return info.values;
    }

    private int option(int fd, int level, int option) {
        memory.bytes().putInt(SIZE, SIZE);
        int result = Sockets.getsockopt(fd, level, option, memory.address(), memory.address(SIZE));
        return result < 0 ? result : memory.bytes().getInt(SIZE);
    }

    private void tcpInfo(int length) {
        put("tcpi_", MEMBERS, length);
        int scales = Byte.toUnsignedInt(memory.bytes().get(WINDOW_SCALES));
        values.put("tcpi_snd_wscale", (long) scales & 15);
        values.put("tcpi_rcv_wscale", (long) scales >> 4);
        int bits = memory.bytes().get(BITS);
        values.put("tcpi_delivery_rate_app_limited", (long) bits & 1);
        values.put("tcpi_fastopen_client_fail", (long) bits >> 1 & 3);
        if (length >= END) {
            accurateEcn();
        }
    }

    private void accurateEcn() {
        ByteBuffer bytes = memory.bytes();
        String major = System.getProperty("os.version", "0").replaceFirst("\\D.*", "");
        if (Integer.parseInt(major) >= BITS_SINCE) {
            int bits = bytes.getInt(ACCURATE_ECN);
            values.put("tcpi_ecn_mode", (long) bits & 3);
            values.put("tcpi_accecn_opt_seen", (long) bits >> 2 & 3);
            values.put("tcpi_accecn_fail_mode", (long) bits >> 4 & 15);
            values.put("tcpi_options2", (long) bits >>> 8);
        } else {
            values.put("tcpi_accecn_fail_mode", (long) Short.toUnsignedInt(bytes.getShort(ACCURATE_ECN)));
            values.put("tcpi_accecn_opt_seen", (long) Short.toUnsignedInt(bytes.getShort(ACCURATE_ECN + 2)));
        }
    }

    private void congestionControl(int fd) {
        int length = option(fd, IPPROTO_TCP, TCP_CONGESTION);
        byte[] name = new byte[Math.max(0, Math.min(length, 16))];
        memory.bytes().get(0, name);
        String algorithm = new String(name, StandardCharsets.US_ASCII).replace("\0", "");
        int size = option(fd, IPPROTO_TCP, TCP_CC_INFO);
        switch (algorithm) {
            case "bbr" -> {
                put("bbr_", BBR, size);
                if (size >= 8) {
                    values.put("bbr_bw", values.get("bbr_bw_hi") << 32 | values.get("bbr_bw_lo"));
                }
            }
            case "dctcp" -> put("dctcp_", DCTCP, size);
            case "vegas" -> put("tcpv_", VEGAS, size);
            default -> {
                // has nothing to tell
            }
        }
    }

    private void put(String prefix, List<Member> members, int length) {
        ByteBuffer bytes = memory.bytes();
        for (Member member : members) {
            if (member.offset + member.size <= length) {
                long value =
                        switch (member.size) {
                            case 1 -> Byte.toUnsignedInt(bytes.get(member.offset));
                            case 2 -> Short.toUnsignedInt(bytes.getShort(member.offset));
                            case 4 -> Integer.toUnsignedLong(bytes.getInt(member.offset));
                            default -> bytes.getLong(member.offset);
                        };
                values.put(prefix + member.name, value);
            }
        }
    }

    private static List<Member> members(String table) {
        List<Member> members = new ArrayList<>();
        for (String row : table.strip().split("\\s*,\\s*")) {
            String[] words = row.split(" ");
            members.add(new Member(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2])));
        }
        return members;
    }

    private record Member(String name, int offset, int size) {}
}
