package io.statecraft.target.kernel;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.link.TunDevice;
import io.statecraft.link.TunLink;
import io.statecraft.posix.PosixException;
import io.statecraft.posix.Sockets;
import io.statecraft.target.Family;
import io.statecraft.wire.IpAddress;

/**
 * A kernel with a network namespace and a TUN device of its own, and programs that run in it, each in a thread. The thread that makes it
 * is outside, and holds the other end of the device.
 */
final class KernelHost implements AutoCloseable {
    static final int MTU = 1500;
    private static final String DEVICE = "tun0";
    private static final int RTM_NEWROUTE = 24;
    private static final int CREATE = 0x400; // NLM_F_CREATE
    private static final int TABLE_MAIN = 254;
    private static final int PROTOCOL_STATIC = 4;
    private static final int SCOPE_LINK = 253;
    private static final int TYPE_UNICAST = 1;
    private static final int RTA_DST = 1;
    private static final int RTA_OIF = 4;

    private final NetworkNamespace namespace;
    private final TunLink link;

    /**
     * @param own its address
     * @param peer the one that it reaches through the device
     * @param manner how it transfers
     * @throws PosixException if the kernel cannot do that
     */
    KernelHost(IpAddress own, IpAddress peer, Kernels manner, MonotonicClock clock) {
        namespace = NetworkNamespace.enterNew();
        try (Interfaces interfaces = new Interfaces()) {
            NamespaceSettings.apply(KernelMachine.request(own.version() == 4 ? Family.IPV4 : Family.IPV6));
            manner.set();
            Sysctls.set("net/ipv4/tcp_rfc1337", "1"); // a late segment's reset does not end TIME-WAIT
            TunDevice device = TunDevice.open(DEVICE, false); // segments one by one, as on a wire
            interfaces.bringUp(Interfaces.LOOPBACK);
            int index = interfaces.indexOf(DEVICE);
            int prefix = 8 * own.bytes().length();
            interfaces.bringUp(index, MTU);
            interfaces.addAddress(index, own, prefix);
            addRoute(index, peer, manner);
            interfaces.awaitOwn(own, clock);
            link = new TunLink(device, index, clock, 0);
            namespace.leave();
        } catch (RuntimeException e) {
            namespace.close();
            throw e;
        }
    }

    /** A route to {@code peer}, over which connections go as it says. */
    private static void addRoute(int index, IpAddress peer, Kernels manner) {
        boolean v4 = peer.version() == 4;
        try (Netlink netlink = new Netlink(Netlink.ROUTE)) {
            NetlinkMessage route = NetlinkMessage.change(netlink.request(), RTM_NEWROUTE, CREATE)
                    .put(v4 ? Sockets.AF_INET : Sockets.AF_INET6)
                    .put(8 * peer.bytes().length())
                    .fixed(2)
                    .put(TABLE_MAIN)
                    .put(PROTOCOL_STATIC)
                    .put(v4 ? SCOPE_LINK : 0)
                    .put(TYPE_UNICAST)
                    .putInt(0)
                    .attribute(RTA_DST, peer.bytes())
                    .attribute(RTA_OIF, index);
            PosixException.check("add a route for " + manner, netlink.ask(manner.metrics(route)));
        }
    }

    /** The wire to it. */
    TunLink link() {
        return link;
    }

    /** Starts a program: a thread is born in the namespace of the one that starts it. */
    <T> Program<T> start(Program.Body<T> body) {
        namespace.enter();
        try {
            return new Program<>(body);
        } finally {
            namespace.leave();
        }
    }

    @Override
    public void close() {
        link.close();
        namespace.close();
    }

    /** A thread and what comes of it. */
    static final class Program<T> {
        private final Thread thread;
        private T result;
        private Throwable failure;

        /** What it does. */
        interface Body<T> {
            T run() throws Exception;
        }

        private Program(Body<T> body) {
            thread = new Thread(() -> run(body), "program");
            thread.setDaemon(true);
            thread.start();
        }

        private void run(Body<T> body) {
            try {
                result = body.run();
            } catch (Exception | Error e) {
                failure = e;
            }
        }

        boolean isDone() {
            return !thread.isAlive();
        }

        /** What it returned; to be asked when it is done. */
        T result() {
            if (failure != null) {
                throw new AssertionError("the program failed", failure);
            }
            return result;
        }
    }
}
