package io.statecraft.run;

import io.statecraft.scenario.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes a number in the symbols in which the script writes the one that it expects. */
final class SymbolicNumber {
    /** Symbols of which several are joined. */
    private static final List<String> FLAGS = List.of("EPOLL", "POLL", "MSG_", "O_", "TCPI_OPT_");

    /** For each of {@link #FLAGS} what may follow it. */
    private static final List<String> FLAG_NAMES = List.of(
            "IN",
            "PRI",
            "OUT",
            "ERR",
            "HUP",
            "NVAL",
            "RDNORM",
            "RDBAND",
            "WRNORM",
            "WRBAND",
            "MSG",
            "RDHUP",
            "ET",
            "ONESHOT",
            "OOB",
            "PEEK",
            "DONTROUTE",
            "CTRUNC",
            "TRUNC",
            "DONTWAIT",
            "EOR",
            "WAITALL",
            "CONFIRM",
            "ERRQUEUE",
            "NOSIGNAL",
            "MORE",
            "ZEROCOPY",
            "FASTOPEN",
            "WRONLY",
            "RDWR",
            "NONBLOCK",
            "APPEND",
            "TIMESTAMPS",
            "SACK",
            "WSCALE",
            "ECN",
            "ECN_SEEN",
            "SYN_DATA");

    /** Symbols of which one is meant, with all that there are of the kind. */
    private static final List<List<String>> KINDS = List.of(
            List.of(
                    "SO_EE_ORIGIN_NONE",
                    "SO_EE_ORIGIN_LOCAL",
                    "SO_EE_ORIGIN_ICMP",
                    "SO_EE_ORIGIN_ICMP6",
                    "SO_EE_ORIGIN_TIMESTAMPING",
                    "SO_EE_ORIGIN_ZEROCOPY"),
            List.of("AF_INET", "AF_INET6"),
            List.of("SOCK_STREAM", "SOCK_DGRAM", "SOCK_RAW"),
            List.of("SCM_TSTAMP_SND", "SCM_TSTAMP_SCHED", "SCM_TSTAMP_ACK"),
            List.of("TCP_CA_OPEN", "TCP_CA_DISORDER", "TCP_CA_CWR", "TCP_CA_RECOVERY", "TCP_CA_LOSS"),
            List.of("SOL_SOCKET", "SOL_IP", "SOL_TCP", "SOL_IPV6", "IPPROTO_IP", "IPPROTO_TCP", "IPPROTO_IPV6"),
            List.of(
                    "ECONNREFUSED",
                    "ECONNRESET",
                    "ETIMEDOUT",
                    "EHOSTUNREACH",
                    "ENETUNREACH",
                    "EMSGSIZE",
                    "EPIPE",
                    "EPROTO",
                    "EOPNOTSUPP",
                    "ENOPROTOOPT",
                    "EACCES",
                    "EHOSTDOWN",
                    "ENOMSG"));

    private SymbolicNumber() {}

    /** {@code actual} in symbols, if {@code expected} is and there are some for it; else as it is. */
    static Expression like(Expression expected, Expression actual, Values values) {
        Optional<String> symbol = firstSymbol(expected);
        OptionalLong number = values.number(actual);
        if (symbol.isEmpty() || number.isEmpty()) {
            return actual;
        }
        Optional<Expression> written = FLAGS.stream()
                .filter(symbol.get()::startsWith)
                .findFirst()
                .flatMap(prefix -> flags(prefix, number.getAsLong(), values))
                .or(() -> one(symbol.get(), number.getAsLong(), values));
        return written.orElse(actual);
    }

    private static Optional<String> firstSymbol(Expression expression) {
        if (expression instanceof Expression.Or or) {
            return firstSymbol(or.left()).or(() -> firstSymbol(or.right()));
        }
        return expression instanceof Expression.Symbol symbol ? Optional.of(symbol.name()) : Optional.empty();
    }

    private static Optional<Expression> flags(String prefix, long number, Values values) {
        List<Expression> names = new ArrayList<>();
        long rest = number;
        for (String name : FLAG_NAMES) {
            long bit = values.number(new Expression.Symbol(prefix + name)).orElse(0);
            if (bit != 0 && (rest & bit) == bit) {
                names.add(new Expression.Symbol(prefix + name));
                rest &= ~bit;
            }
        }
        return rest == 0 ? names.stream().reduce(Expression.Or::new) : Optional.empty();
    }

    private static Optional<Expression> one(String symbol, long number, Values values) {
        return KINDS.stream()
                .filter(kind -> kind.contains(symbol))
                .flatMap(List::stream)
                .filter(name -> values.number(new Expression.Symbol(name)).equals(OptionalLong.of(number)))
                .<Expression>map(Expression.Symbol::new)
                .findFirst();
    }
}
