package io.statecraft.posix;

/** Who goes before whom among the threads that have real-time priority, and so go before everything ordinary. */
public enum Urgency {
    /** Makes a target ready, or takes it down: only ordinary threads wait for that, but the JVM's pauses wait for it. */
    PREPARING(1),
    /** Plays a scenario, where each statement has its time. */
    PLAYING(2),
    /** Works in a pause of the JVM, for whose end all others wait. */
    PAUSING(3);

    private final int priority;

    Urgency(int priority) {
        this.priority = priority;
    }

    int priority() {
        return priority;
    }
}
