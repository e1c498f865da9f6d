package io.statecraft.target.embedded;

import io.statecraft.stack.Endpoint;
import io.statecraft.stack.Failure;
import io.statecraft.stack.Profile;
import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import java.util.Map;

/** The system whose socket interface a target has: its numbers, its errors, its habits. */
enum Personality {
    /** Linux's numbers, and of its habits only those that POSIX has. */
    PLAIN("symbols-linux.txt"),
    LINUX("symbols-linux.txt") {
        @Override
        String errorOf(Failure failure) {
            // A reset after the peer's FIN is a broken pipe there.
            boolean broken = failure.signal() == UserSignal.RESET && failure.before() == TcpState.CLOSE_WAIT;
            return broken ? "EPIPE" : super.errorOf(failure);
        }

        @Override
        boolean doublesBuffers() {
            return true;
        }
    },
    FREEBSD("symbols-freebsd.txt") {
        @Override
        Map<String, Long> describe(Endpoint endpoint) {
            return FreeBsdTcpInfo.of(endpoint);
        }
    };

    private final SymbolTable symbols;

    Personality(String resource) {
        symbols = SymbolTable.of(resource);
    }

    /** The system that {@code profile} imitates; a plain profile has the plain interface. */
    static Personality of(Profile profile) {
        return switch (profile.name()) {
            case "freebsd" -> FREEBSD;
            case "linux" -> LINUX;
            default -> PLAIN;
        };
    }

    SymbolTable symbols() {
        return symbols;
    }

    /** The symbol of the error with which a connection ended. */
    String errorOf(Failure failure) {
        // With Fast Open the user may have a connection in SYN-RECEIVED that is reset.
        boolean opening = failure.before() == TcpState.SYN_SENT
                || failure.before() == TcpState.SYN_RECEIVED && failure.signal() != UserSignal.RESET;
        return switch (failure.signal()) {
            case REFUSED -> "ECONNREFUSED";
            case ABORTED_BY_TIMEOUT -> "ETIMEDOUT";
            case UNREACHABLE -> failure.refused() ? "ECONNREFUSED" : "EHOSTUNREACH";
            default -> opening ? "ECONNREFUSED" : "ECONNRESET";
        };
    }

    /** Whether reading a switched-on flag gives the flag's own bit, and other habits of BSD's sockets. */
    boolean isBsd() {
        return this == FREEBSD;
    }

    /** Whether a buffer's size is doubled when it is set. */
    boolean doublesBuffers() {
        return false;
    }

    /** What reading a switched-on flag gives. */
    long valueOfFlag(String symbol) {
        return isBsd() ? symbols.require(symbol) : 1;
    }

    /** TCP_INFO. */
    Map<String, Long> describe(Endpoint endpoint) {
        return LinuxTcpInfo.of(endpoint);
    }
}
