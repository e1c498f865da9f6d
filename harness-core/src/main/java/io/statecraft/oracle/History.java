package io.statecraft.oracle;

/**
 * When what happened last, as far as the judge needs it; nanoseconds by the target's clock.
 *
 * @param stateSince when the state was entered, or its timer restarted
 * @param lastSent when the target last sent something that takes sequence space, or a probe
 * @param progress when the peer last acknowledged something new, or the target last had nothing to do
 * @param repeats how often the target has sent something again since then
 * @param probes keep-alive or window probes since the peer was last heard
 * @param challengedAt when the target last acknowledged something unacceptable; {@link Long#MIN_VALUE} if never
 */
record History(long stateSince, long lastSent, long progress, int repeats, int probes, long challengedAt) {

    static History from(long time) {
        return new History(time, time, time, 0, 0, Long.MIN_VALUE);
    }

    History enteredStateAt(long time) {
        return new History(time, lastSent, progress, repeats, probes, challengedAt);
    }

    History sentAt(long time, boolean again) {
        return new History(stateSince, time, progress, again ? repeats + 1 : repeats, probes, challengedAt);
    }

    History probedAt(long time) {
        return new History(stateSince, time, progress, repeats, probes + 1, challengedAt);
    }

    /** The peer was heard; with {@code progressed}, it acknowledged something new. */
    History heardAt(long time, boolean progressed) {
        return progressed
                ? new History(stateSince, time, time, 0, 0, challengedAt)
                : new History(stateSince, lastSent, progress, repeats, 0, challengedAt);
    }

    History idleAt(long time) {
        return new History(stateSince, time, time, 0, probes, challengedAt);
    }

    History challengedAt(long time) {
        return new History(stateSince, lastSent, progress, repeats, probes, time);
    }

    boolean mayThrottle(long time) {
        return challengedAt != Long.MIN_VALUE && time - challengedAt < Limits.CHALLENGE_MEMORY;
    }
}
