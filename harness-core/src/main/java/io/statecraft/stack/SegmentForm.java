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

/** How a connection's segments look: ports, flags, options. */
final class SegmentForm {
    private static final int OPTION_SPACE = 40;

    private final Endpoint endpoint;
    private final int timestampOffset;

    SegmentForm(Endpoint endpoint, int timestampOffset) {
        this.endpoint = endpoint;
        this.timestampOffset = timestampOffset;
    }

    private Profile profile() {
        return endpoint.profile();
    }

    /** A SYN or SYN,ACK. */
    Segment handshake(Emission emission, int retries, int window) {
        Connection c = endpoint.connection();
        boolean withAck = emission.kind() == Emission.Kind.SYN_ACK;
        Offer offer = withAck && c.peer() != null && c.own() != null
                ? endpoint.offers().answerTo(c.peer())
                : c.own();
        long dropAfter = profile().get(Setting.DROP_OPTIONS_AFTER);
        boolean bare = dropAfter > 0 && retries >= dropAfter;
        int mss = offer.mss() < 0 ? -1 : endpoint.sizes().receiveMss();
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
        return Math.max(0, endpoint.sizes().limitOf(mss) - options);
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
                        endpoint.options().noOptions()
                                ? null
                                : endpoint.userTimeouts().ofSyn(),
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
        return shown.withOptions(lay(stamped ? timestamps(true) : null, null, null));
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
                options(text.length()),
                text,
                Segment.RawHeader.COMPUTED);
    }

    /** The options of a segment with {@code length} octets of text. */
    private List<TcpOption> options(int length) {
        int fixed = endpoint.sizes().lengthOfFixedOptions();
        int room = Math.min(
                OPTION_SPACE - fixed - endpoint.receiver().sack().length(fixed),
                endpoint.sizes().textRoom() - length);
        return lay(
                endpoint.connection().timestamps() ? timestamps(true) : null,
                endpoint.receiver().sack().option(fixed),
                endpoint.userTimeouts().ofNext(room));
    }

    private List<TcpOption> lay(TcpOption.Timestamps stamps, TcpOption.Sack sack, TcpOption.UserTimeout timeout) {
        return profile()
                .manner()
                .options()
                .lay(new OptionOrder.Wanted(null, null, null, stamps, sack, timeout, null, signature()));
    }

    /** The place of the signature; the digest comes when everything else is known. */
    private TcpOption signature() {
        return endpoint.options().signed() ? Md5.placeholder() : null;
    }

    private Segment plain(SequenceNumber seq, SequenceNumber ack, int flags) {
        return Segment.between(endpoint.ends().localPort(), endpoint.ends().remotePort())
                .withSeq(seq)
                .withAck(ack)
                .withFlags(flags);
    }
}
