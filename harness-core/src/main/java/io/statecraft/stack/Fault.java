package io.statecraft.stack;

import io.statecraft.tcp.Choices;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.Rules;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import java.util.Optional;

/**
 * Where a violation can be seeded, so that a check can be seen to fail. A fault stands between the stack and everything that it goes by:
 * its profile, the rules, the wire in both directions, its timers, and the sender's judgement. Each method is told what is right, and
 * says what is done instead; the fault of one stack may remember what it has seen. The seeded ones are in {@code stack.fault}.
 */
public interface Fault {

    /** None: everything as it should be. */
    Fault NONE = new Fault() {};

    /** How the stack behaves where it is free, or should not be. */
    default Profile profile(Profile right) {
        return right;
    }

    /** A connection has these settings of the user's from now on: what else becomes of them. */
    default void configure(EndpointOptions options) {
        // nothing: they hold
    }

    /** What an event makes of a connection. */
    default Outcome apply(Connection connection, TcpEvent event, Choices choices) {
        return Rules.apply(connection, event, choices);
    }

    /**
     * What is taken of a packet that has come.
     *
     * @param right whether it should be taken: undamaged, to this host, and from one host
     */
    default Optional<Packet> receive(Decoded packet, boolean right) {
        return right ? Optional.of(packet.packet()) : Optional.empty();
    }

    /** What goes on the wire instead of {@code packet}; empty for nothing. */
    default Optional<Packet> transmit(Packet packet) {
        Segment segment = packet.segment();
        return Optional.of(segment == null ? packet : new Packet(packet.ip(), emit(segment)));
    }

    /** What goes on the wire instead of {@code segment}. */
    default Segment emit(Segment segment) {
        return segment;
    }

    /**
     * How long a timer runs, in nanoseconds, that is set now.
     *
     * @param connection whose timer it is
     * @param now the stack's time, in nanoseconds
     * @param right how long it should run
     */
    default long wait(Alarm alarm, Connection connection, long now, long right) {
        return right;
    }

    /**
     * Whether a segment that is not full goes out now, rather than waits for more text, for an acknowledgment or for a larger window.
     *
     * @param connection that it is to be sent on
     * @param options what the user has set
     * @param right whether it should
     */
    default boolean goes(Connection connection, EndpointOptions options, boolean right) {
        return right;
    }

    /**
     * How many octets the congestion window still lets out.
     *
     * @param right how many it should
     */
    default long congestionRoom(Connection connection, long right) {
        return right;
    }

    /**
     * The window to show, in octets from RCV.NXT.
     *
     * @param connection whose window it is, with the one that was shown before
     * @param free octets that the receive buffer has room for
     * @param right the window that should be shown
     */
    default long window(Connection connection, long free, long right) {
        return right;
    }
}
