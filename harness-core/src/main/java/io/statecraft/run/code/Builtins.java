package io.statecraft.run.code;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Python's own names: those that we know, and those that we know to be Python's. */
final class Builtins {
    private static final Set<String> TYPES = Set.of(
            "int",
            "float",
            "str",
            "bool",
            "list",
            "tuple",
            "dict",
            "set",
            "range",
            "zip",
            "map",
            "filter",
            "enumerate",
            "reversed");

    /** Names of Python's that only python3 knows, and those that packetdrill's program has around the blocks. */
    private static final Set<String> FOREIGN = Set.of(
            "__build_class__",
            "__debug__",
            "__doc__",
            "__file__",
            "__import__",
            "__loader__",
            "__name__",
            "__package__",
            "__spec__",
            "aiter",
            "anext",
            "breakpoint",
            "bytearray",
            "bytes",
            "callable",
            "classmethod",
            "compile",
            "complex",
            "copyright",
            "credits",
            "delattr",
            "dir",
            "eval",
            "exec",
            "exit",
            "frozenset",
            "getattr",
            "globals",
            "hasattr",
            "hash",
            "help",
            "id",
            "input",
            "issubclass",
            "iter",
            "license",
            "locals",
            "memoryview",
            "next",
            "object",
            "open",
            "property",
            "quit",
            "setattr",
            "slice",
            "staticmethod",
            "super",
            "type",
            "vars",
            "Ellipsis",
            "NotImplemented",
            "sys",
            "traceback",
            "_file",
            "_line");

    private static final Set<String> EXCEPTION_ENDINGS = Set.of("Error", "Warning", "Exception", "Exit", "Interrupt");

    private static final Map<String, BuiltinFunction> FUNCTIONS = functions();

    private Builtins() {}

    /** The function or type of that name; empty if there is none. */
    static Optional<Value> find(String name) {
        return FUNCTIONS.containsKey(name) ? Optional.of(new Value.Builtin(name)) : Optional.empty();
    }

    static boolean isType(String name) {
        return TYPES.contains(name);
    }

    /** Whether Python knows a name that we do not. */
    static boolean isForeign(String name) {
        return FOREIGN.contains(name)
                || Character.isUpperCase(name.charAt(0))
                        && EXCEPTION_ENDINGS.stream().anyMatch(name::endsWith)
                || name.equals("StopIteration")
                || name.equals("StopAsyncIteration");
    }

    static Value call(String name, Arguments arguments, Interpreter interpreter) {
        return FUNCTIONS.get(name).call(arguments, interpreter);
    }

    private static Map<String, BuiltinFunction> functions() {
        Map<String, BuiltinFunction> functions = new HashMap<>();
        functions.putAll(NumberFunctions.TABLE);
        functions.putAll(CollectionFunctions.TABLE);
        functions.putAll(ReducingFunctions.TABLE);
        functions.putAll(TextFunctions.TABLE);
        return Map.copyOf(functions);
    }
}
