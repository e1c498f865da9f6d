package io.statecraft.stack;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.Offer;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.List;

/** How a connection's segments look: ports, options, sizes. */
final class SegmentForm {
    private static final int TCP_HEADER = 20;
    private static final int TIMESTAMPS_WITH_PADDING = 12;
    private static final int MAX_SHIFT = 14;
    private static final int LEAST_V4_MTU = 68;
    private static final int LEAST_V6_MTU = 1280;
    private static final long LARGEST_FIELD = 65_535;

    private final Endpoint endpoint;
    private final int timestampOffset;
    private int pathMtu = Integer.MAX_VALUE;

    SegmentForm(Endpoint endpoint, int timestampOffset) {
        this.endpoint = endpoint;
        this.timestampOffset = timestampOffset;
    }

    private Profile profile() {
        return endpoint.profile();
    }

    // ---- sizes

    private int headers() {
        return (endpoint.ends().local().version() == 4 ? 20 : 40) + TCP_HEADER;
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
        return receiveMss() - lengthOfTimestamps();
    }

    /** MUST-16: the smaller of what the peer takes and what the path carries, less the options. */
    int sendMss() {
        Offer peer = endpoint.connection().peer();
        boolean v4 = endpoint.ends().local().version() == 4;
        long standard = profile().get(v4 ? Setting.DEFAULT_MSS_V4 : Setting.DEFAULT_MSS_V6);
        long offered = peer == null || peer.mss() < 0
                ? standard
                : Math.max(peer.mss(), profile().get(Setting.LEAST_MSS));
        int mss = limitOfUser((int) Math.min(offered, Math.min(endpoint.stack().mtu(), pathMtu) - headers()));
        return mss - lengthOfTimestamps();
    }

    /** The text that fits into the next segment: {@link #sendMss} less SACK blocks. */
    int textRoom() {
        return Math.max(1, sendMss() - endpoint.receiver().sack().length(lengthOfTimestamps()));
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
                profile().has(Setting.SACK));
    }

    /** What our SYN,ACK offers: nothing that the peer's SYN did not (RFC 7323 sections 2.2 and 3.2, RFC 2018 section 2). */
    Offer answerTo(Offer peer) {
        Offer own = offer();
        return new Offer(
                own.mss(),
                peer.windowShift() >= 0 ? own.windowShift() : -1,
                own.timestamps() && peer.timestamps(),
                own.sackPermitted() && peer.sackPermitted());
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
        Offer shown = bare
                ? new Offer(mss, -1, false, false)
                : new Offer(mss, offer.windowShift(), offer.timestamps(), offer.sackPermitted());
        return plain(emission.seq(), emission.ack(), emission.flags())
                .withWindow(window)
                .withOptions(lay(shown, withAck));
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
                        null));
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
        if (!ofConnection) {
            return reset;
        }
        Segment shown = reset.withWindow(window);
        return profile().has(Setting.TIMESTAMP_ON_RESET) ? shown.withOptions(options(null)) : shown;
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
                options(endpoint.receiver().sack().option(lengthOfTimestamps())),
                text,
                Segment.RawHeader.COMPUTED);
    }

    private List<TcpOption> options(TcpOption.Sack sack) {
        TcpOption.Timestamps stamps = endpoint.connection().timestamps() ? timestamps(true) : null;
        return profile().manner().options().lay(new OptionOrder.Wanted(null, null, null, stamps, sack));
    }

    private int lengthOfTimestamps() {
        return endpoint.connection().timestamps() ? TIMESTAMPS_WITH_PADDING : 0;
    }

    private Segment plain(SequenceNumber seq, SequenceNumber ack, int flags) {
        return Segment.between(endpoint.ends().localPort(), endpoint.ends().remotePort())
                .withSeq(seq)
                .withAck(ack)
                .withFlags(flags);
    }
}
