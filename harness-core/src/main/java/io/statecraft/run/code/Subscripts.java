package io.statecraft.run.code;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code x[i]} and {@code x[i:j:k]}, read, assigned and deleted. */
final class Subscripts {
    private Subscripts() {}

    static Value get(Value object, Value index, Budget budget) {
        budget.spend(1);
        if (object instanceof Value.Dict dict) {
            return Dicts.get(dict, index, budget)
                    .orElseThrow(() -> new PythonError("KeyError", Repr.repr(index, budget)));
        }
        if (object instanceof Value.Range range) {
            return ofRange(range, index, budget);
        }
        List<Value> members = members(object, budget)
                .orElseThrow(() -> PythonError.type("'" + object.type() + "' object is not subscriptable"));
        if (!(index instanceof Value.Slice slice)) {
            return members.get(position(object, index, members.size(), " index out of range"));
        }
        List<Value> selected = new ArrayList<>();
        for (int at : positions(slice, members.size())) {
            budget.spend(1);
            selected.add(members.get(at));
        }
        return like(object, selected);
    }

    static void set(Value object, Value index, Value value, Budget budget) {
        budget.spend(1);
        if (object instanceof Value.Dict dict) {
            Dicts.put(dict, index, value, budget);
        } else if (object instanceof Value.Items list) {
            if (index instanceof Value.Slice) {
                throw new UnsupportedCode("assignment to a slice");
            }
            int at = position(object, index, list.members().size(), " assignment index out of range");
            list.members().set(at, value);
        } else {
            throw PythonError.type("'" + object.type() + "' object does not support item assignment");
        }
    }

    static void delete(Value object, Value index, Budget budget) {
        budget.spend(1);
        if (object instanceof Value.Dict dict) {
            Dicts.remove(dict, index, budget).orElseThrow(() -> new PythonError("KeyError", Repr.repr(index, budget)));
        } else if (object instanceof Value.Items list) {
            if (index instanceof Value.Slice) {
                throw new UnsupportedCode("deletion of a slice");
            }
            list.members().remove(position(object, index, list.members().size(), " assignment index out of range"));
        } else {
            throw PythonError.type("'" + object.type() + "' object doesn't support item deletion");
        }
    }

    private static Optional<List<Value>> members(Value object, Budget budget) {
        if (object instanceof Value.Text text) {
            budget.spendOnSize(text.text().length());
            return Optional.of(Iteration.characters(text));
        }
        boolean indexed = object instanceof Value.Items || object instanceof Value.Tuple;
        return indexed ? Optional.of(((Value.Sequence) object).members()) : Optional.empty();
    }

    private static Value like(Value object, List<Value> members) {
        if (object instanceof Value.Items) {
            return new Value.Items(members);
        }
        if (object instanceof Value.Tuple) {
            return new Value.Tuple(members);
        }
        StringBuilder text = new StringBuilder();
        for (Value member : members) {
            text.append(((Value.Text) member).text());
        }
        return new Value.Text(text.toString());
    }

    private static int position(Value object, Value index, int size, String complaint) {
        BigInteger at = index(object, index);
        if (at.bitLength() > 63) {
            throw new PythonError("IndexError", "cannot fit 'int' into an index-sized integer");
        }
        BigInteger fromStart = at.signum() < 0 ? at.add(BigInteger.valueOf(size)) : at;
        if (fromStart.signum() < 0 || fromStart.compareTo(BigInteger.valueOf(size)) >= 0) {
            String name = object instanceof Value.Text ? "string" : object.type();
            throw new PythonError("IndexError", name + complaint);
        }
        return fromStart.intValue();
    }

    private static BigInteger index(Value object, Value index) {
        return Numbers.whole(index)
                .orElseThrow(() -> PythonError.type(
                        object instanceof Value.Text
                                ? "string indices must be integers, not '" + index.type() + "'"
                                : object.type() + " indices must be integers or slices, not " + index.type()));
    }

    private static Value ofRange(Value.Range range, Value index, Budget budget) {
        if (index instanceof Value.Slice) {
            throw new UnsupportedCode("a slice of a range");
        }
        BigInteger at = index(range, index);
        BigInteger length = range.length();
        BigInteger fromStart = at.signum() < 0 ? at.add(length) : at;
        if (fromStart.signum() < 0 || fromStart.compareTo(length) >= 0) {
            throw new PythonError("IndexError", "range object index out of range");
        }
        return Value.of(range.at(fromStart));
    }

    /** The positions that a slice selects, in order. */
    private static List<Integer> positions(Value.Slice slice, int size) {
        int step = bound(slice.step(), 1);
        if (step == 0) {
            throw PythonError.value("slice step cannot be zero");
        }
        int first = step > 0 ? clamp(slice.lower(), 0, size, 0) : clamp(slice.lower(), -1, size - 1, size - 1);
        int end = step > 0 ? clamp(slice.upper(), 0, size, size) : clamp(slice.upper(), -1, size - 1, -1);
        List<Integer> positions = new ArrayList<>();
        for (long at = first; step > 0 ? at < end : at > end; at += step) {
            positions.add((int) at);
        }
        return positions;
    }

    private static int clamp(Value bound, int least, int most, int otherwise) {
        if (bound instanceof Value.None) {
            return otherwise;
        }
        long at = bound(bound, 0);
        // The least is -1 for a slice that goes backwards.
        int size = least < 0 ? most + 1 : most;
        long fromStart = at < 0 ? at + size : at;
        return (int) Math.max(least, Math.min(most, fromStart));
    }

    private static int bound(Value value, int otherwise) {
        if (value instanceof Value.None) {
            return otherwise;
        }
        BigInteger number = Numbers.whole(value)
                .orElseThrow(
                        () -> PythonError.type("slice indices must be integers or None or have an __index__ method"));
        if (number.bitLength() > 30) {
            return number.signum() < 0 ? -(1 << 30) : 1 << 30;
        }
        return number.intValue();
    }
}
