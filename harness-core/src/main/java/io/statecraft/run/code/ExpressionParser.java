package io.statecraft.run.code;

import io.statecraft.run.code.Expr.Collection;
import io.statecraft.run.code.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Expressions from the loosest operator down to powers; {@link AtomParser} reads what they join. */
final class ExpressionParser {
    private final TokenCursor tokens;
    private final AtomParser atoms;

    ExpressionParser(TokenCursor tokens) {
        this.tokens = tokens;
        this.atoms = new AtomParser(tokens, this);
    }

    /** One expression, or several with commas, which make a tuple. */
    Expr expressions() {
        return separated(this::starredOrExpression);
    }

    /** The targets of {@code for}, which end before {@code in}. */
    Expr targets() {
        return separated(() -> tokens.at("*") ? starred() : binary(1));
    }

    private Expr separated(Supplier<Expr> member) {
        Expr first = member.get();
        if (!tokens.at(",")) {
            if (first instanceof Expr.Starred) {
                throw tokens.error("can't use starred expression here");
            }
            return first;
        }
        List<Expr> members = new ArrayList<>(List.of(first));
        while (tokens.accept(",") && atExpression()) {
            members.add(member.get());
        }
        return new Expr.Display(first.at().to(tokens.last()), Collection.TUPLE, members);
    }

    Expr starredOrExpression() {
        return tokens.at("*") ? starred() : expression();
    }

    private Expr starred() {
        Span star = tokens.expect("*").at();
        Expr value = binary(1);
        return new Expr.Starred(star.to(value.at()), value);
    }

    /** An expression, or {@code name := expression}. */
    Expr namedExpression() {
        if (tokens.atName() && tokens.peekSecond().is(":=")) {
            Token name = tokens.next();
            tokens.next();
            Expr value = expression();
            return new Expr.Named(name.at().to(value.at()), name.text(), value);
        }
        return expression();
    }

    /** {@code then if test else otherwise}, a lambda, or anything tighter. */
    Expr expression() {
        tokens.enter();
        try {
            if (tokens.at("lambda")) {
                return lambda();
            }
            Expr then = disjunction();
            if (!tokens.accept("if")) {
                return then;
            }
            Expr test = disjunction();
            if (!tokens.accept("else")) {
                throw tokens.error("expected 'else' after 'if' expression");
            }
            Expr otherwise = expression();
            return new Expr.Conditional(then.at().to(otherwise.at()), then, test, otherwise);
        } finally {
            tokens.leave();
        }
    }

    private Expr lambda() {
        Span start = tokens.next().at();
        List<Parameter> parameters = parameters(":");
        tokens.expect(":");
        Expr body = expression();
        return new Expr.Lambda(start.to(body.at()), parameters, body);
    }

    /** The parameters of a function, up to {@code closing}, which is not read. */
    List<Parameter> parameters(String closing) {
        List<Parameter> parameters = new ArrayList<>();
        while (!tokens.at(closing)) {
            for (String form : List.of("*", "**", "/")) {
                if (tokens.at(form)) {
                    throw new UnsupportedCode(
                            "'" + form + "' in a list of parameters",
                            tokens.peek().at());
                }
            }
            Token name = tokens.expectName();
            if (tokens.at(":") && !closing.equals(":")) {
                throw new UnsupportedCode("annotations", tokens.peek().at());
            }
            Optional<Expr> otherwise = tokens.accept("=") ? Optional.of(expression()) : Optional.empty();
            checkParameter(parameters, name, otherwise.isPresent());
            parameters.add(new Parameter(name.text(), otherwise));
            if (!tokens.accept(",")) {
                break;
            }
        }
        return parameters;
    }

    private static void checkParameter(List<Parameter> before, Token name, boolean hasDefault) {
        for (Parameter parameter : before) {
            if (parameter.name().equals(name.text())) {
                throw new CodeSyntaxError("duplicate argument '" + name.text() + "' in function definition", name.at());
            }
        }
        boolean earlier =
                !before.isEmpty() && before.get(before.size() - 1).otherwise().isPresent();
        if (earlier && !hasDefault) {
            throw new CodeSyntaxError("non-default argument follows default argument", name.at());
        }
    }

    /** {@code or}, and anything tighter. */
    Expr disjunction() {
        return logical("or", () -> logical("and", this::negation));
    }

    private Expr logical(String word, Supplier<Expr> operand) {
        Expr first = operand.get();
        if (!tokens.at(word)) {
            return first;
        }
        List<Expr> operands = new ArrayList<>(List.of(first));
        while (tokens.accept(word)) {
            operands.add(operand.get());
        }
        return new Expr.Logical(first.at().to(tokens.last()), word.equals("and"), operands);
    }

    private Expr negation() {
        if (!tokens.at("not")) {
            return comparison();
        }
        tokens.enter();
        Span start = tokens.next().at();
        Expr operand = negation();
        tokens.leave();
        return new Expr.Unary(start.to(operand.at()), '!', operand);
    }

    private Expr comparison() {
        Expr first = binary(1);
        Optional<Comparator> operator = comparator();
        if (operator.isEmpty()) {
            return first;
        }
        List<Comparator> operators = new ArrayList<>();
        List<Expr> operands = new ArrayList<>(List.of(first));
        while (operator.isPresent()) {
            operators.add(operator.get());
            operands.add(binary(1));
            operator = comparator();
        }
        return new Expr.Comparison(first.at().to(tokens.last()), operators, operands);
    }

    private Optional<Comparator> comparator() {
        if (tokens.at("not") && tokens.peekSecond().is("in")) {
            tokens.next();
            tokens.next();
            return Optional.of(Comparator.NOT_IN);
        }
        if (tokens.accept("is")) {
            return Optional.of(tokens.accept("not") ? Comparator.IS_NOT : Comparator.IS);
        }
        for (Comparator comparator : Comparator.values()) {
            if (tokens.accept(comparator.symbol())) {
                return Optional.of(comparator);
            }
        }
        return Optional.empty();
    }

    /** Operators that bind at least as tight as {@code binding}, from left to right. */
    Expr binary(int binding) {
        Expr left = unary();
        while (true) {
            Optional<BinaryOperator> operator = BinaryOperator.of(tokens.peek());
            // A power is read with its left operand.
            if (operator.isEmpty() || operator.get().binding() < binding) {
                return left;
            }
            tokens.next();
            Expr right = binary(operator.get().binding() + 1);
            left = new Expr.Binary(left.at().to(right.at()), operator.get(), left, right);
        }
    }

    private Expr unary() {
        if (!tokens.at("-") && !tokens.at("+") && !tokens.at("~")) {
            return power();
        }
        tokens.enter();
        Token sign = tokens.next();
        Expr operand = unary();
        tokens.leave();
        return new Expr.Unary(sign.at().to(operand.at()), sign.text().charAt(0), operand);
    }

    /** {@code a ** -b}: the right operand may have a sign, and powers are joined from right to left. */
    private Expr power() {
        Expr base = atoms.primary();
        if (!tokens.at("**")) {
            return base;
        }
        tokens.enter();
        tokens.next();
        Expr exponent = unary();
        tokens.leave();
        return new Expr.Binary(base.at().to(exponent.at()), BinaryOperator.POWER, base, exponent);
    }

    /** Whether an expression may begin here. */
    boolean atExpression() {
        return switch (tokens.peek().kind()) {
            case NUMBER, STRING -> true;
            case NAME ->
                tokens.atName()
                        || List.of("None", "True", "False", "not", "lambda", "await", "yield").stream()
                                .anyMatch(tokens::at);
            case OPERATOR ->
                List.of("(", "[", "{", "-", "+", "~", "*", "...")
                        .contains(tokens.peek().text());
            default -> false;
        };
    }

    /** A comma-separated list may end here. */
    boolean atEnd() {
        return tokens.at(Kind.NEWLINE) || tokens.at(";");
    }
}
