package io.statecraft.scenario;

import io.statecraft.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** An argument of a system call, as written: symbols are resolved by the target that they are for. */
public sealed interface Expression {

    /** {@code ...}: whatever the harness supplies, or anything. */
    record Ellipsis() implements Expression {}

    /** A number; {@code hex} keeps how it was written. */
    record Number(long value, boolean hex) implements Expression {
        public static Number of(long value) {
            return new Number(value, false);
        }
    }

    /** A symbol such as {@code SOL_SOCKET}. */
    record Symbol(String name) implements Expression {}

    /** A string as written between the quotes, escapes and all; adjacent strings are joined. */
    record Text(String raw) implements Expression {
        /**
         * The bytes that the string stands for: its characters in UTF-8, escapes resolved.
         *
         * @throws IllegalArgumentException if there is a {@link #fault}
         */
        public Bytes bytes() {
            return StringEscapes.resolve(raw);
        }

        /** What is wrong with the escapes of a string, if anything. */
        public static Optional<String> fault(String raw) {
            return StringEscapes.fault(raw);
        }
    }

    /** {@code a | b}. */
    record Or(Expression left, Expression right) implements Expression {}

    /** {@code [a, b]}: an array, or what a pointer points to. */
    record Array(List<Expression> elements) implements Expression {
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** {@code {a=1, b=2}} or {@code {..., 40}}: a structure, or a list in braces. */
    record Struct(List<Field> fields) implements Expression {
        public Struct {
            fields = List.copyOf(fields);
        }

        /** The value of the field called {@code name}, if there is one. */
        public Optional<Expression> field(String name) {
            return fields.stream()
                    .filter(field -> field.name().equals(Optional.of(name)))
                    .map(Field::value)
                    .findFirst();
        }
    }

    /**
     * A member of a structure.
     *
     * @param name empty for a bare element
     * @param size what stands in parentheses after the name: {@code msg_iov(4)=…}
     * @param value what follows the {@code =}
     */
    record Field(Optional<String> name, Optional<Expression> size, Expression value) implements Expression {}

    /** {@code {(label 1, tc 0, [S], ttl 64)}}: an MPLS label stack as the value of a socket option. */
    record LabelStack(List<OuterHeader.Mpls.Entry> entries) implements Expression {
        public LabelStack {
            entries = List.copyOf(entries);
        }
    }

    /** {@code {flags 0x2000, sum 0, off 0, key=5, seq 0}}: a GRE header as the value of a socket option. */
    record GreHeader(OuterHeader.Gre header) implements Expression {}

    /** {@code htons(8080)}, {@code inet_addr("1.2.3.4")}. */
    record Function(String name, List<Expression> arguments) implements Expression {
        public Function {
            arguments = List.copyOf(arguments);
        }
    }
}
