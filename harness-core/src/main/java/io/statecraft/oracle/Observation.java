package io.statecraft.oracle;

import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.Packet;
import java.util.Optional;

/** Something that happened on the wire or at the socket interface; times in nanoseconds by the target's clock. */
public sealed interface Observation {

    /** When it happened. */
    long time();

    /** The harness sent a packet to the target. */
    record Inbound(long time, Packet packet) implements Observation {}

    /** The target sent a packet. */
    record Outbound(long time, Packet packet) implements Observation {}

    /**
     * A program on the target made a call.
     *
     * @param id names the call until it returns
     */
    record CallStarted(long time, long id, SocketCall call) implements Observation {}

    /**
     * A call returned.
     *
     * @param id the call's
     * @param value what it returned: for {@code accept} the scenario's number of the new descriptor
     * @param errno the symbol of the error, if it failed
     * @param connection the connection's ends, when the call was {@code accept} or {@code connect} and they are known
     */
    record CallReturned(long time, long id, long value, Optional<String> errno, Optional<FourTuple> connection)
            implements Observation {}

    /** The target's own probe showed a connection's state. */
    record StateSeen(long time, FourTuple connection, TcpState state) implements Observation {}

    /**
     * Until this time everything that the target sent has been seen: what was owed by then and has not come is missing. Not to be used
     * when the harness was late or lost packets.
     */
    record Elapsed(long time) implements Observation {}
}
