package io.statecraft.target.kernel;

import io.statecraft.posix.NativeMemory;
import io.statecraft.scenario.Expression;
import io.statecraft.target.UnknownCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The value of a socket option: how a scenario writes it, and how it lies in memory. */
sealed interface OptionValue
        permits OptionValue.Any,
                OptionValue.Numbers,
                OptionValue.Octets,
                OptionValue.Members,
                HeaderValue.Address,
                HeaderValue.Labels,
                HeaderValue.Gre {
    /** How much memory any value made of numbers may take. */
    int LARGEST_NUMBERS = 256;

    /** Its natural size in octets. */
    int size();

    /** Lays it at the start of {@code memory}. */
    void put(NativeMemory memory);

    /** What lies at the start of {@code memory}, {@code length} octets, in the notation of this value; if that can be compared. */
    Optional<Expression> read(NativeMemory memory, int length);

    /**
     * The value that an argument stands for.
     *
     * @throws UnknownCallException if it is of a form that no option has
     */
    static OptionValue of(Expression argument) {
        if (Operands.isEllipsis(argument) || Operands.isNull(argument)) {
            return new Any();
        }
        if (argument instanceof Expression.Text text) {
            return new Octets(Operands.octets(text));
        }
        if (argument instanceof Expression.Array array) {
            if (4 * array.elements().size() > LARGEST_NUMBERS) {
                throw new UnknownCallException(
                        "too many numbers for an option: " + array.elements().size());
            }
            return new Numbers(array.elements());
        }
        if (argument instanceof Expression.Struct struct) {
            boolean time = struct.field("tv_sec").isPresent();
            int width = time || struct.field("linger").isPresent() ? time ? 8 : 4 : 0;
            if (width > 0) {
                return new Members(struct, width);
            }
            throw new UnknownCallException("no option has a structure with these members: "
                    + struct.fields().stream()
                            .map(field -> field.name().orElse("?"))
                            .toList());
        }
        Optional<OptionValue> header = HeaderValue.of(argument);
        if (header.isPresent()) {
            return header.get();
        }
        throw new UnknownCallException(
                "an option's value is [number], \"string\" or {structure}, not " + Operands.kind(argument));
    }

    /** {@code ...} or {@code NULL}: whatever it is. */
    record Any() implements OptionValue {
        @Override
        public int size() {
            return 4;
        }

        @Override
        public void put(NativeMemory memory) {
            // zeros
        }

        @Override
        public Optional<Expression> read(NativeMemory memory, int length) {
            return Optional.empty();
        }
    }

    /** {@code [1]}, {@code [1, 2]}: ints. */
    record Numbers(List<Expression> numbers) implements OptionValue {
        @Override
        public int size() {
            return 4 * numbers.size();
        }

        @Override
        public void put(NativeMemory memory) {
            for (int i = 0; i < numbers.size(); i++) {
                memory.bytes()
                        .putInt(4 * i, Operands.isEllipsis(numbers.get(i)) ? 0 : Operands.integer(numbers.get(i)));
            }
        }

        @Override
        public Optional<Expression> read(NativeMemory memory, int length) {
            List<Expression> values = new ArrayList<>();
            for (int i = 0; 4 * i + 4 <= length && i < numbers.size(); i++) {
                values.add(Operands.of(memory.bytes().getInt(4 * i)));
            }
            return Optional.of(new Expression.Array(values));
        }
    }

    /** {@code "cubic"}: a string of octets. */
    record Octets(byte[] octets) implements OptionValue {
        @Override
        public int size() {
            return octets.length;
        }

        @Override
        public void put(NativeMemory memory) {
            memory.bytes().put(0, octets);
        }

        @Override
        public Optional<Expression> read(NativeMemory memory, int length) {
            byte[] read = new byte[length];
            memory.bytes().get(0, read);
            return Optional.of(Operands.text(read));
        }
    }

    /** {@code {onoff=1, linger=5}}, {@code {tv_sec=1, tv_usec=0}}: numbers of one width. */
    record Members(Expression.Struct struct, int width) implements OptionValue {
        @Override
        public int size() {
            return width * struct.fields().size();
        }

        @Override
        public void put(NativeMemory memory) {
            for (int i = 0; i < struct.fields().size(); i++) {
                Expression member = struct.fields().get(i).value();
                long value = Operands.isEllipsis(member) ? 0 : Operands.number(member);
                if (width == 8) {
                    memory.bytes().putLong(8 * i, value);
                } else {
                    memory.bytes().putInt(4 * i, (int) value);
                }
            }
        }

        @Override
        public Optional<Expression> read(NativeMemory memory, int length) {
            List<Expression.Field> fields = new ArrayList<>();
            for (int i = 0; width * (i + 1) <= length && i < struct.fields().size(); i++) {
                long value = width == 8
                        ? memory.bytes().getLong(8 * i)
                        : memory.bytes().getInt(4 * i);
                fields.add(new Expression.Field(struct.fields().get(i).name(), Optional.empty(), Operands.of(value)));
            }
            return Optional.of(new Expression.Struct(fields));
        }
    }
}
