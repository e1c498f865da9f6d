package io.statecraft.run;

import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi;
import java.util.OptionalLong;

/**
 * What expressions are worth on a target.
 *
 * @param sockets the target's
 */
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
}
