package io.statecraft.run;

/** How late the harness itself was in one attempt: what the target did then is not held against it. */
final class Lateness {
    private long max;
    private boolean beyondTolerance;

    /** Something of ours was done {@code by} nanoseconds late where {@code tolerance} is allowed; negative is early enough. */
    void add(long by, long tolerance) {
        max = Math.max(max, by);
        beyondTolerance |= by > tolerance;
    }

    /** The worst, in nanoseconds. */
    long max() {
        return max;
    }

    /** Whether it was ever more than the script tolerates. */
    boolean isBeyondTolerance() {
        return beyondTolerance;
    }
}
