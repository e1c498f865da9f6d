package io.statecraft.run.code;

import java.util.Iterator;
import java.util.List;

/** Runs statements. An error remembers the innermost statement that it happened in. */
final class Executor {
    private final Interpreter interpreter;
    private final Evaluator evaluator;

    Executor(Interpreter interpreter, Evaluator evaluator) {
        this.interpreter = interpreter;
        this.evaluator = evaluator;
    }

    /**
     * Where to go on after a statement.
     *
     * @param value what a function returns
     */
    record Flow(Kind kind, Value value) {
        private static final Flow NEXT = new Flow(Kind.NEXT, Value.None.NONE);
        private static final Flow BREAK = new Flow(Kind.BREAK, Value.None.NONE);
        private static final Flow CONTINUE = new Flow(Kind.CONTINUE, Value.None.NONE);

        private enum Kind {
            NEXT,
            BREAK,
            CONTINUE,
            RETURN
        }

        private boolean leavesLoop() {
            return kind == Kind.BREAK || kind == Kind.RETURN;
        }
    }

    /** Runs statements one after another, until one goes somewhere else. */
    Flow run(List<Stmt> statements, Scope scope) {
        for (Stmt statement : statements) {
            Flow flow = located(statement, scope);
            if (flow.kind() != Flow.Kind.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }

    private Flow located(Stmt statement, Scope scope) {
        try {
            interpreter.budget().spend(1);
            return execute(statement, scope);
        } catch (PythonError e) {
            e.happenedIn(statement, scope);
            throw e;
        } catch (UnsupportedCode e) {
            e.happenedIn(statement);
            throw e;
        }
    }

    private Flow execute(Stmt statement, Scope scope) {
        if (statement instanceof Stmt.Assert assertion) {
            check(assertion, scope);
        } else if (statement instanceof Stmt.Evaluate evaluate) {
            evaluator.evaluate(evaluate.expression(), scope);
        } else if (statement instanceof Stmt.Assign assign) {
            Value value = evaluator.evaluate(assign.value(), scope);
            assign.targets().forEach(target -> evaluator.assign(target, value, scope));
        } else if (statement instanceof Stmt.Augment augment) {
            augment(augment, scope);
        } else if (statement instanceof Stmt.Define define) {
            scope.assign(define.name(), evaluator.function(define, scope));
        } else if (statement instanceof Stmt.Delete delete) {
            delete.targets().forEach(target -> delete(target, scope));
        } else if (statement instanceof Stmt.If branching) {
            return branch(branching, scope);
        } else if (statement instanceof Stmt.While loop) {
            return loop(loop, scope);
        } else if (statement instanceof Stmt.For loop) {
            return loop(loop, scope);
        } else if (statement instanceof Stmt.Return end) {
            Value value =
                    end.value().isPresent() ? evaluator.evaluate(end.value().get(), scope) : Value.None.NONE;
            return new Flow(Flow.Kind.RETURN, value);
        } else if (statement instanceof Stmt.Break) {
            return Flow.BREAK;
        } else if (statement instanceof Stmt.Continue) {
            return Flow.CONTINUE;
        }
        return Flow.NEXT;
    }

    private void check(Stmt.Assert assertion, Scope scope) {
        if (Operators.truth(evaluator.evaluate(assertion.test(), scope))) {
            return;
        }
        String message = assertion
                .message()
                .map(m -> Repr.str(evaluator.evaluate(m, scope), interpreter.budget()))
                .orElse("");
        throw new PythonError("AssertionError", message);
    }

    /** The target is evaluated once: its object and index, then the value, then the assignment. */
    private void augment(Stmt.Augment augment, Scope scope) {
        Budget budget = interpreter.budget();
        if (augment.target() instanceof Expr.Index target) {
            Value object = evaluator.evaluate(target.object(), scope);
            Value index = evaluator.evaluate(target.index(), scope);
            Value before = Subscripts.get(object, index, budget);
            Value value = evaluator.evaluate(augment.value(), scope);
            Subscripts.set(object, index, Operators.augment(augment.operator(), before, value, budget), budget);
            return;
        }
        Value before = evaluator.evaluate(augment.target(), scope);
        Value value = evaluator.evaluate(augment.value(), scope);
        evaluator.assign(augment.target(), Operators.augment(augment.operator(), before, value, budget), scope);
    }

    private void delete(Expr target, Scope scope) {
        if (target instanceof Expr.Name name) {
            if (!scope.delete(name.name())) {
                interpreter.lookup(name.name(), scope);
                throw new PythonError("NameError", "name '" + name.name() + "' is not defined");
            }
        } else if (target instanceof Expr.Index index) {
            Value object = evaluator.evaluate(index.object(), scope);
            Subscripts.delete(object, evaluator.evaluate(index.index(), scope), interpreter.budget());
        } else {
            throw new UnsupportedCode("deletion of an attribute", target.at());
        }
    }

    private Flow branch(Stmt.If branching, Scope scope) {
        for (Stmt.Branch branch : branching.branches()) {
            if (holds(branch, branch.test(), scope)) {
                return run(branch.body(), scope);
            }
        }
        return run(branching.otherwise(), scope);
    }

    private boolean holds(Stmt at, Expr test, Scope scope) {
        try {
            return Operators.truth(evaluator.evaluate(test, scope));
        } catch (PythonError e) {
            e.happenedIn(at, scope);
            throw e;
        } catch (UnsupportedCode e) {
            e.happenedIn(at);
            throw e;
        }
    }

    private Flow loop(Stmt.While loop, Scope scope) {
        while (Operators.truth(evaluator.evaluate(loop.test(), scope))) {
            Flow flow = run(loop.body(), scope);
            if (flow.leavesLoop()) {
                return flow.kind() == Flow.Kind.BREAK ? Flow.NEXT : flow;
            }
        }
        return run(loop.otherwise(), scope);
    }

    private Flow loop(Stmt.For loop, Scope scope) {
        Iterator<Value> members = Iteration.over(evaluator.evaluate(loop.iterable(), scope), interpreter.budget());
        while (members.hasNext()) {
            evaluator.assign(loop.target(), members.next(), scope);
            Flow flow = run(loop.body(), scope);
            if (flow.leavesLoop()) {
                return flow.kind() == Flow.Kind.BREAK ? Flow.NEXT : flow;
            }
        }
        return run(loop.otherwise(), scope);
    }
}
