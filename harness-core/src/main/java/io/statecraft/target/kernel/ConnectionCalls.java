package io.statecraft.target.kernel;

import io.statecraft.posix.Io;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.SocketAddress;
import io.statecraft.posix.Sockets;
import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi.Invocation;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** Calls that make, connect and end sockets. */
final class ConnectionCalls implements Calls {
    private static final int SO_LINGER = 13;

    private static final int TYPE = 0xf;
    private static final int SOCK_DGRAM = 2;
    private static final int IPPROTO_ICMP = 1;
    private static final int IPPROTO_ICMPV6 = 58;
    private static final int ECHO_REQUEST = 8;
    private static final int ECHO_REQUEST_V6 = 128;

    private final DescriptorTable descriptors;
    private final Peers peers;

    ConnectionCalls(DescriptorTable descriptors, Peers peers) {
        this.descriptors = descriptors;
        this.peers = peers;
    }

    @Override
    public Map<String, Function<Invocation, SystemCall>> byName() {
        return Map.of(
                "socket", this::socket,
                "bind", this::bind,
                "listen", this::listen,
                "accept", this::accept,
                "connect", this::connect,
                "shutdown", this::shutdown,
                "close", this::close);
    }

    private SystemCall socket(Invocation call) {
        Expression domain = Calls.argument(call, 0, 3);
        int family = Operands.isEllipsis(domain) ? peers.domain() : Operands.integer(domain);
        int type = Operands.integer(call.arguments().get(1));
        int protocol = Operands.integer(call.arguments().get(2));
        // Closed on exec, so that no command of the scenario keeps a socket open.
        return SystemCall.of(() -> Sockets.socket(family, type | Sockets.SOCK_CLOEXEC, protocol))
                .then(result -> result < 0 ? result : made(call.descriptor(), (int) result, type, protocol));
    }

    /** A socket for datagrams of ICMP is for echoes: what it sends begins with the header of a request. */
    private int made(OptionalInt wanted, int live, int type, int protocol) {
        int number = descriptors.add(wanted, live);
        boolean datagrams = (type & TYPE) == SOCK_DGRAM;
        if (wanted.isPresent() && datagrams && protocol == IPPROTO_ICMP) {
            descriptors.sendsMessages(number, ECHO_REQUEST);
        } else if (wanted.isPresent() && datagrams && protocol == IPPROTO_ICMPV6) {
            descriptors.sendsMessages(number, ECHO_REQUEST_V6);
        }
        return number;
    }

    private SystemCall bind(Invocation call) {
        Expression address = Calls.argument(call, 1, 3);
        int number = Calls.descriptor(call);
        NativeMemory memory = NativeMemory.allocate(SocketAddress.MAX_SIZE);
        int length = peers.put(address, peers.local(), memory, descriptors.domain(number));
        int fd = descriptors.live(number);
        return SystemCall.of(() -> Sockets.bind(fd, memory.address(), length)).then(result -> {
            descriptors.learnEnds(number, null);
            return result;
        });
    }

    private SystemCall listen(Invocation call) {
        int backlog = Operands.integer(Calls.argument(call, 1, 2));
        int number = Calls.descriptor(call);
        int fd = descriptors.live(number);
        return SystemCall.of(() -> Sockets.listen(fd, backlog)).then(result -> {
            descriptors.learnEnds(number, null);
            return result;
        });
    }

    private SystemCall accept(Invocation call) {
        Calls.requireCount(call, 3, 3);
        int fd = descriptors.live(Calls.descriptor(call));
        return SystemCall.of(() -> Sockets.accept(fd, 0, 0, Sockets.SOCK_CLOEXEC))
                .blocking(fd, () -> Blocking.waitsFor(fd, Io.POLLIN))
                .then(result -> accepted(call.descriptor(), result));
    }

    private long accepted(OptionalInt number, long result) {
        if (result < 0) {
            return result;
        }
        int added = descriptors.add(number, (int) result);
        descriptors.learnEnds(added, null);
        return added;
    }

    private SystemCall connect(Invocation call) {
        Expression address = Calls.argument(call, 1, 3);
        int number = Calls.descriptor(call);
        NativeMemory memory = NativeMemory.allocate(SocketAddress.MAX_SIZE);
        int length = peers.put(address, peers.remote(), memory, descriptors.domain(number));
        SocketAddress peer = SocketAddress.get(memory, 0);
        int fd = descriptors.live(number);
        return SystemCall.of(() -> Sockets.connect(fd, memory.address(), length))
                .blocking(fd, () -> peer != null && Blocking.isBlocking(fd))
                .then(result -> {
                    if (peer == null) {
                        descriptors.forgetPeer(number);
                    }
                    descriptors.learnEnds(number, peer);
                    return result;
                });
    }

    private SystemCall shutdown(Invocation call) {
        int how = Operands.integer(Calls.argument(call, 1, 2));
        int fd = descriptors.live(Calls.descriptor(call));
        return SystemCall.of(() -> Sockets.shutdown(fd, how));
    }

    private SystemCall close(Invocation call) {
        Calls.requireCount(call, 1, 1);
        int number = Calls.descriptor(call);
        int fd = descriptors.live(number);
        descriptors.learnEnds(number, null);
        return SystemCall.of(descriptors.closing(number)).closing().blocking(fd, () -> lingers(fd));
    }

    private static boolean lingers(int fd) {
        NativeMemory memory = NativeMemory.scratch();
        memory.bytes().putLong(0, 0).putInt(8, 8);
        int result = Sockets.getsockopt(fd, Sockets.SOL_SOCKET, SO_LINGER, memory.address(), memory.address(8));
        return result == 0 && memory.bytes().getInt(0) != 0 && memory.bytes().getInt(4) > 0 && Blocking.isBlocking(fd);
    }
}
