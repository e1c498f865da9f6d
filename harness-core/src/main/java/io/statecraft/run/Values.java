package io.statecraft.run;

import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What expressions are worth on a target, and whether what a call gave back is what the script expects.
 *
 * @param sockets the target's
 * @param origin the scenario's start, by the target's clock
 * @param tolerance of times in what a call gives back, in nanoseconds
 */
record Values(SocketApi sockets, long origin, long tolerance) {
    private static final long SECOND = 1_000_000_000;
    private static final long MICROSECOND = 1_000;

    /** Statistics that are times in microseconds. */
    private static final Set<String> DURATIONS =
            Set.of("TCP_NLA_BUSY", "TCP_NLA_RWND_LIMITED", "TCP_NLA_SNDBUF_LIMITED");

    /** The number that an expression is worth; empty if it is no number, or names what the target does not know. */
    OptionalLong number(Expression expression) {
        if (expression instanceof Expression.Number number) {
            return OptionalLong.of(number.value());
        } else if (expression instanceof Expression.Symbol symbol) {
            return symbol.name().equals("NULL") ? OptionalLong.of(0) : sockets.valueOf(symbol.name());
        } else if (expression instanceof Expression.Or or) {
            OptionalLong left = number(or.left());
            OptionalLong right = number(or.right());
            return left.isPresent() && right.isPresent()
                    ? OptionalLong.of(left.getAsLong() | right.getAsLong())
                    : OptionalLong.empty();
        } else if (expression instanceof Expression.Function function
                && function.arguments().size() == 1) {
            OptionalLong argument = number(function.arguments().get(0));
            return switch (function.name()) {
                case "htons" ->
                    argument.isPresent()
                            ? OptionalLong.of(Short.toUnsignedInt(Short.reverseBytes((short) argument.getAsLong())))
                            : argument;
                case "htonl" ->
                    argument.isPresent()
                            ? OptionalLong.of(Integer.toUnsignedLong(Integer.reverseBytes((int) argument.getAsLong())))
                            : argument;
                default -> OptionalLong.empty();
            };
        }
        return OptionalLong.empty();
    }

    /** Whether two symbols name the same error: some have two names. */
    boolean sameError(String expected, String actual) {
        OptionalLong first = sockets.valueOf(expected);
        OptionalLong second = sockets.valueOf(actual);
        return expected.equals(actual) || first.isPresent() && first.equals(second);
    }

    /** Whether {@code actual}, which the target gave, is what the script expects: {@code ...} is anything. */
    boolean matches(Expression expected, Expression actual) {
        if (expected instanceof Expression.Ellipsis || actual instanceof Expression.Ellipsis) {
            return true;
        }
        if (expected instanceof Expression.Array wanted && actual instanceof Expression.Array got) {
            return matchAll(wanted.elements(), got.elements());
        } else if (expected instanceof Expression.Struct wanted && actual instanceof Expression.Struct got) {
            return matchFields(wanted, got);
        } else if (expected instanceof Expression.Text wanted && actual instanceof Expression.Text got) {
            return TextEscapes.decode(wanted.raw()).equals(TextEscapes.decode(got.raw()));
        } else if (expected instanceof Expression.Function wanted
                && actual instanceof Expression.Function got
                && wanted.name().equals(got.name())) {
            return matchAll(wanted.arguments(), got.arguments());
        }
        OptionalLong wanted = number(expected);
        OptionalLong got = number(actual);
        return wanted.isPresent() && got.isPresent()
                ? (int) wanted.getAsLong() == (int) got.getAsLong() || wanted.getAsLong() == got.getAsLong()
                : expected.equals(actual);
    }

    private boolean matchAll(List<Expression> expected, List<Expression> actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!matches(expected.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Members that the target did not give back were input; {@code revents} that the script leaves out are none. */
    private boolean matchFields(Expression.Struct expected, Expression.Struct actual) {
        if (expected.field("scm_sec").isPresent() && actual.field("scm_sec").isPresent()) {
            long wanted = time(expected);
            return wanted == 0 || Math.abs(time(actual) - origin - wanted) <= tolerance;
        }
        for (int i = 0; i < expected.fields().size(); i++) {
            Expression.Field field = expected.fields().get(i);
            Optional<Expression> got = field.name().isPresent()
                    ? actual.field(field.name().get())
                    : i < actual.fields().size()
                            ? Optional.of(actual.fields().get(i).value())
                            : Optional.empty();
            if (got.isPresent() && !matches(field.value(), got.get()) && !isInTolerance(field, got.get())) {
                return false;
            }
        }
        Optional<Expression> revents = actual.field("revents");
        return revents.isEmpty()
                || expected.field("revents").isPresent()
                || number(revents.get()).orElse(0) == 0;
    }

    /** The kernel's timestamp of a packet, which the script counts from its start and the target by its clock. */
    private long time(Expression.Struct stamp) {
        return stamp.field("scm_sec").map(this::orZero).orElse(0L) * SECOND
                + stamp.field("scm_nsec").map(this::orZero).orElse(0L);
    }

    private boolean isInTolerance(Expression.Field expected, Expression actual) {
        long wanted = orZero(expected.value());
        return expected.name().map(DURATIONS::contains).orElse(false)
                && wanted != 0
                && Math.abs(orZero(actual) - wanted) * MICROSECOND <= tolerance;
    }

    private long orZero(Expression expression) {
        return number(expression).orElse(0);
    }
}
