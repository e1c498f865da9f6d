package io.statecraft.target.kernel;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.link.TunDevice;
import io.statecraft.link.TunLink;
import io.statecraft.target.Family;
import io.statecraft.wire.IpAddress;

/**
 * A kernel with a network namespace and a TUN device of its own, and programs that run in it, each in a thread. The thread that makes it
 * is outside, and holds the other end of the device.
 */
final class KernelHost implements AutoCloseable {
    static final int MTU = 1500;
    private static final String DEVICE = "tun0";

    private final NetworkNamespace namespace;
    private final TunLink link;

    /**
     * @param own its address
     * @param peer the one that it reaches through the device
     */
    KernelHost(IpAddress own, IpAddress peer, MonotonicClock clock) {
        namespace = NetworkNamespace.enterNew();
        try (Interfaces interfaces = new Interfaces()) {
            NamespaceSettings.apply(KernelMachine.request(own.version() == 4 ? Family.IPV4 : Family.IPV6));
            Sysctls.set("net/ipv4/tcp_rfc1337", "1"); // a late segment's reset does not end TIME-WAIT
            TunDevice device = TunDevice.open(DEVICE, false); // segments one by one, as on a wire
            interfaces.bringUp(Interfaces.LOOPBACK);
            int index = interfaces.indexOf(DEVICE);
            int prefix = 8 * own.bytes().length();
            interfaces.bringUp(index, MTU);
            interfaces.addAddress(index, own, prefix);
            interfaces.addRoute(index, peer, prefix, null);
            interfaces.awaitOwn(own, clock);
            link = new TunLink(device, index, clock, 0);
            namespace.leave();
        } catch (RuntimeException e) {
            namespace.close();
            throw e;
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
