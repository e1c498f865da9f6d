package io.statecraft.stack;

import io.statecraft.tcp.Offer;

/** How large a connection's segments are, in octets (RFC 9293 section 3.7.1). */
final class SegmentSizes {
    private static final int TCP_HEADER = 20;
    private static final int TIMESTAMPS_WITH_PADDING = 12;
    private static final int SIGNATURE_WITH_PADDING = 20;
    private static final int LEAST_V4_MTU = 68;
    private static final int LEAST_V6_MTU = 1280;

    private final Endpoint endpoint;
    private final BlackHole blackHole;
    private int pathMtu = Integer.MAX_VALUE;
    private long pathMtuUntil = Long.MAX_VALUE; // nanoseconds: then larger packets are tried again

    SegmentSizes(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.blackHole = new BlackHole(endpoint);
    }

    private Profile profile() {
        return endpoint.profile();
    }

    private int headers() {
        int tunnel = endpoint.options().tunnelPort() == 0 ? 0 : (int) profile().get(Setting.TUNNEL_OVERHEAD);
        return (endpoint.ends().local().version() == 4 ? 20 : 40) + TCP_HEADER + tunnel;
    }

    private int limitOfUser(int mss) {
        int limit = endpoint.options().maximumSegmentSize();
        return limit > 0 ? Math.min(limit, mss) : mss;
    }

    /**
     * The path carries {@code mtu} octets; whether that changes anything. Nothing less than every path must carry is believed (RFC 1191
     * section 3, RFC 8201 section 4).
     */
    boolean lowerPathMtu(int mtu) {
        int least = endpoint.ends().local().version() == 4 ? LEAST_V4_MTU : LEAST_V6_MTU;
        int before = endpoint.connection().peer() == null ? receiveMss() : sendMss();
        pathMtu = Math.min(pathMtu(), Math.max(mtu, least));
        long age = profile().get(Setting.PATH_MTU_AGE);
        pathMtuUntil = age == 0 ? Long.MAX_VALUE : endpoint.now() + age;
        int after = endpoint.connection().peer() == null ? receiveMss() : sendMss();
        return after < before;
    }

    /** What the path is known to carry, as long as that is believed (RFC 1191 section 6.3, RFC 8201 section 4). */
    private int pathMtu() {
        if (endpoint.now() >= pathMtuUntil) {
            pathMtu = Integer.MAX_VALUE;
            pathMtuUntil = Long.MAX_VALUE;
        }
        return pathMtu;
    }

    /** The largest packet that goes, in octets. */
    int mtu() {
        return Math.min(endpoint.stack().mtu(), pathMtu());
    }

    /** What our MSS option says (MUST-67: the effective MTU less fixed headers, not less options). */
    int receiveMss() {
        boolean known = profile().has(Setting.OFFER_PATH_MTU);
        int mtu = known
                ? Math.min(endpoint.stack().mtu(), pathMtu())
                : endpoint.stack().mtu();
        return limitOfUser(mtu - headers());
    }

    /** The text of a full segment that comes: what our MSS option says, less the options that each will have. */
    int receiveTextMss() {
        return receiveMss() - lengthOfFixedOptions();
    }

    /** MUST-16: the smaller of what the peer takes and what the path carries, less the options. */
    int sendMss() {
        return mssWithoutOptions() - lengthOfFixedOptions();
    }

    /** The same, as if segments had no options. */
    int mssWithoutOptions() {
        Offer peer = endpoint.connection().peer();
        return Math.min(blackHole.limit(), limitOf(peer == null ? -1 : peer.mss()));
    }

    /** The retransmission timer has run out so often in a row. */
    void timedOut(int times) {
        Offer peer = endpoint.connection().peer();
        blackHole.timedOut(times, limitOf(peer == null ? -1 : peer.mss()) - lengthOfFixedOptions());
    }

    /** The same with a SYN that offered {@code of}, or nothing if that is negative, and without options. */
    int limitOf(int of) {
        boolean v4 = endpoint.ends().local().version() == 4;
        long standard = profile().get(v4 ? Setting.DEFAULT_MSS_V4 : Setting.DEFAULT_MSS_V6);
        long offered = of < 0 ? standard : Math.max(of, profile().get(Setting.LEAST_MSS));
        return limitOfUser((int) Math.min(offered, Math.min(endpoint.stack().mtu(), pathMtu()) - headers()));
    }

    /** The text that fits into the next segment: {@link #sendMss} less SACK blocks. */
    int textRoom() {
        return Math.max(1, sendMss() - endpoint.receiver().sack().length(lengthOfFixedOptions()));
    }

    /** The octets of the options that every segment has. */
    int lengthOfFixedOptions() {
        int timestamps = endpoint.connection().timestamps() ? TIMESTAMPS_WITH_PADDING : 0;
        return timestamps + (endpoint.options().signed() ? SIGNATURE_WITH_PADDING : 0);
    }
}
