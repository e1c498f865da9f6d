package io.statecraft.run.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An expression. */
sealed interface Expr {

    /** Where it stands. */
    Span at();

    /** The expressions that it is made of, in the order of the text. */
    default List<Expr> parts() {
        return List.of();
    }

    record Literal(Span at, Value value) implements Expr {}

    record Name(Span at, String name) implements Expr {}

    /** A template {@code f'…'}: texts and {@link Field fields}. */
    record Template(Span at, List<Expr> parts) implements Expr {}

    /**
     * A field of a template: {@code {value!r:>8}}.
     *
     * @param conversion {@code 'r'}, {@code 's'}, {@code 'a'}, or 0
     * @param specification what stands after the colon
     */
    record Field(Span at, Expr value, char conversion, Optional<Expr> specification) implements Expr {
        @Override
        public List<Expr> parts() {
            return specification.map(s -> List.of(value, s)).orElse(List.of(value));
        }
    }

    /** {@code -x}, {@code +x}, {@code ~x}, and {@code not x} as {@code '!'}. */
    record Unary(Span at, char operator, Expr operand) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of(operand);
        }
    }

    record Binary(Span at, BinaryOperator operator, Expr left, Expr right) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of(left, right);
        }
    }

    /** {@code a and b and c}, or the same with {@code or}. */
    record Logical(Span at, boolean and, List<Expr> parts) implements Expr {}

    /** {@code a < b <= c}: {@code parts} has one more member than {@code operators}. */
    record Comparison(Span at, List<Comparator> operators, List<Expr> parts) implements Expr {}

    record Conditional(Span at, Expr then, Expr test, Expr otherwise) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of(then, test, otherwise);
        }
    }

    record Call(Span at, Expr callee, List<Argument> arguments) implements Expr {
        @Override
        public List<Expr> parts() {
            List<Expr> parts = new ArrayList<>(List.of(callee));
            arguments.forEach(argument -> parts.add(argument.value()));
            return parts;
        }
    }

    /** An argument of a call: {@code x}, {@code name=x}, {@code *x}, or {@code **x}. */
    record Argument(Kind kind, String name, Expr value) {
        enum Kind {
            POSITIONAL,
            NAMED,
            UNPACKED,
            UNPACKED_NAMES
        }
    }

    record Attribute(Span at, Expr object, String name) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of(object);
        }
    }

    record Index(Span at, Expr object, Expr index) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of(object, index);
        }
    }

    /** {@code lower:upper:step}, within an index. */
    record Slice(Span at, Optional<Expr> lower, Optional<Expr> upper, Optional<Expr> step) implements Expr {
        @Override
        public List<Expr> parts() {
            List<Expr> parts = new ArrayList<>();
            lower.ifPresent(parts::add);
            upper.ifPresent(parts::add);
            step.ifPresent(parts::add);
            return parts;
        }
    }

    /** {@code *x}, within a display or a target. */
    record Starred(Span at, Expr value) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of(value);
        }
    }

    enum Collection {
        LIST,
        TUPLE,
        SET,
        DICT,
        GENERATOR
    }

    /** {@code [a, b]}, {@code (a, b)}, {@code {a, b}}. */
    record Display(Span at, Collection kind, List<Expr> parts) implements Expr {}

    /** {@code {a: b}}: keys and values in turn. */
    record DictDisplay(Span at, List<Expr> parts) implements Expr {}

    /**
     * {@code [element for target in iterable if condition]}.
     *
     * @param value of the element's key, for a dict
     */
    record Comprehension(Span at, Collection kind, Expr element, Optional<Expr> value, List<Clause> clauses)
            implements Expr {
        @Override
        public List<Expr> parts() {
            List<Expr> parts = new ArrayList<>(List.of(element));
            value.ifPresent(parts::add);
            for (Clause clause : clauses) {
                parts.add(clause.target());
                parts.add(clause.iterable());
                parts.addAll(clause.conditions());
            }
            return parts;
        }
    }

    record Clause(Expr target, Expr iterable, List<Expr> conditions) {}

    record Lambda(Span at, List<Parameter> parameters, Expr body) implements Expr {}

    /** {@code name := value}. */
    record Named(Span at, String name, Expr value) implements Expr {
        @Override
        public List<Expr> parts() {
            return List.of(value);
        }
    }
}
