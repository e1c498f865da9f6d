package io.statecraft.script;

import io.statecraft.script.Token.Kind;
import java.util.function.IntPredicate;

/**
 * Reads tokens on demand. It has no keywords: the parser knows what a word means where it stands, and may ask for a run of
 * characters instead of a token where the language is not made of tokens (flags, addresses, option values, notes).
 */
final class Lexer {
    private final Source source;
    private final String text;
    private final ConditionalText conditions;
    private int position;

    Lexer(Source source, Definitions definitions, DiagnosticLog log) {
        this.source = source;
        this.text = source.text();
        this.conditions = new ConditionalText(text, definitions, log);
    }

    Source source() {
        return source;
    }

    int position() {
        return position;
    }

    void moveTo(int offset) {
        position = offset;
    }

    /** Looks for an {@code #ifdef} that is still open at the end. */
    void finish() {
        conditions.finish();
    }

    /** Skips blanks, comments, and what {@code #ifdef} leaves out. */
    int skipBlanks() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (isBlank(c)) {
                position++;
            } else if (c == '/' && charAt(position + 1) == '/') {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end + 1;
            } else if (c == '/' && charAt(position + 1) == '*') {
                position = after("*/", position + 2, "this comment is not closed", "close it with `*/`");
            } else if (c == '#') {
                position = conditions.skip(position);
            } else {
                break;
            }
        }
        return position;
    }

    /** The next token; {@code END} at the end, again and again. */
    Token next() {
        int start = skipBlanks();
        if (start >= text.length()) {
            return new Token(Kind.END, "", start, start);
        }
        char c = text.charAt(start);
        if (isWordPart(c)) {
            return wordOrNumber(start);
        }
        switch (c) {
            case '"':
                return quoted(Kind.STRING, '"', "this string is not closed");
            case '`':
                return quoted(Kind.COMMAND, '`', "this command is not closed");
            case '%':
                return charAt(start + 1) == '{' ? code() : symbol(1);
            case '.':
                if (text.startsWith("...", start)) {
                    return symbol(3);
                }
                return isDigit(charAt(start + 1)) ? number(start) : symbol(1);
            case '-':
                return minus();
            default:
                return symbol(1);
        }
    }

    /** After blanks, the longest run of characters that {@code accepted} takes; it may be empty. */
    Token run(IntPredicate accepted) {
        int start = skipBlanks();
        int end = start;
        while (end < text.length() && accepted.test(text.charAt(end))) {
            end++;
        }
        position = end;
        return new Token(end == start ? Kind.END : Kind.WORD, text.substring(start, end), start, end);
    }

    /** The text from the reading position up to {@code closing}, blanks and all; null if it does not come. */
    String upTo(char closing) {
        int end = text.indexOf(closing, position);
        if (end < 0) {
            return null;
        }
        String before = text.substring(position, end);
        position = end;
        return before;
    }

    /** The character at the reading position, or 0 at the end. */
    char here() {
        return charAt(position);
    }

    private char charAt(int offset) {
        return offset < text.length() ? text.charAt(offset) : 0;
    }

    private Token minus() {
        char second = charAt(position + 1);
        if (isDigit(second) || second == '.' && isDigit(charAt(position + 2))) {
            return number(position);
        }
        if (second != '-' || !isWordPart(charAt(position + 2))) {
            return symbol(1);
        }
        int start = position;
        int end = start + 2;
        while (isWordPart(charAt(end))) {
            end++;
        }
        return token(Kind.OPTION, start + 2, end, start, end);
    }

    private Token wordOrNumber(int start) {
        int end = start;
        boolean digits = true;
        while (isWordPart(charAt(end))) {
            digits &= isDigit(text.charAt(end));
            end++;
        }
        if (digits) {
            return number(start);
        }
        String word = text.substring(start, end);
        return token(isHex(word) ? Kind.HEX : Kind.WORD, start, end, start, end);
    }

    /** {@code -?[0-9]*(\.[0-9]+)?}. */
    private Token number(int start) {
        int end = charAt(start) == '-' ? start + 1 : start;
        while (isDigit(charAt(end))) {
            end++;
        }
        if (charAt(end) != '.' || !isDigit(charAt(end + 1))) {
            return token(Kind.INTEGER, start, end, start, end);
        }
        end++;
        while (isDigit(charAt(end))) {
            end++;
        }
        return token(Kind.FLOAT, start, end, start, end);
    }

    private Token quoted(Kind kind, char quote, String unclosed) {
        int start = position;
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return token(kind, start + 1, i, start, i + 1);
            }
        }
        throw ScriptError.at(
                start, unclosed, "a closing " + quote + " is missing after this one, or after an earlier one");
    }

    private Token code() {
        int start = position;
        int end = after("}%", start + 2, "this %{ block is not closed", "close it with `}%`");
        int from = start + 2;
        int to = end - 2;
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return token(Kind.CODE, from, to, start, end);
    }

    private int after(String closing, int from, String unclosed, String remedy) {
        int at = text.indexOf(closing, from);
        if (at < 0) {
            throw ScriptError.at(position, unclosed, remedy);
        }
        return at + closing.length();
    }

    private Token symbol(int length) {
        return token(Kind.SYMBOL, position, position + length, position, position + length);
    }

    private Token token(Kind kind, int from, int to, int start, int end) {
        position = end;
        return new Token(kind, text.substring(from, to), start, end);
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHexDigit(int c) {
        return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    static boolean isWordPart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_';
    }

    /** Whether {@code word} is {@code 0x} and hexadecimal digits. */
    static boolean isHex(String word) {
        return word.length() > 2
                && word.startsWith("0x")
                && word.chars().skip(2).allMatch(Lexer::isHexDigit);
    }
}
