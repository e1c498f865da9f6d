package io.statecraft.target.kernel;

import io.statecraft.posix.Io;
import io.statecraft.posix.Layout;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.SocketAddress;
import io.statecraft.posix.Sockets;
import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi.Invocation;
import io.statecraft.target.UnknownCallException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Calls that send and receive octets. */
final class TransferCalls implements Calls {
    private static final int MSG_WAITALL = 0x100;
    private static final int MSG_ERRQUEUE = 0x2000;
    private static final int MSG_FASTOPEN = 0x20000000;

    private static final int ICMP_HEADER = 8;

    private final DescriptorTable descriptors;
    private final Peers peers;
    private final Buffers buffers;

    TransferCalls(DescriptorTable descriptors, Peers peers, Buffers buffers) {
        this.descriptors = descriptors;
        this.peers = peers;
        this.buffers = buffers;
    }

    @Override
    public Map<String, Function<Invocation, SystemCall>> byName() {
        return Map.of(
                "read", this::read,
                "readv", this::readv,
                "recv", this::recv,
                "recvfrom", this::recvfrom,
                "write", this::write,
                "writev", this::writev,
                "send", this::send,
                "sendto", this::sendto);
    }

    private SystemCall read(Invocation call) {
        Calls.requireCount(call, 3, 3);
        int fd = descriptors.live(Calls.descriptor(call));
        Data data = received(call);
        return receiving(fd, 0, () -> Io.read(fd, data.address, data.count));
    }

    private SystemCall readv(Invocation call) {
        int fd = descriptors.live(Calls.descriptor(call));
        Vectors vectors = vectors(call, false);
        return receiving(fd, 0, () -> Io.readv(fd, vectors.address(), vectors.count));
    }

    private SystemCall recv(Invocation call) {
        int flags = Operands.integer(Calls.argument(call, 3, 4));
        int fd = descriptors.live(Calls.descriptor(call));
        Data data = received(call);
        return receiving(fd, flags, () -> Sockets.recvfrom(fd, data.address, data.count, flags, 0, 0));
    }

    private SystemCall recvfrom(Invocation call) {
        int flags = Operands.integer(Calls.argument(call, 3, 6));
        int fd = descriptors.live(Calls.descriptor(call));
        Data data = received(call);
        NativeMemory address = NativeMemory.allocate(SocketAddress.MAX_SIZE + 8);
        address.bytes().putInt(SocketAddress.MAX_SIZE, SocketAddress.MAX_SIZE);
        boolean wanted = !Operands.isNull(call.arguments().get(4));
        long to = wanted ? address.address() : 0;
        long length = wanted ? address.address(SocketAddress.MAX_SIZE) : 0;
        return receiving(fd, flags, () -> Sockets.recvfrom(fd, data.address, data.count, flags, to, length));
    }

    private SystemCall write(Invocation call) {
        Calls.requireCount(call, 3, 3);
        int fd = descriptors.live(Calls.descriptor(call));
        Data data = sent(call);
        return sending(fd, 0, data.count, () -> Io.write(fd, data.address, data.count));
    }

    private SystemCall writev(Invocation call) {
        int fd = descriptors.live(Calls.descriptor(call));
        Vectors vectors = vectors(call, true);
        return sending(fd, 0, vectors.total, () -> Io.writev(fd, vectors.address(), vectors.count));
    }

    private SystemCall send(Invocation call) {
        int flags = Operands.integer(Calls.argument(call, 3, 4));
        int fd = descriptors.live(Calls.descriptor(call));
        Data data = sent(call);
        return sending(fd, flags, data.count, () -> sendto(fd, data, flags, 0, 0));
    }

    private SystemCall sendto(Invocation call) {
        int flags = Operands.integer(Calls.argument(call, 3, 6));
        int number = Calls.descriptor(call);
        int fd = descriptors.live(number);
        Data data = sent(call);
        Expression to = call.arguments().get(4);
        if (Operands.isNull(to)) {
            return sending(fd, flags, data.count, () -> sendto(fd, data, flags, 0, 0));
        }
        NativeMemory address = NativeMemory.allocate(SocketAddress.MAX_SIZE);
        int length = peers.put(to, peers.remote(), address, descriptors.domain(number));
        return sending(fd, flags, data.count, () -> sendto(fd, data, flags, address.address(), length))
                .then(result -> {
                    descriptors.learnEnds(number, SocketAddress.get(address, 0));
                    return result;
                });
    }

    /** The JVM has SIGPIPE ignored: a broken pipe is an error number and no more. */
    private static long sendto(int fd, Data data, int flags, long address, int length) {
        return Sockets.sendto(fd, data.address, data.count, flags, address, length);
    }

    private static SystemCall receiving(int fd, int flags, LongSupplier make) {
        boolean never = (flags & (Sockets.MSG_DONTWAIT | MSG_ERRQUEUE)) != 0;
        boolean all = (flags & MSG_WAITALL) != 0;
        return SystemCall.of(make)
                .blocking(fd, () -> !never && (all ? Blocking.isBlocking(fd) : Blocking.waitsFor(fd, Io.POLLIN)));
    }

    private static SystemCall sending(int fd, int flags, long count, LongSupplier make) {
        boolean never = (flags & Sockets.MSG_DONTWAIT) != 0;
        boolean opens = (flags & MSG_FASTOPEN) != 0;
        return SystemCall.of(make)
                .blocking(fd, () -> !never && (opens ? Blocking.isBlocking(fd) : Blocking.waitsToSend(fd, count)));
    }

    private Data received(Invocation call) {
        return data(call, false);
    }

    private Data sent(Invocation call) {
        return data(call, true);
    }

    private Data data(Invocation call, boolean out) {
        Expression buffer = call.arguments().get(1);
        long count = Operands.number(call.arguments().get(2));
        // A count that is no buffer's size, such as -1, is the kernel's business where there is no buffer.
        long size = Operands.isNull(buffer) ? 0 : count;
        if (size < 0) {
            throw new UnknownCallException("a buffer of " + size + " octets");
        }
        NativeMemory memory = out ? sent(Calls.descriptor(call), size) : buffers.sink(size);
        return new Data(memory, Buffers.address(buffer, memory), count);
    }

    /** Zeros; from a socket for ICMP messages an echo request, since the kernel sends nothing else from it. */
    private NativeMemory sent(int number, long size) {
        int type = descriptors.messageType(number);
        if (type < 0 || size < ICMP_HEADER) {
            return buffers.zeros(size);
        }
        NativeMemory message = NativeMemory.allocate((int) size);
        message.bytes().put(0, (byte) type);
        return message;
    }

    private Vectors vectors(Invocation call, boolean out) {
        Expression list = Calls.argument(call, 1, 3);
        return Vectors.of(
                Operands.elements(list), Operands.integer(call.arguments().get(2)), buffers, out);
    }

    /** A buffer, its address (or none), and how much of it; the memory lives as long as this. */
    private record Data(NativeMemory memory, long address, long count) {}

    /**
     * {@code struct iovec}s laid out.
     *
     * @param memory where they lie
     * @param data what they point into, kept alive
     * @param count how many the call says there are
     * @param total octets in all
     */
    record Vectors(NativeMemory memory, NativeMemory data, int count, long total) {

        /** Lays out {@code [{..., 40}, {iov_base=..., iov_len=20}]}. */
        static Vectors of(List<Expression> list, int count, Buffers buffers, boolean out) {
            if (count != list.size()) {
                throw new UnknownCallException("the count is " + count + ", but there are " + list.size() + " vectors");
            }
            NativeMemory memory = NativeMemory.allocate(Math.max(1, count) * Layout.Vector.SIZE);
            long total = 0;
            for (Expression element : list) {
                total += length(Operands.struct(element));
            }
            NativeMemory data = out ? buffers.zeros(total) : buffers.sink(total);
            for (int i = 0; i < count; i++) {
                Expression.Struct vector = Operands.struct(list.get(i));
                long base = Buffers.address(vector.fields().get(0).value(), data);
                // All may begin at one place: zeros are zeros, and what is received nobody looks at.
                Layout.Vector.put(memory, i * Layout.Vector.SIZE, base, length(vector));
            }
            return new Vectors(memory, data, count, total);
        }

        private static long length(Expression.Struct vector) {
            if (vector.fields().size() != 2) {
                throw new UnknownCallException("a vector is {..., LENGTH}");
            }
            long length = Operands.number(vector.fields().get(1).value());
            if (length < 0) {
                throw new UnknownCallException("a vector of " + length + " octets");
            }
            return length;
        }

        long address() {
            return memory.address();
        }
    }
}
