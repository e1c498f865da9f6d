package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.ReceiveSpace;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.ArrayList;
import java.util.List;

/** The step from a hypothesis to what an event makes of it, by the rules of {@code tcp}. */
final class Steps {

    /** What stands behind the connection's local port when there is no connection. */
    interface Door {
        /** Whether a listener was open there at {@code time}. */
        boolean isOpen(long time);

        /** Whether the listener may have had no room left. */
        boolean mayBeFull();

        /** Whether an option was set there that these rules know nothing of. */
        boolean isBeyondRules();
    }

    private final Door door;

    Steps(Door door) {
        this.door = door;
    }

    /** Every hypothesis that {@code happening} can lead to. */
    List<Hypothesis> take(Hypothesis h, Happening happening) {
        Hypothesis taken = h.taken(h.taken() + 1);
        if (happening.event == null) {
            return listenerClosed(taken, happening.earliest);
        }
        if (happening.event instanceof TcpEvent.Arrival) {
            return arrival(taken, happening.event, happening.earliest);
        }
        return rules(taken, happening.event, happening.earliest);
    }

    /** The section of the rules that an event comes under. */
    static String clauseOf(Happening happening) {
        if (happening.event instanceof TcpEvent.Arrival) {
            return "RFC9293:3.10.7";
        } else if (happening.event instanceof TcpEvent.Close) {
            return "RFC9293:3.10.4";
        } else if (happening.event instanceof TcpEvent.Abort) {
            return "RFC9293:3.10.5";
        }
        return "RFC9293:3.10";
    }

    private List<Hypothesis> arrival(Hypothesis h, TcpEvent event, long time) {
        boolean nobody = h.state() == TcpState.CLOSED || h.state() == TcpState.LISTEN;
        Hypothesis at = nobody ? atTheDoor(h, time) : h;
        List<Hypothesis> next = new ArrayList<>(rules(at, event, time));
        if (at.state() == TcpState.LISTEN && door.mayBeFull()) {
            next.add(at); // the SYN was dropped: SYN_WHEN_BACKLOG_FULL
        }
        return next;
    }

    /** The segment meets the listener, or nobody. */
    private Hypothesis atTheDoor(Hypothesis h, long time) {
        Connection fresh = door.isOpen(time) ? Connection.listening(Windows.UNKNOWN) : Connection.closed();
        Hypothesis met = Hypothesis.of(fresh, h.standing(), h.taken(), time);
        // Resets that are still due for earlier segments stay due.
        return met.with(h.owed().stream().filter(Owed::isReset).toList());
    }

    private List<Hypothesis> rules(Hypothesis h, TcpEvent event, long time) {
        List<Hypothesis> next = new ArrayList<>(2);
        for (EveryAnswer.Branch branch :
                EveryAnswer.of(h.connection(), event, h.standing(), h.history().mayThrottle(time))) {
            Hypothesis after = apply(h.with(branch.standing()), event, branch.outcome(), time);
            boolean reopened = h.state() == TcpState.TIME_WAIT
                    && after.state() == TcpState.CLOSED
                    && branch.outcome().signals().contains(UserSignal.RELISTENED);
            if (reopened) {
                next.addAll(rules(atTheDoor(after, time), event, time)); // the SYN opens a new connection
            } else {
                next.add(after);
            }
        }
        return next;
    }

    private Hypothesis apply(Hypothesis h, TcpEvent event, Outcome outcome, long time) {
        Connection was = h.connection();
        Connection is = FastOpenSent.remembering(was, outcome.connection());
        History history = h.history();
        if (is.state() != was.state() || outcome.restartTimeWait()) {
            history = history.enteredStateAt(time);
        }
        if (is.state() == TcpState.LISTEN) {
            is = is.in(TcpState.CLOSED); // the listener goes on listening, and there is no connection
        }
        boolean progressed = is.snd().una().isAfter(was.snd().una());
        boolean idle = was.snd().inFlight() == 0 && was.snd().unsent() == 0;
        history = idle ? history.idleAt(time).heardAt(time, progressed) : history.heardAt(time, progressed);
        if (event instanceof TcpEvent.Arrival arrival) {
            history = history.with(history.reduction().after(was, is, arrival.segment()))
                    .with(history.synText().after(was, is));
        }
        Hypothesis next = h.with(is).with(history).ackable(ackable(h, is, event));
        if (is.state() == TcpState.CLOSED && was.state() != TcpState.CLOSED) {
            next = next.closed(time);
        }
        return next.with(owing(next, outcome, time));
    }

    /**
     * Text that reaches beyond the window shown, or that came with a SYN, before any window was: how much of it the target took, only an
     * acknowledgment tells, soon or later.
     */
    private static SequenceNumber ackable(Hypothesis h, Connection is, TcpEvent event) {
        ReceiveSpace was = h.connection().rcv();
        SequenceNumber most = is.rcv().nxt();
        if (isOpen(h.state()) && h.ackable().isAfter(most)) {
            most = h.ackable();
        }
        if (event instanceof TcpEvent.Arrival arrival && arrival.segment().has(TcpFlag.SYN) && isOpen(is.state())) {
            Segment s = arrival.segment();
            SequenceNumber end = s.textStart().plus(s.payload().length());
            if (s.seq().equals(is.rcv().irs()) && end.isAfter(most)) {
                most = end;
            }
        }
        if (event instanceof TcpEvent.Arrival arrival && h.state().isSynchronized()) {
            Segment s = arrival.segment();
            SequenceNumber end = SequenceNumber.min(
                    s.seq().plus(s.payload().length()), was.nxt().plus(was.room()));
            boolean beyond = end.isAfter(was.nxt().plus(was.wnd()));
            if (beyond && end.isAfter(most)) {
                most = end;
            }
        }
        return isOpen(is.state()) ? most : is.rcv().nxt();
    }

    private static boolean isOpen(TcpState state) {
        return state.isSynchronized() || state == TcpState.SYN_RECEIVED;
    }

    private static List<Owed> owing(Hypothesis h, Outcome outcome, long time) {
        if (outcome.emissions().isEmpty()) {
            return h.owed();
        }
        List<Owed> owed = new ArrayList<>(h.owed());
        for (Emission emission : outcome.emissions()) {
            Owed fresh = Owed.from(emission, time);
            // The same acknowledgment asked for once more is still one: ACKs are to be aggregated (MUST-58).
            boolean covered = fresh.isAcknowledgment()
                    && owed.stream()
                            .anyMatch(old -> old.isAcknowledgment()
                                    && old.since() == time
                                    && old.emission().ack().equals(emission.ack()));
            // An old segment asks for no more than what was just said.
            boolean justSaid = h.state().isSynchronized()
                    && emission.clause().equals("RFC9293:3.10.7.4")
                    && emission.kind() == Emission.Kind.CHALLENGE_ACK
                    && h.history().said(emission.ack(), time);
            if (!covered && !justSaid) {
                owed.add(fresh);
            }
        }
        return owed;
    }

    /** No RFC says what becomes of the half-open connections of a listener that is closed, and of those that nobody accepted. */
    private static List<Hypothesis> listenerClosed(Hypothesis h, long time) {
        if (h.state() == TcpState.LISTEN || h.state() == TcpState.CLOSED) {
            return List.of(h.closed(time));
        }
        Emission reset = new Emission(
                Emission.Kind.RESET,
                h.connection().snd().nxt(),
                h.connection().rcv().nxt(),
                TcpFlag.RST.mask() | TcpFlag.ACK.mask(),
                Emission.Urgency.OPTIONAL,
                "RFC9293:3.10.5");
        Hypothesis aborted = h.closed(time);
        List<Owed> owed = new ArrayList<>(aborted.owed());
        owed.add(Owed.from(reset, time));
        return List.of(h, aborted.with(owed));
    }

    /** Number 0, for a connection whose initial sequence number the wire has not shown. */
    static SequenceNumber unknownIss() {
        return SequenceNumber.ZERO;
    }
}
