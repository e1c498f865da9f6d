package io.statecraft.tcp;

import io.statecraft.tcp.TcpEvent.Abort;
import io.statecraft.tcp.TcpEvent.ActiveOpen;
import io.statecraft.tcp.TcpEvent.Arrival;
import io.statecraft.tcp.TcpEvent.Close;
import io.statecraft.tcp.TcpEvent.IcmpError;
import io.statecraft.tcp.TcpEvent.PassiveOpen;
import io.statecraft.tcp.TcpEvent.Receive;
import io.statecraft.tcp.TcpEvent.RetransmissionTimeout;
import io.statecraft.tcp.TcpEvent.Send;
import io.statecraft.tcp.TcpEvent.Status;
import io.statecraft.tcp.TcpEvent.TimeWaitTimeout;
import io.statecraft.tcp.TcpEvent.UserTimeout;

/** The way from an event to its rule. */
public final class Rules {
    private Rules() {}

    /** What {@code event} makes of {@code connection}, with {@code choices} where the RFCs leave one. */
    public static Outcome apply(Connection connection, TcpEvent event, Choices choices) {
        if (event instanceof Arrival arrival) {
            return SegmentArrives.at(connection, arrival, choices);
        } else if (event instanceof PassiveOpen open) {
            return UserCalls.passiveOpen(connection, open.window());
        } else if (event instanceof ActiveOpen open) {
            return UserCalls.activeOpen(connection, open);
        } else if (event instanceof Send send) {
            return UserCalls.send(connection, send.octets());
        } else if (event instanceof Receive receive) {
            return UserCalls.receive(connection, receive.octets());
        } else if (event instanceof Close close) {
            return UserCalls.close(connection, close.both(), choices);
        } else if (event instanceof Abort) {
            return UserCalls.abort(connection);
        } else if (event instanceof Status) {
            return UserCalls.status(connection);
        } else if (event instanceof UserTimeout) {
            return Timeouts.userTimeout(connection);
        } else if (event instanceof RetransmissionTimeout) {
            return Timeouts.retransmission(connection);
        } else if (event instanceof TimeWaitTimeout) {
            return Timeouts.timeWait(connection);
        } else if (event instanceof IcmpError error) {
            return IcmpArrives.at(connection, error.hard(), choices);
        }
        throw new AssertionError("no rule for " + event);
    }
}
