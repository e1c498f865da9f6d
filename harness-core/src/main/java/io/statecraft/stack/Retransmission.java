package io.statecraft.stack;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.SendSpace;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;

/** The retransmission queue's timer: SYN, SYN,ACK, text and FIN (RFC 9293 section 3.8.1, RFC 6298 section 5). */
final class Retransmission {
    private static final int SEGMENTS_PER_ACK_IN_RECOVERY = 2;

    private final Endpoint endpoint;
    private final RoundTrip roundTrip;
    private final Countdown timer;
    private final Countdown giveUp;
    private int handshakes;
    private int retries;
    private long total;
    private SequenceNumber timed; // the segment whose round trip is measured; null: none
    private long timedAt;
    private SequenceNumber recoverUntil; // SND.NXT when the timer ran out; null: not recovering
    private boolean advanced;
    private SequenceNumber resent; // how far it has been sent again

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
        return total;
    }

    /** Something new is sent from {@code from}. */
    void sending(SequenceNumber from) {
        if (timed == null && recoverUntil == null) {
            timed = from;
            timedAt = endpoint.now();
        }
    }

    /** The SYN or SYN,ACK from {@code iss} is sent: the first one is measured, unless another follows. */
    void sendingHandshake(SequenceNumber iss) {
        if (handshakes == 0) {
            sending(iss);
        } else {
            timed = null;
        }
        handshakes++;
    }

    /** SND.UNA has moved, because of {@code s}. */
    void acknowledged(Segment s) {
        Connection c = endpoint.connection();
        SequenceNumber una = c.snd().una();
        measure(c, s, una);
        advanced = true;
        retries = 0;
        timer.clear(); // 5.3: it starts anew, with what is left
        giveUp.clear();
        if (recoverUntil != null && una.isAtOrAfter(recoverUntil)) {
            recoverUntil = null;
        }
    }

    private void measure(Connection c, Segment s, SequenceNumber una) {
        TcpOption.Timestamps stamps = c.timestamps() ? s.option(TcpOption.Timestamps.class) : null;
        if (stamps != null && stamps.echoReply() != 0) {
            long ticks = Integer.toUnsignedLong(endpoint.timestamp() - stamps.echoReply());
            long sample = ticks * endpoint.profile().get(Setting.TIMESTAMP_TICK);
            if (sample <= endpoint.profile().get(Setting.RTO_MAX)) {
                roundTrip.measured(sample);
            }
        } else if (timed != null && una.isAfter(timed)) {
            roundTrip.measured(endpoint.now() - timedAt);
        }
        if (timed != null && una.isAfter(timed)) {
            timed = null;
        }
    }

    /** After an acknowledgment during recovery: sends more of what was lost. */
    void recover() {
        if (recoverUntil == null || !advanced) {
            return;
        }
        advanced = false;
        SequenceNumber from =
                SequenceNumber.max(resent, endpoint.connection().snd().una());
        for (int i = 0; i < SEGMENTS_PER_ACK_IN_RECOVERY && from.isBefore(recoverUntil); i++) {
            from = from.plus(endpoint.sender().sendAgain(from, endpoint.sendMss()));
        }
        resent = from;
    }

    /** Sets or clears the timers, after anything has happened. */
    void arrange() {
        SendSpace snd = endpoint.connection().snd();
        boolean handshaking = isHandshake(endpoint.state());
        if (snd.inFlight() == 0 || endpoint.probe().isProbing()) {
            timer.clear();
        } else {
            timer.startIfClear(roundTrip.timeout());
        }
        long patience = handshaking
                ? endpoint.connection().passive() ? 0 : endpoint.options().connectTimeout()
                : endpoint.options().userTimeout();
        if (patience > 0 && (snd.inFlight() > 0 || endpoint.sender().hasUnsent())) {
            giveUp.startIfClear(patience);
        } else {
            giveUp.clear();
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

    private void timeout() {
        if (isExhausted()) {
            endpoint.happens(new TcpEvent.UserTimeout());
            return;
        }
        retries++;
        total++;
        timed = null; // Karn's algorithm: what is sent again cannot be measured
        roundTrip.backOff();
        endpoint.congestion().timedOut();
        endpoint.ecn().windowReduced();
        endpoint.fastOpen().timedOut();
        endpoint.blackHoleMayBe(retries);
        if (!isHandshake(endpoint.state())) {
            resendFirst();
        }
        // The rule sends SYN or SYN,ACK again; the timer starts with the RTO backed off.
        endpoint.happens(new TcpEvent.RetransmissionTimeout());
    }

    private void resendFirst() {
        SendSpace snd = endpoint.connection().snd();
        SequenceNumber from = endpoint.sender().first();
        recoverUntil = snd.nxt();
        resent = from.plus(endpoint.sender().sendAgain(from, endpoint.sendMss()));
        advanced = false;
    }

    /** What is in flight was too big for the path: it goes again at once, in smaller segments. This is no sign of congestion. */
    void resendNow() {
        if (endpoint.connection().snd().inFlight() > 0) {
            total++;
            timed = null;
            resendFirst();
            while (resent.isBefore(recoverUntil)) {
                resent = resent.plus(endpoint.sender().sendAgain(resent, endpoint.sendMss()));
            }
            recoverUntil = null; // nothing more to repair
        }
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
    void handshakeComplete() {
        if (handshakes > 1) {
            roundTrip.synWasLost();
        }
    }

    void stop() {
        timer.clear();
        giveUp.clear();
    }
}
