package io.statecraft.run.code;

import static java.util.Map.entry;

import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code len}, {@code min}, {@code sum}, {@code all} and their like: functions that look at a collection as a whole. */
final class ReducingFunctions {
    static final Map<String, BuiltinFunction> TABLE = Map.ofEntries(
            entry("len", (a, run) -> len(a.expect("len", 1, 1).at(0), run.budget())),
            entry("min", (a, run) -> extreme("min", a, run)),
            entry("max", (a, run) -> extreme("max", a, run)),
            entry("sum", (a, run) -> sum(a.expect("sum", 1, 2, Set.of("start")), run.budget())),
            entry("all", (a, run) -> Value.of(!anyIs(false, a.expect("all", 1, 1), run.budget()))),
            entry("any", (a, run) -> Value.of(anyIs(true, a.expect("any", 1, 1), run.budget()))),
            entry("sorted", (a, run) -> sorted(a.expect("sorted", 1, 1, Sorting.OPTIONS), run)));

    private ReducingFunctions() {}

    private static Value len(Value value, Budget budget) {
        if (value instanceof Value.Text text) {
            budget.spendOnSize(text.text().length());
            return Value.of(text.length());
        }
        if (value instanceof Value.Sequence sequence) {
            return Value.of(sequence.members().size());
        }
        if (value instanceof Value.Dict dict) {
            return Value.of(dict.entries().size());
        }
        if (value instanceof Value.Members set) {
            return Value.of(set.members().size());
        }
        if (value instanceof Value.Range range) {
            if (range.length().compareTo(BigInteger.valueOf(Long.MAX_VALUE)) > 0) {
                throw new PythonError("OverflowError", "Python int too large to convert to C ssize_t");
            }
            return Value.of(range.length());
        }
        throw PythonError.type("object of type '" + value.type() + "' has no len()");
    }

    private static Value extreme(String name, Arguments arguments, Interpreter run) {
        arguments.expect(name, 1, Integer.MAX_VALUE, Set.of("key", "default"));
        boolean one = arguments.count() == 1;
        Value otherwise = arguments.named().get("default");
        if (!one && otherwise != null) {
            throw PythonError.type("Cannot specify a default for " + name + "() with multiple positional arguments");
        }
        Iterator<Value> members = one
                ? Iteration.over(arguments.at(0), run.budget())
                : arguments.positional().iterator();
        if (!members.hasNext()) {
            if (otherwise == null) {
                throw PythonError.value(name + "() arg is an empty sequence");
            }
            return otherwise;
        }
        Value key = arguments.named().getOrDefault("key", Value.None.NONE);
        Comparator better = name.equals("min") ? Comparator.LESS : Comparator.GREATER;
        Value best = members.next();
        Value bestRank = Sorting.rank(key, best, run);
        while (members.hasNext()) {
            Value member = members.next();
            Value rank = Sorting.rank(key, member, run);
            if (Comparisons.compare(better, rank, bestRank, run.budget())) {
                best = member;
                bestRank = rank;
            }
        }
        return best;
    }

    private static Value sum(Arguments arguments, Budget budget) {
        Value total = arguments.named().getOrDefault("start", arguments.at(1, Value.of(0)));
        if (total instanceof Value.Text) {
            throw PythonError.type("sum() can't sum strings [use ''.join(seq) instead]");
        }
        Iterator<Value> members = Iteration.over(arguments.at(0), budget);
        while (members.hasNext()) {
            total = Operators.binary(BinaryOperator.ADD, total, members.next(), budget);
        }
        return total;
    }

    private static boolean anyIs(boolean wanted, Arguments arguments, Budget budget) {
        Iterator<Value> members = Iteration.over(arguments.at(0), budget);
        while (members.hasNext()) {
            if (Operators.truth(members.next()) == wanted) {
                return true;
            }
        }
        return false;
    }

    private static Value sorted(Arguments arguments, Interpreter run) {
        List<Value> members = Iteration.members(arguments.at(0), run.budget());
        return new Value.Items(Sorting.sorted(members, arguments, run));
    }
}
