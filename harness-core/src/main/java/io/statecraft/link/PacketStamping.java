package io.statecraft.link;

import io.statecraft.posix.Descriptor;
import io.statecraft.posix.PosixException;
import io.statecraft.posix.Sockets;

/**
 * Keeps the kernel stamping packets when they pass, as long as it is open.
 *
 * <p>It begins to do so, and ends, a while after the first socket asks and the last one is gone; in between a packet is stamped when it is
 * read, which may be much later.
 */
public final class PacketStamping implements AutoCloseable {
    private static final int SO_TIMESTAMPNS = 35;

    private final Descriptor socket =
            Descriptor.of("socket", Sockets.socket(Sockets.AF_INET, Sockets.SOCK_DGRAM | Sockets.SOCK_CLOEXEC, 0));

    /**
     * Asks.
     *
     * @throws PosixException if there are no sockets
     */
    public PacketStamping() {
        Sockets.setOption(socket.number(), Sockets.SOL_SOCKET, SO_TIMESTAMPNS, 1);
    }

    @Override
    public void close() {
        socket.close();
    }
}
