package io.statecraft.posix;

/** Who goes before whom among the threads that have real-time priority, and so go before everything ordinary. */
public enum Urgency {
    /** Plays a scenario, where each statement has its time. */
    PLAYING(1),
    /** Works in a pause of the JVM, for whose end all others wait. */
    PAUSING(2);

    private final int priority;

    Urgency(int priority) {
        this.priority = priority;
    }

    int priority() {
        return priority;
    }
}
