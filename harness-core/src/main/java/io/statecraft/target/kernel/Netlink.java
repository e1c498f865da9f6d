package io.statecraft.target.kernel;

import io.statecraft.posix.Descriptor;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.PosixException;
import io.statecraft.posix.Sockets;

/** A netlink socket of the network namespace in which it was made, for questions of one message and answers of one. */
final class Netlink implements AutoCloseable {
    static final int ROUTE = 0;
    static final int SOCK_DIAG = 4;

    private static final int ERROR = 2; // NLMSG_ERROR: also an acknowledgment, with error 0
    private static final int SIZE = 8192;

    private final Descriptor socket;
    private final NativeMemory request = NativeMemory.allocate(SIZE);
    private final NativeMemory answer = NativeMemory.allocate(SIZE);
    private int sequence;

    /**
     * A socket in the calling thread's network namespace.
     *
     * @throws PosixException if the kernel has no such protocol
     */
    Netlink(int protocol) {
        socket = Descriptor.of(
                "netlink socket",
                Sockets.socket(Sockets.AF_NETLINK, Sockets.SOCK_RAW | Sockets.SOCK_CLOEXEC, protocol));
    }

    /** Where the next request is laid. */
    NativeMemory request() {
        return request;
    }

    /** Where the last answer lies, header and all. */
    NativeMemory answer() {
        return answer;
    }

    /**
     * Sends the request and waits for its answer, which the kernel has ready at once.
     *
     * @return 0, or the negative error number of the answer
     * @throws PosixException if the socket fails
     */
    int ask(NetlinkMessage message) {
        int length = message.finish(++sequence);
        PosixException.check("netlink request", Sockets.sendto(socket.number(), request.address(), length, 0, 0, 0));
        do {
            PosixException.check("netlink answer", Sockets.recvfrom(socket.number(), answer.address(), SIZE, 0, 0, 0));
        } while (answer.bytes().getInt(8) != sequence);
        return answer.bytes().getShort(4) == ERROR ? answer.bytes().getInt(NetlinkMessage.HEADER_SIZE) : 0;
    }

    @Override
    public void close() {
        socket.close();
    }
}
