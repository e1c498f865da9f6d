package io.statecraft.stack;

import io.statecraft.tcp.SendSpace;

/** The probes of a closed window (RFC 9293 section 3.8.6.1), and the override of the sender's silly window avoidance (3.8.6.2.1). */
final class WindowProbe {
    private static final int MAX_SHIFT = 16;

    private final Endpoint endpoint;
    private final Countdown timer;
    private final Countdown override;
    private int shift;
    private boolean probed; // an octet beyond the closed window was sent

    WindowProbe(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.timer = endpoint.countdown(Alarm.WINDOW_PROBE, this::probe);
        this.override = endpoint.countdown(Alarm.OVERRIDE, this::overrideSilence);
    }

    /** Whether the window is closed and being probed. */
    boolean isProbing() {
        return timer.isSet();
    }

    /** Probes sent since the window closed. */
    int probes() {
        return shift;
    }

    /** Sets or clears the timers, after anything has happened in a state that sends text. */
    void arrange() {
        SendSpace snd = endpoint.connection().snd();
        boolean waits = endpoint.sender().hasUnsent();
        boolean open = snd.una().isAfter(snd.iss()); // as long as the SYN is not acknowledged, it is sent again instead
        if (open && snd.wnd() == 0 && (waits || snd.inFlight() > 0)) {
            timer.startIfClear(interval());
        } else {
            timer.clear();
            shift = 0;
        }
        if (waits && snd.wnd() > 0 && snd.inFlight() == 0) {
            long limit =
                    endpoint.profile().get(endpoint.sender().isCorked() ? Setting.CORK_LIMIT : Setting.SWS_OVERRIDE);
            if (limit > 0) {
                override.startIfClear(limit);
            }
        } else {
            override.clear();
        }
    }

    /** When the window has opened: a probe's octet that was not taken goes again, with what may follow it. */
    void resumeIfOpen() {
        SendSpace snd = endpoint.connection().snd();
        if (probed && snd.wnd() > 0) {
            probed = false;
            if (snd.inFlight() > 0) {
                endpoint.sender().sendAnew();
            }
        }
    }

    /** First after the retransmission timeout (SHLD-29), then twice as long each time (SHLD-30). */
    private long interval() {
        Profile profile = endpoint.profile();
        long base = Math.max(endpoint.retransmission().roundTrip().baseTimeout(), profile.get(Setting.PROBE_MIN));
        return Math.min(base << shift, profile.get(Setting.PROBE_MAX));
    }

    private void probe() {
        shift = Math.min(shift + 1, MAX_SHIFT);
        SendSpace snd = endpoint.connection().snd();
        if (endpoint.profile().get(Setting.PROBE_OCTETS) == 0) {
            endpoint.transmitter().probe(snd.una().minus(1));
        } else {
            if (snd.inFlight() == 0) {
                endpoint.keep(snd.withNxt(snd.nxt().plus(1))); // one octet beyond the window, or the FIN
                endpoint.recovery().queue().sent(snd.nxt(), snd.nxt().plus(1), false);
                probed = true;
            }
            endpoint.sender().sendAgain(snd.una(), 1);
        }
        timer.start(interval());
        endpoint.settle();
    }

    private void overrideSilence() {
        endpoint.sender().transmitWhatFits();
        endpoint.settle();
    }

    void stop() {
        timer.clear();
        override.clear();
    }
}
