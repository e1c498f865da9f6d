package io.statecraft.run.code;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Operators with two operands that give a new value. */
enum BinaryOperator {
    OR("|", 1),
    XOR("^", 2),
    AND("&", 3),
    SHIFT_LEFT("<<", 4),
    SHIFT_RIGHT(">>", 4),
    ADD("+", 5),
    SUBTRACT("-", 5),
    MULTIPLY("*", 6),
    DIVIDE("/", 6),
    FLOOR_DIVIDE("//", 6),
    MODULO("%", 6),
    MATRIX_MULTIPLY("@", 6),
    POWER("**", 8);

    /** How tight the signs and {@code ~} bind: between multiplication and power. */
    static final int UNARY_BINDING = 7;

    private static final Map<String, BinaryOperator> BY_SYMBOL =
            Arrays.stream(values()).collect(Collectors.toMap(BinaryOperator::symbol, Function.identity()));

    private final String symbol;
    private final int binding;

    BinaryOperator(String symbol, int binding) {
        this.symbol = symbol;
        this.binding = binding;
    }

    static Optional<BinaryOperator> of(Token token) {
        return token.kind() == Token.Kind.OPERATOR
                ? Optional.ofNullable(BY_SYMBOL.get(token.text()))
                : Optional.empty();
    }

    /** The operator of an augmented assignment such as {@code +=}. */
    static Optional<BinaryOperator> ofAssignment(Token token) {
        String text = token.text();
        boolean augmented = token.kind() == Token.Kind.OPERATOR && text.length() > 1 && text.endsWith("=");
        return augmented ? Optional.ofNullable(BY_SYMBOL.get(text.substring(0, text.length() - 1))) : Optional.empty();
    }

    String symbol() {
        return symbol;
    }

    /** How tight it binds; a greater number binds tighter. */
    int binding() {
        return binding;
    }
}
