package io.statecraft.target.embedded;

import static io.statecraft.target.embedded.SocketOption.refused;

import io.statecraft.stack.EndpointOptions;
import io.statecraft.stack.Setting;
import io.statecraft.tcp.TcpState;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Options of every socket: {@code SOL_SOCKET}. */
final class SocketLevelOptions {
    private static final String LEVEL = "SOL_SOCKET";

    /** Set and read as a structure, by {@link OptionCalls}. */
    static final SocketOption LINGER = SocketOption.remembered(LEVEL, "SO_LINGER");

    static final SocketOption ZERO_COPY = SocketOption.remembered(LEVEL, "SO_ZEROCOPY");

    private static final long LEAST_RECEIVE_BUFFER = 2304;
    private static final long LEAST_SEND_BUFFER = 4608;
    private static final long UNSIGNED_INT = 0xffffffffL;

    static final List<SocketOption> ALL = List.of(
            LINGER,
            ZERO_COPY,
            SocketOption.of(LEVEL, "SO_ERROR", SocketLevelOptions::takeError, refused("ENOPROTOOPT")),
            SocketOption.of(LEVEL, "SO_TYPE", socket -> 1, refused("ENOPROTOOPT")),
            SocketOption.of(
                    LEVEL, "SO_ACCEPTCONN", socket -> socket.listener() == null ? 0 : 1, refused("ENOPROTOOPT")),
            SocketOption.of(
                    LEVEL,
                    "SO_REUSEADDR",
                    socket -> flag(socket, "SO_REUSEADDR", socket.reuseAddress()),
                    (socket, value) -> {
                        socket.reuseAddress(value != 0);
                        return Optional.empty();
                    }),
            SocketOption.of(
                    LEVEL,
                    "SO_KEEPALIVE",
                    socket -> flag(socket, "SO_KEEPALIVE", socket.options().keepAlive()),
                    SocketOption.change((options, value) -> options.keepAlive(value != 0))),
            SocketOption.of(
                    LEVEL,
                    "SO_RCVBUF",
                    socket -> socket.options().receiveBuffer(),
                    buffer(LEAST_RECEIVE_BUFFER, EndpointOptions::receiveBuffer)),
            SocketOption.of(
                    LEVEL,
                    "SO_SNDBUF",
                    socket -> socket.options().sendBuffer(),
                    buffer(LEAST_SEND_BUFFER, (options, octets) -> {
                        options.sendBuffer(octets);
                        options.sendBufferIsSet(true);
                    })),
            SocketOption.of(
                    LEVEL,
                    "SO_TIMESTAMPING",
                    socket -> socket.remembered("SO_TIMESTAMPING"),
                    SocketLevelOptions::stamp),
            SocketOption.remembered(LEVEL, "SO_REUSEPORT"),
            SocketOption.remembered(LEVEL, "SO_BROADCAST"),
            SocketOption.remembered(LEVEL, "SO_DEBUG"),
            SocketOption.remembered(LEVEL, "SO_OOBINLINE"),
            SocketOption.remembered(LEVEL, "SO_PRIORITY"),
            SocketOption.remembered(LEVEL, "SO_MARK"),
            SocketOption.remembered(LEVEL, "SO_RCVLOWAT"),
            SocketOption.remembered(LEVEL, "SO_NOSIGPIPE"));

    private SocketLevelOptions() {}

    /** The number of the error that the connection ended with; reading it takes it away. */
    private static long takeError(Socket socket) {
        return socket.takeError()
                .map(symbol -> socket.personality().symbols().require(symbol))
                .orElse(0);
    }

    private static long flag(Socket socket, String symbol, boolean on) {
        return on ? socket.personality().valueOfFlag(symbol) : 0;
    }

    private static Optional<String> stamp(Socket socket, long value) {
        boolean numbers = (value & socket.personality().symbols().require("SOF_TIMESTAMPING_OPT_ID")) != 0;
        if (numbers && (socket.endpoint() == null || socket.state() == TcpState.CLOSED)) {
            return Optional.of("EINVAL");
        }
        socket.stamps().flags(value, socket.endpoint());
        socket.remember("SO_TIMESTAMPING", value);
        return Optional.empty();
    }

    /** A buffer's size, in octets, within the system's limits. */
    private static SocketOption.Writer buffer(long least, BiConsumer<EndpointOptions, Long> change) {
        SocketOption.Writer writer = SocketOption.change(change);
        return (socket, value) -> {
            long largest = socket.stack().profile().get(Setting.MAX_BUFFER);
            if (socket.personality().doublesBuffers()) {
                // The kernel doubles it for its own bookkeeping, and reads it back doubled.
                return writer.set(socket, Math.max(least, 2 * Math.min(value & UNSIGNED_INT, largest)));
            }
            if (value <= 0) {
                return Optional.of("EINVAL");
            }
            return value > largest ? Optional.of("ENOBUFS") : writer.set(socket, value);
        };
    }
}
