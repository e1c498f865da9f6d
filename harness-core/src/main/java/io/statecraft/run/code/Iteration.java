package io.statecraft.run.code;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Goes through the members of a value. Each member costs a step. */
final class Iteration {
    private Iteration() {}

    static boolean isIterable(Value value) {
        return value instanceof Value.Sequence
                || value instanceof Value.Text
                || value instanceof Value.Dict
                || value instanceof Value.Members
                || value instanceof Value.Range
                || value instanceof Value.Stream;
    }

    /**
     * The members of a value, one by one; a list may change meanwhile.
     *
     * @throws PythonError if it has none
     */
    static Iterator<Value> over(Value value, Budget budget) {
        if (value instanceof Value.Sequence sequence) {
            return byIndex(sequence.members(), budget);
        }
        if (value instanceof Value.Stream stream) {
            return stream.members();
        }
        if (value instanceof Value.Range range) {
            return overRange(range, budget);
        }
        if (value instanceof Value.Text text) {
            budget.spendOnSize(text.text().length());
            return byIndex(characters(text), budget);
        }
        if (value instanceof Value.Dict dict) {
            budget.spendOnSize(dict.entries().size());
            return byIndex(Dicts.keys(dict), budget);
        }
        if (value instanceof Value.Members set) {
            budget.spendOnSize(set.members().size());
            return byIndex(new ArrayList<>(set.members().values()), budget);
        }
        throw PythonError.type("'" + value.type() + "' object is not iterable");
    }

    /** All members of a value. */
    static List<Value> members(Value value, Budget budget) {
        List<Value> all = new ArrayList<>();
        over(value, budget).forEachRemaining(all::add);
        return all;
    }

    /** An iterator from its two halves. One may go through another, and so on: that counts as depth. */
    static Iterator<Value> of(Budget budget, BooleanSupplier more, Supplier<Value> next) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                budget.enter();
                boolean has = more.getAsBoolean();
                budget.leave();
                return has;
            }

            @Override
            public Value next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                budget.enter();
                Value member = next.get();
                budget.leave();
                return member;
            }
        };
    }

    static List<Value> characters(Value.Text text) {
        List<Value> characters = new ArrayList<>();
        text.text().codePoints().forEach(c -> characters.add(new Value.Text(Character.toString(c))));
        return characters;
    }

    private static Iterator<Value> byIndex(List<Value> members, Budget budget) {
        int[] next = {0};
        return of(budget, () -> next[0] < members.size(), () -> {
            budget.spend(1);
            return members.get(next[0]++);
        });
    }

    private static Iterator<Value> overRange(Value.Range range, Budget budget) {
        BigInteger length = range.length();
        BigInteger[] next = {BigInteger.ZERO};
        return of(budget, () -> next[0].compareTo(length) < 0, () -> {
            budget.spend(1);
            Value member = Value.of(range.at(next[0]));
            next[0] = next[0].add(BigInteger.ONE);
            return member;
        });
    }
}
