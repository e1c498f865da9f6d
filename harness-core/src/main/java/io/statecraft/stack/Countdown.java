package io.statecraft.stack;

import io.statecraft.clock.Timers;
import java.util.function.LongUnaryOperator;

/** A timer of a connection, set and cleared again and again. */
final class Countdown {
    private final Timers clock;
    private final LongUnaryOperator length;
    private final Runnable action;
    private Timers.Timer pending;

    /** @param length what becomes of the time that it is set to */
    Countdown(Timers clock, LongUnaryOperator length, Runnable action) {
        this.clock = clock;
        this.length = length;
        this.action = action;
    }

    /** Sets it to run out in {@code nanos}; a time set before no longer counts. */
    void start(long nanos) {
        clear();
        pending = clock.at(clock.now() + length.applyAsLong(nanos), this::runOut);
    }

    /** Sets it unless it is set. */
    void startIfClear(long nanos) {
        if (pending == null) {
            start(nanos);
        }
    }

    void clear() {
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
    }

    boolean isSet() {
        return pending != null;
    }

    private void runOut() {
        pending = null;
        action.run();
    }
}
