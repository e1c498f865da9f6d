package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.SendSpace;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.SequenceNumber;
import java.util.ArrayList;
import java.util.List;

/**
 * One way in which the target may have got here: a connection, the standing answers that led to it, and what it still owes. A value;
 * equal hypotheses merge.
 *
 * @param connection the target's connection; as long as {@code issKnown} does not hold, its send sequence numbers count from 0
 * @param issKnown whether the wire has shown the target's initial sequence number
 * @param standing the standing choices on this way
 * @param owed what the target owes or may send, apart from what its state lets it send at any time
 * @param taken how many of the judge's events it has taken
 * @param edge the rightmost edge of the window that the peer ever offered
 * @param ackable how far the target may have taken text beyond the window that it has shown: it may acknowledge up to here; RCV.NXT if
 *     there is no such text
 * @param history when what happened last
 */
record Hypothesis(
        Connection connection,
        boolean issKnown,
        Standing standing,
        List<Owed> owed,
        int taken,
        SequenceNumber edge,
        SequenceNumber ackable,
        History history) {

    Hypothesis {
        owed = List.copyOf(owed);
    }

    static Hypothesis of(Connection connection, Standing standing, int taken, long time) {
        return new Hypothesis(
                connection,
                false,
                standing,
                List.of(),
                taken,
                connection.snd().edge(),
                connection.rcv().nxt(),
                History.from(time));
    }

    TcpState state() {
        return connection.state();
    }

    Hypothesis with(Connection next) {
        SequenceNumber farther = next.snd().edge().isAfter(edge) ? next.snd().edge() : edge;
        return new Hypothesis(next, issKnown, standing, owed, taken, farther, ackable, history);
    }

    Hypothesis with(Standing answers) {
        return new Hypothesis(connection, issKnown, answers, owed, taken, edge, ackable, history);
    }

    Hypothesis with(List<Owed> list) {
        return new Hypothesis(connection, issKnown, standing, list, taken, edge, ackable, history);
    }

    Hypothesis with(History next) {
        return new Hypothesis(connection, issKnown, standing, owed, taken, edge, ackable, next);
    }

    /** With acknowledgments allowed up to {@code to}. */
    Hypothesis ackable(SequenceNumber to) {
        return new Hypothesis(connection, issKnown, standing, owed, taken, edge, to, history);
    }

    Hypothesis taken(int events) {
        return new Hypothesis(connection, issKnown, standing, owed, events, edge, ackable, history);
    }

    /** The target deleted its connection: what it owed as a connection is owed no more, resets that were due still are. */
    Hypothesis closed(long time) {
        return with(connection.in(TcpState.CLOSED))
                .with(owed.stream().filter(Owed::isReset).toList())
                .with(history.enteredStateAt(time));
    }

    Hypothesis without(Owed paid) {
        List<Owed> rest = new ArrayList<>(owed);
        rest.remove(paid);
        return with(rest);
    }

    /** The wire has shown the initial sequence number: everything that counted from 0 counts from it. */
    Hypothesis rebased(SequenceNumber iss) {
        if (issKnown) {
            return this;
        }
        SendSpace snd = connection.snd();
        long by = iss.toLong() - snd.iss().toLong();
        SendSpace moved = new SendSpace(
                snd.iss().plus(by),
                snd.una().plus(by),
                snd.nxt().plus(by),
                snd.wnd(),
                snd.wl1(),
                snd.wl2().plus(by),
                snd.maxWnd(),
                snd.end().plus(by),
                snd.closing());
        return new Hypothesis(
                connection.with(moved),
                true,
                standing,
                owed.stream().map(o -> o.rebased(iss)).toList(),
                taken,
                edge.plus(by),
                ackable,
                history.with(history.reduction().rebased(by)));
    }
}
