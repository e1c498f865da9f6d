package io.statecraft.run;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The attempts at one job. Where time is not ours a busy machine can look like a failure: what was nobody's fault is tried again; a failure
 * in which the harness was not quite on time counts when it has been seen twice, one that is a matter of time thrice; but one of which
 * it is known that lateness has no part in it counts at once.
 *
 * <p>A failure that a single tick of the target's timers decides is a matter of chance, and so may be a pass beside it: on a machine with
 * several processors a tick now and then passes a timer by. What is seen five times before two attempts pass counts; those attempts are made
 * on one processor after the other, for the one that counts the tick misses none.
 */
final class Attempts {
    private static final Set<Finding.Kind> OF_TIME = EnumSet.of(
            Finding.Kind.TIMING,
            Finding.Kind.EARLY,
            Finding.Kind.MISSING,
            Finding.Kind.UNEXPECTED,
            Finding.Kind.STATE,
            Finding.Kind.LIMIT);

    private static final int TWICE = 2;
    private static final int THRICE = 3;
    private static final int FIVE_TIMES = 5;
    private static final int PASSES = 2;

    /** Makes an attempt. */
    interface Attempt {
        /**
         * @param number from 0 on
         * @param ticked whether one before failed by a single tick of the target's timers
         */
        Outcome make(int number, boolean ticked);
    }

    private final boolean virtual;
    private final Attempt attempt;
    private final List<Outcome> made = new ArrayList<>();

    /**
     * @param virtual whether the target's time is ours: then the same would happen again, and the first attempt counts
     */
    Attempts(boolean virtual, Attempt attempt) {
        this.virtual = virtual;
        this.attempt = attempt;
    }

    /**
     * Makes attempts until there is a verdict, or there have been {@code limit} in all, or it is stopped. Where a tick decides there are as
     * many as that needs.
     */
    void make(int limit, BooleanSupplier stopped) {
        while (made.isEmpty() || !isSettled() && made.size() < most(limit) && !stopped.getAsBoolean()) {
            made.add(attempt.make(made.size(), ticked()));
        }
    }

    private int most(int limit) {
        return ticked() ? Math.max(limit, FIVE_TIMES + PASSES - 1) : limit;
    }

    /** Whether there was a failure that one tick decided. */
    private boolean ticked() {
        return made.stream().anyMatch(Attempts::isMarginal);
    }

    int count() {
        return made.size();
    }

    /** What came of them: the last one, held against nobody if it is a failure that does not count. */
    Outcome outcome() {
        return isSettled() || !failed(last()) ? last() : last().inconclusive();
    }

    private boolean isSettled() {
        if (virtual) {
            return true;
        }
        if (last().verdict().equals(Optional.of(Verdict.INCONCLUSIVE))) {
            return false;
        }
        if (passed(last())) {
            return !ticked() || made.stream().filter(Attempts::passed).count() >= PASSES;
        }
        return !failed(last()) || seen() >= needed(last());
    }

    /** How often a failure has to be seen: the kernel's timers can be late where we are not. */
    private static int needed(Outcome failure) {
        if (isMarginal(failure)) {
            return FIVE_TIMES;
        }
        if (failure.finding().map(Finding::isOnTime).orElse(false)) {
            return failure.doubtful() ? TWICE : 1;
        }
        boolean ofTime = failure.finding()
                .map(finding -> OF_TIME.contains(finding.kind()))
                .orElse(true);
        return ofTime ? THRICE : failure.doubtful() ? TWICE : 1;
    }

    /** How often the last failure has been seen. */
    private long seen() {
        return made.stream()
                .filter(outcome -> failed(outcome) && place(outcome).equals(place(last())))
                .count();
    }

    private static String place(Outcome outcome) {
        return outcome.finding()
                .map(finding -> finding.kind() + " " + finding.location().line())
                .orElse("");
    }

    private static boolean isMarginal(Outcome outcome) {
        return failed(outcome) && outcome.finding().map(Finding::isMarginal).orElse(false);
    }

    private static boolean passed(Outcome outcome) {
        return outcome.verdict().equals(Optional.of(Verdict.PASS));
    }

    private static boolean failed(Outcome outcome) {
        return outcome.verdict().equals(Optional.of(Verdict.FAIL));
    }

    private Outcome last() {
        return made.get(made.size() - 1);
    }
}
