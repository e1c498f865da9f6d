package io.statecraft.stack;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;

/** How long a connection stays that has nothing left to do: TIME-WAIT, and FIN-WAIT-2 when nobody can read any more. */
final class Lingering {
    private final Endpoint endpoint;
    private final Countdown timer;

    Lingering(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.timer = endpoint.countdown(Alarm.LINGERING, this::isOver);
    }

    /** TIME-WAIT lasts two segment lifetimes from now on (MUST-13). */
    void startTimeWait() {
        timer.start(2 * endpoint.profile().get(Setting.MSL));
    }

    /** Sets the timer of FIN-WAIT-2, if the profile has one. */
    void arrange() {
        Connection c = endpoint.connection();
        long limit = endpoint.profile().get(Setting.FIN_WAIT_2_TIMEOUT);
        if (c.detached() && c.state() == TcpState.FIN_WAIT_2 && limit > 0) {
            timer.startIfClear(limit);
        }
    }

    private void isOver() {
        boolean timeWait = endpoint.state() == TcpState.TIME_WAIT;
        endpoint.happens(timeWait ? new TcpEvent.TimeWaitTimeout() : new TcpEvent.UserTimeout());
    }

    void stop() {
        timer.clear();
    }
}
