package io.statecraft.target;

import io.statecraft.clock.Clock;
import io.statecraft.link.Link;
import io.statecraft.wire.IpAddress;
import java.util.Optional;

/** A stack under test, ready for one scenario. Closing it frees everything that it holds. Confined to one thread. */
public interface Target extends AutoCloseable {

    /** The time that the target lives by; packets are stamped with it. */
    Clock clock();

    /**
     * How far apart the moments are at which its timers go off, nanoseconds: what it does by a timer may come later by as much as one falls
     * behind the last of them. 0 if they go off at any moment.
     */
    default long tick() {
        return 0;
    }

    /** The wire. */
    Link link();

    /** The calls that a program would make, if there is a way to make them. */
    Optional<SocketApi> sockets();

    /** The stack's own idea of its states, if it can be asked. */
    Optional<StateProbe> probe();

    /** The target's own address, for the scenario's IP version. */
    IpAddress localAddress();

    /** The address that the harness speaks from: no kernel's. */
    IpAddress remoteAddress();

    /**
     * Runs one of the scenario's commands: in a shell where there is one and it is allowed, or as a setting or an assertion that the
     * target knows.
     */
    CommandOutcome command(String text);

    /** Returns when a scenario may begin: at once, unless some moments are better than others. */
    default void awaitStart() {}

    @Override
    void close();

    /** How a command went. */
    sealed interface CommandOutcome {
        /** It ended with {@code status}; output of both streams, cut to a few kilobytes. */
        record Done(int status, String output) implements CommandOutcome {}

        /** The target has no such command, or it is not allowed: why, and the remedy. */
        record Refused(String reason) implements CommandOutcome {}
    }
}
