package io.statecraft.target.kernel;

import io.statecraft.clock.Clock;
import io.statecraft.clock.MonotonicClock;
import io.statecraft.link.Link;
import io.statecraft.posix.Scheduling;
import io.statecraft.posix.SocketAddress;
import io.statecraft.posix.Urgency;
import io.statecraft.target.SocketApi;
import io.statecraft.target.StateProbe;
import io.statecraft.target.Target;
import io.statecraft.target.TargetRequest;
import io.statecraft.wire.IpAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The kernel's stack in a network namespace of its own.
 *
 * <p>The thread that opens it is in that namespace until it closes it, and makes all calls itself. Threads that it starts meanwhile are
 * born there, and hold the namespace as long as they live.
 */
final class KernelTarget implements Target {
    private static final int PORT = 8080;
    private static final long AFTER_TICK = 250_000;

    private final MonotonicClock clock = new MonotonicClock();
    private final Addressing addressing;

    /** What to undo, last first. */
    private final Deque<Runnable> undo = new ArrayDeque<>();

    private final Link link;
    private final KernelSockets sockets;
    private final SockDiag probe;
    private final Commands commands;

    /**
     * Makes the calling thread enter the target's namespace.
     *
     * @param request what the scenario asks for
     * @param wire how the harness is to be connected
     * @param reaper who takes down the wire in the end
     */
    KernelTarget(TargetRequest request, WireKind wire, Reaper reaper) {
        addressing = Addressing.of(request);
        try {
            NetworkNamespace namespace = NetworkNamespace.enterNew();
            undo.push(namespace::close);
            NamespaceSettings.apply(request);
            link = new Wiring(request, addressing, clock).lay(wire);
            undo.push(() -> reaper.submit(link::close));
            PrivateFiles files = new PrivateFiles(request.directory(), request.allowShell());
            undo.push(files::close);
            commands = new Commands(request.allowShell() ? Optional.of(shell(request, files)) : Optional.empty());
            probe = new SockDiag();
            undo.push(probe::close);
            sockets = new KernelSockets(
                    peers(request),
                    request.directory(),
                    files,
                    Optional.ofNullable(request.settings().get("tcp_md5_secret")),
                    clock);
            undo.push(sockets::close);
            beOnTime();
        } catch (RuntimeException e) {
            try {
                close();
            } catch (RuntimeException next) {
                e.addSuppressed(next);
            }
            throw e;
        }
    }

    /**
     * Where it is permitted, nothing ordinary keeps the thread from sending on time. Only now: while a target is opened the thread waits
     * for what the kernel does in threads of its own, which must have their turn.
     */
    private void beOnTime() {
        if (Scheduling.realTime(Urgency.PLAYING) == 0) {
            undo.push(Scheduling::ordinary);
        }
    }

    private Shell shell(TargetRequest request, PrivateFiles files) {
        Shell shell = new Shell(request.directory(), files, clock);
        undo.push(shell::close);
        return shell;
    }

    private Peers peers(TargetRequest request) {
        return new Peers(
                request.family(),
                new SocketAddress(addressing.local(), Settings.number(request, "bind_port", PORT)),
                new SocketAddress(addressing.remote(), Settings.number(request, "connect_port", PORT)));
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public long tick() {
        return clock.tickPeriod();
    }

    @Override
    public Link link() {
        return link;
    }

    @Override
    public Optional<SocketApi> sockets() {
        return Optional.of(sockets);
    }

    @Override
    public Optional<StateProbe> probe() {
        return Optional.of(probe);
    }

    @Override
    public IpAddress localAddress() {
        return addressing.local();
    }

    @Override
    public IpAddress remoteAddress() {
        return addressing.remote();
    }

    @Override
    public CommandOutcome command(String text) {
        return commands.run(text);
    }

    /**
     * Returns shortly after a tick. The kernel counts most of its timers in ticks of milliseconds: what a scenario does then falls in
     * the same place between two of them each time.
     */
    @Override
    public void awaitStart() {
        clock.sleepUntil(clock.nextTick() + AFTER_TICK);
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!undo.isEmpty()) {
            try {
                undo.pop().run();
            } catch (RuntimeException e) {
                first = first == null ? e : first; // what is left is freed all the same
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
