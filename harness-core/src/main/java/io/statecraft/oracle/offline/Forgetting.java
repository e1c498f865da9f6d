package io.statecraft.oracle.offline;

/**
 * Lets go of connections that are over, or that have been silent for long. If one of them speaks again after all, it is joined in the middle,
 * and less is said of it: nothing wrong.
 */
final class Forgetting {
    private static final long SECOND = 1_000_000_000L;
    private static final int EVERY = 1 << 15;

    /** Two MSL, as stacks have them. */
    private static final long LINGERING = 60 * SECOND;

    private static final long SILENCE = 3600 * SECOND;

    /** From here on memory is what counts. */
    private static final int MANY = 100_000;

    private static final int TOO_MANY = 250_000;

    private final Conversations conversations;
    private int taken;
    private long now = Long.MIN_VALUE;

    Forgetting(Conversations conversations) {
        this.conversations = conversations;
    }

    /** After a segment at {@code time}. */
    void after(long time) {
        now = Math.max(now, time);
        if ((++taken & EVERY - 1) == 0) {
            forget(LINGERING, SILENCE);
            if (conversations.size() > MANY) {
                forget(SECOND, 60 * SECOND);
            }
        }
        if (conversations.size() > TOO_MANY) {
            forget(0, SECOND);
            if (conversations.size() > TOO_MANY / 2) {
                conversations.forget(c -> true);
            }
        }
    }

    private void forget(long lingering, long silence) {
        conversations.forget(c -> now - c.lastTime > (c.isOver() ? lingering : silence));
    }
}
