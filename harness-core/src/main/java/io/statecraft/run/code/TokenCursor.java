package io.statecraft.run.code;

import io.statecraft.run.code.Token.Kind;
import java.util.List;
import java.util.Set;

/** Reads tokens one after another. */
final class TokenCursor {
    private static final Set<String> KEYWORDS = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield");

    /** How deep expressions and statements nest: the parser recurses that deep. */
    private static final int MOST_LEVELS = 120;

    private final List<Token> tokens;
    private int position;
    private int depth;

    TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(position);
    }

    /** The token after the next one. */
    Token peekSecond() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(position);
        if (token.kind() != Kind.END) {
            position++;
        }
        return token;
    }

    /** The end of what was read so far. */
    Span last() {
        return tokens.get(Math.max(0, position - 1)).at();
    }

    boolean at(String symbol) {
        return peek().is(symbol);
    }

    boolean at(Kind kind) {
        return peek().kind() == kind;
    }

    /** Reads {@code symbol} if it comes next. */
    boolean accept(String symbol) {
        boolean there = at(symbol);
        if (there) {
            next();
        }
        return there;
    }

    boolean accept(Kind kind) {
        boolean there = at(kind);
        if (there) {
            next();
        }
        return there;
    }

    Token expect(String symbol) {
        if (!at(symbol)) {
            throw error("expected '" + symbol + "', found " + peek().quoted());
        }
        return next();
    }

    /** Reads a name that is not a keyword. */
    Token expectName() {
        if (!atName()) {
            throw error("expected a name, found " + peek().quoted());
        }
        return next();
    }

    boolean atName() {
        return at(Kind.NAME) && !KEYWORDS.contains(peek().text());
    }

    /** At a statement's or an expression's level; to be left again. */
    void enter() {
        if (++depth > MOST_LEVELS) {
            throw new UnsupportedCode("code nested more than " + MOST_LEVELS + " levels deep", peek().at());
        }
    }

    void leave() {
        depth--;
    }

    /** An error at the next token. */
    CodeSyntaxError error(String detail) {
        return new CodeSyntaxError(detail, peek().at());
    }
}
