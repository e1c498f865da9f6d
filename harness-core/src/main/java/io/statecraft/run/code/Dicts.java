package io.statecraft.run.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and changes dicts and sets. */
final class Dicts {
    private Dicts() {}

    /** Sets the value of a key; an equal key that is there stays as it is written. */
    static void put(Value.Dict dict, Value key, Value value, Budget budget) {
        budget.spend(1);
        Key normal = Key.of(key, budget);
        Value.Tuple before = entry(dict, normal).orElse(null);
        Value original = before == null ? key : before.members().get(0);
        dict.entries().put(normal, new Value.Tuple(List.of(original, value)));
    }

    static Optional<Value> get(Value.Dict dict, Value key, Budget budget) {
        return entry(dict, Key.of(key, budget)).map(entry -> entry.members().get(1));
    }

    /** Takes an entry out; its value, if there was one. */
    static Optional<Value> remove(Value.Dict dict, Value key, Budget budget) {
        return Optional.ofNullable(dict.entries().remove(Key.of(key, budget)))
                .map(entry -> entry.members().get(1));
    }

    static List<Value> keys(Value.Dict dict) {
        return column(dict, 0);
    }

    static List<Value> values(Value.Dict dict) {
        return column(dict, 1);
    }

    static void add(Value.Members set, Value member, Budget budget) {
        budget.spend(1);
        set.members().putIfAbsent(Key.of(member, budget), member);
    }

    private static Optional<Value.Tuple> entry(Value.Dict dict, Key key) {
        return Optional.ofNullable(dict.entries().get(key));
    }

    private static List<Value> column(Value.Dict dict, int column) {
        List<Value> values = new ArrayList<>();
        for (Value.Tuple entry : dict.entries().values()) {
            values.add(entry.members().get(column));
        }
        return values;
    }
}
