package io.statecraft.run.code;

import java.util.Locale;
import java.util.Set;

/**
 * A string as Python writes it.
 *
 * @param prefix in lower case: empty, or made of {@code r u b f}
 * @param body what stands between the quotes
 * @param bodyAt where the body begins
 */
record StringLiteral(String prefix, String body, Span bodyAt) {
    private static final Set<String> PREFIXES = Set.of("r", "u", "b", "f", "br", "rb", "fr", "rf");

    static boolean isPrefix(String word) {
        return PREFIXES.contains(word.toLowerCase(Locale.ROOT));
    }

    /**
     * Where a string ends.
     *
     * @param start of its prefix
     * @param quote the offset of its first quote
     */
    static int end(String text, int start, int quote) {
        char mark = text.charAt(quote);
        boolean triple = text.startsWith(String.valueOf(mark).repeat(3), quote);
        String closing = String.valueOf(mark).repeat(triple ? 3 : 1);
        int at = quote + closing.length();
        while (at < text.length()) {
            if (text.startsWith(closing, at)) {
                return at + closing.length();
            }
            if (text.charAt(at) == '\n' && !triple) {
                break;
            }
            at += text.charAt(at) == '\\' ? text.startsWith("\r\n", at + 1) ? 3 : 2 : 1;
        }
        String kind = triple ? "unterminated triple-quoted string literal" : "unterminated string literal";
        throw new CodeSyntaxError(kind, new Span(start, quote + 1));
    }

    /** Takes a token apart that {@link #end} has found the end of. */
    static StringLiteral of(Token token) {
        String text = token.text();
        int quote = 0;
        while (text.charAt(quote) != '"' && text.charAt(quote) != '\'') {
            quote++;
        }
        String prefix = text.substring(0, quote).toLowerCase(Locale.ROOT);
        if (prefix.contains("b")) {
            throw new UnsupportedCode("bytes", token.at());
        }
        int marks = text.length() - quote >= 6
                        && text.startsWith(text.substring(quote, quote + 1).repeat(3), quote)
                ? 3
                : 1;
        int from = quote + marks;
        int to = text.length() - marks;
        int offset = token.at().from();
        return new StringLiteral(prefix, text.substring(from, to), new Span(offset + from, offset + to));
    }

    boolean isRaw() {
        return prefix.contains("r");
    }

    boolean isTemplate() {
        return prefix.contains("f");
    }

    /** The text that it stands for, of a string that is not a template. */
    String decoded() {
        return isRaw() ? body.replace("\r\n", "\n") : unescape(body, bodyAt);
    }

    /** Replaces the escapes of Python's reference, section 2.4.1; unknown ones stay as they are. */
    static String unescape(String body, Span at) {
        StringBuilder out = new StringBuilder(body.length());
        int i = 0;
        while (i < body.length()) {
            char c = body.charAt(i++);
            if (c == '\r' && i < body.length() && body.charAt(i) == '\n') {
                continue;
            }
            if (c != '\\' || i == body.length()) {
                out.append(c);
                continue;
            }
            char escape = body.charAt(i++);
            switch (escape) {
                case '\n' -> {
                    // the line goes on
                }
                case '\r' -> {
                    if (i < body.length() && body.charAt(i) == '\n') {
                        i++;
                    }
                }
                case '\\', '\'', '"' -> out.append(escape);
                case 'a' -> out.append('\u0007');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'v' -> out.append('\u000b');
                case 'x' -> i = hex(body, i, 2, out, at);
                case 'u' -> i = hex(body, i, 4, out, at);
                case 'U' -> i = hex(body, i, 8, out, at);
                case 'N' -> throw new UnsupportedCode("characters by name", at);
                case '0', '1', '2', '3', '4', '5', '6', '7' -> i = octal(body, i - 1, out);
                default -> out.append('\\').append(escape);
            }
        }
        return out.toString();
    }

    private static int hex(String body, int from, int digits, StringBuilder out, Span at) {
        int code = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = i < body.length() ? hexDigit(body.charAt(i)) : -1;
            if (digit < 0) {
                throw new CodeSyntaxError("truncated escape in a string", at);
            }
            code = code << 4 | digit;
        }
        if (!Character.isValidCodePoint(code)) {
            throw new CodeSyntaxError("illegal Unicode character in a string", at);
        }
        out.appendCodePoint(code);
        return from + digits;
    }

    private static int octal(String body, int from, StringBuilder out) {
        int code = 0;
        int i = from;
        while (i < body.length() && i < from + 3 && body.charAt(i) >= '0' && body.charAt(i) <= '7') {
            code = code * 8 + body.charAt(i++) - '0';
        }
        out.append((char) code);
        return i;
    }

    private static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
