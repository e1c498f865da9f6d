package io.statecraft.script;

import io.statecraft.scenario.Expression;
import io.statecraft.scenario.Expression.Field;
import io.statecraft.scenario.OuterHeader;
import io.statecraft.script.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Arguments of system calls. */
final class ExpressionParser {
    /** No call has arguments that are nested or joined more than this; without a limit, the stack would be one. */
    private static final int DEEPEST = 100;

    private final Cursor cursor;
    private final EncapsulationParser encapsulations;
    private int depth;

    ExpressionParser(Cursor cursor) {
        this.cursor = cursor;
        this.encapsulations = new EncapsulationParser(cursor);
    }

    /** {@code open [a (, a)*] close}. */
    List<Expression> list(String open, String close, String where) {
        cursor.expect(open, where);
        List<Expression> list = new ArrayList<>();
        if (cursor.accept(close)) {
            return list;
        }
        do {
            list.add(expression());
        } while (cursor.accept(","));
        if (!cursor.at(close)) {
            throw cursor.unexpected("`,` or `" + close + "` " + where);
        }
        cursor.take();
        return list;
    }

    private Expression expression() {
        if (depth >= DEEPEST) {
            throw tooDeep();
        }
        depth++;
        try {
            Expression whole = operand();
            for (int joined = 0; cursor.accept("|"); joined++) {
                if (joined >= DEEPEST) {
                    throw tooDeep();
                }
                whole = new Expression.Or(whole, operand());
            }
            return whole;
        } finally {
            depth--;
        }
    }

    private ScriptError tooDeep() {
        return ScriptError.at(cursor.mark(), "this expression has more than " + DEEPEST + " levels");
    }

    private Expression operand() {
        Token token = cursor.peekExpanded();
        switch (token.kind()) {
            case INTEGER, HEX:
                cursor.take();
                return new Expression.Number(Numbers.parse(token), token.is(Kind.HEX));
            case STRING:
                return text();
            case WORD:
                return word(token);
            default:
                break;
        }
        if (cursor.accept("...")) {
            return new Expression.Ellipsis();
        }
        if (cursor.at("[")) {
            return new Expression.Array(list("[", "]", "after the elements of the array"));
        }
        if (cursor.at("{")) {
            return structure();
        }
        throw cursor.unexpected(
                "an argument: a number, a symbol, a string, `...`, `[…]`, or `{…}`",
                cursor.at("…") ? "write three dots: `...`" : null);
    }

    /** One string, or several that are joined; {@code "abc"...} is what strace prints of a long one. */
    private Expression text() {
        StringBuilder raw = new StringBuilder();
        while (cursor.peekExpanded().is(Kind.STRING)) {
            Token part = cursor.takeExpanded();
            Expression.Text.fault(part.text()).ifPresent(fault -> {
                throw ScriptError.at(
                        part.start(),
                        fault + " in this string",
                        "the escapes are \\n \\r \\t \\f \\v \\\\ \\\" and \\xHH with two hexadecimal digits");
            });
            raw.append(part.text());
        }
        cursor.accept("...");
        return new Expression.Text(raw.toString());
    }

    private Expression word(Token token) {
        Token written = cursor.take();
        switch (token.text()) {
            case "IPPROTO_SCTP" -> throw ScriptError.unsupported(token.start(), "SCTP (`IPPROTO_SCTP`)");
            case "IPPROTO_UDPLITE" -> throw ScriptError.unsupported(token.start(), "UDP-Lite (`IPPROTO_UDPLITE`)");
            case "IPPROTO_MPTCP" -> throw ScriptError.unsupported(token.start(), "MPTCP (`IPPROTO_MPTCP`)");
            default -> {}
        }
        if (cursor.at("(")) {
            return parenthesized(written);
        }
        return cursor.accept("=")
                ? new Field(Optional.of(written.text()), Optional.empty(), fieldValue(written.text()))
                : new Expression.Symbol(token.text());
    }

    /** {@code htons(8080)}, or {@code msg_iov(2)=[…]}. */
    private Expression parenthesized(Token name) {
        List<Expression> inside = list("(", ")", "after the argument of `" + name.text() + "`");
        if (!cursor.accept("=")) {
            return switch (name.text()) {
                case "htons", "htonl", "inet_addr", "inet6_addr" -> new Expression.Function(name.text(), inside);
                default ->
                    throw ScriptError.at(
                            name.start(),
                            "`" + name.text() + "` is not a function of the language",
                            "there are htons, htonl, inet_addr and inet6_addr");
            };
        }
        if (inside.size() != 1) {
            throw ScriptError.at(name.start(), "`" + name.text() + "(…)=` has one size in its parentheses");
        }
        return new Field(Optional.of(name.text()), Optional.of(inside.get(0)), expression());
    }

    private Expression fieldValue(String name) {
        // A key is hexadecimal digits without a mark, and leading zeros count.
        if (name.equals("psk") && !cursor.at("...")) {
            return new Expression.Symbol(cursor.run(Lexer::isWordPart).text());
        }
        return expression();
    }

    private Expression structure() {
        int start = cursor.mark();
        cursor.take();
        if (cursor.at("(")) {
            List<OuterHeader.Mpls.Entry> stack = encapsulations.labels();
            cursor.expect("}", "after the label stack");
            return new Expression.LabelStack(stack);
        }
        if (cursor.at("flags") && !isFieldName()) {
            OuterHeader.Gre header = encapsulations.greFields();
            cursor.expect("}", "after the GRE header");
            return new Expression.GreHeader(header);
        }
        cursor.moveTo(start);
        List<Field> fields = new ArrayList<>();
        for (Expression member : list("{", "}", "after the members of the structure")) {
            fields.add(member instanceof Field field ? field : new Field(Optional.empty(), Optional.empty(), member));
        }
        return new Expression.Struct(fields);
    }

    /** Whether the word that comes is followed by an equals sign. */
    private boolean isFieldName() {
        int mark = cursor.mark();
        cursor.take();
        boolean named = cursor.at("=") || cursor.at("}") || cursor.at("|");
        cursor.moveTo(mark);
        return named;
    }
}
