package io.statecraft.target.embedded;

import io.statecraft.stack.Endpoint;
import io.statecraft.stack.Profile;
import io.statecraft.tcp.TcpState;
import java.util.Map;

/** The system whose socket interface a target has: its numbers, its errors, its habits. */
enum Personality {
    LINUX("symbols-linux.txt") {
        @Override
        String errorOf(Endpoint.Failure failure) {
            // A reset after the peer's FIN is a broken pipe there.
            return switch (failure.signal()) {
                case RESET ->
                    failure.before() == TcpState.SYN_SENT
                            ? "ECONNREFUSED"
                            : failure.before() == TcpState.CLOSE_WAIT ? "EPIPE" : "ECONNRESET";
                default -> common(failure);
            };
        }

        @Override
        Map<String, Long> describe(Endpoint endpoint) {
            return LinuxTcpInfo.of(endpoint);
        }
    },
    FREEBSD("symbols-freebsd.txt") {
        @Override
        String errorOf(Endpoint.Failure failure) {
            return switch (failure.signal()) {
                case RESET ->
                    failure.before() == TcpState.SYN_SENT || failure.before() == TcpState.SYN_RECEIVED
                            ? "ECONNREFUSED"
                            : "ECONNRESET";
                default -> common(failure);
            };
        }

        @Override
        Map<String, Long> describe(Endpoint endpoint) {
            return FreeBsdTcpInfo.of(endpoint);
        }
    };

    private final SymbolTable symbols;

    Personality(String resource) {
        symbols = SymbolTable.of(resource);
    }

    /** The system that {@code profile} imitates; a plain profile has the socket interface of Linux. */
    static Personality of(Profile profile) {
        return profile.name().equals("freebsd") ? FREEBSD : LINUX;
    }

    SymbolTable symbols() {
        return symbols;
    }

    /** The symbol of the error with which a connection ended. */
    abstract String errorOf(Endpoint.Failure failure);

    /** What reading a switched-on flag gives: 1, or on BSD the flag's own bit. */
    long symbolOnReadingFlag(String symbol) {
        return this == FREEBSD ? symbols.require(symbol) : 1;
    }

    /** TCP_INFO. */
    abstract Map<String, Long> describe(Endpoint endpoint);

    private static String common(Endpoint.Failure failure) {
        return switch (failure.signal()) {
            case REFUSED -> "ECONNREFUSED";
            case ABORTED_BY_TIMEOUT -> "ETIMEDOUT";
            case UNREACHABLE -> failure.hard() ? "ECONNREFUSED" : "EHOSTUNREACH";
            default -> "ECONNRESET";
        };
    }
}
