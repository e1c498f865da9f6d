package io.statecraft.run.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Sorts as Python does: stable, by {@code <} alone, of ranks that a function gives. Java's own sort is not used because it
 * complains where {@code <} is no order, as with "not a number".
 */
final class Sorting {
    static final Set<String> OPTIONS = Set.of("key", "reverse");

    private Sorting() {}

    private record Ranked(Value member, Value rank) {}

    /** The members in order, by the arguments {@code key} and {@code reverse}. */
    static List<Value> sorted(List<Value> members, Arguments arguments, Interpreter run) {
        Value key = arguments.named().getOrDefault("key", Value.None.NONE);
        boolean reverse = Operators.truth(arguments.named().getOrDefault("reverse", Value.Bool.FALSE));
        List<Ranked> ranked = new ArrayList<>();
        members.forEach(member -> ranked.add(new Ranked(member, rank(key, member, run))));
        List<Value> sorted = new ArrayList<>();
        sorted(ranked, reverse, run.budget()).forEach(each -> sorted.add(each.member()));
        return sorted;
    }

    /** What a member is compared by. */
    static Value rank(Value key, Value member, Interpreter run) {
        return key instanceof Value.None ? member : run.call(key, Arguments.of(member));
    }

    private static List<Ranked> sorted(List<Ranked> members, boolean reverse, Budget budget) {
        if (members.size() < 2) {
            return members;
        }
        int middle = members.size() / 2;
        List<Ranked> left = sorted(members.subList(0, middle), reverse, budget);
        List<Ranked> right = sorted(members.subList(middle, members.size()), reverse, budget);
        List<Ranked> merged = new ArrayList<>(members.size());
        int l = 0;
        int r = 0;
        while (l < left.size() && r < right.size()) {
            Ranked first = left.get(l);
            Ranked second = right.get(r);
            boolean swap = reverse
                    ? Comparisons.less(first.rank(), second.rank(), budget)
                    : Comparisons.less(second.rank(), first.rank(), budget);
            merged.add(swap ? second : first);
            l += swap ? 0 : 1;
            r += swap ? 1 : 0;
        }
        merged.addAll(left.subList(l, left.size()));
        merged.addAll(right.subList(r, right.size()));
        return merged;
    }
}
