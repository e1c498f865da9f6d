package io.statecraft.run.code;

import java.util.Map;
import java.util.Set;

/** The methods of values. */
final class Methods {
    /** Attributes that Python's types have and ours lack. */
    private static final Map<String, Set<String>> FOREIGN = Map.of(
            "str",
            Set.of(
                    "casefold",
                    "encode",
                    "expandtabs",
                    "format_map",
                    "isascii",
                    "isdecimal",
                    "isidentifier",
                    "isnumeric",
                    "isprintable",
                    "istitle",
                    "maketrans",
                    "swapcase",
                    "title",
                    "translate"),
            "int",
            Set.of(
                    "as_integer_ratio",
                    "conjugate",
                    "denominator",
                    "from_bytes",
                    "imag",
                    "numerator",
                    "real",
                    "to_bytes",
                    "is_integer"),
            "bool",
            Set.of(
                    "as_integer_ratio",
                    "conjugate",
                    "denominator",
                    "from_bytes",
                    "imag",
                    "numerator",
                    "real",
                    "to_bytes",
                    "is_integer",
                    "bit_count",
                    "bit_length"),
            "float",
            Set.of("as_integer_ratio", "conjugate", "fromhex", "hex", "imag", "real"),
            "dict",
            Set.of("fromkeys", "popitem"),
            "set",
            Set.of("difference_update", "intersection_update", "pop", "symmetric_difference_update"),
            "range",
            Set.of("count", "index", "start", "step", "stop"));

    private Methods() {}

    /**
     * The method of that name, with its object.
     *
     * @throws PythonError if the type has none
     */
    static Value find(Value object, String name) {
        boolean known = table(object).containsKey(name);
        boolean foreign = FOREIGN.getOrDefault(object.type(), Set.of()).contains(name)
                || object instanceof Value.Builtin
                || name.startsWith("__");
        if (!known && foreign) {
            throw new UnsupportedCode(object.type() + "." + name);
        }
        if (!known) {
            throw PythonError.noAttribute(object, name);
        }
        return new Value.Method(object, name);
    }

    static Value call(Value.Method method, Arguments arguments, Interpreter run) {
        Value self = method.self();
        String name = method.name();
        run.budget().spend(1);
        if (self instanceof Value.Text text) {
            run.budget().spendOnSize(text.text().length());
            return TextMethods.TABLE.get(name).call(text, arguments, run);
        }
        if (self instanceof Value.Items list) {
            return ListMethods.TABLE.get(name).call(list, arguments, run);
        }
        if (self instanceof Value.Tuple tuple) {
            return ListMethods.OF_TUPLES.get(name).call(tuple, arguments, run);
        }
        if (self instanceof Value.Dict dict) {
            return DictMethods.TABLE.get(name).call(dict, arguments, run);
        }
        if (self instanceof Value.Members set) {
            return SetMethods.TABLE.get(name).call(set, arguments, run);
        }
        return NumberMethods.TABLES.get(self.type()).get(name).call(self, arguments, run);
    }

    private static Map<String, ?> table(Value object) {
        return switch (object.type()) {
            case "str" -> TextMethods.TABLE;
            case "list" -> ListMethods.TABLE;
            case "tuple" -> ListMethods.OF_TUPLES;
            case "dict" -> DictMethods.TABLE;
            case "set" -> SetMethods.TABLE;
            default -> NumberMethods.TABLES.getOrDefault(object.type(), Map.of());
        };
    }
}
