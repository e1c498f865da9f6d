package io.statecraft.run.code;

import io.statecraft.run.code.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A block as a list of statements. */
final class StatementParser {
    private final TokenCursor tokens;
    private final ExpressionParser expressions;
    private FunctionContext function = FunctionContext.NONE;
    private int loops;

    private StatementParser(List<Token> tokens) {
        this.tokens = new TokenCursor(tokens);
        this.expressions = new ExpressionParser(this.tokens);
    }

    /** The function around a statement: its locals are what it assigns and does not declare as global. */
    private record FunctionContext(boolean present, Set<String> assigned, Set<String> globals) {
        static final FunctionContext NONE = new FunctionContext(false, new LinkedHashSet<>(), Set.of());

        static FunctionContext inside() {
            return new FunctionContext(true, new LinkedHashSet<>(), new LinkedHashSet<>());
        }
    }

    /**
     * Parses a block.
     *
     * @throws CodeSyntaxError if it is not Python
     * @throws UnsupportedCode if it is more Python than we know
     */
    static List<Stmt> parse(String text) {
        StatementParser parser = new StatementParser(Lexer.tokens(text));
        List<Stmt> statements = new ArrayList<>();
        while (!parser.tokens.at(Kind.END)) {
            if (!parser.tokens.accept(Kind.NEWLINE)) {
                parser.statement(statements);
            }
        }
        return statements;
    }

    private void statement(List<Stmt> into) {
        Token token = tokens.peek();
        if (token.kind() == Kind.INDENT) {
            throw new CodeSyntaxError("IndentationError", "unexpected indent", token.at());
        }
        tokens.enter();
        try {
            switch (token.text()) {
                case "if" -> into.add(ifStatement());
                case "while" -> into.add(whileStatement());
                case "for" -> into.add(forStatement());
                case "def" -> into.add(define());
                default -> simpleStatements(into);
            }
        } finally {
            tokens.leave();
        }
    }

    private Stmt ifStatement() {
        Span start = tokens.peek().at();
        List<Stmt.Branch> branches = new ArrayList<>();
        do {
            Span head = tokens.next().at();
            Expr test = expressions.namedExpression();
            head = head.to(tokens.last());
            branches.add(new Stmt.Branch(head, test, body()));
        } while (tokens.at("elif"));
        return new Stmt.If(start, branches, otherwise());
    }

    private Stmt whileStatement() {
        Span start = tokens.next().at();
        Expr test = expressions.namedExpression();
        Span head = start.to(tokens.last());
        List<Stmt> body = loopBody();
        return new Stmt.While(head, test, body, otherwise());
    }

    private Stmt forStatement() {
        Span start = tokens.next().at();
        Expr target = expressions.targets();
        Targets.check(target);
        Targets.collect(target, function.assigned());
        tokens.expect("in");
        Expr iterable = expressions.expressions();
        Span head = start.to(tokens.last());
        List<Stmt> body = loopBody();
        return new Stmt.For(head, target, iterable, body, otherwise());
    }

    private Stmt define() {
        Span start = tokens.next().at();
        Token name = tokens.expectName();
        function.assigned().add(name.text());
        tokens.expect("(");
        List<Parameter> parameters = expressions.parameters(")");
        tokens.expect(")");
        if (tokens.at("->")) {
            throw new UnsupportedCode("annotations", tokens.peek().at());
        }
        Span head = start.to(tokens.last());
        FunctionContext outside = function;
        int outsideLoops = loops;
        function = FunctionContext.inside();
        loops = 0;
        List<Stmt> body = body();
        Set<String> locals = function.assigned();
        locals.removeAll(function.globals());
        parameters.forEach(parameter -> locals.add(parameter.name()));
        function = outside;
        loops = outsideLoops;
        return new Stmt.Define(head, name.text(), parameters, body, locals);
    }

    private List<Stmt> loopBody() {
        loops++;
        List<Stmt> body = body();
        loops--;
        return body;
    }

    private List<Stmt> otherwise() {
        return tokens.accept("else") ? body() : List.of();
    }

    /** The colon, and an indented block or statements on the same line. */
    private List<Stmt> body() {
        tokens.expect(":");
        List<Stmt> statements = new ArrayList<>();
        if (!tokens.accept(Kind.NEWLINE)) {
            simpleStatements(statements);
            return statements;
        }
        if (!tokens.accept(Kind.INDENT)) {
            throw new CodeSyntaxError(
                    "IndentationError",
                    "expected an indented block",
                    tokens.peek().at());
        }
        while (!tokens.accept(Kind.DEDENT)) {
            statement(statements);
        }
        return statements;
    }

    /** Statements on one line, with semicolons between them. */
    private void simpleStatements(List<Stmt> into) {
        do {
            into.add(simpleStatement());
        } while (tokens.accept(";") && !tokens.at(Kind.NEWLINE));
        if (!tokens.accept(Kind.NEWLINE)) {
            throw tokens.error("invalid syntax: unexpected " + tokens.peek().quoted());
        }
    }

    private Stmt simpleStatement() {
        Token first = tokens.peek();
        return switch (first.kind() == Kind.NAME ? first.text() : "") {
            case "assert" -> assertion();
            case "pass" -> new Stmt.Pass(tokens.next().at());
            case "break" -> new Stmt.Break(inLoop("'break' outside loop"));
            case "continue" -> new Stmt.Continue(inLoop("'continue' not properly in loop"));
            case "return" -> returnStatement();
            case "del" -> delete();
            case "global" -> global();
            case "import", "from", "class", "try", "with", "raise", "async", "nonlocal" ->
                throw new UnsupportedCode(first.text(), first.at());
            default -> {
                if (first.is("@")) {
                    throw new UnsupportedCode("decorators", first.at());
                }
                checkSoftKeyword(first);
                yield expressionOrAssignment();
            }
        };
    }

    private Span inLoop(String complaint) {
        if (loops == 0) {
            throw tokens.error(complaint);
        }
        return tokens.next().at();
    }

    private Stmt assertion() {
        Span start = tokens.next().at();
        Expr test = expressions.expression();
        Span head = start.to(tokens.last());
        Optional<Expr> message = tokens.accept(",") ? Optional.of(expressions.expression()) : Optional.empty();
        return new Stmt.Assert(head, test, message);
    }

    private Stmt returnStatement() {
        if (!function.present()) {
            throw tokens.error("'return' outside function");
        }
        Span start = tokens.next().at();
        Optional<Expr> value = expressions.atEnd() ? Optional.empty() : Optional.of(expressions.expressions());
        return new Stmt.Return(start.to(tokens.last()), value);
    }

    private Stmt delete() {
        Span start = tokens.next().at();
        Expr targets = expressions.targets();
        Targets.checkDeleted(targets);
        Targets.collect(targets, function.assigned());
        List<Expr> each = Targets.isSequence(targets) ? targets.parts() : List.of(targets);
        if (each.stream().anyMatch(Targets::isSequence)) {
            throw new UnsupportedCode("del of a nested list", targets.at());
        }
        return new Stmt.Delete(start.to(tokens.last()), each);
    }

    private Stmt global() {
        Span start = tokens.next().at();
        do {
            Token name = tokens.expectName();
            if (function.present()) {
                if (function.assigned().contains(name.text())) {
                    throw new CodeSyntaxError(
                            "name '" + name.text() + "' is assigned to before global declaration", name.at());
                }
                function.globals().add(name.text());
            }
        } while (tokens.accept(","));
        return new Stmt.Pass(start.to(tokens.last()));
    }

    /** Words that begin a statement only where an expression could not go on. */
    private void checkSoftKeyword(Token first) {
        Token second = tokens.peekSecond();
        boolean value = second.kind() == Kind.NUMBER || second.kind() == Kind.STRING;
        boolean name = second.kind() == Kind.NAME
                && !Set.of("in", "is", "if", "and", "or", "not", "else", "for").contains(second.text());
        if (first.kind() == Kind.NAME && (value || name)) {
            if (first.text().equals("match") || first.text().equals("type")) {
                throw new UnsupportedCode(first.text(), first.at());
            }
            if (first.text().equals("print") || first.text().equals("exec")) {
                throw new CodeSyntaxError(
                        "Missing parentheses in call to '" + first.text() + "'. Did you mean " + first.text()
                                + "(...)?",
                        first.at());
            }
        }
    }

    private Stmt expressionOrAssignment() {
        Span start = tokens.peek().at();
        Expr first = expressions.expressions();
        if (tokens.at(":")) {
            if (first instanceof Expr.Name) {
                throw new UnsupportedCode("annotations", tokens.peek().at());
            }
            throw tokens.error("invalid syntax: unexpected ':'");
        }
        Optional<BinaryOperator> augmented = BinaryOperator.ofAssignment(tokens.peek());
        if (augmented.isPresent()) {
            Targets.checkAugmented(first);
            Targets.collect(first, function.assigned());
            tokens.next();
            Expr value = expressions.expressions();
            return new Stmt.Augment(start.to(tokens.last()), first, augmented.get(), value);
        }
        if (!tokens.at("=")) {
            return new Stmt.Evaluate(start.to(tokens.last()), first);
        }
        List<Expr> targets = new ArrayList<>();
        Expr value = first;
        while (tokens.accept("=")) {
            Targets.check(value);
            Targets.collect(value, function.assigned());
            targets.add(value);
            value = expressions.expressions();
        }
        return new Stmt.Assign(start.to(tokens.last()), targets, value);
    }
}
