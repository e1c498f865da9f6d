package io.statecraft.stack;

import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;

/** Keep-alives: RFC 9293 section 3.8.4. */
final class KeepAlive {
    private final Endpoint endpoint;
    private final Countdown timer;
    private long heardAt;
    private int unanswered;

    KeepAlive(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.timer = endpoint.countdown(Alarm.KEEP_ALIVE, this::run);
    }

    /** A segment of the peer has come. */
    void heard() {
        heardAt = endpoint.now();
        unanswered = 0;
        timer.clear();
        arrange();
    }

    /** Sets or clears the timer; also after the user has changed an option. */
    void arrange() {
        TcpState state = endpoint.state();
        boolean on = endpoint.options().keepAlive() || endpoint.profile().has(Setting.ALWAYS_KEEP_ALIVE);
        boolean wanted = on && state.isSynchronized() && state != TcpState.TIME_WAIT;
        if (!wanted) {
            timer.clear();
        } else if (!timer.isSet()) {
            EndpointOptions options = endpoint.options();
            long idle = endpoint.userTimeouts().keepAliveIdle(options.keepAliveIdle());
            long wait = unanswered == 0 ? heardAt + idle - endpoint.now() : options.keepAliveInterval();
            timer.start(Math.max(0, wait));
        }
    }

    /** The user has changed an option: it counts from now on. */
    void reset() {
        timer.clear();
        arrange();
    }

    private void run() {
        // MUST-26: only when nothing else is outstanding; then retransmissions find out.
        if (endpoint.connection().snd().inFlight() > 0 || endpoint.sender().hasUnsent()) {
            heardAt = endpoint.now();
            arrange();
        } else if (unanswered >= endpoint.options().keepAliveCount()) {
            endpoint.happens(new TcpEvent.UserTimeout());
        } else {
            // MUST-29: a single failure means nothing.
            unanswered++;
            endpoint.transmitter().probe(endpoint.connection().snd().nxt().minus(1));
            arrange();
        }
    }

    void stop() {
        timer.clear();
    }
}
