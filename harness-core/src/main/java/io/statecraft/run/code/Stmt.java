package io.statecraft.run.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A statement. */
sealed interface Stmt {

    /** Where it stands; of a statement with a body its head, and of an assertion all but its message. */
    Span at();

    /** The expressions whose values say why it failed. */
    default List<Expr> parts() {
        return List.of();
    }

    record Evaluate(Span at, Expr expression) implements Stmt {
        @Override
        public List<Expr> parts() {
            return List.of(expression);
        }
    }

    /** {@code a = b = value}. */
    record Assign(Span at, List<Expr> targets, Expr value) implements Stmt {
        @Override
        public List<Expr> parts() {
            return List.of(value);
        }
    }

    /** {@code target += value}. */
    record Augment(Span at, Expr target, BinaryOperator operator, Expr value) implements Stmt {
        @Override
        public List<Expr> parts() {
            return List.of(target, value);
        }
    }

    record Assert(Span at, Expr test, Optional<Expr> message) implements Stmt {
        @Override
        public List<Expr> parts() {
            return List.of(test);
        }
    }

    /** {@code if}, each {@code elif}, and {@code else}. */
    record If(Span at, List<Branch> branches, List<Stmt> otherwise) implements Stmt {}

    /** {@code if} or {@code elif}. */
    record Branch(Span at, Expr test, List<Stmt> body) implements Stmt {
        @Override
        public List<Expr> parts() {
            return List.of(test);
        }
    }

    record While(Span at, Expr test, List<Stmt> body, List<Stmt> otherwise) implements Stmt {
        @Override
        public List<Expr> parts() {
            return List.of(test);
        }
    }

    record For(Span at, Expr target, Expr iterable, List<Stmt> body, List<Stmt> otherwise) implements Stmt {
        @Override
        public List<Expr> parts() {
            return List.of(iterable);
        }
    }

    /**
     * {@code def}.
     *
     * @param locals the names that its body assigns, its parameters included
     */
    record Define(Span at, String name, List<Parameter> parameters, List<Stmt> body, Set<String> locals)
            implements Stmt {}

    record Return(Span at, Optional<Expr> value) implements Stmt {
        @Override
        public List<Expr> parts() {
            return value.map(List::of).orElse(List.of());
        }
    }

    record Delete(Span at, List<Expr> targets) implements Stmt {
        @Override
        public List<Expr> parts() {
            return new ArrayList<>(targets);
        }
    }

    record Pass(Span at) implements Stmt {}

    record Break(Span at) implements Stmt {}

    record Continue(Span at) implements Stmt {}
}
