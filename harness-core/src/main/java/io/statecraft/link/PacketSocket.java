package io.statecraft.link;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.posix.Descriptor;
import io.statecraft.posix.Io;
import io.statecraft.posix.Layout;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.PosixException;
import io.statecraft.posix.Sockets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A packet socket on one interface, for what the target sends, with the kernel's timestamps, and for sending to it.
 *
 * <p>It sees segments as the target's stack hands them to the interface: where that has segmentation offload, whole, up to 64 KiB; and
 * where the checksum is left to the interface, this completes it, so that nobody takes it for the target's mistake.
 *
 * <p>Confined to one thread.
 */
final class PacketSocket implements AutoCloseable {
    private static final int SOL_PACKET = 263;
    private static final int PACKET_ADD_MEMBERSHIP = 1;
    private static final int PACKET_MR_PROMISC = 1;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_VNET_HDR = 15;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SO_TIMESTAMPNS = 35;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int ENETDOWN = 100;
    private static final int RECEIVE_BUFFER = 8 << 20;

    /** One wait lasts no longer, so that an interrupted thread notices. */
    private static final long WAIT = 100_000_000;

    private static final int LARGEST = 1 << 17;
    private static final int CONTROL_SIZE = 64;

    // Where things lie in the one stretch of memory that all calls use.
    private static final int HEADER = 0;
    private static final int VECTOR = 64;
    private static final int CONTROL = 128;
    private static final int POLL = 192;
    private static final int TIMEOUT = 208;
    private static final int FRAME = 256;

    private final Descriptor socket;
    private final MonotonicClock clock;
    private final NativeMemory memory = NativeMemory.allocate(FRAME + LARGEST);
    private final ByteBuffer packet = memory.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);
    private final int linkHeader;
    private long lost;
    private boolean closed;

    /**
     * Starts to listen.
     *
     * @param interfaceIndex of an interface that is up, in the calling thread's network namespace
     * @param linkHeader the length of its link header: 14 for Ethernet, 0 for TUN
     * @param filter what to see
     * @param clock that packets are stamped with
     * @throws PosixException if packet sockets are not permitted
     */
    PacketSocket(int interfaceIndex, int linkHeader, PacketFilter filter, MonotonicClock clock) {
        this.linkHeader = linkHeader;
        this.clock = clock;
        // Without a protocol it receives nothing until it is bound: nothing stray comes in before the filter stands.
        socket = Descriptor.of(
                "packet socket",
                Sockets.socket(Sockets.AF_PACKET, Sockets.SOCK_RAW | Sockets.SOCK_NONBLOCK | Sockets.SOCK_CLOEXEC, 0));
        try {
            int fd = socket.number();
            PosixException.check("SO_TIMESTAMPNS", Sockets.setOption(fd, Sockets.SOL_SOCKET, SO_TIMESTAMPNS, 1));
            PosixException.check("PACKET_VNET_HDR", Sockets.setOption(fd, SOL_PACKET, PACKET_VNET_HDR, 1));
            Sockets.setOption(fd, Sockets.SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER); // as much as is permitted
            filter.layAt(memory, FRAME, FRAME + 16);
            PosixException.check(
                    "SO_ATTACH_FILTER",
                    Sockets.setsockopt(fd, Sockets.SOL_SOCKET, SO_ATTACH_FILTER, memory.address(FRAME), 16));
            if (linkHeader > 0) {
                beginPromiscuity(interfaceIndex);
            }
            LinkAddress.putAny(memory, FRAME, interfaceIndex);
            PosixException.check("bind a packet socket", Sockets.bind(fd, memory.address(FRAME), LinkAddress.SIZE));
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
        Layout.Vector.put(memory, VECTOR, memory.address(FRAME), LARGEST);
    }

    /** Our link address is none of the interface's: it has to take what is for others. That ends with the socket. */
    private void beginPromiscuity(int interfaceIndex) {
        memory.clear(FRAME, 16);
        memory.bytes().putInt(FRAME, interfaceIndex).putShort(FRAME + 4, (short) PACKET_MR_PROMISC);
        PosixException.check(
                "PACKET_ADD_MEMBERSHIP",
                Sockets.setsockopt(socket.number(), SOL_PACKET, PACKET_ADD_MEMBERSHIP, memory.address(FRAME), 16));
    }

    /**
     * Sends a frame.
     *
     * @param frame begins with an {@link OffloadHeader}
     * @param length of both, in octets
     * @throws LinkException if the interface refuses it
     */
    void send(NativeMemory frame, int length) {
        long sent = Sockets.sendto(socket.number(), frame.address(), length, 0, 0, 0);
        if (sent < 0) {
            throw new LinkException("the interface refuses the packet", new PosixException("send", (int) -sent));
        }
    }

    /** For waiting until something comes in. */
    Descriptor descriptor() {
        return socket;
    }

    /** As {@link Link#receive}. */
    Link.Received receive(long deadline) {
        while (true) {
            long length = take();
            if (length > 0) {
                return received((int) length);
            }
            long now = clock.now();
            if (deadline <= now) {
                return null;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new LinkException("interrupted while waiting for a packet");
            }
            Layout.Poll.put(memory, POLL, socket.number(), Io.POLLIN);
            Layout.Timespec.put(memory, TIMEOUT, Math.min(deadline - now, WAIT));
            Io.ppoll(memory.address(POLL), 1, memory.address(TIMEOUT));
        }
    }

    /** The length of the frame that came, with its offload header, or 0 if none did. */
    private long take() {
        Layout.MessageHeader.put(
                memory, HEADER, 0, 0, memory.address(VECTOR), 1, memory.address(CONTROL), CONTROL_SIZE);
        long length = Sockets.recvmsg(socket.number(), memory.address(HEADER), Sockets.MSG_DONTWAIT);
        if (length >= 0) {
            return length;
        }
        // ENETDOWN: somebody took the interface down; the socket comes back with it.
        if (length == -EAGAIN || length == -EINTR || length == -ENETDOWN) {
            return 0;
        }
        throw new LinkException("cannot receive", new PosixException("recvmsg", (int) -length));
    }

    private Link.Received received(int length) {
        int start = FRAME + OffloadHeader.SIZE;
        OffloadHeader.completeChecksum(memory, FRAME, FRAME + length);
        packet.limit(FRAME + length).position(start + linkHeader);
        return new Link.Received(timestamp(), packet);
    }

    private long timestamp() {
        ByteBuffer bytes = memory.bytes();
        boolean stamped = bytes.getLong(HEADER + Layout.MessageHeader.CONTROL_LENGTH) > Layout.ControlMessage.DATA
                && bytes.getInt(CONTROL + Layout.ControlMessage.LEVEL) == Sockets.SOL_SOCKET
                && bytes.getInt(CONTROL + Layout.ControlMessage.TYPE) == SO_TIMESTAMPNS;
        int data = CONTROL + Layout.ControlMessage.DATA;
        return stamped ? clock.at(bytes.getLong(data), bytes.getLong(data + 8)) : clock.now();
    }

    /** As {@link Link#lost}. */
    long lost() {
        if (!closed) {
            NativeMemory scratch = NativeMemory.scratch();
            scratch.bytes().putInt(0, 0).putInt(4, 0).putInt(8, 8);
            int result = Sockets.getsockopt(
                    socket.number(), SOL_PACKET, PACKET_STATISTICS, scratch.address(), scratch.address(8));
            if (result >= 0) {
                lost += Integer.toUnsignedLong(scratch.bytes().getInt(4)); // the kernel starts again from zero
            }
        }
        return lost;
    }

    /** Waits for the kernel to let go of it: milliseconds. */
    @Override
    public void close() {
        closed = true;
        socket.close();
    }
}
