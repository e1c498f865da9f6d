package io.statecraft.target.embedded;

import io.statecraft.stack.EndpointOptions;
import io.statecraft.stack.Setting;
import io.statecraft.tcp.TcpState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The socket options that the embedded stack knows, each with what it reads and sets; those without are only remembered. */
enum SocketOption {
    ERROR("SOL_SOCKET", "SO_ERROR") {
        @Override
        long get(Socket socket) {
            return socket.takeError()
                    .map(symbol -> (long) socket.personality().symbols().require(symbol))
                    .orElse(0L);
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return Optional.of("ENOPROTOOPT");
        }
    },
    TYPE("SOL_SOCKET", "SO_TYPE") {
        @Override
        long get(Socket socket) {
            return 1;
        }
    },
    LISTENING("SOL_SOCKET", "SO_ACCEPTCONN") {
        @Override
        long get(Socket socket) {
            return socket.listener() == null ? 0 : 1;
        }
    },
    LINGER("SOL_SOCKET", "SO_LINGER"),
    FUNCTION_BLOCK("IPPROTO_TCP", "TCP_FUNCTION_BLK"),
    REUSE_ADDRESS("SOL_SOCKET", "SO_REUSEADDR") {
        @Override
        long get(Socket socket) {
            return socket.reuseAddress() ? socket.personality().valueOfFlag("SO_REUSEADDR") : 0;
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            socket.reuseAddress(value != 0);
            return Optional.empty();
        }
    },
    KEEP_ALIVE("SOL_SOCKET", "SO_KEEPALIVE") {
        @Override
        long get(Socket socket) {
            return socket.options().keepAlive() ? socket.personality().valueOfFlag("SO_KEEPALIVE") : 0;
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return changed(socket, options -> options.keepAlive(value != 0));
        }
    },
    RECEIVE_BUFFER("SOL_SOCKET", "SO_RCVBUF") {
        @Override
        long get(Socket socket) {
            return socket.options().receiveBuffer();
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return buffer(socket, value, 2304, octets -> changed(socket, options -> options.receiveBuffer(octets)));
        }
    },
    SEND_BUFFER("SOL_SOCKET", "SO_SNDBUF") {
        @Override
        long get(Socket socket) {
            return socket.options().sendBuffer();
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return buffer(
                    socket,
                    value,
                    4608,
                    octets -> changed(socket, options -> {
                        options.sendBuffer(octets);
                        options.sendBufferIsSet(true);
                    }));
        }
    },
    NO_DELAY("IPPROTO_TCP", "TCP_NODELAY") {
        @Override
        long get(Socket socket) {
            return socket.options().noDelay() ? 1 : 0;
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            Optional<String> done = changed(socket, options -> options.noDelay(value != 0));
            boolean pushes = value != 0 && !socket.personality().isBsd() && socket.endpoint() != null;
            if (pushes && socket.state() != TcpState.CLOSED) {
                socket.endpoint().push(); // also what is corked
            }
            return done;
        }
    },
    CORK("IPPROTO_TCP", "TCP_CORK") {
        @Override
        long get(Socket socket) {
            return socket.options().corked() ? 1 : 0;
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return changed(socket, options -> options.corked(value != 0));
        }
    },
    NO_PUSH("IPPROTO_TCP", "TCP_NOPUSH") {
        @Override
        long get(Socket socket) {
            return CORK.get(socket);
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return CORK.set(socket, value);
        }
    },
    NO_OPTIONS("IPPROTO_TCP", "TCP_NOOPT") {
        @Override
        long get(Socket socket) {
            return socket.options().noOptions() ? 1 : 0;
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return changed(socket, options -> options.noOptions(value != 0));
        }
    },
    MAXIMUM_SEGMENT_SIZE("IPPROTO_TCP", "TCP_MAXSEG") {
        @Override
        long get(Socket socket) {
            if (socket.endpoint() != null && socket.state() != TcpState.CLOSED) {
                return socket.endpoint().status().sendMss();
            }
            int limit = socket.options().maximumSegmentSize();
            return limit > 0 ? limit : socket.stack().profile().get(Setting.DEFAULT_MSS_V4);
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            boolean valid = value == 0 || value >= LEAST_MSS && value <= LARGEST_MSS;
            return valid ? changed(socket, options -> options.maximumSegmentSize((int) value)) : Optional.of("EINVAL");
        }
    },
    UNSENT_LOW_WATER("IPPROTO_TCP", "TCP_NOTSENT_LOWAT") {
        @Override
        long get(Socket socket) {
            return socket.options().unsentLowWater();
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return changed(socket, options -> options.unsentLowWater(value & 0xffffffffL));
        }
    },
    KEEP_IDLE("IPPROTO_TCP", "TCP_KEEPIDLE") {
        @Override
        long get(Socket socket) {
            return socket.options().keepAliveIdle() / SECOND;
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return atLeastOne(socket, value, options -> options.keepAliveIdle(value * SECOND));
        }
    },
    KEEP_INTERVAL("IPPROTO_TCP", "TCP_KEEPINTVL") {
        @Override
        long get(Socket socket) {
            return socket.options().keepAliveInterval() / SECOND;
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return atLeastOne(socket, value, options -> options.keepAliveInterval(value * SECOND));
        }
    },
    KEEP_COUNT("IPPROTO_TCP", "TCP_KEEPCNT") {
        @Override
        long get(Socket socket) {
            return socket.options().keepAliveCount();
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return atLeastOne(socket, value, options -> options.keepAliveCount((int) value));
        }
    },
    KEEP_INIT("IPPROTO_TCP", "TCP_KEEPINIT") {
        @Override
        long get(Socket socket) {
            return socket.options().connectTimeout() / SECOND;
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return atLeastOne(socket, value, options -> options.connectTimeout(value * SECOND));
        }
    },
    SYN_COUNT("IPPROTO_TCP", "TCP_SYNCNT") {
        @Override
        long get(Socket socket) {
            return socket.options().synRetries();
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return atLeastOne(socket, value, options -> options.synRetries((int) value));
        }
    },
    USER_TIMEOUT("IPPROTO_TCP", "TCP_USER_TIMEOUT") {
        @Override
        long get(Socket socket) {
            return socket.options().userTimeout() / MILLI;
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return value < 0 ? Optional.of("EINVAL") : changed(socket, options -> options.userTimeout(value * MILLI));
        }
    },
    FAST_OPEN("IPPROTO_TCP", "TCP_FASTOPEN") {
        @Override
        long get(Socket socket) {
            return socket.options().fastOpen();
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            if (value < 0) {
                return Optional.of("EINVAL");
            }
            // A switch on BSD, whose listeners then let half their backlog be open early; the length of a queue on
            // Linux.
            long pending = socket.personality().isBsd() && value != 0
                    ? Math.max(1, socket.stack().profile().get(Setting.MAX_BACKLOG) / 2)
                    : value;
            return changed(socket, options -> options.fastOpen((int) pending));
        }
    },
    FAST_OPEN_CONNECT("IPPROTO_TCP", "TCP_FASTOPEN_CONNECT") {
        @Override
        long get(Socket socket) {
            return socket.options().opensBySending() ? 1 : 0;
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return value != 0 && value != 1
                    ? Optional.of("EINVAL")
                    : changed(socket, options -> options.opensBySending(value == 1));
        }
    },
    TUNNEL_PORT("IPPROTO_TCP", "TCP_REMOTE_UDP_ENCAPS_PORT") {
        @Override
        long get(Socket socket) {
            return socket.options().tunnelPort();
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            boolean off = !socket.stack().profile().has(Setting.TUNNEL_PORT);
            boolean valid = value >= 0 && value <= LARGEST_PORT && (value == 0 || !off);
            return valid && socket.state() == TcpState.CLOSED
                    ? changed(socket, options -> options.tunnelPort((int) value))
                    : Optional.of("EINVAL");
        }
    },
    SIGNATURE("IPPROTO_TCP", "TCP_MD5SIG") {
        @Override
        long get(Socket socket) {
            return socket.options().signed() ? 1 : 0;
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return changed(socket, options -> options.signed(value != 0));
        }
    },
    TIME_TO_LIVE("IPPROTO_IP", "IP_TTL") {
        @Override
        long get(Socket socket) {
            return socket.options().hopLimit();
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return value < 1 || value > OCTET
                    ? Optional.of("EINVAL")
                    : changed(socket, options -> options.hopLimit((int) value));
        }
    },
    HOPS("IPPROTO_IPV6", "IPV6_UNICAST_HOPS") {
        @Override
        long get(Socket socket) {
            return TIME_TO_LIVE.get(socket);
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return TIME_TO_LIVE.set(socket, value);
        }
    },
    TYPE_OF_SERVICE("IPPROTO_IP", "IP_TOS") {
        @Override
        long get(Socket socket) {
            return socket.options().trafficClass();
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return changed(socket, options -> options.trafficClass((int) value & OCTET));
        }

        @Override
        boolean takesOctet() {
            return true;
        }
    },
    TRAFFIC_CLASS("IPPROTO_IPV6", "IPV6_TCLASS") {
        @Override
        long get(Socket socket) {
            return TYPE_OF_SERVICE.get(socket);
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            return TYPE_OF_SERVICE.set(socket, value);
        }
    },
    ZERO_COPY("SOL_SOCKET", "SO_ZEROCOPY"),
    TIMESTAMPING("SOL_SOCKET", "SO_TIMESTAMPING") {
        @Override
        Optional<String> set(Socket socket, long value) {
            boolean numbers = (value & socket.personality().symbols().require("SOF_TIMESTAMPING_OPT_ID")) != 0;
            if (numbers && (socket.endpoint() == null || socket.state() == TcpState.CLOSED)) {
                return Optional.of("EINVAL");
            }
            socket.stamps().flags(value, socket.endpoint());
            return super.set(socket, value);
        }
    },
    UNREAD_TOLD("IPPROTO_TCP", "TCP_INQ"),
    QUICK_ACK("IPPROTO_TCP", "TCP_QUICKACK") {
        @Override
        long get(Socket socket) {
            return socket.endpoint() == null || socket.endpoint().acknowledgesQuickly() ? 1 : 0;
        }

        @Override
        Optional<String> set(Socket socket, long value) {
            if (socket.endpoint() != null && socket.state() != TcpState.CLOSED) {
                socket.endpoint().acknowledgeQuickly(value != 0);
            }
            return Optional.empty();
        }
    },
    REUSE_PORT("SOL_SOCKET", "SO_REUSEPORT"),
    BROADCAST("SOL_SOCKET", "SO_BROADCAST"),
    DEBUG("SOL_SOCKET", "SO_DEBUG"),
    OUT_OF_BAND_INLINE("SOL_SOCKET", "SO_OOBINLINE"),
    PRIORITY("SOL_SOCKET", "SO_PRIORITY"),
    MARK("SOL_SOCKET", "SO_MARK"),
    RECEIVE_LOW_WATER("SOL_SOCKET", "SO_RCVLOWAT"),
    NO_SIGNAL("SOL_SOCKET", "SO_NOSIGPIPE"),
    PATH_MTU_DISCOVERY("IPPROTO_IP", "IP_MTU_DISCOVER") {
        @Override
        boolean takesOctet() {
            return true;
        }
    },
    FREE_BIND("IPPROTO_IP", "IP_FREEBIND");

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final int LEAST_MSS = 88;
    private static final int LARGEST_MSS = 32_767;
    private static final int LARGEST_PORT = 65_535;
    private static final int OCTET = 255;

    private static final Map<Personality, Map<Long, SocketOption>> BY_NUMBER = new EnumMap<>(Personality.class);

    static {
        for (Personality personality : Personality.values()) {
            Map<Long, SocketOption> known = new HashMap<>();
            for (SocketOption option : values()) {
                OptionalLong level = personality.symbols().valueOf(option.level);
                OptionalLong name = personality.symbols().valueOf(option.symbol);
                if (level.isPresent() && name.isPresent()) {
                    known.put(key(level.getAsLong(), name.getAsLong()), option);
                }
            }
            BY_NUMBER.put(personality, Map.copyOf(known));
        }
    }

    private final String level;
    private final String symbol;

    SocketOption(String level, String symbol) {
        this.level = level;
        this.symbol = symbol;
    }

    /** The option with these numbers; null if there is none. */
    static SocketOption find(Personality personality, int level, int name) {
        return BY_NUMBER.get(personality).get(key(level, name));
    }

    private static long key(long level, long name) {
        return level << Integer.SIZE | name;
    }

    /** The value; what was set before, unless the option does something. */
    long get(Socket socket) {
        return socket.remembered().getOrDefault((long) ordinal(), 0L);
    }

    /** Sets it; the symbol of the error if that fails. */
    Optional<String> set(Socket socket, long value) {
        socket.remembered().put((long) ordinal(), value);
        return Optional.empty();
    }

    /** Whether it can be set by a single octet. */
    boolean takesOctet() {
        return false;
    }

    private interface Change {
        void on(EndpointOptions options);
    }

    private interface BufferChange {
        Optional<String> to(long octets);
    }

    private static Optional<String> changed(Socket socket, Change change) {
        change.on(socket.options());
        socket.optionsChanged();
        return Optional.empty();
    }

    private static Optional<String> atLeastOne(Socket socket, long value, Change change) {
        return value < 1 ? Optional.of("EINVAL") : changed(socket, change);
    }

    private static Optional<String> buffer(Socket socket, long value, long least, BufferChange change) {
        long largest = socket.stack().profile().get(Setting.MAX_BUFFER);
        if (socket.personality().doublesBuffers()) {
            // The kernel doubles it for its own bookkeeping, and reads it back doubled.
            return change.to(Math.max(least, 2 * Math.min(value & 0xffffffffL, largest)));
        }
        if (value <= 0) {
            return Optional.of("EINVAL");
        }
        return value > largest ? Optional.of("ENOBUFS") : change.to(value);
    }
}
