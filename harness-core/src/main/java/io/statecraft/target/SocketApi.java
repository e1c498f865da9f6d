package io.statecraft.target;

import io.statecraft.scenario.Expression;
import io.statecraft.wire.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The calls that a program would make on the target. Descriptors are the scenario's numbers. Confined to one thread. */
public interface SocketApi {

    /**
     * Starts a call. One that need not wait is done when this returns.
     *
     * @throws UnknownCallException if the target does not know the function, an argument form, or a symbol
     */
    Pending start(Invocation call);

    /** Waits until {@code pending} is done, or {@code deadline} (by the target's clock) has passed; whether it is done. */
    boolean await(Pending pending, long deadline);

    /** The value that a symbol such as {@code SOL_SOCKET} or {@code EINPROGRESS} has on this target. */
    OptionalLong valueOf(String symbol);

    /** The addresses of a descriptor's socket as last known; kept after it is closed, and empty for one that has none. */
    Optional<Ends> ends(int descriptor);

    /**
     * A snapshot of TCP_INFO and its kin: {@code tcpi_state} and so on by name, with the names that scripts use.
     *
     * @throws UnknownCallException if there is none for this descriptor
     */
    Map<String, Long> tcpInfo(int descriptor);

    /** The two ends of a socket; the remote one is empty for a listener or a socket that is only bound. */
    record Ends(IpAddress local, int localPort, Optional<IpAddress> remote, int remotePort) {}

    /**
     * A call to make.
     *
     * @param function its name
     * @param arguments as written
     * @param descriptor for a call that makes a descriptor ({@code socket}, {@code accept}, {@code open}, …): the number that the
     *     scenario gives it
     * @param blocks whether the scenario says that it will block
     */
    record Invocation(String function, List<Expression> arguments, OptionalInt descriptor, boolean blocks) {
        public Invocation {
            arguments = List.copyOf(arguments);
        }
    }

    /** A call that was started. */
    interface Pending {
        boolean isDone();

        /** When the call was made, by the target's clock. */
        long startedAt();

        /** When it returned; only if done. */
        long endedAt();

        /** What it returned; only if done. */
        Result result();
    }

    /**
     * What a call returned.
     *
     * @param value the return value; for a call that makes a descriptor, the scenario's number for it, or -1
     * @param errno the symbol of the error, such as {@code EAGAIN}, if the value is negative
     * @param outputs out-arguments by index, in the notation of the argument: what the scenario compares with
     */
    record Result(long value, Optional<String> errno, Map<Integer, Expression> outputs) {
        public Result {
            outputs = Map.copyOf(outputs);
        }
    }
}
