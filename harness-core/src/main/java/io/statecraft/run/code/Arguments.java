package io.statecraft.run.code;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values that a function is called with. */
record Arguments(List<Value> positional, Map<String, Value> named) {
    Arguments {
        positional = List.copyOf(positional);
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }

    static Arguments of(Value... values) {
        return new Arguments(List.of(values), Map.of());
    }

    int count() {
        return positional.size();
    }

    Value at(int index) {
        return positional.get(index);
    }

    /** The argument at {@code index}, or {@code otherwise} if there are not as many. */
    Value at(int index, Value otherwise) {
        return index < positional.size() ? positional.get(index) : otherwise;
    }

    /** Checks how many arguments there are, and that none has a name. */
    Arguments expect(String function, int least, int most) {
        return expect(function, least, most, Set.of());
    }

    /**
     * Checks how many arguments without a name there are, and which names.
     *
     * @throws PythonError with words like Python's
     */
    Arguments expect(String function, int least, int most, Set<String> names) {
        for (String name : named.keySet()) {
            if (!names.contains(name)) {
                throw PythonError.type(
                        names.isEmpty()
                                ? function + "() takes no keyword arguments"
                                : "'" + name + "' is an invalid keyword argument for " + function + "()");
            }
        }
        int count = count();
        if (count >= least && count <= most) {
            return this;
        }
        if (!names.isEmpty() && count > most) {
            throw PythonError.type(function + "() takes at most " + most + arguments(most) + " (" + count + " given)");
        }
        if (most < 2 && least == most) {
            String wanted = most == 0 ? "no arguments" : "exactly one argument";
            throw PythonError.type(function + "() takes " + wanted + " (" + count + " given)");
        }
        if (least == most) {
            throw PythonError.type(function + " expected " + most + arguments(most) + ", got " + count);
        }
        boolean few = count < least;
        int bound = few ? least : most;
        throw PythonError.type(
                function + " expected at " + (few ? "least " : "most ") + bound + arguments(bound) + ", got " + count);
    }

    private static String arguments(int count) {
        return count == 1 ? " argument" : " arguments";
    }
}
