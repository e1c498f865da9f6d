package io.statecraft.target.embedded;

import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi.Invocation;
import io.statecraft.target.UnknownCallException;
import java.util.List;
import java.util.OptionalLong;

/** The arguments of one call, read with a system's symbols. */
record Operands(Invocation call, SymbolTable symbols) {

    /** @throws UnknownCallException if the call has another number of arguments */
    Operands require(int least, int most) {
        int count = call.arguments().size();
        if (count < least || count > most) {
            throw new UnknownCallException(call.function() + " takes " + least + (most > least ? " to " + most : "")
                    + " arguments, not " + count);
        }
        return this;
    }

    int count() {
        return call.arguments().size();
    }

    Expression at(int index) {
        return call.arguments().get(index);
    }

    boolean isEllipsis(int index) {
        return at(index) instanceof Expression.Ellipsis;
    }

    /** Whether the argument is a pointer to nowhere. */
    boolean isNull(int index) {
        return at(index) instanceof Expression.Symbol symbol && symbol.name().equals("NULL")
                || at(index) instanceof Expression.Number number && number.value() == 0;
    }

    int integer(int index) {
        return (int) number(at(index));
    }

    long number(int index) {
        return number(at(index));
    }

    /** The value of a number, a symbol, or a combination of such. */
    long number(Expression expression) {
        if (expression instanceof Expression.Number number) {
            return number.value();
        } else if (expression instanceof Expression.Symbol symbol) {
            OptionalLong value = symbols.valueOf(symbol.name());
            return value.orElseThrow(() -> new UnknownCallException("unknown symbol: '" + symbol.name() + "'"));
        } else if (expression instanceof Expression.Or or) {
            return number(or.left()) | number(or.right());
        } else if (expression instanceof Expression.Function function
                && function.arguments().size() == 1
                && (function.name().equals("htons") || function.name().equals("htonl"))) {
            return number(function.arguments().get(0)); // numbers stay as a program means them
        }
        throw new UnknownCallException(call.function() + ": a number is wanted");
    }

    /** The elements of {@code [a, b]}. */
    List<Expression> elements(int index) {
        if (at(index) instanceof Expression.Array array) {
            return array.elements();
        }
        throw new UnknownCallException(call.function() + ": argument " + (index + 1) + " must be an array");
    }

    /** The value of {@code [a]}. */
    long pointedTo(int index) {
        List<Expression> elements = elements(index);
        if (elements.size() != 1) {
            throw new UnknownCallException(call.function() + ": one element is wanted, not " + elements.size());
        }
        return number(elements.get(0));
    }

    /** {@code [value]}. */
    static Expression pointerTo(long value) {
        return new Expression.Array(List.of(Expression.Number.of(value)));
    }
}
