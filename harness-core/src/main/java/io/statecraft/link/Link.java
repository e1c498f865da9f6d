package io.statecraft.link;

import java.nio.ByteBuffer;

/** The harness's end of the wire: IP packets, whole, one at a time. Confined to one thread. */
public interface Link extends AutoCloseable {

    /**
     * Sends the packet between position and limit of {@code packet} towards the target.
     *
     * @throws LinkException if the link is gone or refuses it
     */
    void send(ByteBuffer packet);

    /**
     * Waits for the next packet from the target.
     *
     * @param deadline the time, by the target's clock, until which to wait; one that has passed means: look, but do not wait
     * @return the packet, or null if none came by then
     * @throws LinkException if the link is gone
     */
    Received receive(long deadline);

    /** Whether the target has taken a packet when {@link #send} returns; otherwise it is in flight for a while. */
    boolean deliversAtOnce();

    /** Packets from the target that the host lost before we could read them: since the link was opened. */
    long lost();

    @Override
    void close();

    /**
     * A packet from the target.
     *
     * @param time when it came, by the target's clock: the kernel's timestamp where there is one
     * @param packet the packet, between position and limit; valid until the next call of the link
     */
    record Received(long time, ByteBuffer packet) {}
}
