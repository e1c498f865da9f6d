package io.statecraft.scenario;

import io.statecraft.tcp.TcpState;
import java.util.List;
import java.util.Optional;

/** What a step does or expects. */
public sealed interface Action {

    /** {@code < …}: sends a packet to the target. */
    record Inject(PacketPattern packet) implements Action {}

    /** {@code > …}: expects a packet from the target. */
    record Expect(PacketPattern packet) implements Action {}

    /** {@code > oracle}: expects a packet from the target, any that the RFCs allow here. */
    record ExpectAllowed() implements Action {}

    /**
     * A system call on the target, and its result.
     *
     * @param function such as {@code connect}
     * @param arguments as written
     * @param result as written after the {@code =}; {@code ...} accepts any
     * @param errno the name of the error that is expected, such as {@code EINPROGRESS}
     * @param note the remark in parentheses, which is not compared
     * @param returnsAt for a call that blocks ({@code T...E}): when it is expected to return; {@link Timing.Absolute}, or {@link
     *     Timing.Relative} to the same base as the step
     */
    record Call(
            String function,
            List<Expression> arguments,
            Expression result,
            Optional<String> errno,
            Optional<String> note,
            Optional<Timing> returnsAt)
            implements Action {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code `…`}: a command for the target's shell, as written between the quotes. */
    record Command(String text) implements Action {}

    /** {@code %{ … }%}: assertions on a snapshot of the target's TCP_INFO. */
    record Code(String text) implements Action {}

    /**
     * {@code state(fd) = NAME}: the state of the connection (or listener) behind a descriptor.
     *
     * @param peer {@code state(fd, peer)}: of the connection with the scenario's peer, although the descriptor is its listener's
     */
    record AssertState(int descriptor, boolean peer, TcpState state) implements Action {}

    /**
     * {@code state(fd) = oracle}: whatever state the RFCs allow there, once the target has sent what it owes.
     *
     * @param peer as for {@link AssertState}
     */
    record AllowedState(int descriptor, boolean peer) implements Action {}

    /** {@code silence for T}: the target sends nothing for that long, in nanoseconds. */
    record Silence(long duration) implements Action {}
}
