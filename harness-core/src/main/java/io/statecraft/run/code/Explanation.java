package io.statecraft.run.code;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says on one line what failed, and the values in it. */
final class Explanation {
    /** A value longer than that is cut. */
    private static final int LONGEST_VALUE = 120;

    private static final int MOST_VALUES = 20;

    private Explanation() {}

    /** The names in a statement that failed, in the order of the text, and their values. */
    static Map<String, String> values(Stmt statement, Scope scope, Constants constants) {
        Map<String, String> values = new LinkedHashMap<>();
        // The block's own budget may be used up.
        Budget budget = new Budget();
        budget.begin();
        Interpreter interpreter = new Interpreter(constants, budget);
        Deque<Expr> left = new ArrayDeque<>(statement.parts());
        while (!left.isEmpty() && values.size() < MOST_VALUES) {
            Expr expression = left.pop();
            if (expression instanceof Expr.Name name) {
                show(name.name(), scope, interpreter, values);
            }
            List<Expr> parts = expression.parts();
            for (int i = parts.size() - 1; i >= 0; i--) {
                left.push(parts.get(i));
            }
        }
        return values;
    }

    private static void show(String name, Scope scope, Interpreter interpreter, Map<String, String> values) {
        try {
            Value value = interpreter.lookup(name, scope);
            boolean callable = value instanceof Value.Builtin || value instanceof Value.Function;
            if (!callable && !values.containsKey(name)) {
                values.put(name, shortened(Repr.repr(value, interpreter.budget())));
            }
        } catch (PythonError | UnsupportedCode e) {
            // It has no value, or none that can be shown.
        }
    }

    static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST_VALUE) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_VALUE)) + "…";
    }

    static String of(CodeResult.Failed failed) {
        StringBuilder out = new StringBuilder(failed.expression());
        String separator = out.length() == 0 ? "" : ": ";
        Map<String, String> values = failed.values();
        if (!values.isEmpty()) {
            out.append(separator)
                    .append(values.entrySet().stream()
                            .map(value -> value.getKey() + " is " + value.getValue())
                            .collect(Collectors.joining(", ")));
            separator = "; ";
        }
        if (!failed.error().equals("AssertionError")) {
            out.append(separator).append(failed.error());
            separator = ": ";
        }
        // The usual message of an assertion is the value that was just shown.
        if (!failed.detail().isEmpty() && !values.containsValue(failed.detail())) {
            out.append(separator).append(failed.detail());
        }
        return out.toString();
    }
}
