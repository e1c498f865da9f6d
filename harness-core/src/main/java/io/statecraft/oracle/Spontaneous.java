package io.statecraft.oracle;

import io.statecraft.tcp.SendSpace;
import io.statecraft.tcp.TcpState;

/** What the target may do without being asked: its timers, which nobody sees expire. */
final class Spontaneous {
    private Spontaneous() {}

    /** Whether the connection may have gone by {@code time} without a trace. */
    static boolean mayBeGone(Hypothesis h, long time, Facts facts) {
        long inState = time - h.history().stateSince();
        if (h.state() == TcpState.TIME_WAIT) {
            return inState >= Limits.SHORTEST_TIME_WAIT;
        }
        return mayGiveUp(h, time, facts);
    }

    /** Whether the target may abort the connection for want of an answer, with or without a reset. */
    static boolean mayGiveUp(Hypothesis h, long time, Facts facts) {
        if (h.state() == TcpState.CLOSED || h.state() == TcpState.LISTEN) {
            return false;
        }
        if (h.state() == TcpState.FIN_WAIT_2 && h.connection().detached()) {
            return time - h.history().stateSince() >= Limits.SHORTEST_ORPHAN;
        }
        SendSpace snd = h.connection().snd();
        boolean waiting = snd.inFlight() > 0 || snd.unsent() > 0;
        boolean tried = h.history().repeats() > 0 || h.history().probes() > 0;
        // MUST-29: one keep-alive without an answer is not enough.
        return waiting && (tried || facts.impatient)
                || facts.keepAlive && h.history().probes() > 1;
    }

    /** What should have happened by {@code time} and has not; null if nothing is missing. */
    static Contradiction missing(Hypothesis h, long time, Facts facts) {
        for (Owed owed : h.owed()) {
            if (owed.deadline() < time) {
                return Contradiction.ofSilence(
                        owed.emission().clause(),
                        h.state() + ": " + Notation.of(owed.emission(), h) + " within "
                                + Notation.seconds(owed.deadline() - owed.since()));
            }
        }
        long inState = time - h.history().stateSince();
        if (h.state() == TcpState.TIME_WAIT && inState > Limits.LONGEST_TIME_WAIT) {
            return Contradiction.ofSilence("RFC9293:3.10.8", "TIME-WAIT for two maximum segment lifetimes");
        }
        SendSpace snd = h.connection().snd();
        boolean finWaits = snd.closing() && !snd.finSent();
        boolean sending =
                h.state().isSynchronized() || h.state() == TcpState.SYN_SENT || h.state() == TcpState.SYN_RECEIVED;
        boolean work = sending && (snd.inFlight() > 0 || snd.unsent() > 0 || finWaits);
        long quiet = time - Math.max(h.history().lastSent(), h.history().progress());
        if (work && quiet > Limits.LONGEST_SILENCE) {
            return Contradiction.ofSilence(
                    snd.wnd() == 0 ? "RFC9293:MUST-36" : "RFC9293:MUST-20",
                    h.state() + ": a retransmission or a window probe within "
                            + Notation.seconds(Limits.LONGEST_SILENCE));
        }
        boolean free = snd.inFlight() == 0 && snd.wnd() > 0 && (snd.unsent() > 0 || finWaits);
        // With the push flag of SEND, or an option to that effect, the user decides how long (MAY-15); CLOSE implies
        // push.
        boolean heldBack = facts.hold.isOn() && !snd.closing();
        long freeFor = Math.min(quiet, Math.min(inState, time - Math.max(0, facts.hold.releasedAt())));
        return free && !heldBack && h.state().isSynchronized() && freeFor > Limits.LONGEST_HOLD
                ? Contradiction.ofSilence(
                        "RFC9293:MUST-60",
                        h.state() + ": what is queued within " + Notation.seconds(Limits.LONGEST_HOLD))
                : null;
    }
}
