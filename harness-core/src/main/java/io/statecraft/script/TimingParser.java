package io.statecraft.script;

import io.statecraft.scenario.Timing;
import io.statecraft.script.Token.Kind;
import java.util.Optional;

/** The time before an action: {@code T}, {@code +T}, {@code *}, {@code T~T}, {@code +T~+T}, {@code T...E}. */
final class TimingParser {

    /**
     * The time of a statement.
     *
     * @param returnsAt when a blocking call returns, for {@code T...E}
     * @param offset where it stands in the source
     */
    record When(Timing timing, Optional<Timing> returnsAt, int offset) {

        /** Whether only an expected packet can have it. */
        boolean isLoose() {
            return timing instanceof Timing.Anytime
                    || timing instanceof Timing.AbsoluteRange
                    || timing instanceof Timing.RelativeRange;
        }
    }

    private final Cursor cursor;

    TimingParser(Cursor cursor) {
        this.cursor = cursor;
    }

    When parse() {
        int offset = cursor.mark();
        if (cursor.accept("*")) {
            return new When(new Timing.Anytime(), Optional.empty(), offset);
        }
        boolean relative = cursor.accept("+");
        long from = seconds(relative);
        if (cursor.accept("~")) {
            return range(offset, relative, from);
        }
        Timing start = timing(relative, from);
        if (!cursor.accept("...")) {
            return new When(start, Optional.empty(), offset);
        }
        if (cursor.at("+")) {
            throw ScriptError.at(
                    cursor.mark(),
                    "the end of a blocking call has no `+`",
                    "leave it out: the end counts from the same point as the start");
        }
        long end = seconds(relative);
        checkEnd(offset, from, end);
        return new When(start, Optional.of(timing(relative, end)), offset);
    }

    private When range(int offset, boolean relative, long from) {
        boolean relativeEnd = cursor.accept("+");
        if (relativeEnd != relative) {
            throw ScriptError.at(
                    offset,
                    "a range has either two absolute times or two relative ones",
                    relative ? "write `+a~+b`" : "write `a~b` or `+a~+b`");
        }
        long to = seconds(relative);
        checkEnd(offset, from, to);
        Timing timing = relative ? new Timing.RelativeRange(from, to) : new Timing.AbsoluteRange(from, to);
        return new When(timing, Optional.empty(), offset);
    }

    private static Timing timing(boolean relative, long nanoseconds) {
        return relative ? new Timing.Relative(nanoseconds) : new Timing.Absolute(nanoseconds);
    }

    private static void checkEnd(int offset, long from, long to) {
        if (to < from) {
            throw ScriptError.at(offset, "this time ends before it begins");
        }
    }

    /** A number of seconds, in nanoseconds. */
    long seconds(boolean afterPlus) {
        Token token = cursor.peekExpanded();
        if (!token.is(Kind.INTEGER) && !token.is(Kind.FLOAT)) {
            throw cursor.unexpected(
                    afterPlus ? "a number of seconds after `+`" : "the time of a statement",
                    afterPlus ? null : "every statement begins with its time in seconds, such as `0`, `+0` or `+.1`");
        }
        if (token.text().startsWith("-")) {
            throw ScriptError.at(token.start(), "a time cannot be negative");
        }
        cursor.take();
        return Numbers.nanoseconds(token);
    }

    /** The clock of a scenario starts with its first statement. */
    Optional<ScriptError> startFault(When when) {
        boolean zero = when.timing() instanceof Timing.Absolute at && at.at() == 0
                || when.timing() instanceof Timing.Relative by && by.after() == 0;
        return zero
                ? Optional.empty()
                : Optional.of(
                        ScriptError.at(when.offset(), "the first statement is not at time 0", "write `0` or `+0`"));
    }

    /** Two absolute times that follow each other do not go backwards. */
    Optional<ScriptError> orderFault(Timing before, When when) {
        boolean backwards = before instanceof Timing.Absolute earlier
                && when.timing() instanceof Timing.Absolute later
                && later.at() < earlier.at();
        return backwards
                ? Optional.of(ScriptError.at(
                        when.offset(),
                        "this statement is earlier than the one before it",
                        "a time that counts from the statement before has a `+`"))
                : Optional.empty();
    }
}
