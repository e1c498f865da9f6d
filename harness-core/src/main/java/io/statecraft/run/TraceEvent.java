package io.statecraft.run;

import io.statecraft.oracle.SocketCall;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.Packet;
import java.util.Optional;

/** Something that happened in an attempt. Times are nanoseconds since the scenario's start; lines are the script's, 0 if none. */
public sealed interface TraceEvent {

    /** When it happened. */
    long time();

    /** The harness sent a packet to the target: {@code <}. */
    record Inbound(long time, int line, Packet packet) implements TraceEvent {}

    /** The target sent a packet: {@code >}; the time is the kernel's where there is one. */
    record Outbound(long time, Packet packet) implements TraceEvent {}

    /**
     * A program on the target made a call.
     *
     * @param id names the call until it returns
     * @param text the call as written
     * @param meaning what it means for a TCP socket, if it concerns one
     */
    record CallStarted(long time, int line, long id, String text, Optional<SocketCall> meaning) implements TraceEvent {}

    /**
     * A call returned.
     *
     * @param id the call's
     * @param value what it returned; a new descriptor has the scenario's number
     * @param errno the symbol of the error, if it failed
     * @param connection the ends of the connection that it made, if they are known
     */
    record CallReturned(long time, long id, long value, Optional<String> errno, Optional<FourTuple> connection)
            implements TraceEvent {}

    /** A command was run; {@code status} is what it ended with. */
    record CommandRun(long time, int line, String text, int status, String output) implements TraceEvent {}

    /**
     * A state was asked for.
     *
     * @param subject whose, as written: {@code 3}, or {@code 3, peer}
     * @param connection its ends, if it is a connection
     * @param state what it was
     * @param witness who said so
     */
    record StateSeen(
            long time, int line, String subject, Optional<FourTuple> connection, TcpState state, Witness witness)
            implements TraceEvent {}

    /** Who says which state a connection is in. */
    enum Witness {
        /** The target itself. */
        PROBE,
        /** The oracle, from what was on the wire. */
        ORACLE
    }

    /** All that the target sent until this time has been seen. */
    record Quiet(long time) implements TraceEvent {}

    /** The target was expected to send nothing for {@code duration} until this time, and did not. */
    record Silence(long time, int line, long duration) implements TraceEvent {}

    /** The harness did the statement of {@code line} late, by {@code by} nanoseconds. */
    record Late(long time, int line, long by) implements TraceEvent {}

    /** A remark. */
    record Note(long time, String text) implements TraceEvent {}
}
