package io.statecraft.link;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.posix.PosixException;

/**
 * Sees, at the target's end of a wire within this host, that a packet has got there.
 *
 * <p>On a busy host it may wait for a processor on its way. Whoever sends then waits too, and knows that it was late: the target is not
 * to be blamed.
 */
public final class DeliveryWatch implements AutoCloseable {
    /** After that it has been lost, or is no packet that an interface shows. */
    private static final long PATIENCE = 50_000_000;

    private final PacketSocket socket;
    private final MonotonicClock clock;

    /**
     * Begins to watch.
     *
     * @param interfaceIndex of the target's interface, which is up, in the calling thread's network namespace
     * @throws PosixException if packet sockets are not permitted
     */
    public DeliveryWatch(int interfaceIndex, MonotonicClock clock) {
        this.clock = clock;
        socket = new PacketSocket(interfaceIndex, 0, PacketFilter.arrivingIp(), clock);
    }

    /** Forgets what has arrived. */
    void begin() {
        while (socket.receive(Long.MIN_VALUE) != null) {
            // each takes one
        }
    }

    /** Waits until something has arrived since {@link #begin}. */
    void await() {
        socket.receive(clock.now() + PATIENCE);
    }

    @Override
    public void close() {
        socket.close();
    }
}
