package io.statecraft.run.code;

import io.statecraft.run.code.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts a block into Python's tokens: logical lines, indentation, and what stands on them. */
final class Lexer {
    /** Longest first. */
    private static final List<String> OPERATORS = List.of(
            "**=", "//=", ">>=", "<<=", "...", ":=", "==", "!=", "<=", ">=", "->", "+=", "-=", "*=", "/=", "%=", "&=",
            "|=", "^=", "@=", "**", "//", "<<", ">>", "+", "-", "*", "/", "%", "@", "&", "|", "^", "~", "<", ">", "(",
            ")", "[", "]", "{", "}", ",", ":", ".", ";", "=");

    private static final int MOST_BRACKETS = 200;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Token> brackets = new ArrayDeque<>();
    private final Indentation indentation = new Indentation();
    private int position;

    private Lexer(String text) {
        this.text = text;
    }

    /**
     * All tokens, the last one being the end.
     *
     * @throws CodeSyntaxError if the text is not made of tokens
     * @throws UnsupportedCode for a kind of literal that is not known
     */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        // What stands before the first statement on the line of the opening mark is not indentation.
        lexer.skipBlanks();
        boolean first = true;
        while (lexer.position < text.length()) {
            lexer.line(first);
            first = false;
        }
        lexer.finish();
        return lexer.tokens;
    }

    /** One logical line, with the lines that brackets and {@code \} join to it. */
    private void line(boolean first) {
        int start = position;
        skipBlanks();
        if (position == text.length() || skipComment() || skipLineEnd()) {
            return;
        }
        if (!first) {
            indentation.moveTo(text, start, position, tokens);
        }
        while (position < text.length()) {
            skipBlanks();
            if (skipComment()) {
                continue;
            }
            int end = position;
            if (skipLineEnd()) {
                if (brackets.isEmpty()) {
                    add(Kind.NEWLINE, end, position);
                    return;
                }
            } else if (!skipContinuation() && position < text.length()) {
                token();
            }
        }
    }

    private void finish() {
        if (!brackets.isEmpty()) {
            Token open = brackets.peek();
            throw new CodeSyntaxError("'" + open.text() + "' was never closed", open.at());
        }
        if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).kind() != Kind.NEWLINE) {
            add(Kind.NEWLINE, position, position);
        }
        indentation.close(new Span(position, position), tokens);
        add(Kind.END, position, position);
    }

    private void token() {
        int start = position;
        char c = text.charAt(start);
        if (Character.isUnicodeIdentifierStart(c) || c == '_') {
            int end = start + 1;
            while (end < text.length() && isNamePart(text.charAt(end))) {
                end++;
            }
            if (charAt(end) == '"' || charAt(end) == '\'') {
                if (StringLiteral.isPrefix(text.substring(start, end))) {
                    string(start, end);
                    return;
                }
            }
            add(Kind.NAME, start, end);
        } else if (isDigit(c) || c == '.' && isDigit(charAt(start + 1))) {
            add(Kind.NUMBER, start, NumberLiteral.end(text, start));
        } else if (c == '"' || c == '\'') {
            string(start, start);
        } else {
            operator();
        }
    }

    private void string(int start, int quote) {
        add(Kind.STRING, start, StringLiteral.end(text, start, quote));
    }

    private void operator() {
        int start = position;
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, start)) {
                add(Kind.OPERATOR, start, start + operator.length());
                balance(tokens.get(tokens.size() - 1));
                return;
            }
        }
        throw new CodeSyntaxError("invalid syntax", new Span(start, start + 1));
    }

    private void balance(Token token) {
        switch (token.text()) {
            case "(", "[", "{" -> {
                if (brackets.size() >= MOST_BRACKETS) {
                    throw new CodeSyntaxError("too many nested parentheses", token.at());
                }
                brackets.push(token);
            }
            case ")", "]", "}" -> {
                if (brackets.isEmpty()) {
                    throw new CodeSyntaxError("unmatched '" + token.text() + "'", token.at());
                }
                Token open = brackets.pop();
                if (!matches(open.text(), token.text())) {
                    String detail = "closing parenthesis '" + token.text() + "' does not match opening parenthesis '"
                            + open.text() + "'";
                    throw new CodeSyntaxError(detail, token.at());
                }
            }
            default -> {
                // stands for itself
            }
        }
    }

    private static boolean matches(String open, String close) {
        return close.equals(
                switch (open) {
                    case "(" -> ")";
                    case "[" -> "]";
                    default -> "}";
                });
    }

    private void skipBlanks() {
        while (position < text.length() && isBlank(text.charAt(position))) {
            position++;
        }
    }

    /** Skips a comment up to the end of its line; false if there is none. */
    private boolean skipComment() {
        if (charAt(position) != '#') {
            return false;
        }
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
        return true;
    }

    private boolean skipLineEnd() {
        if (text.startsWith("\r\n", position)) {
            position += 2;
        } else if (charAt(position) == '\n' || charAt(position) == '\r') {
            position++;
        } else {
            return false;
        }
        return true;
    }

    private boolean skipContinuation() {
        if (charAt(position) != '\\') {
            return false;
        }
        int mark = position++;
        if (position < text.length() && !skipLineEnd()) {
            throw new CodeSyntaxError(
                    "unexpected character after line continuation character", new Span(mark, mark + 1));
        }
        return true;
    }

    private void add(Kind kind, int from, int to) {
        tokens.add(new Token(kind, text.substring(from, to), new Span(from, to)));
        position = to;
    }

    private char charAt(int offset) {
        return offset < text.length() ? text.charAt(offset) : 0;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNamePart(char c) {
        return c == '_' || Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }
}
