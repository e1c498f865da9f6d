package io.statecraft.run.code;

import io.statecraft.run.code.Expr.Argument;
import io.statecraft.run.code.Expr.Collection;
import io.statecraft.run.code.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Literals, names, what stands in brackets, and what follows them: calls, indices, attributes. */
final class AtomParser {
    private final TokenCursor tokens;
    private final ExpressionParser expressions;

    AtomParser(TokenCursor tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** An atom with its calls, indices and attributes. */
    Expr primary() {
        Expr primary = atom();
        while (true) {
            if (tokens.at("(")) {
                List<Argument> arguments = arguments();
                primary = new Expr.Call(primary.at().to(tokens.last()), primary, arguments);
            } else if (tokens.accept("[")) {
                Expr index = index();
                tokens.expect("]");
                primary = new Expr.Index(primary.at().to(tokens.last()), primary, index);
            } else if (tokens.accept(".")) {
                Token name = tokens.expectName();
                primary = new Expr.Attribute(primary.at().to(name.at()), primary, name.text());
            } else {
                return primary;
            }
        }
    }

    private Expr atom() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> new Expr.Literal(tokens.next().at(), NumberLiteral.value(token));
            case STRING -> strings();
            case NAME -> word();
            default ->
                switch (token.text()) {
                    case "(" -> parenthesized();
                    case "[" -> bracketed();
                    case "{" -> braced();
                    case "..." -> throw new UnsupportedCode("...", token.at());
                    default -> throw unexpected();
                };
        };
    }

    private CodeSyntaxError unexpected() {
        return tokens.error(
                "invalid syntax: expected an expression, found " + tokens.peek().quoted());
    }

    private Expr word() {
        Token token = tokens.peek();
        return switch (token.text()) {
            case "None" -> new Expr.Literal(tokens.next().at(), Value.None.NONE);
            case "True" -> new Expr.Literal(tokens.next().at(), Value.Bool.TRUE);
            case "False" -> new Expr.Literal(tokens.next().at(), Value.Bool.FALSE);
            case "await", "yield" -> throw new UnsupportedCode(token.text(), token.at());
            default -> {
                if (!tokens.atName()) {
                    throw unexpected();
                }
                yield new Expr.Name(tokens.next().at(), token.text());
            }
        };
    }

    /** Strings side by side are one. */
    private Expr strings() {
        Span start = tokens.peek().at();
        List<Expr> parts = new ArrayList<>();
        boolean template = false;
        while (tokens.at(Kind.STRING)) {
            Token token = tokens.next();
            StringLiteral literal = StringLiteral.of(token);
            if (literal.isTemplate()) {
                template = true;
                parts.addAll(TemplateParser.parts(literal, tokens));
            } else {
                parts.add(new Expr.Literal(token.at(), new Value.Text(literal.decoded())));
            }
        }
        Span at = start.to(tokens.last());
        if (template) {
            return new Expr.Template(at, parts);
        }
        StringBuilder text = new StringBuilder();
        for (Expr part : parts) {
            if (part instanceof Expr.Literal literal && literal.value() instanceof Value.Text piece) {
                text.append(piece.text());
            }
        }
        return new Expr.Literal(at, new Value.Text(text.toString()));
    }

    private Expr parenthesized() {
        Span start = tokens.next().at();
        if (tokens.accept(")")) {
            return new Expr.Display(start.to(tokens.last()), Collection.TUPLE, List.of());
        }
        Expr first = member();
        if (atComprehension()) {
            return comprehension(start, Collection.GENERATOR, first, Optional.empty(), ")");
        }
        if (!tokens.at(",")) {
            tokens.expect(")");
            if (first instanceof Expr.Starred) {
                throw new CodeSyntaxError("cannot use starred expression here", first.at());
            }
            return first;
        }
        List<Expr> members = members(first, ")");
        return new Expr.Display(start.to(tokens.last()), Collection.TUPLE, members);
    }

    private Expr bracketed() {
        Span start = tokens.next().at();
        if (tokens.accept("]")) {
            return new Expr.Display(start.to(tokens.last()), Collection.LIST, List.of());
        }
        Expr first = member();
        if (atComprehension()) {
            return comprehension(start, Collection.LIST, first, Optional.empty(), "]");
        }
        List<Expr> members = members(first, "]");
        return new Expr.Display(start.to(tokens.last()), Collection.LIST, members);
    }

    private Expr braced() {
        Span start = tokens.next().at();
        if (tokens.accept("}")) {
            return new Expr.DictDisplay(start.to(tokens.last()), List.of());
        }
        if (tokens.at("**")) {
            throw new UnsupportedCode("** in a dict", tokens.peek().at());
        }
        Expr first = member();
        if (tokens.at(":")) {
            return dict(start, first);
        }
        if (atComprehension()) {
            return comprehension(start, Collection.SET, first, Optional.empty(), "}");
        }
        List<Expr> members = members(first, "}");
        return new Expr.Display(start.to(tokens.last()), Collection.SET, members);
    }

    private Expr dict(Span start, Expr firstKey) {
        tokens.expect(":");
        Expr firstValue = expressions.expression();
        if (atComprehension()) {
            return comprehension(start, Collection.DICT, firstKey, Optional.of(firstValue), "}");
        }
        List<Expr> parts = new ArrayList<>(List.of(firstKey, firstValue));
        while (tokens.accept(",") && !tokens.at("}")) {
            if (tokens.at("**")) {
                throw new UnsupportedCode("** in a dict", tokens.peek().at());
            }
            parts.add(expressions.expression());
            tokens.expect(":");
            parts.add(expressions.expression());
        }
        tokens.expect("}");
        return new Expr.DictDisplay(start.to(tokens.last()), parts);
    }

    private Expr member() {
        return tokens.at("*") ? expressions.starredOrExpression() : expressions.namedExpression();
    }

    /** The members after the first, and the closing bracket. */
    private List<Expr> members(Expr first, String closing) {
        List<Expr> members = new ArrayList<>(List.of(first));
        while (tokens.accept(",") && !tokens.at(closing)) {
            members.add(member());
        }
        tokens.expect(closing);
        return members;
    }

    private boolean atComprehension() {
        if (tokens.at("async")) {
            throw new UnsupportedCode("async", tokens.peek().at());
        }
        return tokens.at("for");
    }

    private Expr comprehension(Span start, Collection kind, Expr element, Optional<Expr> value, String closing) {
        if (element instanceof Expr.Starred) {
            throw new CodeSyntaxError("iterable unpacking cannot be used in comprehension", element.at());
        }
        List<Expr.Clause> clauses = clauses();
        tokens.expect(closing);
        return new Expr.Comprehension(start.to(tokens.last()), kind, element, value, clauses);
    }

    private List<Expr.Clause> clauses() {
        List<Expr.Clause> clauses = new ArrayList<>();
        while (atComprehension()) {
            tokens.next();
            Expr target = expressions.targets();
            Targets.check(target);
            tokens.expect("in");
            Expr iterable = expressions.disjunction();
            List<Expr> conditions = new ArrayList<>();
            while (tokens.accept("if")) {
                conditions.add(expressions.disjunction());
            }
            clauses.add(new Expr.Clause(target, iterable, conditions));
        }
        return clauses;
    }

    private Expr index() {
        Expr first = sliceOrExpression();
        if (!tokens.at(",")) {
            return first;
        }
        List<Expr> members = new ArrayList<>(List.of(first));
        while (tokens.accept(",") && !tokens.at("]")) {
            members.add(sliceOrExpression());
        }
        return new Expr.Display(first.at().to(tokens.last()), Collection.TUPLE, members);
    }

    private Expr sliceOrExpression() {
        if (tokens.at("*")) {
            throw new UnsupportedCode("a starred index", tokens.peek().at());
        }
        Span start = tokens.peek().at();
        Optional<Expr> lower = tokens.at(":") ? Optional.empty() : Optional.of(expressions.namedExpression());
        if (!tokens.accept(":")) {
            return lower.orElseThrow();
        }
        Optional<Expr> upper = bound();
        Optional<Expr> step = tokens.accept(":") ? bound() : Optional.empty();
        return new Expr.Slice(start.to(tokens.last()), lower, upper, step);
    }

    private Optional<Expr> bound() {
        boolean absent = tokens.at(":") || tokens.at("]") || tokens.at(",");
        return absent ? Optional.empty() : Optional.of(expressions.expression());
    }

    private List<Argument> arguments() {
        Span start = tokens.expect("(").at();
        List<Argument> arguments = new ArrayList<>();
        while (!tokens.at(")")) {
            arguments.add(argument(start, arguments));
            if (!tokens.accept(",")) {
                break;
            }
        }
        tokens.expect(")");
        return arguments;
    }

    private Argument argument(Span start, List<Argument> before) {
        if (tokens.accept("*")) {
            return new Argument(Argument.Kind.UNPACKED, "", expressions.expression());
        }
        if (tokens.accept("**")) {
            return new Argument(Argument.Kind.UNPACKED_NAMES, "", expressions.expression());
        }
        if (tokens.atName() && tokens.peekSecond().is("=")) {
            Token name = tokens.next();
            tokens.next();
            if (before.stream().anyMatch(argument -> argument.name().equals(name.text()))) {
                throw new CodeSyntaxError("keyword argument repeated: " + name.text(), name.at());
            }
            return new Argument(Argument.Kind.NAMED, name.text(), expressions.expression());
        }
        Token at = tokens.peek();
        Expr value = expressions.namedExpression();
        if (atComprehension()) {
            List<Expr.Clause> clauses = clauses();
            if (!before.isEmpty() || !tokens.at(")")) {
                throw new CodeSyntaxError("Generator expression must be parenthesized", at.at());
            }
            value = new Expr.Comprehension(
                    start.to(tokens.peek().at()), Collection.GENERATOR, value, Optional.empty(), clauses);
        }
        for (Argument argument : before) {
            if (argument.kind() == Argument.Kind.NAMED) {
                throw new CodeSyntaxError("positional argument follows keyword argument", at.at());
            }
            if (argument.kind() == Argument.Kind.UNPACKED_NAMES) {
                throw new CodeSyntaxError("positional argument follows keyword argument unpacking", at.at());
            }
        }
        return new Argument(Argument.Kind.POSITIONAL, "", value);
    }
}
