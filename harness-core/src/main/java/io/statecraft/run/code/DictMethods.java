package io.statecraft.run.code;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The methods of dicts. */
final class DictMethods {
    static final Map<String, MethodBody<Value.Dict>> TABLE = Map.ofEntries(
            entry("get", (dict, a, run) -> {
                a.expect("get", 1, 2);
                return Dicts.get(dict, a.at(0), run.budget()).orElse(a.at(1, Value.None.NONE));
            }),
            entry("keys", (dict, a, run) -> {
                a.expect("dict.keys", 0, 0);
                return view("dict_keys", Dicts.keys(dict), run.budget());
            }),
            entry("values", (dict, a, run) -> {
                a.expect("dict.values", 0, 0);
                return view("dict_values", Dicts.values(dict), run.budget());
            }),
            entry("items", (dict, a, run) -> {
                a.expect("dict.items", 0, 0);
                return view("dict_items", new ArrayList<>(dict.entries().values()), run.budget());
            }),
            entry("pop", (dict, a, run) -> pop(dict, a.expect("pop", 1, 2), run.budget())),
            entry("setdefault", (dict, a, run) -> setDefault(dict, a.expect("setdefault", 1, 2), run.budget())),
            entry("update", (dict, a, run) -> update(dict, a, run.budget())),
            entry("clear", (dict, a, run) -> {
                a.expect("dict.clear", 0, 0);
                dict.entries().clear();
                return Value.None.NONE;
            }),
            entry("copy", (dict, a, run) -> {
                a.expect("dict.copy", 0, 0);
                Value.Dict copy = new Value.Dict();
                CollectionFunctions.update(copy, dict, run.budget());
                return copy;
            }));

    private DictMethods() {}

    private static Value view(String type, List<Value> members, Budget budget) {
        budget.spend(members.size());
        return new Value.View(type, members);
    }

    private static Value pop(Value.Dict dict, Arguments arguments, Budget budget) {
        Value key = arguments.at(0);
        return Dicts.remove(dict, key, budget).orElseGet(() -> {
            if (arguments.count() < 2) {
                throw new PythonError("KeyError", Repr.repr(key, budget));
            }
            return arguments.at(1);
        });
    }

    private static Value setDefault(Value.Dict dict, Arguments arguments, Budget budget) {
        Value key = arguments.at(0);
        return Dicts.get(dict, key, budget).orElseGet(() -> {
            Value otherwise = arguments.at(1, Value.None.NONE);
            Dicts.put(dict, key, otherwise, budget);
            return otherwise;
        });
    }

    private static Value update(Value.Dict dict, Arguments arguments, Budget budget) {
        if (arguments.count() > 1) {
            throw PythonError.type("update expected at most 1 argument, got " + arguments.count());
        }
        if (arguments.count() == 1) {
            CollectionFunctions.update(dict, arguments.at(0), budget);
        }
        arguments.named().forEach((name, value) -> Dicts.put(dict, new Value.Text(name), value, budget));
        return Value.None.NONE;
    }
}
