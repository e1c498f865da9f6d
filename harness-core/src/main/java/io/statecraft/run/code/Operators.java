package io.statecraft.run.code;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operators on values of every type. */
final class Operators {
    private Operators() {}

    /** What {@code if} and {@code and} take a value for. */
    static boolean truth(Value value) {
        if (value instanceof Value.Bool bool) {
            return bool == Value.Bool.TRUE;
        }
        if (value instanceof Value.Int number) {
            return number.number().signum() != 0;
        }
        if (value instanceof Value.Float number) {
            return number.number() != 0;
        }
        if (value instanceof Value.Text text) {
            return !text.text().isEmpty();
        }
        if (value instanceof Value.Sequence sequence) {
            return !sequence.members().isEmpty();
        }
        if (value instanceof Value.Dict dict) {
            return !dict.entries().isEmpty();
        }
        if (value instanceof Value.Members set) {
            return !set.members().isEmpty();
        }
        if (value instanceof Value.Range range) {
            return range.length().signum() != 0;
        }
        return !(value instanceof Value.None);
    }

    static Value unary(char operator, Value operand) {
        if (operator == '!') {
            return Value.of(!truth(operand));
        }
        Optional<BigInteger> whole = Numbers.whole(operand);
        if (whole.isPresent()) {
            BigInteger number = whole.get();
            return Value.of(
                    switch (operator) {
                        case '-' -> number.negate();
                        case '~' -> number.not();
                        default -> number;
                    });
        }
        if (operand instanceof Value.Float real && operator != '~') {
            return operator == '-' ? new Value.Float(-real.number()) : real;
        }
        throw PythonError.type("bad operand type for unary " + operator + ": '" + operand.type() + "'");
    }

    static Value binary(BinaryOperator operator, Value left, Value right, Budget budget) {
        return apply(operator, left, right, budget)
                .orElseThrow(() -> undefined(operator, operator.symbol(), left, right));
    }

    /** {@code left += right}: a list, a set and a dict are changed, all else is replaced. */
    static Value augment(BinaryOperator operator, Value left, Value right, Budget budget) {
        if (left instanceof Value.Items list) {
            if (operator == BinaryOperator.ADD) {
                // The members first: they may be the list's own.
                List<Value> added = Iteration.members(right, budget);
                list.members().addAll(added);
                return list;
            }
            if (operator == BinaryOperator.MULTIPLY && Numbers.whole(right).isPresent()) {
                List<Value> repeated = repeat(list.members(), right, budget);
                list.members().clear();
                list.members().addAll(repeated);
                return list;
            }
        }
        if (left instanceof Value.Dict dict && operator == BinaryOperator.OR) {
            CollectionFunctions.update(dict, right, budget);
            return dict;
        }
        Value result = apply(operator, left, right, budget)
                .orElseThrow(() -> undefined(operator, operator.symbol() + "=", left, right));
        if (left instanceof Value.Members set && result instanceof Value.Members changed) {
            set.members().clear();
            set.members().putAll(changed.members());
            return set;
        }
        return result;
    }

    private static PythonError undefined(BinaryOperator operator, String symbol, Value left, Value right) {
        if (operator == BinaryOperator.ADD) {
            if (isSequence(left)) {
                return PythonError.type(
                        "can only concatenate " + left.type() + " (not \"" + right.type() + "\") to " + left.type());
            }
        }
        if (operator == BinaryOperator.MULTIPLY && (isSequence(left) || isSequence(right))) {
            String other = (isSequence(left) ? right : left).type();
            return PythonError.type("can't multiply sequence by non-int of type '" + other + "'");
        }
        String shown = operator == BinaryOperator.POWER && symbol.equals("**") ? "** or pow()" : symbol;
        return PythonError.type(
                "unsupported operand type(s) for " + shown + ": '" + left.type() + "' and '" + right.type() + "'");
    }

    private static boolean isSequence(Value value) {
        return value instanceof Value.Text || value instanceof Value.Items || value instanceof Value.Tuple;
    }

    private static Optional<Value> apply(BinaryOperator operator, Value left, Value right, Budget budget) {
        budget.spend(1);
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return Numbers.apply(operator, left, right, budget);
        }
        if (left instanceof Value.Text text && operator == BinaryOperator.MODULO) {
            return Optional.of(PercentFormat.apply(text.text(), right, budget));
        }
        return switch (operator) {
            case ADD -> Optional.ofNullable(concatenate(left, right, budget));
            case MULTIPLY -> {
                Value repeated = Numbers.whole(right).isPresent()
                        ? repeated(left, right, budget)
                        : Numbers.whole(left).isPresent() ? repeated(right, left, budget) : null;
                yield Optional.ofNullable(repeated);
            }
            case OR, AND, XOR, SUBTRACT -> Optional.ofNullable(combine(operator, left, right, budget));
            default -> Optional.empty();
        };
    }

    private static Value concatenate(Value left, Value right, Budget budget) {
        if (left instanceof Value.Text a && right instanceof Value.Text b) {
            budget.spendOnSize((long) a.text().length() + b.text().length());
            return new Value.Text(a.text() + b.text());
        }
        if (left instanceof Value.Items a && right instanceof Value.Items b) {
            return new Value.Items(joined(a, b, budget));
        }
        if (left instanceof Value.Tuple a && right instanceof Value.Tuple b) {
            return new Value.Tuple(joined(a, b, budget));
        }
        return null;
    }

    private static List<Value> joined(Value.Sequence left, Value.Sequence right, Budget budget) {
        budget.spend((long) left.members().size() + right.members().size());
        List<Value> joined = new ArrayList<>(left.members());
        joined.addAll(right.members());
        return joined;
    }

    private static Value repeated(Value sequence, Value times, Budget budget) {
        if (sequence instanceof Value.Text text) {
            int count = count(times, text.text().length());
            budget.spendOnSize((long) text.text().length() * count);
            return new Value.Text(text.text().repeat(count));
        }
        if (sequence instanceof Value.Items list) {
            return new Value.Items(repeat(list.members(), times, budget));
        }
        return sequence instanceof Value.Tuple tuple ? new Value.Tuple(repeat(tuple.members(), times, budget)) : null;
    }

    private static List<Value> repeat(List<Value> members, Value times, Budget budget) {
        int count = count(times, members.size());
        budget.spend((long) members.size() * count);
        List<Value> repeated = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            repeated.addAll(members);
        }
        return repeated;
    }

    private static int count(Value times, int size) {
        BigInteger number = Numbers.whole(times).orElseThrow();
        if (number.bitLength() > 63) {
            throw new PythonError("OverflowError", "cannot fit 'int' into an index-sized integer");
        }
        if (number.signum() <= 0 || size == 0) {
            return 0;
        }
        return number.bitLength() > 31 ? Integer.MAX_VALUE : number.intValue();
    }

    /** Operators of sets, and {@code |} of dicts. */
    private static Value combine(BinaryOperator operator, Value left, Value right, Budget budget) {
        if (left instanceof Value.Dict a && right instanceof Value.Dict b && operator == BinaryOperator.OR) {
            budget.spend((long) a.entries().size() + b.entries().size());
            Value.Dict all = new Value.Dict();
            for (Value.Dict dict : List.of(a, b)) {
                dict.entries()
                        .values()
                        .forEach(e ->
                                Dicts.put(all, e.members().get(0), e.members().get(1), budget));
            }
            return all;
        }
        if (!(left instanceof Value.Members a) || !(right instanceof Value.Members b)) {
            return null;
        }
        budget.spend((long) a.members().size() + b.members().size());
        Value.Members result = new Value.Members();
        result.members().putAll(a.members());
        switch (operator) {
            case OR -> b.members().forEach(result.members()::putIfAbsent);
            case AND -> result.members().keySet().retainAll(b.members().keySet());
            case SUBTRACT -> b.members().keySet().forEach(result.members()::remove);
            default ->
                b.members().forEach((key, member) -> {
                    if (result.members().remove(key) == null) {
                        result.members().put(key, member);
                    }
                });
        }
        return result;
    }
}
