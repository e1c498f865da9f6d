package io.statecraft.run;

import io.statecraft.clock.Tolerance;
import io.statecraft.scenario.Action;
import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.Step;
import io.statecraft.scenario.Timing;

/**
 * When the statements of a scenario are due. Times are nanoseconds since its start.
 *
 * <p>{@code +T} counts from the completion of the statement before; but a packet that is injected right after another one counts from
 * when that one was due, so that a burst keeps its shape. The tolerance of a statement grows with its scripted distance from the one
 * before.
 */
final class Schedule {
    private final Tolerance tolerance;
    private Completion completion = Completion.at(0);
    private long previousDue;
    private boolean previousInjected;
    private long ideal;
    private long own;

    /** Who decides when a statement is over. */
    enum Doer {
        /** The harness: with what it sends, asks for, or computes. */
        US,
        /** The target: with a packet, or with a call's return. */
        TARGET,
        /** The script: it says how long something lasts. */
        SCRIPT
    }

    /**
     * When a statement was completed. It takes a while, in which a fast target may already answer.
     *
     * @param from the earliest time at which its effect can have been there: no answer came before
     * @param at its time: of a packet, its timestamp
     * @param noticed when the harness knew
     */
    record Completion(long from, long at, long noticed) {
        static Completion at(long time) {
            return new Completion(time, time, time);
        }
    }

    /**
     * When a statement is due.
     *
     * @param at when to do it, or when it is expected
     * @param notBefore from then on it is in time
     * @param notAfter until then it is in time; {@link Long#MAX_VALUE} if any time is
     * @param startBy when the harness, which knows of the statement before only since then, is to do it
     * @param tolerance that is in the two
     * @param ideal when it would be done if every statement had been done in its time to the nanosecond
     */
    record Due(long at, long notBefore, long notAfter, long startBy, long tolerance, long ideal) {
        boolean isAnytime() {
            return notAfter == Long.MAX_VALUE;
        }
    }

    Schedule(Tolerance tolerance) {
        this.tolerance = tolerance;
    }

    /** How long a scenario takes if all goes as written, in nanoseconds. */
    static long lengthOf(Scenario scenario) {
        long length = 0;
        for (Step step : scenario.steps()) {
            Timing timing = step.timing();
            if (timing instanceof Timing.Absolute absolute) {
                length = Math.max(length, absolute.at());
            } else if (timing instanceof Timing.AbsoluteRange range) {
                length = Math.max(length, range.from());
            } else if (timing instanceof Timing.Relative relative) {
                length += relative.after();
            } else if (timing instanceof Timing.RelativeRange range) {
                length += range.from();
            }
            if (step.action() instanceof Action.Silence silence) {
                length += silence.duration();
            }
        }
        return length;
    }

    /** When the next statement is due. */
    Due due(Timing timing, boolean injects) {
        if (timing instanceof Timing.Absolute absolute) {
            return due(Completion.at(0), 0, absolute.at(), absolute.at());
        } else if (timing instanceof Timing.Relative relative) {
            Completion base = injects && previousInjected ? Completion.at(previousDue) : completion;
            return due(base, ideal, relative.after(), relative.after());
        } else if (timing instanceof Timing.AbsoluteRange range) {
            return due(Completion.at(0), 0, range.from(), range.to());
        } else if (timing instanceof Timing.RelativeRange range) {
            return due(completion, ideal, range.from(), range.to());
        }
        return new Due(completion.at(), Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 0, 0);
    }

    private Due due(Completion base, long idealBase, long from, long to) {
        long at = base.at() + from;
        long slack = tolerance.forDistance(Math.max(0, at - previousDue));
        return new Due(
                at, base.from() + from - slack, base.at() + to + slack, base.noticed() + from, slack, idealBase + to);
    }

    /**
     * When a call that blocks is due to return.
     *
     * @param start when it was due to start
     * @param timing as written, to the same base as the start
     * @param startTiming the start as written
     */
    Due returning(Due start, Timing startTiming, Timing timing) {
        long at = timing instanceof Timing.Absolute absolute
                ? absolute.at()
                : start.at() + ((Timing.Relative) timing).after() - after(startTiming);
        long slack = tolerance.forDistance(Math.max(0, at - start.at()));
        return new Due(at, at - slack, at + slack, at, slack, at);
    }

    private static long after(Timing timing) {
        return timing instanceof Timing.Relative relative ? relative.after() : 0;
    }

    /** Whether the statement before was over so late that a statement due at this time cannot be on time. */
    boolean isOvertaken(Due due) {
        return !due.isAnytime() && completion.at() > due.notAfter();
    }

    /** Whether that would be so too if we had needed no time for anything since the target last had its say: then it is the target's. */
    boolean isOvertakenByTarget(Due due) {
        return isOvertaken(due) && completion.at() - own > due.notAfter();
    }

    /** The next statement was done. */
    void completed(Due due, boolean injected, Completion how, Doer doer) {
        if (doer == Doer.US) {
            own += Math.max(0, how.at() - Math.max(due.at(), completion.at()));
        }
        if (due.isAnytime()) {
            ideal = how.at() - behind();
        } else {
            ideal = due.ideal() + (doer == Doer.SCRIPT ? how.at() - due.at() : 0);
        }
        previousDue = due.isAnytime() ? how.at() : due.at();
        previousInjected = injected;
        completion = how;
        own = Math.min(own, Math.max(0, behind())); // a time of its own that a statement kept ends what was late before
    }

    /** How far the scenario is behind its own times by now: the sum of what was late, each within its tolerance. */
    long behind() {
        return completion.at() - ideal;
    }

    /** When the statement before was completed. */
    Completion completion() {
        return completion;
    }
}
