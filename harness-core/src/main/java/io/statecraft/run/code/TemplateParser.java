package io.statecraft.run.code;

import io.statecraft.run.code.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the body of an {@code f'…'} apart into texts and fields. */
final class TemplateParser {
    private static final int MOST_LEVELS = 2;

    private final StringLiteral literal;
    private final String body;
    private int position;

    private TemplateParser(StringLiteral literal) {
        this.literal = literal;
        this.body = literal.body();
    }

    /** The texts and fields of a template, in order. */
    static List<Expr> parts(StringLiteral literal, TokenCursor outer) {
        outer.enter();
        try {
            return new TemplateParser(literal).parts(0);
        } finally {
            outer.leave();
        }
    }

    /** Up to the end of the body, or of the specification that this is. */
    private List<Expr> parts(int level) {
        List<Expr> parts = new ArrayList<>();
        int start = position;
        while (position < body.length()) {
            char c = body.charAt(position);
            boolean doubled = position + 1 < body.length() && body.charAt(position + 1) == c && level == 0;
            if (c == '{' && doubled || c == '}' && doubled) {
                // One of the two is text.
                text(start, position + 1, parts);
                position += 2;
                start = position;
            } else if (c == '{') {
                text(start, position, parts);
                field(level, parts);
                start = position;
            } else if (c == '}') {
                if (level == 0) {
                    throw new CodeSyntaxError("f-string: single '}' is not allowed", literal.bodyAt());
                }
                break;
            } else {
                position++;
            }
        }
        text(start, position, parts);
        return parts;
    }

    private void text(int from, int to, List<Expr> parts) {
        if (from < to) {
            String raw = body.substring(from, to);
            Span at = at(from, to);
            String decoded = literal.isRaw() ? raw : StringLiteral.unescape(raw, at);
            parts.add(new Expr.Literal(at, new Value.Text(decoded)));
        }
    }

    private void field(int level, List<Expr> parts) {
        if (level >= MOST_LEVELS) {
            throw new CodeSyntaxError("f-string: expressions nested too deeply", literal.bodyAt());
        }
        int start = ++position;
        int end = endOfExpression();
        Expr value = expression(start, end);
        position = end;
        boolean shown = charAt(position) == '=';
        if (shown) {
            position++;
            while (charAt(position) == ' ') {
                position++;
            }
            text(start, position, parts);
        }
        char conversion = 0;
        if (charAt(position) == '!') {
            conversion = charAt(position + 1);
            if ("rsa".indexOf(conversion) < 0) {
                throw new CodeSyntaxError("f-string: invalid conversion character", literal.bodyAt());
            }
            position += 2;
        }
        Optional<Expr> specification = Optional.empty();
        if (charAt(position) == ':') {
            int from = ++position;
            List<Expr> inner = parts(level + 1);
            specification = Optional.of(new Expr.Template(at(from, position), inner));
        }
        if (charAt(position) != '}') {
            throw new UnsupportedCode("this f-string", literal.bodyAt());
        }
        position++;
        if (shown && conversion == 0 && specification.isEmpty()) {
            conversion = 'r';
        }
        parts.add(new Expr.Field(at(start, end), value, conversion, specification));
    }

    /** Where the expression of a field ends: before {@code !r}, {@code =}, {@code :} or the closing bracket. */
    private int endOfExpression() {
        int depth = 0;
        int i = position;
        while (i < body.length()) {
            char c = body.charAt(i);
            if (c == '\'' || c == '"') {
                i = StringLiteral.end(body, i, i);
                continue;
            }
            if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (depth > 0 && ")]}".indexOf(c) >= 0) {
                depth--;
            } else if (depth == 0 && endsExpression(i)) {
                return i;
            } else if (isComparison(i)) {
                i++;
            }
            i++;
        }
        throw new UnsupportedCode("this f-string", literal.bodyAt());
    }

    private boolean endsExpression(int i) {
        char c = body.charAt(i);
        return c == '}' || c == ':' || (c == '!' || c == '=') && !isComparison(i);
    }

    private boolean isComparison(int i) {
        return "!=<>".indexOf(body.charAt(i)) >= 0 && charAt(i + 1) == '=';
    }

    private Expr expression(int from, int to) {
        String source = body.substring(from, to);
        if (source.isBlank()) {
            throw new CodeSyntaxError("f-string: empty expression not allowed", literal.bodyAt());
        }
        if (source.indexOf('\\') >= 0 || source.indexOf('#') >= 0) {
            // Python 3.12 takes them, older ones do not.
            throw new UnsupportedCode("this f-string", literal.bodyAt());
        }
        // In brackets, lines may end anywhere.
        List<Token> tokens = new ArrayList<>();
        int shift = literal.bodyAt().from() + from - 1;
        for (Token token : Lexer.tokens("(" + source + ")")) {
            Span at = new Span(token.at().from() + shift, token.at().to() + shift);
            tokens.add(new Token(token.kind(), token.text(), at));
        }
        TokenCursor cursor = new TokenCursor(tokens.subList(1, tokens.size()));
        Expr value = new ExpressionParser(cursor).expressions();
        cursor.expect(")");
        if (!cursor.at(Kind.NEWLINE)) {
            throw new UnsupportedCode("this f-string", literal.bodyAt());
        }
        return value;
    }

    private Span at(int from, int to) {
        int offset = literal.bodyAt().from();
        return new Span(offset + from, offset + to);
    }

    private char charAt(int i) {
        return i < body.length() ? body.charAt(i) : 0;
    }
}
