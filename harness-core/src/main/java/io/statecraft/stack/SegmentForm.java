package io.statecraft.stack;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.FastOpenCookie;
import io.statecraft.tcp.Offer;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Md5;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.List;

/** How a connection's segments look: ports, options, sizes. */
final class SegmentForm {
    private static final int TCP_HEADER = 20;
    private static final int TIMESTAMPS_WITH_PADDING = 12;
    private static final int SIGNATURE_WITH_PADDING = 20;
    private static final int MAX_SHIFT = 14;
    private static final int OPTION_SPACE = 40;
    private static final int LEAST_V4_MTU = 68;
    private static final int LEAST_V6_MTU = 1280;
    private static final long LARGEST_FIELD = 65_535;

    private final Endpoint endpoint;
    private final int timestampOffset;
    private final BlackHole blackHole;
    private int pathMtu = Integer.MAX_VALUE;

    SegmentForm(Endpoint endpoint, int timestampOffset) {
        this.endpoint = endpoint;
        this.timestampOffset = timestampOffset;
        this.blackHole = new BlackHole(endpoint);
    }

    private Profile profile() {
        return endpoint.profile();
    }

    // ---- sizes

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
        int before = sendMss();
        pathMtu = Math.min(pathMtu, Math.max(mtu, least));
        return sendMss() < before;
    }

    /** What our MSS option says (MUST-67: the effective MTU less fixed headers, not less options). */
    int receiveMss() {
        boolean known = profile().has(Setting.OFFER_PATH_MTU);
        int mtu = known
                ? Math.min(endpoint.stack().mtu(), pathMtu)
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
    private int limitOf(int of) {
        boolean v4 = endpoint.ends().local().version() == 4;
        long standard = profile().get(v4 ? Setting.DEFAULT_MSS_V4 : Setting.DEFAULT_MSS_V6);
        long offered = of < 0 ? standard : Math.max(of, profile().get(Setting.LEAST_MSS));
        return limitOfUser((int) Math.min(offered, Math.min(endpoint.stack().mtu(), pathMtu) - headers()));
    }

    /** The text that fits into the next segment: {@link #sendMss} less SACK blocks. */
    int textRoom() {
        return Math.max(1, sendMss() - endpoint.receiver().sack().length(lengthOfFixedOptions()));
    }

    // ---- offers

    /** What our SYN of an active open offers. */
    Offer offer() {
        if (endpoint.options().noOptions()) {
            return Offer.NONE;
        }
        return new Offer(
                receiveMss(),
                profile().has(Setting.WINDOW_SCALING) ? shift() : -1,
                profile().has(Setting.TIMESTAMPS),
                profile().has(Setting.SACK),
                profile().get(Setting.ECN) == 1,
                null);
    }

    /** What our SYN,ACK offers: nothing that the peer's SYN did not (RFC 7323 sections 2.2 and 3.2, RFC 2018 section 2). */
    Offer answerTo(Offer peer) {
        Offer own = offer();
        return new Offer(
                own.mss(),
                peer.windowShift() >= 0 ? own.windowShift() : -1,
                own.timestamps() && peer.timestamps(),
                own.sackPermitted() && peer.sackPermitted(),
                peer.ecn() && mayAcceptEcn(),
                cookieFor(peer));
    }

    /** RFC 3168 section 6.1.1: whoever has sent a SYN without ECN goes without it. */
    private boolean mayAcceptEcn() {
        Connection c = endpoint.connection();
        boolean offered = c.passive() || c.own() != null && c.own().ecn();
        return profile().has(Setting.ECN) && (offered || profile().has(Setting.ECN_WHERE_NOT_OFFERED));
    }

    /** The cookie that our SYN,ACK shows; null if it was not asked for, or a valid one was shown. */
    private FastOpenCookie cookieFor(Offer peer) {
        boolean asked = endpoint.connection().passive()
                && !endpoint.connection().early()
                && peer.cookie() != null
                && profile().has(Setting.FAST_OPEN_SERVER)
                && (endpoint.options().fastOpen() > 0 || profile().has(Setting.FAST_OPEN_EVERYWHERE));
        return asked
                ? new FastOpenCookie(
                        endpoint.stack().cookieMaker().make(endpoint.ends()),
                        peer.cookie().experimental())
                : null;
    }

    /** The least shift with which the largest buffer can be shown. */
    private int shift() {
        long largest =
                Math.max(profile().get(Setting.MAX_BUFFER), endpoint.options().receiveBuffer());
        int shift = 0;
        while (shift < MAX_SHIFT && LARGEST_FIELD << shift < largest) {
            shift++;
        }
        return shift;
    }

    // ---- segments

    /** A SYN or SYN,ACK. */
    Segment handshake(Emission emission, int retries, int window) {
        Connection c = endpoint.connection();
        boolean withAck = emission.kind() == Emission.Kind.SYN_ACK;
        Offer offer = withAck && c.peer() != null && c.own() != null ? answerTo(c.peer()) : c.own();
        long dropAfter = profile().get(Setting.DROP_OPTIONS_AFTER);
        boolean bare = dropAfter > 0 && retries >= dropAfter;
        int mss = offer.mss() < 0 ? -1 : receiveMss();
        boolean ecn = offer.ecn() && (withAck || retries <= profile().get(Setting.ECN_RETRIES));
        // RFC 7413 section 4.2.1: a SYN that is sent again is a plain one, and so is a SYN,ACK.
        FastOpenCookie cookie = retries == 0 ? offer.cookie() : null;
        Offer shown = bare
                ? new Offer(mss, -1, false, false, ecn, null)
                : new Offer(mss, offer.windowShift(), offer.timestamps(), offer.sackPermitted(), ecn, cookie);
        return plain(emission.seq(), emission.ack(), emission.flags() | flags(ecn, withAck))
                .withWindow(window)
                .withOptions(lay(shown, withAck));
    }

    /** ECE and CWR in a SYN, ECE in a SYN,ACK (RFC 3168 section 6.1.1). */
    private static int flags(boolean ecn, boolean withAck) {
        return !ecn ? 0 : withAck ? TcpFlag.ECE.mask() : TcpFlag.maskOf(TcpFlag.ECE, TcpFlag.CWR);
    }

    /** The text that fits into a SYN with this offer, to a peer whose MSS is {@code mss}, or unknown if negative. */
    int textRoomOfSyn(Offer offer, int mss) {
        int options = profile().has(Setting.ALL_OPTION_SPACE_WITH_SYN_TEXT)
                ? OPTION_SPACE
                : lay(offer, false).stream().mapToInt(TcpOption::length).sum();
        return Math.max(0, limitOf(mss) - options);
    }

    private List<TcpOption> lay(Offer offer, boolean withAck) {
        return profile()
                .manner()
                .options()
                .lay(new OptionOrder.Wanted(
                        offer.mss() < 0 ? null : new TcpOption.MaximumSegmentSize(offer.mss()),
                        offer.windowShift() < 0 ? null : new TcpOption.WindowScale(offer.windowShift()),
                        offer.sackPermitted() ? new TcpOption.SackPermitted() : null,
                        offer.timestamps() ? timestamps(withAck) : null,
                        null,
                        offer.cookie() == null ? null : offer.cookie().toOption(),
                        signature()));
    }

    private TcpOption.Timestamps timestamps(boolean withAck) {
        return new TcpOption.Timestamps(
                timestamp(), withAck ? endpoint.receiver().echo() : 0);
    }

    /** TS.Val (RFC 7323 section 4.1). */
    int timestamp() {
        return timestampOffset + (int) (endpoint.now() / profile().get(Setting.TIMESTAMP_TICK));
    }

    /** The reset that a rule says. */
    Segment reset(Emission emission, int window) {
        Segment reset = plain(emission.seq(), emission.ack(), emission.flags());
        boolean ofConnection = (emission.flags() & TcpFlag.ACK.mask()) != 0;
        boolean stamped = ofConnection
                && profile().has(Setting.TIMESTAMP_ON_RESET)
                && endpoint.connection().timestamps();
        Segment shown = ofConnection ? reset.withWindow(window) : reset;
        return shown.withOptions(lay(stamped ? timestamps(true) : null, null));
    }

    /** Any other segment. */
    Segment segment(SequenceNumber seq, int flags, Bytes text, int urgentPointer, int window) {
        return new Segment(
                endpoint.ends().localPort(),
                endpoint.ends().remotePort(),
                seq,
                endpoint.connection().rcv().nxt(),
                flags,
                window,
                urgentPointer,
                options(endpoint.receiver().sack().option(lengthOfFixedOptions())),
                text,
                Segment.RawHeader.COMPUTED);
    }

    private List<TcpOption> options(TcpOption.Sack sack) {
        return lay(endpoint.connection().timestamps() ? timestamps(true) : null, sack);
    }

    private List<TcpOption> lay(TcpOption.Timestamps stamps, TcpOption.Sack sack) {
        return profile()
                .manner()
                .options()
                .lay(new OptionOrder.Wanted(null, null, null, stamps, sack, null, signature()));
    }

    /** The place of the signature; the digest comes when everything else is known. */
    private TcpOption signature() {
        return endpoint.options().signed() ? Md5.placeholder() : null;
    }

    /** The octets of the options that every segment has. */
    private int lengthOfFixedOptions() {
        int timestamps = endpoint.connection().timestamps() ? TIMESTAMPS_WITH_PADDING : 0;
        return timestamps + (endpoint.options().signed() ? SIGNATURE_WITH_PADDING : 0);
    }

    private Segment plain(SequenceNumber seq, SequenceNumber ack, int flags) {
        return Segment.between(endpoint.ends().localPort(), endpoint.ends().remotePort())
                .withSeq(seq)
                .withAck(ack)
                .withFlags(flags);
    }
}
