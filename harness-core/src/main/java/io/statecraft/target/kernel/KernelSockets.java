package io.statecraft.target.kernel;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.posix.Symbols;
import io.statecraft.target.SocketApi;
import io.statecraft.target.UnknownCallException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * System calls by libc, in the target's namespace.
 *
 * <p>A call that would wait is made by a helper thread; what may wait is known from the scenario, or found by asking the descriptor
 * first. All others are made at once by the caller, which is the fastest way.
 */
final class KernelSockets implements SocketApi, AutoCloseable {
    /** The calls that there are. */
    static final Set<String> FUNCTIONS = Set.of(
            "socket",
            "bind",
            "listen",
            "accept",
            "connect",
            "shutdown",
            "close",
            "read",
            "readv",
            "recv",
            "recvfrom",
            "recvmsg",
            "write",
            "writev",
            "send",
            "sendto",
            "sendmsg",
            "getsockopt",
            "setsockopt",
            "fcntl",
            "ioctl",
            "poll",
            "epoll_create",
            "epoll_ctl",
            "epoll_wait",
            "pipe",
            "splice",
            "sendfile",
            "open",
            "cap_set");

    /** How long we wait for a helper to get into its call: under load it may have to wait for a processor. */
    private static final long PATIENCE = 50_000_000;

    private static final long SPIN = 500_000;
    private static final long STEP = 50_000;

    private final MonotonicClock clock;
    private final DescriptorTable descriptors = new DescriptorTable();
    private final Map<String, Function<Invocation, SystemCall>> calls = new HashMap<>();
    private final List<HelperThread> idle = new ArrayList<>();
    private final CapabilityCalls capabilities = new CapabilityCalls();
    private final Map<KernelCall, HelperThread> waiting = new HashMap<>();

    /**
     * Calls in the calling thread's namespace.
     *
     * @param peers what {@code ...} stands for
     * @param directory where relative paths start
     * @param files the view of the file system that the scenario's commands have
     * @param md5Secret the key that TCP_MD5SIG means
     * @param clock that calls are timed by
     */
    KernelSockets(Peers peers, Path directory, PrivateFiles files, Optional<String> md5Secret, MonotonicClock clock) {
        this.clock = clock;
        Buffers buffers = new Buffers();
        for (Calls family : List.of(
                new ConnectionCalls(descriptors, peers),
                new TransferCalls(descriptors, peers, buffers),
                new MessageCalls(descriptors, peers, buffers, clock),
                new OptionCalls(descriptors, new SignatureKey(md5Secret, peers)),
                new PollingCalls(descriptors),
                new FileCalls(descriptors, directory, files),
                capabilities)) {
            calls.putAll(family.byName());
        }
        if (!calls.keySet().equals(FUNCTIONS)) {
            throw new AssertionError("the calls are " + calls.keySet());
        }
        // To begin a thread in the midst of a scenario can take longer than scripts tolerate where the processors are
        // busy.
        idle.add(new HelperThread("blocking call"));
    }

    @Override
    public Pending start(Invocation invocation) {
        Function<Invocation, SystemCall> prepare = calls.get(invocation.function());
        if (prepare == null) {
            throw new UnknownCallException("unknown system call: '" + invocation.function() + "'");
        }
        Calls.requireCount(invocation, 1, Integer.MAX_VALUE);
        SystemCall call = prepare.apply(invocation);
        KernelCall pending = new KernelCall(call, clock);
        if (invocation.blocks() || call.mayBlock().getAsBoolean()) {
            handOver(pending, call.blockMark());
        } else {
            pending.make();
        }
        if (pending.isDone()) {
            pending.result(); // books it before the next call
        }
        return pending;
    }

    /** Returns when the call has returned, or waits in the kernel: what the scenario does next comes after it. */
    private void handOver(KernelCall pending, long mark) {
        reclaimHelpers();
        HelperThread helper = idle.isEmpty() ? new HelperThread("blocking call") : idle.remove(idle.size() - 1);
        waiting.put(pending, helper);
        helper.submit(pending::make);
        long start = clock.now();
        for (long now = start; now - start < PATIENCE && !helper.waitsInCall(mark); now = clock.now()) {
            // We may have real-time priority: the helper, if it has to share our processor, needs us to wait.
            if (pending.await(now - start < SPIN ? now : now + STEP)) {
                break;
            }
        }
    }

    private void reclaimHelpers() {
        waiting.entrySet().removeIf(entry -> entry.getKey().isDone() && idle.add(entry.getValue()));
    }

    @Override
    public boolean await(Pending pending, long deadline) {
        return ((KernelCall) pending).await(deadline);
    }

    @Override
    public OptionalLong valueOf(String symbol) {
        return Symbols.valueOf(symbol);
    }

    @Override
    public Optional<Ends> ends(int descriptor) {
        return descriptors.ends(descriptor);
    }

    @Override
    public Map<String, Long> tcpInfo(int descriptor) {
        return TcpInfo.of(descriptors.live(descriptor));
    }

    /** Gets all calls out of the kernel, ends their threads, and closes all descriptors. */
    @Override
    public void close() {
        waiting.forEach((call, helper) -> {
            helper.interruptUntil(call.returned());
            helper.close();
            call.result(); // books a descriptor that it made after all
        });
        idle.forEach(HelperThread::close);
        waiting.clear();
        idle.clear();
        descriptors.close();
        capabilities.close();
    }
}
