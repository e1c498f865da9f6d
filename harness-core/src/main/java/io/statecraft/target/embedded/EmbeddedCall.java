package io.statecraft.target.embedded;

import io.statecraft.target.SocketApi;

/** A call that was started on the embedded stack. */
final class EmbeddedCall implements SocketApi.Pending {
    private final Attempt attempt;
    private final long startedAt;
    private long endedAt;
    private SocketApi.Result result;

    EmbeddedCall(Attempt attempt, long now) {
        this.attempt = attempt;
        this.startedAt = now;
    }

    /** Tries it; whether it is done. */
    boolean tryAt(long now) {
        if (result == null) {
            result = attempt.make();
            endedAt = now;
        }
        return result != null;
    }

    @Override
    public boolean isDone() {
        return result != null;
    }

    @Override
    public long startedAt() {
        return startedAt;
    }

    @Override
    public long endedAt() {
        return endedAt;
    }

    @Override
    public SocketApi.Result result() {
        if (result == null) {
            throw new IllegalStateException("the call has not returned");
        }
        return result;
    }
}
