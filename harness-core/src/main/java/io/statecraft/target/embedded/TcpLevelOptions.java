package io.statecraft.target.embedded;

import static io.statecraft.target.embedded.SocketOption.change;
import static io.statecraft.target.embedded.SocketOption.changeIf;

import io.statecraft.stack.EndpointOptions;
import io.statecraft.stack.Setting;
import io.statecraft.tcp.TcpState;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Options of TCP: {@code IPPROTO_TCP}. */
final class TcpLevelOptions {
    private static final String LEVEL = "IPPROTO_TCP";
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final int LEAST_MSS = 88;
    private static final int LARGEST_MSS = 32_767;
    private static final int LARGEST_PORT = 65_535;
    private static final long UNSIGNED_INT = 0xffffffffL;

    /** BSD's choice of TCP implementations; a structure, set by {@link OptionCalls}. */
    static final SocketOption FUNCTION_BLOCK = SocketOption.remembered(LEVEL, "TCP_FUNCTION_BLK");

    /** Linux's report of what is unread beside each {@code recvmsg}. */
    static final SocketOption UNREAD_TOLD = SocketOption.remembered(LEVEL, "TCP_INQ");

    /** The congestion control; a string, set and read by {@link OptionCalls}. */
    static final SocketOption CONGESTION = SocketOption.remembered(LEVEL, "TCP_CONGESTION");

    // What BSD gives for a flag that is on is the flag's own bit.
    private static final int BSD_NO_DELAY = 0x4;
    private static final int BSD_NO_OPTIONS = 0x8;
    private static final int BSD_NO_PUSH = 0x1000;

    static final List<SocketOption> ALL = List.of(
            FUNCTION_BLOCK,
            UNREAD_TOLD,
            CONGESTION,
            bit("TCP_NODELAY", BSD_NO_DELAY, EndpointOptions::noDelay, TcpLevelOptions::noDelay),
            flag("TCP_CORK", EndpointOptions::corked, change((options, value) -> options.corked(value != 0))),
            bit(
                    "TCP_NOPUSH",
                    BSD_NO_PUSH,
                    EndpointOptions::corked,
                    change((options, value) -> options.corked(value != 0))),
            bit(
                    "TCP_NOOPT",
                    BSD_NO_OPTIONS,
                    EndpointOptions::noOptions,
                    change((options, value) -> options.noOptions(value != 0))),
            SocketOption.of(
                    LEVEL,
                    "TCP_MAXSEG",
                    TcpLevelOptions::maximumSegmentSize,
                    changeIf(
                            value -> value == 0 || value >= LEAST_MSS && value <= LARGEST_MSS,
                            (options, value) -> options.maximumSegmentSize(value.intValue()))),
            number(
                    "TCP_NOTSENT_LOWAT",
                    EndpointOptions::unsentLowWater,
                    change((options, value) -> options.unsentLowWater(value & UNSIGNED_INT))),
            // ---- timers, in seconds but for the user timeout
            number(
                    "TCP_KEEPIDLE",
                    options -> options.keepAliveIdle() / SECOND,
                    atLeastOne((options, value) -> options.keepAliveIdle(value * SECOND))),
            number(
                    "TCP_KEEPINTVL",
                    options -> options.keepAliveInterval() / SECOND,
                    atLeastOne((options, value) -> options.keepAliveInterval(value * SECOND))),
            number(
                    "TCP_KEEPCNT",
                    EndpointOptions::keepAliveCount,
                    atLeastOne((options, value) -> options.keepAliveCount(value.intValue()))),
            number(
                    "TCP_KEEPINIT",
                    options -> options.connectTimeout() / SECOND,
                    atLeastOne((options, value) -> options.connectTimeout(value * SECOND))),
            number(
                    "TCP_SYNCNT",
                    EndpointOptions::synRetries,
                    atLeastOne((options, value) -> options.synRetries(value.intValue()))),
            number(
                    "TCP_USER_TIMEOUT",
                    options -> options.userTimeout() / MILLI,
                    changeIf(value -> value >= 0, (options, value) -> options.userTimeout(value * MILLI))),
            // ---- Fast Open
            number("TCP_FASTOPEN", EndpointOptions::fastOpen, TcpLevelOptions::fastOpen),
            flag(
                    "TCP_FASTOPEN_CONNECT",
                    EndpointOptions::opensBySending,
                    changeIf(
                            value -> value == 0 || value == 1, (options, value) -> options.opensBySending(value == 1))),
            // ---- the rest
            number("TCP_REMOTE_UDP_ENCAPS_PORT", EndpointOptions::tunnelPort, TcpLevelOptions::tunnelPort),
            flag("TCP_MD5SIG", EndpointOptions::signed, change((options, value) -> options.signed(value != 0))),
            SocketOption.of(
                    LEVEL, "TCP_QUICKACK", TcpLevelOptions::acknowledgesQuickly, TcpLevelOptions::acknowledgeQuickly));

    private TcpLevelOptions() {}

    // ---- kinds of options

    private static SocketOption number(
            String symbol, ToLongFunction<EndpointOptions> reader, SocketOption.Writer writer) {
        return SocketOption.of(LEVEL, symbol, socket -> reader.applyAsLong(socket.options()), writer);
    }

    private static SocketOption flag(String symbol, Predicate<EndpointOptions> reader, SocketOption.Writer writer) {
        return number(symbol, options -> reader.test(options) ? 1 : 0, writer);
    }

    /** A flag that is one bit of a word of BSD's, which reading it gives there. */
    private static SocketOption bit(
            String symbol, int bit, Predicate<EndpointOptions> reader, SocketOption.Writer writer) {
        return SocketOption.of(
                LEVEL,
                symbol,
                socket -> !reader.test(socket.options())
                        ? 0
                        : socket.personality().isBsd() ? bit : 1,
                writer);
    }

    private static SocketOption.Writer atLeastOne(BiConsumer<EndpointOptions, Long> change) {
        return changeIf(value -> value >= 1, change);
    }

    // ---- options with a life of their own

    private static Optional<String> noDelay(Socket socket, long value) {
        Optional<String> done =
                change((options, on) -> options.noDelay(on != 0)).set(socket, value);
        boolean pushes = value != 0 && !socket.personality().isBsd() && socket.endpoint() != null;
        if (pushes && socket.state() != TcpState.CLOSED) {
            socket.endpoint().push(); // also what is corked
        }
        return done;
    }

    private static long maximumSegmentSize(Socket socket) {
        if (socket.endpoint() != null && socket.state() != TcpState.CLOSED) {
            return socket.endpoint().status().sendMss();
        }
        int limit = socket.options().maximumSegmentSize();
        return limit > 0 ? limit : socket.stack().profile().get(Setting.DEFAULT_MSS_V4);
    }

    private static Optional<String> fastOpen(Socket socket, long value) {
        // A switch on BSD, whose listeners then let half their backlog be open early; the length of a queue on Linux.
        boolean switchedOn = socket.personality().isBsd() && value > 0;
        long pending = switchedOn ? Math.max(1, socket.stack().profile().get(Setting.MAX_BACKLOG) / 2) : value;
        return changeIf(length -> length >= 0, (options, length) -> options.fastOpen(length.intValue()))
                .set(socket, pending);
    }

    private static Optional<String> tunnelPort(Socket socket, long value) {
        boolean off = !socket.stack().profile().has(Setting.TUNNEL_PORT);
        boolean valid = value >= 0 && value <= LARGEST_PORT && (value == 0 || !off);
        return changeIf(
                        port -> valid && socket.state() == TcpState.CLOSED,
                        (options, port) -> options.tunnelPort(port.intValue()))
                .set(socket, value);
    }

    private static long acknowledgesQuickly(Socket socket) {
        return socket.endpoint() == null || socket.endpoint().acknowledgesQuickly() ? 1 : 0;
    }

    private static Optional<String> acknowledgeQuickly(Socket socket, long value) {
        if (socket.endpoint() != null && socket.state() != TcpState.CLOSED) {
            socket.endpoint().acknowledgeQuickly(value != 0);
        }
        return Optional.empty();
    }
}
