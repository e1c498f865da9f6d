package io.statecraft.target.kernel;

import io.statecraft.clock.Clock;
import io.statecraft.posix.ProcessStarts;
import io.statecraft.posix.Symbols;
import io.statecraft.target.SocketApi.Pending;
import io.statecraft.target.SocketApi.Result;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A call that was started: made by the target's thread or by a helper, booked by the target's thread. */
final class KernelCall implements Pending {
    private final SystemCall call;
    private final Clock clock;
    private final CountDownLatch returned = new CountDownLatch(1);
    private volatile long startedAt;
    private volatile long endedAt;
    private volatile long returnValue;
    private volatile Throwable failure;
    private Result result;

    KernelCall(SystemCall call, Clock clock) {
        this.call = call;
        this.clock = clock;
        startedAt = clock.now();
    }

    /** Makes it. */
    void make() {
        if (call.closes()) {
            ProcessStarts.all().pause();
        }
        startedAt = clock.now();
        try {
            returnValue = call.make().getAsLong();
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            endedAt = clock.now();
            if (call.closes()) {
                ProcessStarts.all().resume();
            }
            returned.countDown();
        }
    }

    /** Counts down when it has returned. */
    CountDownLatch returned() {
        return returned;
    }

    @Override
    public boolean isDone() {
        return returned.getCount() == 0;
    }

    /** Waits until it is done or {@code deadline} has passed. */
    boolean await(long deadline) {
        try {
            return returned.await(Math.max(0, deadline - clock.now()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return isDone();
        }
    }

    @Override
    public long startedAt() {
        return startedAt;
    }

    @Override
    public long endedAt() {
        requireDone();
        return endedAt;
    }

    @Override
    public Result result() {
        requireDone();
        if (failure != null) {
            throw new IllegalStateException("the call could not be made", failure);
        }
        if (result == null) {
            long value = call.completed().applyAsLong(returnValue);
            result = value < 0
                    ? new Result(
                            -1,
                            Optional.of(Symbols.errno((int) -value)),
                            call.outputs().apply(value))
                    : new Result(value, Optional.empty(), call.outputs().apply(value));
        }
        return result;
    }

    private void requireDone() {
        if (!isDone()) {
            throw new IllegalStateException("the call has not returned");
        }
    }
}
