package io.statecraft.oracle.offline;

/**
 * Lets go of connections that are over, or that have been silent for long. If one of them speaks again after all, it is joined in the middle,
 * and less is said of it: nothing wrong.
 */
final class Forgetting {
    private static final long SECOND = 1_000_000_000L;
    /** What a connection that is over still has to say, it says within this: a last FIN sent again, an acknowledgment of it. */
    private static final long LINGERING = 10 * SECOND;

    private static final long SILENCE = 3600 * SECOND;

    /** It is not worth looking for fewer. */
    private static final int FEW = 1 << 13;

    /** From here on memory is what counts. */
    private static final int MANY = 100_000;

    private static final int TOO_MANY = 250_000;

    private final Conversations conversations;
    private int limit = FEW;
    private long now = Long.MIN_VALUE;

    Forgetting(Conversations conversations) {
        this.conversations = conversations;
    }

    /** A segment at {@code time} has been seen. */
    void seen(long time) {
        now = Math.max(now, time);
    }

    /** To be asked when there may be one more connection. */
    void ifMany() {
        if (conversations.size() > limit) {
            forget();
            limit = Math.max(FEW, Math.min(2 * conversations.size(), conversations.size() + MANY));
        }
    }

    private void forget() {
        forget(LINGERING, SILENCE);
        if (conversations.size() > MANY) {
            forget(SECOND, 60 * SECOND);
        }
        if (conversations.size() > TOO_MANY) {
            forget(0, SECOND);
        }
        if (conversations.size() > TOO_MANY) {
            conversations.forget(c -> true);
        }
    }

    private void forget(long lingering, long silence) {
        conversations.forget(c -> now - c.lastTime > (c.isOver() ? lingering : silence));
    }
}
