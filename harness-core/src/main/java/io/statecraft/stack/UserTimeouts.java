package io.statecraft.stack;

import io.statecraft.tcp.Connection;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption;

/**
 * The user timeout of a connection, and the option by which both sides tell each other of theirs (RFC 5482): what is told is a wish, and what is
 * adopted the longer of both, within limits. Nanoseconds.
 */
final class UserTimeouts {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;

    private final Endpoint endpoint;
    private long remote; // REMOTE_UTO; 0: the peer has told nothing
    private long told = -1; // ADV_UTO as the peer was told it outside of a SYN; -1: not yet

    UserTimeouts(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    private Profile profile() {
        return endpoint.profile();
    }

    /** ENABLED, for sending and receiving: off unless it is asked for. */
    private boolean isEnabled() {
        return profile().has(Setting.USER_TIMEOUT_OPTION);
    }

    /** USER_TIMEOUT as it is in force in the synchronized states; 0: for ever. */
    long current() {
        long own = endpoint.options().userTimeout();
        // CHANGEABLE is false once the user has set a timeout (section 3).
        if (!isEnabled() || remote == 0 || endpoint.options().userTimeoutIsSet()) {
            return own;
        }
        long most = profile().get(Setting.USER_TIMEOUT_MOST);
        long ours = own == 0 ? most : own;
        // Section 3.1: the lower limit is more than the timer of retransmission is set to.
        long retransmission = endpoint.retransmission().roundTrip().timeout() + SECOND;
        long least = Math.max(profile().get(Setting.USER_TIMEOUT_LEAST), retransmission);
        return Math.min(most, Math.max(Math.max(ours, remote), least));
    }

    /** Keep-alives must not end a connection sooner (section 4.2): how long it is idle before the first; {@code wanted} is what the user wants. */
    long keepAliveIdle(long wanted) {
        return isEnabled() && remote > 0 ? Math.max(wanted, current() + SECOND) : wanted;
    }

    /** A segment was taken that found the connection as it was {@code before}. */
    void heard(Connection before, Segment s) {
        TcpOption.UserTimeout option = isEnabled() ? s.option(TcpOption.UserTimeout.class) : null;
        if (option == null || option.value() == 0) {
            return; // section 3.4: zero is reserved
        }
        if (before.peer() == null || before.rcv().accepts(s, before.rcv().wnd())) {
            remote = option.seconds() * SECOND;
            endpoint.keepAlive().reset();
        }
    }

    /** What a SYN tells the peer; null for nothing. */
    TcpOption.UserTimeout ofSyn() {
        return isEnabled() ? option(advertised()) : null;
    }

    /**
     * What another segment tells it: the first one, and the next one after a change (section 3).
     *
     * @param room octets that the segment has for options beside those that it has
     * @return null for nothing
     */
    TcpOption.UserTimeout ofNext(int room) {
        if (!isEnabled()) {
            return null;
        }
        long now = advertised();
        if (told == now || room < option(now).length()) {
            return null;
        }
        told = now;
        return option(now);
    }

    /** ADV_UTO. */
    private long advertised() {
        long own = endpoint.options().userTimeout();
        return own == 0 ? profile().get(Setting.USER_TIMEOUT_MOST) : own;
    }

    /** In seconds as long as these fit, and never zero. */
    private static TcpOption.UserTimeout option(long nanos) {
        long seconds = Math.max(1, (nanos + SECOND - 1) / SECOND);
        if (seconds <= TcpOption.UserTimeout.LARGEST) {
            return new TcpOption.UserTimeout(false, (int) seconds);
        }
        long minutes = (nanos + MINUTE - 1) / MINUTE;
        return new TcpOption.UserTimeout(true, (int) Math.min(minutes, TcpOption.UserTimeout.LARGEST));
    }
}
