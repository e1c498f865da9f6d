package io.statecraft.stack;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.FastOpenCookie;
import io.statecraft.tcp.Offer;

/** What a connection's SYN or SYN,ACK offers. */
final class Offers {
    private static final int MAX_SHIFT = 14;
    private static final long LARGEST_FIELD = 65_535;

    private final Endpoint endpoint;

    Offers(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    private Profile profile() {
        return endpoint.profile();
    }

    /** What our SYN of an active open offers. */
    Offer offer() {
        if (endpoint.options().noOptions()) {
            return Offer.NONE;
        }
        return new Offer(
                endpoint.sizes().receiveMss(),
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
}
