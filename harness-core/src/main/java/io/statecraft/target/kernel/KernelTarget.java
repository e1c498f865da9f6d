package io.statecraft.target.kernel;

import io.statecraft.clock.Clock;
import io.statecraft.clock.MonotonicClock;
import io.statecraft.link.Link;
import io.statecraft.link.TunDevice;
import io.statecraft.link.TunLink;
import io.statecraft.posix.SocketAddress;
import io.statecraft.target.SocketApi;
import io.statecraft.target.StateProbe;
import io.statecraft.target.Target;
import io.statecraft.target.TargetRequest;
import io.statecraft.wire.IpAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * The kernel's stack in a network namespace of its own.
 *
 * <p>The thread that opens it is in that namespace until it closes it, and makes all calls itself. Threads that it starts meanwhile are
 * born there, and hold the namespace as long as they live.
 */
final class KernelTarget implements Target {
    /** Scripts call it by this name. */
    private static final String INTERFACE = "tun0";

    private static final int PORT = 8080;

    private final MonotonicClock clock = new MonotonicClock();
    private final Addressing addressing;
    private final Reaper reaper;

    /** What to undo, last first. */
    private final Deque<Runnable> undo = new ArrayDeque<>();

    private final Link link;
    private final KernelSockets sockets;
    private final SockDiag probe;

    KernelTarget(TargetRequest request, Reaper reaper) {
        this.reaper = reaper;
        addressing = Addressing.of(request);
        try {
            NetworkNamespace namespace = NetworkNamespace.enterNew();
            undo.push(namespace::close);
            NamespaceSettings.apply(request);
            link = openTun(request);
            undo.push(() -> reaper.submit(link::close));
            probe = new SockDiag();
            undo.push(probe::close);
            sockets = new KernelSockets(peers(request), clock);
            undo.push(sockets::close);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Link openTun(TargetRequest request) {
        TunDevice device =
                TunDevice.open(INTERFACE, !"off".equals(request.settings().get("segmentation_offload")));
        try (Interfaces interfaces = new Interfaces()) {
            interfaces.bringUp(Interfaces.LOOPBACK);
            int index = interfaces.indexOf(INTERFACE);
            interfaces.bringUp(index, request.mtu());
            interfaces.addAddress(index, addressing.local(), addressing.localPrefix());
            interfaces.addRoute(index, addressing.remote(), addressing.remotePrefix(), addressing.gateway());
            return new TunLink(device, index, clock, number(request.settings(), "mss", 0));
        } catch (RuntimeException e) {
            reaper.submit(device::close);
            throw e;
        }
    }

    private Peers peers(TargetRequest request) {
        return new Peers(
                request.family(),
                new SocketAddress(addressing.local(), number(request.settings(), "bind_port", PORT)),
                new SocketAddress(addressing.remote(), number(request.settings(), "connect_port", PORT)));
    }

    private static int number(Map<String, String> settings, String name, int otherwise) {
        String text = settings.get(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    @Override
    public Clock clock() {
        return clock;
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
        return new CommandOutcome.Refused("commands are not there yet");
    }

    @Override
    public void close() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
