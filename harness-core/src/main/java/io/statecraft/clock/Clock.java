package io.statecraft.clock;

/** The time that a target lives by: nanoseconds since an origin of the clock's own. */
public interface Clock {

    /** Nanoseconds since this clock's origin; never goes back. */
    long now();

    /** Returns at {@code deadline} or as soon after as the machine allows; at once if it has passed. */
    void sleepUntil(long deadline);
}
