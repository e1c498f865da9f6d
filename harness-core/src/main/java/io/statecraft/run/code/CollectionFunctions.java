package io.statecraft.run.code;

import static java.util.Map.entry;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code list}, {@code range}, {@code zip} and their like: functions that make collections. */
final class CollectionFunctions {
    static final Map<String, BuiltinFunction> TABLE = Map.ofEntries(
            entry("list", (a, run) -> new Value.Items(members(a.expect("list", 0, 1), run))),
            entry("tuple", (a, run) -> new Value.Tuple(members(a.expect("tuple", 0, 1), run))),
            entry("set", (a, run) -> set(members(a.expect("set", 0, 1), run), run.budget())),
            entry("dict", (a, run) -> dict(a, run.budget())),
            entry("range", (a, run) -> range(a.expect("range", 1, 3))),
            entry("enumerate", (a, run) -> enumerate(a.expect("enumerate", 1, 2, Set.of("start")), run.budget())),
            entry("zip", (a, run) -> zip(a, run.budget())),
            entry("map", (a, run) -> map(a.expect("map", 2, 2), run)),
            entry("filter", (a, run) -> filter(a.expect("filter", 2, 2), run)),
            entry("reversed", (a, run) -> reversed(a.expect("reversed", 1, 1), run.budget())));

    private CollectionFunctions() {}

    private static List<Value> members(Arguments arguments, Interpreter run) {
        return arguments.count() == 0 ? List.of() : Iteration.members(arguments.at(0), run.budget());
    }

    static Value.Members set(List<Value> members, Budget budget) {
        Value.Members set = new Value.Members();
        members.forEach(member -> Dicts.add(set, member, budget));
        return set;
    }

    private static Value dict(Arguments arguments, Budget budget) {
        if (arguments.count() > 1) {
            throw PythonError.type("dict expected at most 1 argument, got " + arguments.count());
        }
        Value.Dict dict = new Value.Dict();
        if (arguments.count() == 1) {
            update(dict, arguments.at(0), budget);
        }
        arguments.named().forEach((name, value) -> Dicts.put(dict, new Value.Text(name), value, budget));
        return dict;
    }

    /** Puts the entries of a dict, or pairs, into a dict. */
    static void update(Value.Dict dict, Value source, Budget budget) {
        List<Value> pairs = source instanceof Value.Dict other
                ? new ArrayList<>(other.entries().values())
                : Iteration.members(source, budget);
        for (int i = 0; i < pairs.size(); i++) {
            if (!Iteration.isIterable(pairs.get(i))) {
                throw PythonError.type("cannot convert dictionary update sequence element #" + i + " to a sequence");
            }
            List<Value> pair = Iteration.members(pairs.get(i), budget);
            if (pair.size() != 2) {
                throw PythonError.value(
                        "dictionary update sequence element #" + i + " has length " + pair.size() + "; 2 is required");
            }
            Dicts.put(dict, pair.get(0), pair.get(1), budget);
        }
    }

    private static Value range(Arguments arguments) {
        BigInteger first = NumberFunctions.index(arguments.at(0));
        if (arguments.count() == 1) {
            return new Value.Range(BigInteger.ZERO, first, BigInteger.ONE);
        }
        BigInteger stop = NumberFunctions.index(arguments.at(1));
        BigInteger step = NumberFunctions.index(arguments.at(2, Value.of(1)));
        if (step.signum() == 0) {
            throw PythonError.value("range() arg 3 must not be zero");
        }
        return new Value.Range(first, stop, step);
    }

    private static Value enumerate(Arguments arguments, Budget budget) {
        Value start = arguments.named().getOrDefault("start", arguments.at(1, Value.of(0)));
        BigInteger[] next = {NumberFunctions.index(start)};
        Iterator<Value> members = Iteration.over(arguments.at(0), budget);
        return new Value.Stream("enumerate", Iteration.of(budget, members::hasNext, () -> {
            Value index = Value.of(next[0]);
            next[0] = next[0].add(BigInteger.ONE);
            return new Value.Tuple(List.of(index, members.next()));
        }));
    }

    private static Value zip(Arguments arguments, Budget budget) {
        if (!arguments.named().isEmpty()) {
            throw new UnsupportedCode("zip() with a keyword");
        }
        List<Iterator<Value>> columns = new ArrayList<>();
        arguments.positional().forEach(column -> columns.add(Iteration.over(column, budget)));
        return new Value.Stream(
                "zip",
                Iteration.of(
                        budget, () -> !columns.isEmpty() && columns.stream().allMatch(Iterator::hasNext), () -> {
                            budget.spend(columns.size());
                            List<Value> row = new ArrayList<>();
                            columns.forEach(column -> row.add(column.next()));
                            return new Value.Tuple(row);
                        }));
    }

    private static Value map(Arguments arguments, Interpreter run) {
        Value function = arguments.at(0);
        Iterator<Value> members = Iteration.over(arguments.at(1), run.budget());
        return new Value.Stream(
                "map",
                Iteration.of(run.budget(), members::hasNext, () -> run.call(function, Arguments.of(members.next()))));
    }

    private static Value filter(Arguments arguments, Interpreter run) {
        Value function = arguments.at(0);
        Iterator<Value> members = Iteration.over(arguments.at(1), run.budget());
        Value[] ahead = {null};
        return new Value.Stream(
                "filter",
                Iteration.of(
                        run.budget(),
                        () -> {
                            while (ahead[0] == null && members.hasNext()) {
                                Value member = members.next();
                                Value kept = function instanceof Value.None
                                        ? member
                                        : run.call(function, Arguments.of(member));
                                ahead[0] = Operators.truth(kept) ? member : null;
                            }
                            return ahead[0] != null;
                        },
                        () -> {
                            Value member = ahead[0];
                            ahead[0] = null;
                            return member;
                        }));
    }

    private static Value reversed(Arguments arguments, Budget budget) {
        Value source = arguments.at(0);
        boolean ordered = source instanceof Value.Sequence
                || source instanceof Value.Text
                || source instanceof Value.Dict
                || source instanceof Value.Range;
        if (!ordered) {
            throw PythonError.type("'" + source.type() + "' object is not reversible");
        }
        List<Value> members = Iteration.members(source, budget);
        Collections.reverse(members);
        return new Value.Stream("reversed", members.iterator());
    }
}
