package io.statecraft.run;

import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What expressions are worth on a target, and whether what a call gave back is what the script expects. */
record Values(SocketApi sockets) {

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
        for (int i = 0; i < expected.fields().size(); i++) {
            Expression.Field field = expected.fields().get(i);
            Optional<Expression> got = field.name().isPresent()
                    ? actual.field(field.name().get())
                    : i < actual.fields().size()
                            ? Optional.of(actual.fields().get(i).value())
                            : Optional.empty();
            if (got.isPresent() && !matches(field.value(), got.get())) {
                return false;
            }
        }
        Optional<Expression> revents = actual.field("revents");
        return revents.isEmpty()
                || expected.field("revents").isPresent()
                || number(revents.get()).orElse(0) == 0;
    }
}
