package io.statecraft.target.kernel;

import java.util.List;

/** The names of the attributes of SCM_TIMESTAMPING_OPT_STATS (include/uapi/linux/tcp.h), by number. */
final class StatisticNames {
    private static final List<String> NAMES = List.of(
            "PAD",
            "BUSY",
            "RWND_LIMITED",
            "SNDBUF_LIMITED",
            "DATA_SEGS_OUT",
            "TOTAL_RETRANS",
            "PACING_RATE",
            "DELIVERY_RATE",
            "SND_CWND",
            "REORDERING",
            "MIN_RTT",
            "RECUR_RETRANS",
            "DELIVERY_RATE_APP_LMT",
            "SNDQ_SIZE",
            "CA_STATE",
            "SND_SSTHRESH",
            "DELIVERED",
            "DELIVERED_CE",
            "BYTES_SENT",
            "BYTES_RETRANS",
            "DSACK_DUPS",
            "REORD_SEEN",
            "SRTT",
            "TIMEOUT_REHASH",
            "BYTES_NOTSENT",
            "EDT",
            "TTL",
            "REHASH");

    private StatisticNames() {}

    /** {@code TCP_NLA_…}, or null for padding and for what is newer than we are. */
    static String of(int type) {
        return type == 0 || type >= NAMES.size() ? null : "TCP_NLA_" + NAMES.get(type);
    }
}
