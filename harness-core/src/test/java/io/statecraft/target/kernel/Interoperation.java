package io.statecraft.target.kernel;

import io.statecraft.clock.LiveTimers;
import io.statecraft.clock.MonotonicClock;
import io.statecraft.link.FaultyLink;
import io.statecraft.link.Impairment;
import io.statecraft.link.Link;
import io.statecraft.link.TunLink;
import io.statecraft.oracle.Violation;
import io.statecraft.posix.Io;
import io.statecraft.posix.Layout;
import io.statecraft.posix.NativeMemory;
import io.statecraft.stack.LiveHost;
import io.statecraft.stack.Profile;
import io.statecraft.wire.IpAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Transfers between a kernel and the built-in stack, or between two kernels, over the same bad network. */
final class Interoperation {
    private static final long PATIENCE = 600_000_000_000L;
    private static final long SLICE = 5_000_000;
    private static final long SETTLE = 50_000_000;
    private static final long BUFFERS = 1 << 20;
    private static final IpAddress V4_FIRST = IpAddress.of("192.168.0.1");
    private static final IpAddress V4_SECOND = IpAddress.of("192.168.0.2");
    private static final IpAddress V6_FIRST = IpAddress.of("fd00::1");
    private static final IpAddress V6_SECOND = IpAddress.of("fd00::2");

    private final long size;
    private final Impairment network;
    private final long seed;
    private final Kernels manner;
    private final IpAddress first;
    private final IpAddress second;
    private final MonotonicClock clock = new MonotonicClock();

    /**
     * @param size octets each way
     * @param network what happens to packets in each direction
     * @param manner how kernels transfer
     */
    Interoperation(int ipVersion, long size, Impairment network, long seed, Kernels manner) {
        this.manner = manner;
        this.size = size;
        this.network = network;
        this.seed = seed;
        first = ipVersion == 4 ? V4_FIRST : V6_FIRST;
        second = ipVersion == 4 ? V4_SECOND : V6_SECOND;
    }

    /** Both sides' reports, and what the oracle found at the side that it watched. */
    record Result(Transfer client, Transfer server, List<Violation> violations) {
        double clientToServer(long size) {
            return Transfer.goodput(size, server.begun(), server.ended());
        }

        double serverToClient(long size) {
            return Transfer.goodput(size, client.begun(), client.ended());
        }
    }

    /** The kernel is the first host, the built-in stack the second. */
    Result withStack(Profile profile, boolean stackIsClient, boolean judged) {
        try (KernelHost kernel = new KernelHost(first, second, manner, clock)) {
            Link link = new FaultyLink(kernel.link(), clock, network, network, seed);
            StackTransfer transfer = new StackTransfer(size, stackIsClient, judged, clock);
            LiveHost host = new LiveHost(profile, new LiveTimers(clock), seed, KernelHost.MTU, link, transfer);
            host.stack().addAddress(second);
            KernelHost.Program<Transfer> program;
            if (stackIsClient) {
                program = startServer(kernel, first);
                transfer.open(host.stack(), second, first, BUFFERS);
            } else {
                transfer.open(host.stack(), second, first, BUFFERS);
                program = kernel.start(KernelTransfers.client(first, second, size, clock));
            }
            long deadline = clock.now() + PATIENCE;
            while (!(transfer.isDone() && program.isDone())) {
                if (clock.now() > deadline || transfer.failure().isPresent()) {
                    throw new AssertionError("the transfer hangs, or failed: " + transfer);
                }
                // The end of the program is nothing that the link would tell of.
                host.serve(transfer::run, () -> false, clock.now() + SLICE);
            }
            // The last acknowledgment is still on its way.
            host.serve(() -> {}, () -> false, clock.now() + SETTLE);
            Transfer own = transfer.result();
            return stackIsClient
                    ? new Result(own, program.result(), transfer.violations())
                    : new Result(program.result(), own, transfer.violations());
        }
    }

    /** The first kernel is the server, the second the client. */
    Result betweenKernels() {
        try (KernelHost server = new KernelHost(first, second, manner, clock);
                KernelHost client = new KernelHost(second, first, manner, clock)) {
            FaultyLink link = new FaultyLink(server.link(), clock, network, network, seed);
            KernelHost.Program<Transfer> serving = startServer(server, first);
            KernelHost.Program<Transfer> asking = client.start(KernelTransfers.client(second, first, size, clock));
            long deadline = clock.now() + PATIENCE;
            while (!serving.isDone() || !asking.isDone()) {
                if (clock.now() > deadline) {
                    throw new AssertionError("the transfer between the kernels hangs");
                }
                relay(server.link(), link, client.link());
            }
            return new Result(asking.result(), serving.result(), List.of());
        }
    }

    /** Carries what has come at either end of the network to the other, waiting if nothing has. */
    private void relay(TunLink server, FaultyLink throughNetwork, TunLink client) {
        NativeMemory memory = NativeMemory.scratch();
        Layout.Poll.put(memory, 0, server.descriptor().number(), Io.POLLIN);
        Layout.Poll.put(memory, Layout.Poll.SIZE, client.descriptor().number(), Io.POLLIN);
        long wait = Math.max(0, Math.min(throughNetwork.nextDue() - clock.now(), 10_000_000));
        Layout.Timespec.put(memory, 2 * Layout.Poll.SIZE, wait);
        Io.ppoll(memory.address(), 2, memory.address(2 * Layout.Poll.SIZE));
        Link.Received received;
        while ((received = client.receive(Long.MIN_VALUE)) != null) {
            throughNetwork.send(received.packet());
        }
        while ((received = throughNetwork.receive(Long.MIN_VALUE)) != null) {
            client.send(received.packet());
        }
    }

    private KernelHost.Program<Transfer> startServer(KernelHost host, IpAddress own) {
        CountDownLatch listening = new CountDownLatch(1);
        KernelHost.Program<Transfer> program =
                host.start(KernelTransfers.server(own, size, clock, listening::countDown));
        try {
            listening.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return program;
    }
}
