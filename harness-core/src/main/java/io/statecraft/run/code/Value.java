package io.statecraft.run.code;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of Python's. Lists, dicts and sets can change and are the same only as themselves; the others are immutable. */
sealed interface Value {

    /** The name of its type, as in {@code unsupported operand type(s) for +: 'int' and 'str'}. */
    String type();

    static Int of(BigInteger number) {
        return new Int(number);
    }

    static Int of(long number) {
        return new Int(BigInteger.valueOf(number));
    }

    static Bool of(boolean truth) {
        return truth ? Bool.TRUE : Bool.FALSE;
    }

    enum None implements Value {
        NONE;

        @Override
        public String type() {
            return "NoneType";
        }
    }

    /** True and False, which count as 1 and 0. */
    enum Bool implements Value {
        FALSE,
        TRUE;

        private static final Int ZERO = of(0);
        private static final Int ONE = of(1);

        @Override
        public String type() {
            return "bool";
        }

        Int asInt() {
            return this == TRUE ? ONE : ZERO;
        }
    }

    record Int(BigInteger number) implements Value {
        @Override
        public String type() {
            return "int";
        }
    }

    record Float(double number) implements Value {
        @Override
        public String type() {
            return "float";
        }
    }

    record Text(String text) implements Value {
        @Override
        public String type() {
            return "str";
        }

        /** Its length in characters, as Python counts them. */
        int length() {
            return text.codePointCount(0, text.length());
        }
    }

    /** What has members in an order. */
    sealed interface Sequence extends Value {
        List<Value> members();
    }

    record Tuple(List<Value> members) implements Sequence {
        public Tuple {
            members = List.copyOf(members);
        }

        @Override
        public String type() {
            return "tuple";
        }
    }

    final class Items implements Sequence {
        private final List<Value> members;

        Items(Collection<? extends Value> members) {
            this.members = new ArrayList<>(members);
        }

        @Override
        public String type() {
            return "list";
        }

        /** The members themselves, to be changed. */
        @Override
        public List<Value> members() {
            return members;
        }
    }

    final class Dict implements Value {
        private final Map<Key, Tuple> entries = new LinkedHashMap<>();

        @Override
        public String type() {
            return "dict";
        }

        /** The entries themselves, each the key as it was written and its value, to be changed. */
        Map<Key, Tuple> entries() {
            return entries;
        }
    }

    /** A set; unlike Python's it keeps the order in which its members came. */
    final class Members implements Value {
        private final Map<Key, Value> members = new LinkedHashMap<>();

        @Override
        public String type() {
            return "set";
        }

        /** The members themselves, to be changed. */
        Map<Key, Value> members() {
            return members;
        }
    }

    record Range(BigInteger start, BigInteger stop, BigInteger step) implements Value {
        @Override
        public String type() {
            return "range";
        }

        BigInteger length() {
            BigInteger distance = step.signum() > 0 ? stop.subtract(start) : start.subtract(stop);
            BigInteger stride = step.abs();
            return distance.signum() <= 0
                    ? BigInteger.ZERO
                    : distance.add(stride).subtract(BigInteger.ONE).divide(stride);
        }

        BigInteger at(BigInteger index) {
            return start.add(step.multiply(index));
        }
    }

    /** What a dict's {@code keys()}, {@code values()} and {@code items()} give; a copy, where Python's follow the dict. */
    record View(String type, List<Value> members) implements Sequence {
        public View {
            members = List.copyOf(members);
        }
    }

    /** A generator, or what {@code zip} and its like give: it can be gone through once. */
    record Stream(String type, Iterator<Value> members) implements Value {}

    /** {@code lower:upper:step} in an index. */
    record Slice(Value lower, Value upper, Value step) implements Value {
        @Override
        public String type() {
            return "slice";
        }
    }

    /**
     * A function that the block defines.
     *
     * @param definition with the statements, or the one expression, of its body
     * @param defaults of the last parameters
     * @param closure where it was defined
     */
    record Function(String name, Stmt.Define definition, List<Value> defaults, Scope closure) implements Value {
        @Override
        public String type() {
            return "function";
        }
    }

    /** A function of Python's own, or a type, which is called to make a value. */
    record Builtin(String name) implements Value {
        @Override
        public String type() {
            return Builtins.isType(name) ? "type" : "builtin_function_or_method";
        }
    }

    /** A method, taken from its object. */
    record Method(Value self, String name) implements Value {
        @Override
        public String type() {
            return "builtin_function_or_method";
        }
    }
}
