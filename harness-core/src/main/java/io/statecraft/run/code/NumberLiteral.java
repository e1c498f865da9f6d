package io.statecraft.run.code;

import java.math.BigInteger;
import java.util.function.IntPredicate;

/** Numbers as Python writes them: {@code 10}, {@code 1_000}, {@code 0x7fffffff}, {@code 1.5e3}. */
final class NumberLiteral {
    private static final int MOST_DIGITS = 4000;

    private NumberLiteral() {}

    /** Where the number that begins at {@code start} ends. */
    static int end(String text, int start) {
        int at = start;
        int radix = radix(text, start);
        if (radix != 10) {
            at += 2;
            while (charAt(text, at) == '_' || charAt(text, at) < 128 && Character.digit(charAt(text, at), radix) >= 0) {
                at++;
            }
            return at;
        }
        at = digits(text, at);
        if (charAt(text, at) == '.') {
            at = digits(text, at + 1);
        }
        char exponent = charAt(text, at);
        if (exponent == 'e' || exponent == 'E') {
            int sign = charAt(text, at + 1) == '+' || charAt(text, at + 1) == '-' ? 1 : 0;
            if (Lexer.isDigit(charAt(text, at + 1 + sign))) {
                at = digits(text, at + 1 + sign);
            }
        }
        char suffix = charAt(text, at);
        return suffix == 'j' || suffix == 'J' ? at + 1 : at;
    }

    /**
     * The value of a number that {@link #end} has found the end of.
     *
     * @throws CodeSyntaxError if it is none after all
     */
    static Value value(Token token) {
        String text = token.text();
        if (!hasDigitsAroundUnderscores(text)) {
            throw new CodeSyntaxError("invalid decimal literal", token.at());
        }
        String plain = text.replace("_", "");
        int radix = radix(text, 0);
        if (radix != 10) {
            return whole(plain.substring(2), radix, token);
        }
        char last = plain.charAt(plain.length() - 1);
        if (last == 'j' || last == 'J') {
            throw new UnsupportedCode("complex numbers", token.at());
        }
        if (plain.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')) {
            return new Value.Float(Double.parseDouble(plain));
        }
        if (plain.charAt(0) == '0' && plain.chars().anyMatch(c -> c != '0')) {
            throw new CodeSyntaxError(
                    "leading zeros in decimal integer literals are not permitted; "
                            + "use an 0o prefix for octal integers",
                    token.at());
        }
        return whole(plain, 10, token);
    }

    private static Value whole(String digits, int radix, Token token) {
        if (digits.length() > MOST_DIGITS) {
            throw new UnsupportedCode("an integer of more than " + MOST_DIGITS + " digits", token.at());
        }
        if (digits.isEmpty() || digits.chars().anyMatch(c -> Character.digit(c, radix) < 0 || c > 'z')) {
            throw new CodeSyntaxError("invalid number " + token.text(), token.at());
        }
        return Value.of(new BigInteger(digits, radix));
    }

    private static int radix(String text, int start) {
        if (charAt(text, start) != '0') {
            return 10;
        }
        return switch (charAt(text, start + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
    }

    /** Underscores stand between digits, or between a prefix and a digit. */
    private static boolean hasDigitsAroundUnderscores(String text) {
        int radix = radix(text, 0);
        IntPredicate isDigit = c -> Character.digit(c, radix) >= 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '_') {
                boolean before = i > 0 && isDigit.test(text.charAt(i - 1)) || i == 2 && radix != 10;
                boolean after = isDigit.test(charAt(text, i + 1));
                if (!before || !after) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int digits(String text, int start) {
        int at = start;
        while (Lexer.isDigit(charAt(text, at)) || charAt(text, at) == '_') {
            at++;
        }
        return at;
    }

    private static char charAt(String text, int offset) {
        return offset < text.length() ? text.charAt(offset) : 0;
    }
}
