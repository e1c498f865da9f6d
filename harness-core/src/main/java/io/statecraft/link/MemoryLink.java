package io.statecraft.link;

import io.statecraft.clock.VirtualClock;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * A link to a stack in the same thread and in virtual time: waiting for a packet lets the clock jump from timer to timer until one comes.
 */
public final class MemoryLink implements Link {
    private final VirtualClock clock;
    private final Consumer<ByteBuffer> target;
    private final Queue<Received> queue = new ArrayDeque<>();
    private boolean closed;

    /**
     * @param clock what the target lives by
     * @param target takes what is sent, at once; the buffer is valid during the call
     */
    public MemoryLink(VirtualClock clock, Consumer<ByteBuffer> target) {
        this.clock = clock;
        this.target = target;
    }

    /** The target sends {@code packet}, which then belongs to the link. */
    public void transmit(ByteBuffer packet) {
        if (!closed) {
            queue.add(new Received(clock.now(), packet));
        }
    }

    @Override
    public void send(ByteBuffer packet) {
        if (closed) {
            throw new LinkException("the link is closed");
        }
        target.accept(packet);
    }

    @Override
    public Received receive(long deadline) {
        if (closed) {
            throw new LinkException("the link is closed");
        }
        while (queue.isEmpty() && clock.step(deadline)) {
            // the target's timers run, one by one
        }
        if (queue.isEmpty()) {
            clock.sleepUntil(deadline);
        }
        return queue.poll();
    }

    @Override
    public boolean deliversAtOnce() {
        return true;
    }

    @Override
    public long lost() {
        return 0;
    }

    @Override
    public void close() {
        closed = true;
        queue.clear();
    }
}
