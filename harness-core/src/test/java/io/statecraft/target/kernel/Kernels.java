package io.statecraft.target.kernel;

import java.util.Locale;
import java.util.Map;

/** How kernels transfer beside the stack: what is compared is to go by the same rules. */
enum Kernels {
    /** As this host has them. One may have a congestion control that does not take a loss for congestion. */
    AS_THEY_ARE("", 0, Map.of()),

    /** CUBIC (RFC 9438), which is what the profile {@code linux} has. */
    CUBIC("cubic", 0, Map.of()),

    /**
     * CUBIC, no probe for lost tails, a timer of FreeBSD's length, and losses that are told by three segments beyond them (RFC 6675) where the
     * kernel still can: from 6.17 on it goes by time (RFC 8985) whatever is set. The profile {@code freebsd} has Reno, and goes by segments.
     */
    BY_SACK("cubic", 230, Map.of("net/ipv4/tcp_recovery", "0", "net/ipv4/tcp_early_retrans", "0")),

    /** What the profile {@code rfc9293} has: RFC 5681, 6582 and 6298, its timer of a second at least, and no SACK. */
    PLAIN(
            "reno",
            1000,
            Map.of(
                    "net/ipv4/tcp_sack", "0",
                    "net/ipv4/tcp_dsack", "0",
                    "net/ipv4/tcp_recovery", "0",
                    "net/ipv4/tcp_early_retrans", "0"));

    private static final int RTA_METRICS = 8;
    private static final int RTAX_LOCK = 1;
    private static final int RTAX_RTO_MIN = 13;
    private static final int RTAX_CC_ALGO = 16;

    private final String congestionControl;
    private final int leastTimeout;
    private final Map<String, String> settings;

    /**
     * @param congestionControl the kernel's name of it; empty: what it does by itself
     * @param leastTimeout of retransmission, milliseconds; 0: the kernel's own
     * @param settings of its namespace
     */
    Kernels(String congestionControl, int leastTimeout, Map<String, String> settings) {
        this.congestionControl = congestionControl;
        this.leastTimeout = leastTimeout;
        this.settings = settings;
    }

    /** Makes the calling thread's namespace so. */
    void set() {
        settings.forEach(Sysctls::require);
    }

    /** Adds to the message for a route what connections over it are to do: in a namespace the usual way may not be chosen freely. */
    NetlinkMessage metrics(NetlinkMessage route) {
        int metrics = route.beginNested(RTA_METRICS);
        if (!congestionControl.isEmpty()) {
            route.attribute(RTAX_CC_ALGO, congestionControl);
        }
        if (leastTimeout > 0) {
            route.attribute(RTAX_LOCK, 1 << RTAX_RTO_MIN); // or it says nothing
            route.attribute(RTAX_RTO_MIN, leastTimeout);
        }
        return route.endNested(metrics);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
