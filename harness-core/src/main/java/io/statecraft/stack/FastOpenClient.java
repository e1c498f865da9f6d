package io.statecraft.stack;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.FastOpenCookie;
import io.statecraft.tcp.Offer;
import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;

/** An active open with Fast Open: what its SYN shows and carries, and what is learned from the answer (RFC 7413 sections 4.1.3 and 4.2). */
final class FastOpenClient {
    private final Endpoint endpoint;
    private final CookieCache cache;
    private boolean tried;
    private SequenceNumber
            endWithSyn; // of text that the SYN,ACK left out, and that goes as if for the first time; null: none

    FastOpenClient(Endpoint endpoint, CookieCache cache) {
        this.endpoint = endpoint;
        this.cache = cache;
    }

    /** What is known of the server; null if Fast Open is off, or has failed there. */
    CookieCache.Known lookUp() {
        return endpoint.profile().has(Setting.FAST_OPEN_CLIENT) ? cache.lookUp(endpoint.ends(), endpoint.now()) : null;
    }

    /** {@code plain}, with the option for what is known. */
    Offer offer(Offer plain, CookieCache.Known known) {
        tried = known != null;
        boolean withoutOption = known == null
                || known.cookie().isRequest() && endpoint.profile().has(Setting.FAST_OPEN_WITHOUT_COOKIE);
        return withoutOption || plain.equals(Offer.NONE) ? plain : plain.with(known.cookie());
    }

    /** Whether text can go with the SYN to a server of which this is known. */
    static boolean mayCarryText(Profile profile, CookieCache.Known known) {
        boolean cookie = known != null && !known.cookie().isRequest();
        return known != null
                && profile.has(Setting.FAST_OPEN_CLIENT)
                && (cookie || profile.has(Setting.FAST_OPEN_WITHOUT_COOKIE));
    }

    /** The handshake has been answered by {@code s}; before it, the connection was {@code before}. */
    void answered(Connection before, Segment s) {
        if (!tried || !s.has(TcpFlag.ACK)) {
            return;
        }
        FourTuple ends = endpoint.ends();
        FastOpenCookie cookie = FastOpenCookie.of(s);
        int mss = endpoint.connection().peer().mss();
        boolean carried = before.snd().nxt().isAfter(before.snd().iss().plus(1));
        boolean taken = carried && s.ack().isAfter(before.snd().iss().plus(1));
        boolean given = cookie != null && !cookie.isRequest();
        if (given) {
            cache.learn(ends, cookie, mss);
        } else if (keepsTrying()) {
            cache.learnMss(ends, mss);
            if (!carried && endpoint.retransmission().total() == 0) {
                cache.refused(ends);
            }
        } else if (!taken) {
            failed(); // neither a cookie nor an acknowledgment of the text (section 4.1.3.1)
        }
    }

    /** The text of the SYN, up to {@code end}, was left out and goes as if for the first time. */
    void leftOut(SequenceNumber end) {
        endWithSyn = end;
    }

    /** A segment may acknowledge text of the SYN that the peer has kept after all. It was sent, so SND.NXT is not before it. */
    void arrives(Segment s) {
        SendSpace snd = endpoint.connection().snd();
        if (endWithSyn != null
                && s.has(TcpFlag.ACK)
                && s.ack().isAfter(snd.nxt())
                && s.ack().isAtOrBefore(endWithSyn)) {
            endpoint.keep(snd.withNxt(s.ack()));
        }
    }

    /** The SYN was not answered in time, or by an ICMP error: something on the path may have dropped it for what it carries. */
    void timedOut() {
        if (tried && !endpoint.wasEstablished() && !keepsTrying()) {
            failed();
        }
    }

    private boolean keepsTrying() {
        return endpoint.profile().has(Setting.FAST_OPEN_KEEPS_TRYING);
    }

    private void failed() {
        long until = endpoint.now() + endpoint.profile().get(Setting.FAST_OPEN_FAILURE_MEMORY);
        cache.failed(endpoint.ends(), until);
    }
}
