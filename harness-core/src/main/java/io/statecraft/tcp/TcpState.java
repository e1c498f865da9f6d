package io.statecraft.tcp;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The eleven states of a connection (RFC 9293 section 3.3.2). */
public enum TcpState {
    CLOSED,
    LISTEN,
    SYN_SENT,
    SYN_RECEIVED,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    CLOSE_WAIT,
    CLOSING,
    LAST_ACK,
    TIME_WAIT;

    private static final Map<String, TcpState> BY_BARE_NAME =
            Stream.of(values()).collect(Collectors.toMap(state -> bare(state.name()), Function.identity()));

    /** ESTABLISHED and what follows it: both sides know both initial sequence numbers. */
    public boolean isSynchronized() {
        return compareTo(ESTABLISHED) >= 0;
    }

    /**
     * The state that {@code name} means in any common spelling: {@code SYN-RECEIVED}, {@code SYN_RCVD}, {@code SYN_RECV}, {@code
     * TCP_SYN_RECV}, {@code TCPI_ESTABLISHED}, {@code FIN_WAIT1}, {@code close-wait}, …
     */
    public static Optional<TcpState> named(String name) {
        String bare = bare(name);
        Optional<TcpState> state = byBareName(bare);
        // No prefix is final: TCPS would take the S of TCP_SYN_RECV.
        for (String prefix : new String[] {"TCPI", "TCP", "TCPS"}) {
            if (state.isEmpty() && bare.startsWith(prefix)) {
                state = byBareName(bare.substring(prefix.length()));
            }
        }
        return state;
    }

    private static Optional<TcpState> byBareName(String bare) {
        String name =
                switch (bare) {
                    case "SYNRCVD", "SYNRECV" -> "SYNRECEIVED";
                    case "ESTAB" -> "ESTABLISHED";
                    case "CLOSE" -> "CLOSED";
                    default -> bare;
                };
        return Optional.ofNullable(BY_BARE_NAME.get(name));
    }

    private static String bare(String name) {
        return name.toUpperCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** The name as the RFC prints it: {@code FIN-WAIT-1}. */
    @Override
    public String toString() {
        return name().replace('_', '-');
    }
}
