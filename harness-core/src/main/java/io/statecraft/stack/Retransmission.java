package io.statecraft.stack;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.SendSpace;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption;

/**
 * The retransmission timer, for SYN, SYN,ACK, text and FIN (RFC 9293 section 3.8.1, RFC 6298 section 5). What goes again then is {@link
 * Recovery}'s business.
 */
final class Retransmission {
    private final Endpoint endpoint;
    private final RoundTrip roundTrip;
    private final Countdown timer;
    private final Countdown giveUp;
    private int handshakes;
    private int retries;
    private long handshakesAgain;
    private long waitsSince; // for an acknowledgment, before it is given up
    private long waitsFor;
    private long handshakeAt; // when SYN or SYN,ACK was sent last

    Retransmission(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.roundTrip = new RoundTrip(endpoint.profile());
        this.timer = endpoint.countdown(Alarm.RETRANSMISSION, this::timeout);
        this.giveUp = endpoint.countdown(Alarm.USER_TIMEOUT, () -> endpoint.happens(new TcpEvent.UserTimeout()));
    }

    RoundTrip roundTrip() {
        return roundTrip;
    }

    /** Retransmissions in a row. */
    int retries() {
        return retries;
    }

    /** Retransmissions in all. */
    long total() {
        return handshakesAgain + endpoint.recovery().queue().total();
    }

    /** New text is sent. */
    void sending() {
        TailLossProbe probe = endpoint.recovery().probe();
        if (probe.isPossible()) {
            timer.clear();
            probe.arrange();
        }
    }

    /** The SYN or SYN,ACK is sent: the first one is measured, unless another follows. */
    void sendingHandshake() {
        handshakes++;
        handshakeAt = endpoint.now();
    }

    /** SND.UNA has moved. */
    void acknowledged() {
        retries = 0;
        timer.clear(); // 5.3: it starts anew, with what is left
        giveUp.clear();
    }

    /** Measures a round trip: of what was sent once, or by timestamps. */
    void measure(Segment s, Scoreboard.News news) {
        long clean = sampleOf(news);
        Connection c = endpoint.connection();
        TcpOption.Timestamps stamps = c.timestamps() ? s.option(TcpOption.Timestamps.class) : null;
        if (clean >= 0) {
            roundTrip.measured(clean);
        } else if (stamps != null
                && stamps.echoReply() != 0
                && !news.acknowledged().isEmpty()) {
            measureByTimestamp(stamps);
        }
    }

    private void measureByTimestamp(TcpOption.Timestamps stamps) {
        // Within one tick of the clock it took a part of a tick, and not nothing.
        long ticks = Math.max(1, Integer.toUnsignedLong(endpoint.form().timestamp() - stamps.echoReply()));
        long sample = ticks * endpoint.profile().get(Setting.TIMESTAMP_TICK);
        if (sample <= endpoint.profile().get(Setting.RTO_MAX)) {
            roundTrip.measured(sample);
        }
    }

    /** Karn's algorithm: the oldest segment's, if none of those acknowledged was sent again; or the oldest one's that was reported. */
    private long sampleOf(Scoreboard.News news) {
        long sample = -1;
        boolean resent = false;
        for (SentSegment segment : news.acknowledged()) {
            resent |= segment.wasResent();
            if (!segment.wasResent() && !segment.isSacked()) {
                long trip = endpoint.now() - segment.sentAt();
                roundTrip.seen(trip);
                sample = Math.max(sample, trip);
            }
        }
        for (int i = news.acknowledged().size() - 1; i >= 0; i--) {
            SentSegment last = news.acknowledged().get(i);
            if (!last.wasResent() && !last.isSacked()) {
                endpoint.window().measured(endpoint.now() - last.sentAt());
                break;
            }
        }
        sample = resent ? -1 : sample;
        boolean measured = sample >= 0;
        for (SentSegment segment : news.sacked()) {
            if (!segment.wasResent()) {
                long trip = endpoint.now() - segment.sentAt();
                roundTrip.seen(trip);
                sample = measured ? sample : Math.max(sample, trip);
            }
        }
        return sample;
    }

    /** Sets or clears the timers, after anything has happened. */
    void arrange() {
        SendSpace snd = endpoint.connection().snd();
        boolean handshaking = isHandshake(endpoint.state());
        TailLossProbe tail = endpoint.recovery().probe();
        if (snd.inFlight() == 0 || endpoint.probe().isProbing()) {
            timer.clear();
            tail.clear();
        } else if (!tail.isSet() && !timer.isSet()) {
            if (!handshaking && tail.isPossible()) {
                tail.arrange();
            } else {
                timer.start(roundTrip.timeout());
            }
        }
        long patience = handshaking
                ? endpoint.connection().passive() ? 0 : endpoint.options().connectTimeout()
                : endpoint.userTimeouts().current();
        if (patience > 0 && (snd.inFlight() > 0 || endpoint.sender().hasUnsent())) {
            waitFor(patience);
        } else {
            giveUp.clear();
        }
    }

    /** The connection is given up so long after it has begun to wait, also where that changes meanwhile. */
    private void waitFor(long patience) {
        if (!giveUp.isSet()) {
            waitsSince = endpoint.now();
            waitsFor = patience;
            giveUp.start(patience);
        } else if (waitsFor != patience) {
            waitsFor = patience;
            giveUp.start(Math.max(0, waitsSince + patience - endpoint.now()));
        }
    }

    /** The peer has shown that it lives while its window is closed: the connection must stay open (MUST-37). */
    void peerLives() {
        retries = 0;
        giveUp.clear();
    }

    private static boolean isHandshake(TcpState state) {
        return state == TcpState.SYN_SENT || state == TcpState.SYN_RECEIVED;
    }

    /** A probe has gone: the timer runs from now on (RFC 8985 section 7.3). */
    void restart() {
        timer.start(roundTrip.timeout());
    }

    private void timeout() {
        if (isExhausted()) {
            endpoint.happens(new TcpEvent.UserTimeout());
            return;
        }
        retries++;
        roundTrip.backOff();
        endpoint.ecn().windowReduced();
        endpoint.fastOpen().timedOut();
        endpoint.sizes().timedOut(retries);
        if (isHandshake(endpoint.state())) {
            handshakesAgain++;
        }
        endpoint.recovery().timedOut(retries == 1);
        // The rule sends SYN or SYN,ACK again; the timer starts with the RTO backed off.
        endpoint.happens(new TcpEvent.RetransmissionTimeout());
    }

    /** The SYN goes again at once, without what only the first one carries. */
    void sendHandshakeAgain() {
        retries++;
        handshakesAgain++;
        timer.clear();
        endpoint.happens(new TcpEvent.RetransmissionTimeout());
    }

    private boolean isExhausted() {
        long limit =
                switch (endpoint.state()) {
                    case SYN_SENT -> endpoint.options().synRetries();
                    case SYN_RECEIVED ->
                        endpoint.profile()
                                .get(endpoint.connection().passive() ? Setting.SYN_ACK_RETRIES : Setting.SYN_RETRIES);
                    default -> endpoint.profile().get(Setting.RETRIES);
                };
        return limit > 0 && retries >= limit;
    }

    /** The handshake is complete; if it had to be sent again, RFC 6298 section 5.7 applies. */
    void handshakeComplete(Segment s) {
        Connection c = endpoint.connection();
        TcpOption.Timestamps stamps = s != null && c.timestamps() ? s.option(TcpOption.Timestamps.class) : null;
        if (handshakes == 1) {
            roundTrip.measured(endpoint.now() - handshakeAt);
        } else if (stamps != null && stamps.echoReply() != 0) {
            measureByTimestamp(stamps);
        }
        if (handshakesLost() > 0) {
            roundTrip.synWasLost();
        }
    }

    /** So many SYNs or SYN,ACKs went again; of an active open, the SYN,ACK of crossed SYNs (figure 8) is none. */
    private long handshakesLost() {
        return endpoint.connection().passive() ? handshakes - 1L : handshakesAgain;
    }

    /** Whether so many SYNs or SYN,ACKs had to be sent that the path is taken for congested. */
    boolean handshakeWasLost() {
        return handshakesLost() > (endpoint.profile().has(Setting.WHOLE_SEGMENT_WINDOWS) ? 1 : 0);
    }

    void stop() {
        timer.clear();
        giveUp.clear();
    }
}
