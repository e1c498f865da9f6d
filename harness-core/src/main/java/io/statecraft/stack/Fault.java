package io.statecraft.stack;

import io.statecraft.tcp.Choices;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.Rules;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.wire.Segment;

/**
 * Where a violation can be seeded, so that a check can be seen to fail: a fault stands between the endpoint and the rules, and between
 * the endpoint and the wire.
 */
public interface Fault {

    /** None: the rules as they are. */
    Fault NONE = new Fault() {};

    /** What an event makes of a connection. */
    default Outcome apply(Connection connection, TcpEvent event, Choices choices) {
        return Rules.apply(connection, event, choices);
    }

    /** What goes on the wire instead of {@code segment}. */
    default Segment emit(Segment segment) {
        return segment;
    }
}
