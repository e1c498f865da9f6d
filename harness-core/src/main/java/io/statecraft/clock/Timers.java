package io.statecraft.clock;

/** A clock on which actions can be set for a time. Actions of one time run in the order in which they were set. */
public interface Timers extends Clock {

    /** Runs {@code action} at {@code time}, or as soon as the clock next moves if that has passed. */
    Timer at(long time, Runnable action);

    /** An action that is set. */
    interface Timer {
        /** Takes it back; does nothing if it has run. */
        void cancel();
    }
}
