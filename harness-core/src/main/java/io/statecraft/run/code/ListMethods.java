package io.statecraft.run.code;

import static java.util.Map.entry;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The methods of lists and tuples. */
final class ListMethods {
    static final Map<String, MethodBody<Value.Items>> TABLE = Map.ofEntries(
            entry("append", (list, a, run) -> {
                list.members().add(a.expect("list.append", 1, 1).at(0));
                return Value.None.NONE;
            }),
            entry("extend", (list, a, run) -> {
                list.members()
                        .addAll(Iteration.members(a.expect("list.extend", 1, 1).at(0), run.budget()));
                return Value.None.NONE;
            }),
            entry("insert", (list, a, run) -> insert(list, a.expect("insert", 2, 2))),
            entry("pop", (list, a, run) -> pop(list, a.expect("pop", 0, 1))),
            entry(
                    "remove",
                    (list, a, run) -> remove(list, a.expect("list.remove", 1, 1).at(0), run.budget())),
            entry("clear", (list, a, run) -> {
                a.expect("list.clear", 0, 0);
                list.members().clear();
                return Value.None.NONE;
            }),
            entry("copy", (list, a, run) -> {
                a.expect("list.copy", 0, 0);
                run.budget().spend(list.members().size());
                return new Value.Items(list.members());
            }),
            entry("reverse", (list, a, run) -> {
                a.expect("list.reverse", 0, 0);
                run.budget().spend(list.members().size());
                Collections.reverse(list.members());
                return Value.None.NONE;
            }),
            entry("sort", (list, a, run) -> sort(list, a.expect("sort", 0, 0, Sorting.OPTIONS), run)),
            entry("index", (list, a, run) -> index(list, a.expect("index", 1, 1).at(0), run.budget())),
            entry(
                    "count",
                    (list, a, run) -> count(list, a.expect("list.count", 1, 1).at(0), run.budget())));

    static final Map<String, MethodBody<Value.Tuple>> OF_TUPLES = Map.of(
            "index", (tuple, a, run) -> index(tuple, a.expect("index", 1, 1).at(0), run.budget()),
            "count",
                    (tuple, a, run) ->
                            count(tuple, a.expect("tuple.count", 1, 1).at(0), run.budget()));

    private ListMethods() {}

    private static Value insert(Value.Items list, Arguments arguments) {
        BigInteger size = BigInteger.valueOf(list.members().size());
        BigInteger at = NumberFunctions.index(arguments.at(0));
        BigInteger fromStart = at.signum() < 0 ? at.add(size) : at;
        list.members().add(fromStart.max(BigInteger.ZERO).min(size).intValue(), arguments.at(1));
        return Value.None.NONE;
    }

    private static Value pop(Value.Items list, Arguments arguments) {
        BigInteger size = BigInteger.valueOf(list.members().size());
        if (size.signum() == 0) {
            throw new PythonError("IndexError", "pop from empty list");
        }
        BigInteger at = NumberFunctions.index(arguments.at(0, Value.of(-1)));
        BigInteger fromStart = at.signum() < 0 ? at.add(size) : at;
        if (fromStart.signum() < 0 || fromStart.compareTo(size) >= 0) {
            throw new PythonError("IndexError", "pop index out of range");
        }
        return list.members().remove(fromStart.intValue());
    }

    private static Value remove(Value.Items list, Value member, Budget budget) {
        int at = find(list.members(), member, budget);
        if (at < 0) {
            throw PythonError.value("list.remove(x): x not in list");
        }
        list.members().remove(at);
        return Value.None.NONE;
    }

    private static Value sort(Value.Items list, Arguments arguments, Interpreter run) {
        List<Value> sorted = Sorting.sorted(List.copyOf(list.members()), arguments, run);
        list.members().clear();
        list.members().addAll(sorted);
        return Value.None.NONE;
    }

    private static Value index(Value.Sequence sequence, Value member, Budget budget) {
        int at = find(sequence.members(), member, budget);
        if (at < 0) {
            throw PythonError.value(
                    sequence instanceof Value.Tuple
                            ? "tuple.index(x): x not in tuple"
                            : Repr.repr(member, budget) + " is not in list");
        }
        return Value.of(at);
    }

    private static Value count(Value.Sequence sequence, Value member, Budget budget) {
        long count = 0;
        for (Value each : sequence.members()) {
            count += each == member || Comparisons.equal(each, member, budget) ? 1 : 0;
        }
        return Value.of(count);
    }

    private static int find(List<Value> members, Value member, Budget budget) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i) == member || Comparisons.equal(members.get(i), member, budget)) {
                return i;
            }
        }
        return -1;
    }
}
