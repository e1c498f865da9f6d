package io.statecraft.stack.fault;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.ReceiveSpace;
import io.statecraft.tcp.SendSpace;
import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.SequenceNumber;
import java.util.List;

/** Changes to what a rule says. */
final class Outcomes {
    private Outcomes() {}

    /** The same, with another connection afterwards. */
    static Outcome with(Outcome right, Connection connection) {
        return new Outcome(connection, right.emissions(), right.signals(), right.text(), right.restartTimeWait());
    }

    /** The same, with these segments to be sent. */
    static Outcome sending(Outcome right, List<Emission> emissions) {
        return new Outcome(right.connection(), emissions, right.signals(), right.text(), right.restartTimeWait());
    }

    /** The same, with nothing to be sent. */
    static Outcome silent(Outcome right) {
        return sending(right, List.of());
    }

    /** The same, with acknowledgments that are this urgent. */
    static Outcome urgency(Outcome right, Emission.Urgency urgency) {
        return sending(
                right,
                right.emissions().stream()
                        .map(e -> new Emission(e.kind(), e.seq(), e.ack(), e.flags(), urgency, e.clause()))
                        .toList());
    }

    /** The same, with text that is acknowledged and that the user does not get. */
    static Outcome losingText(Outcome right, Connection before) {
        ReceiveSpace rcv = right.connection().rcv();
        long taken = rcv.unread() - before.rcv().unread();
        return new Outcome(
                right.connection().with(rcv.read(taken)),
                right.emissions(),
                right.signals(),
                null,
                right.restartTimeWait());
    }

    /** The connection is gone, and the user knows why. */
    static Outcome gone(Connection c, UserSignal why) {
        return new Outcome(c.in(TcpState.CLOSED), List.of(), List.of(why), null, false);
    }

    /** The send sequence space with another window. */
    static SendSpace window(SendSpace snd, long window) {
        return snd.withWindow(window, snd.wl1(), snd.wl2());
    }

    /** The send sequence space with another largest window that there was. */
    static SendSpace largestWindow(SendSpace snd, long window) {
        return new SendSpace(
                snd.iss(), snd.una(), snd.nxt(), snd.wnd(), snd.wl1(), snd.wl2(), window, snd.end(), snd.closing());
    }

    /** The send sequence space with another end of what the user has handed over. */
    static SendSpace end(SendSpace snd, SequenceNumber end) {
        return new SendSpace(
                snd.iss(), snd.una(), snd.nxt(), snd.wnd(), snd.wl1(), snd.wl2(), snd.maxWnd(), end, snd.closing());
    }
}
