package io.statecraft.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** System calls, as scripts write them. */
public final class Calls {
    /** {@code ...}: whatever the harness supplies, or anything. */
    public static final Expression ANY = new Expression.Ellipsis();

    private Calls() {}

    /** A call whose result is still to be said. */
    public record Started(String function, List<Expression> arguments) {
        public Started {
            arguments = List.copyOf(arguments);
        }

        /** Expects a result. */
        public Action.Call returns(long result) {
            return with(Expression.Number.of(result), Optional.empty());
        }

        /** Accepts any result. */
        public Action.Call returnsAnything() {
            return with(ANY, Optional.empty());
        }

        /** Expects -1 and an error, such as {@code EINPROGRESS}. */
        public Action.Call fails(String errno) {
            return with(Expression.Number.of(-1), Optional.of(errno));
        }

        private Action.Call with(Expression result, Optional<String> errno) {
            return new Action.Call(function, arguments, result, errno, Optional.empty(), Optional.empty());
        }
    }

    /**
     * Any call.
     *
     * @param arguments each an {@link Expression}, an integer, or a {@code String}: a symbol, or several joined by {@code |}
     */
    public static Started call(String function, Object... arguments) {
        return new Started(function, Stream.of(arguments).map(Calls::expression).toList());
    }

    /** {@code socket(..., SOCK_STREAM, IPPROTO_TCP)}. */
    public static Started socket() {
        return call("socket", ANY, "SOCK_STREAM", "IPPROTO_TCP");
    }

    public static Started bind(int fd) {
        return call("bind", fd, ANY, ANY);
    }

    public static Started listen(int fd, int backlog) {
        return call("listen", fd, backlog);
    }

    public static Started accept(int listener) {
        return call("accept", listener, ANY, ANY);
    }

    public static Started connect(int fd) {
        return call("connect", fd, ANY, ANY);
    }

    /** @param length octets that are asked for */
    public static Started read(int fd, int length) {
        return call("read", fd, ANY, length);
    }

    /** @param length octets that are written, all zero */
    public static Started write(int fd, int length) {
        return call("write", fd, ANY, length);
    }

    /** @param how {@code SHUT_RD}, {@code SHUT_WR}, or {@code SHUT_RDWR} */
    public static Started shutdown(int fd, String how) {
        return call("shutdown", fd, how);
    }

    public static Started close(int fd) {
        return call("close", fd);
    }

    /** {@code fcntl(fd, F_SETFL, O_RDWR|O_NONBLOCK)}. */
    public static Started nonBlocking(int fd) {
        return call("fcntl", fd, "F_SETFL", "O_RDWR|O_NONBLOCK");
    }

    /** An option with an integer value: {@code setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, [1], 4)}. */
    public static Started setsockopt(int fd, String level, String name, int value) {
        return call("setsockopt", fd, level, name, array(value), 4);
    }

    /** {@code getsockopt(fd, SOL_SOCKET, SO_ERROR, [0], [4])}: the value is compared. */
    public static Started getsockopt(int fd, String level, String name, int value) {
        return call("getsockopt", fd, level, name, array(value), array(4));
    }

    /** {@code [a, b]}; elements as for {@link #call}. */
    public static Expression array(Object... elements) {
        return new Expression.Array(Stream.of(elements).map(Calls::expression).toList());
    }

    /** {@code "…"}, escapes as in scripts. */
    public static Expression text(String raw) {
        Expression.Text.fault(raw).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        return new Expression.Text(raw);
    }

    private static Expression expression(Object value) {
        if (value instanceof Expression expression) {
            return expression;
        }
        if (value instanceof Integer || value instanceof Long) {
            return Expression.Number.of(((Number) value).longValue());
        }
        if (value instanceof String symbols) {
            return Stream.of(symbols.split("\\|"))
                    .<Expression>map(name -> new Expression.Symbol(name.strip()))
                    .reduce(Expression.Or::new)
                    .orElseThrow();
        }
        throw new IllegalArgumentException("not an argument: " + value);
    }

    /** @throws IllegalArgumentException if the text would end the command early */
    static Action.Command command(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '`') {
                throw new IllegalArgumentException("a backquote in a command needs a backslash: " + text);
            }
        }
        return new Action.Command(text);
    }
}
