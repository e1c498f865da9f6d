package io.statecraft.run.code;

import static java.util.Map.entry;

import java.util.Map;

/** The methods of sets. */
final class SetMethods {
    static final Map<String, MethodBody<Value.Members>> TABLE = Map.ofEntries(
            entry("add", (set, a, run) -> {
                Dicts.add(set, a.expect("set.add", 1, 1).at(0), run.budget());
                return Value.None.NONE;
            }),
            entry("discard", (set, a, run) -> {
                set.members().remove(Key.of(a.expect("set.discard", 1, 1).at(0), run.budget()));
                return Value.None.NONE;
            }),
            entry("remove", (set, a, run) -> {
                Value member = a.expect("set.remove", 1, 1).at(0);
                if (set.members().remove(Key.of(member, run.budget())) == null) {
                    throw new PythonError("KeyError", Repr.repr(member, run.budget()));
                }
                return Value.None.NONE;
            }),
            entry("clear", (set, a, run) -> {
                a.expect("set.clear", 0, 0);
                set.members().clear();
                return Value.None.NONE;
            }),
            entry("update", (set, a, run) -> {
                for (Value source : a.expect("update", 0, Integer.MAX_VALUE).positional()) {
                    Iteration.members(source, run.budget()).forEach(member -> Dicts.add(set, member, run.budget()));
                }
                return Value.None.NONE;
            }),
            entry("copy", (set, a, run) -> combine(BinaryOperator.OR, set, a.expect("set.copy", 0, 0), run)),
            entry("union", (set, a, run) -> combine(BinaryOperator.OR, set, a, run)),
            entry("intersection", (set, a, run) -> combine(BinaryOperator.AND, set, a, run)),
            entry("difference", (set, a, run) -> combine(BinaryOperator.SUBTRACT, set, a, run)),
            entry(
                    "symmetric_difference",
                    (set, a, run) -> combine(BinaryOperator.XOR, set, a.expect("set.symmetric_difference", 1, 1), run)),
            entry("issubset", (set, a, run) -> {
                Value.Members other = members(a.expect("set.issubset", 1, 1).at(0), run.budget());
                return Value.of(
                        other.members().keySet().containsAll(set.members().keySet()));
            }),
            entry("issuperset", (set, a, run) -> {
                Value.Members other = members(a.expect("set.issuperset", 1, 1).at(0), run.budget());
                return Value.of(
                        set.members().keySet().containsAll(other.members().keySet()));
            }),
            entry("isdisjoint", (set, a, run) -> {
                Value.Members other = members(a.expect("set.isdisjoint", 1, 1).at(0), run.budget());
                return Value.of(set.members().keySet().stream().noneMatch(other.members()::containsKey));
            }));

    private SetMethods() {}

    private static Value combine(BinaryOperator operator, Value.Members set, Arguments others, Interpreter run) {
        Value result = Operators.binary(BinaryOperator.OR, set, new Value.Members(), run.budget());
        for (Value other : others.expect("set", 0, Integer.MAX_VALUE).positional()) {
            result = Operators.binary(operator, result, members(other, run.budget()), run.budget());
        }
        return result;
    }

    private static Value.Members members(Value source, Budget budget) {
        return source instanceof Value.Members set
                ? set
                : CollectionFunctions.set(Iteration.members(source, budget), budget);
    }
}
