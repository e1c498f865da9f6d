package io.statecraft.run.code;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether values are equal, which is less, and which contains which. */
final class Comparisons {
    /** Between these bounds CPython has one object for each integer, so that {@code is} is as good as {@code ==}. */
    private static final BigInteger LEAST_SHARED = BigInteger.valueOf(-5);

    private static final BigInteger GREATEST_SHARED = BigInteger.valueOf(256);

    private Comparisons() {}

    static boolean compare(Comparator operator, Value left, Value right, Budget budget) {
        budget.spend(1);
        return switch (operator) {
            case EQUAL -> equal(left, right, budget);
            case NOT_EQUAL -> !equal(left, right, budget);
            case IN -> contains(right, left, budget);
            case NOT_IN -> !contains(right, left, budget);
            case IS -> same(left, right);
            case IS_NOT -> !same(left, right);
            default -> ordered(operator, left, right, budget);
        };
    }

    static boolean equal(Value left, Value right, Budget budget) {
        budget.spend(1);
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            Optional<Integer> order = order(left, right);
            return order.isPresent() && order.get() == 0;
        }
        if (left instanceof Value.Text a && right instanceof Value.Text b) {
            budget.spendOnSize(Math.min(a.text().length(), b.text().length()));
            return a.equals(b);
        }
        if (left == right) {
            return true;
        }
        if (left instanceof Value.Sequence a && right instanceof Value.Sequence b) {
            return sameType(left, right) && equalMembers(a.members(), b.members(), budget);
        }
        if (left instanceof Value.Dict a && right instanceof Value.Dict b) {
            return equalEntries(a.entries(), b.entries(), budget);
        }
        if (left instanceof Value.Members a && right instanceof Value.Members b) {
            budget.spend(Math.min(a.members().size(), b.members().size()));
            return a.members().keySet().equals(b.members().keySet());
        }
        if (left instanceof Value.Range a && right instanceof Value.Range b) {
            return equalMembers(Iteration.members(a, budget), Iteration.members(b, budget), budget);
        }
        return left instanceof Value.Builtin && left.equals(right);
    }

    private static boolean sameType(Value left, Value right) {
        return left.getClass() == right.getClass() && !(left instanceof Value.View);
    }

    private static boolean equalMembers(List<Value> left, List<Value> right, Budget budget) {
        if (left.size() != right.size()) {
            return false;
        }
        budget.enter();
        boolean equal = true;
        for (int i = 0; i < left.size() && equal; i++) {
            equal = left.get(i) == right.get(i) || equal(left.get(i), right.get(i), budget);
        }
        budget.leave();
        return equal;
    }

    private static boolean equalEntries(Map<Key, Value.Tuple> left, Map<Key, Value.Tuple> right, Budget budget) {
        budget.spend(Math.min(left.size(), right.size()));
        if (!left.keySet().equals(right.keySet())) {
            return false;
        }
        budget.enter();
        boolean equal = true;
        for (Map.Entry<Key, Value.Tuple> entry : left.entrySet()) {
            equal &= equal(entry.getValue(), right.get(entry.getKey()), budget);
        }
        budget.leave();
        return equal;
    }

    static boolean less(Value left, Value right, Budget budget) {
        return ordered(Comparator.LESS, left, right, budget);
    }

    private static boolean ordered(Comparator operator, Value left, Value right, Budget budget) {
        budget.spend(1);
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            // There is no order with "not a number".
            Optional<Integer> order = order(left, right);
            return order.isPresent() && holds(operator, order.get());
        }
        if (left instanceof Value.Text a && right instanceof Value.Text b) {
            budget.spendOnSize(Math.min(a.text().length(), b.text().length()));
            return holds(operator, compareCodePoints(a.text(), b.text()));
        }
        if (left instanceof Value.Sequence a && right instanceof Value.Sequence b && sameType(left, right)) {
            return orderedMembers(operator, a.members(), b.members(), budget);
        }
        if (left instanceof Value.Members a && right instanceof Value.Members b) {
            budget.spend((long) a.members().size() + b.members().size());
            return orderedSets(operator, a, b);
        }
        throw PythonError.type("'" + operator.symbol() + "' not supported between instances of '" + left.type()
                + "' and '" + right.type() + "'");
    }

    /** The first members that differ decide, or else the lengths. */
    private static boolean orderedMembers(Comparator operator, List<Value> left, List<Value> right, Budget budget) {
        budget.enter();
        try {
            int common = Math.min(left.size(), right.size());
            for (int i = 0; i < common; i++) {
                Value a = left.get(i);
                Value b = right.get(i);
                if (a != b && !equal(a, b, budget)) {
                    return ordered(operator, a, b, budget);
                }
            }
            return holds(operator, Integer.compare(left.size(), right.size()));
        } finally {
            budget.leave();
        }
    }

    private static boolean orderedSets(Comparator operator, Value.Members left, Value.Members right) {
        boolean within = right.members().keySet().containsAll(left.members().keySet());
        boolean around = left.members().keySet().containsAll(right.members().keySet());
        return switch (operator) {
            case LESS -> within && !around;
            case LESS_OR_EQUAL -> within;
            case GREATER -> around && !within;
            default -> around;
        };
    }

    private static boolean holds(Comparator operator, int order) {
        return switch (operator) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    /** The order of two numbers by their exact values; empty if one is "not a number". */
    private static Optional<Integer> order(Value left, Value right) {
        Optional<BigInteger> a = Numbers.whole(left);
        Optional<BigInteger> b = Numbers.whole(right);
        if (a.isPresent() && b.isPresent()) {
            return Optional.of(a.get().compareTo(b.get()));
        }
        if (left instanceof Value.Float x && right instanceof Value.Float y) {
            boolean unordered = Double.isNaN(x.number()) || Double.isNaN(y.number());
            return unordered
                    ? Optional.empty()
                    : Optional.of(x.number() < y.number() ? -1 : x.number() > y.number() ? 1 : 0);
        }
        if (a.isPresent() && right instanceof Value.Float y) {
            return order(a.get(), y.number());
        }
        return left instanceof Value.Float x
                ? order(b.orElseThrow(), x.number()).map(order -> -order)
                : Optional.empty();
    }

    private static Optional<Integer> order(BigInteger whole, double real) {
        if (Double.isNaN(real)) {
            return Optional.empty();
        }
        if (Double.isInfinite(real)) {
            return Optional.of(real > 0 ? -1 : 1);
        }
        return Optional.of(new BigDecimal(whole).compareTo(new BigDecimal(real)));
    }

    private static int compareCodePoints(String left, String right) {
        int at = 0;
        while (at < left.length() && at < right.length()) {
            int a = left.codePointAt(at);
            int b = right.codePointAt(at);
            if (a != b) {
                return Integer.compare(a, b);
            }
            at += Character.charCount(a);
        }
        return Integer.compare(left.length(), right.length());
    }

    private static boolean contains(Value container, Value member, Budget budget) {
        if (container instanceof Value.Text text) {
            if (!(member instanceof Value.Text part)) {
                throw PythonError.type("'in <string>' requires string as left operand, not " + member.type());
            }
            budget.spendOnSearch(text.text().length(), part.text().length());
            return text.text().contains(part.text());
        }
        if (container instanceof Value.Dict dict) {
            return dict.entries().containsKey(Key.of(member, budget));
        }
        if (container instanceof Value.Members set) {
            // A set may be asked for; it is none of the members, which cannot change.
            return !(member instanceof Value.Members) && set.members().containsKey(Key.of(member, budget));
        }
        if (container instanceof Value.Range range && Numbers.whole(member).isPresent()) {
            return contains(range, Numbers.whole(member).get());
        }
        if (!Iteration.isIterable(container)) {
            throw PythonError.type("argument of type '" + container.type() + "' is not iterable");
        }
        var members = Iteration.over(container, budget);
        while (members.hasNext()) {
            Value each = members.next();
            if (each == member || equal(each, member, budget)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(Value.Range range, BigInteger number) {
        BigInteger distance = number.subtract(range.start());
        boolean onStep = distance.remainder(range.step()).signum() == 0;
        boolean inside = range.step().signum() > 0
                ? distance.signum() >= 0 && number.compareTo(range.stop()) < 0
                : distance.signum() <= 0 && number.compareTo(range.stop()) > 0;
        return onStep && inside;
    }

    private static boolean same(Value left, Value right) {
        if (left == right) {
            return true;
        }
        if (left.getClass() != right.getClass()) {
            return false;
        }
        if (left instanceof Value.Int a && right instanceof Value.Int b) {
            if (!a.equals(b)) {
                return false;
            }
            if (a.number().compareTo(LEAST_SHARED) >= 0 && a.number().compareTo(GREATEST_SHARED) <= 0) {
                return true;
            }
        }
        boolean hasIdentity = left instanceof Value.Items
                || left instanceof Value.Dict
                || left instanceof Value.Members
                || left instanceof Value.Bool
                || left instanceof Value.Function;
        if (hasIdentity) {
            return false;
        }
        if (left instanceof Value.Builtin) {
            return left.equals(right);
        }
        // Whether Python keeps equal numbers and texts once or twice depends on how it was built.
        throw new UnsupportedCode("'is' between values of type " + left.type());
    }
}
