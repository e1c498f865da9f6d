package io.statecraft.script;

import io.statecraft.script.Token.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that {@code -D} and {@code --define} gave a value, and those that {@code #ifdef} asks for. */
final class Definitions {
    /** A value that is no token is refused where one is wanted: elsewhere, it may be flags, or the digits of a cookie. */
    private record Value(Kind kind, String text) {
        boolean isToken() {
            return switch (kind) {
                case STRING -> isClosedBy('"');
                case COMMAND -> isClosedBy('`');
                case WORD -> !text.isEmpty() && text.chars().allMatch(Lexer::isWordPart);
                default -> true;
            };
        }

        private boolean isClosedBy(char quote) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '\\') {
                    i++;
                    if (i == text.length()) {
                        return false;
                    }
                } else if (text.charAt(i) == quote) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Map<String, Value> values = new HashMap<>();
    private final Set<String> fixed;
    private final Set<String> conditions;

    Definitions(Map<String, String> fromOutside, Set<String> conditions) {
        fromOutside.forEach((name, value) -> values.put(name, typed(value)));
        this.fixed = fromOutside.keySet();
        this.conditions = conditions;
    }

    /** Takes a definition of the script; what the run defines wins. */
    void define(String name, String value) {
        if (!fixed.contains(name)) {
            values.put(name, typed(value));
        }
    }

    boolean isDefined(String name) {
        return values.containsKey(name) || conditions.contains(name);
    }

    /** What {@code word} stands for, in its place, or the word itself. Values are not expanded again. */
    Token expand(Token word) {
        Value value = word.is(Kind.WORD) ? values.get(word.text()) : null;
        if (value == null) {
            return word;
        }
        Kind kind = value.isToken() ? value.kind() : Kind.OTHER;
        return new Token(kind, value.text(), word.start(), word.end());
    }

    /** The text that a run of characters stands for, if it was defined. */
    Optional<String> text(String run) {
        return Optional.ofNullable(values.get(run)).map(Value::text);
    }

    private static Value typed(String value) {
        if (value.startsWith("\"")) {
            return new Value(Kind.STRING, unquoted(value, '"'));
        }
        if (value.startsWith("`")) {
            return new Value(Kind.COMMAND, unquoted(value, '`'));
        }
        return new Value(kindOf(value), value);
    }

    private static String unquoted(String value, char quote) {
        int end = value.length();
        return value.substring(1, end > 1 && value.charAt(end - 1) == quote ? end - 1 : end);
    }

    /** A number as C's {@code strtol} with base 0 reads it, except that the text is kept: it may be a cookie's digits. */
    private static Kind kindOf(String value) {
        if (Lexer.isHex(value)) {
            return Kind.HEX;
        }
        int digits = value.startsWith("-") ? 1 : 0;
        for (int i = digits; i < value.length(); i++) {
            if (!Lexer.isDigit(value.charAt(i))) {
                return Kind.WORD;
            }
        }
        return value.length() > digits ? Kind.INTEGER : Kind.WORD;
    }
}
