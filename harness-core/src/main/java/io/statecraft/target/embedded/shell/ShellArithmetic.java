package io.statecraft.target.embedded.shell;

import java.util.Map;

/** The value of {@code $((…))}: whole numbers, names, {@code + - * / %} and parentheses. */
final class ShellArithmetic {
    private final String text;
    private final Map<String, String> variables;
    private int at;

    ShellArithmetic(String text, Map<String, String> variables) {
        this.text = text;
        this.variables = variables;
    }

    /** @throws ShellSyntaxException if it is none */
    long value() {
        try {
            long value = sum();
            if (at < text.length()) {
                throw new ShellSyntaxException("$((" + text + "))");
            }
            return value;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new ShellSyntaxException("$((" + text + "))", e);
        }
    }

    private long sum() {
        long value = product();
        while (true) {
            if (take('+')) {
                value = Math.addExact(value, product());
            } else if (take('-')) {
                value = Math.subtractExact(value, product());
            } else {
                return value;
            }
        }
    }

    private long product() {
        long value = factor();
        while (true) {
            if (take('*')) {
                value = Math.multiplyExact(value, factor());
            } else if (take('/')) {
                value /= factor();
            } else if (take('%')) {
                value %= factor();
            } else {
                return value;
            }
        }
    }

    private long factor() {
        if (take('(')) {
            long value = sum();
            if (!take(')')) {
                throw new ShellSyntaxException("$((" + text + "))");
            }
            return value;
        }
        if (take('-')) {
            return -factor();
        }
        take('$');
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String operand = text.substring(from, at);
        skipSpace();
        boolean named = !operand.isEmpty() && !Character.isDigit(operand.charAt(0));
        return Long.decode(named ? variables.getOrDefault(operand, "0") : operand);
    }

    private boolean take(char wanted) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            skipSpace();
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
