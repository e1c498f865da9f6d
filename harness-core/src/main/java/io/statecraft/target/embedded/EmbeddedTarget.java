package io.statecraft.target.embedded;

import io.statecraft.clock.Clock;
import io.statecraft.clock.VirtualClock;
import io.statecraft.link.Link;
import io.statecraft.link.MemoryLink;
import io.statecraft.stack.Fault;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Setting;
import io.statecraft.stack.Stack;
import io.statecraft.target.Family;
import io.statecraft.target.SocketApi;
import io.statecraft.target.StateProbe;
import io.statecraft.target.Target;
import io.statecraft.target.TargetRequest;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** The embedded stack as a target: memory, virtual time, nothing outside this process. */
public final class EmbeddedTarget implements Target {
    private static final IpAddress V4_LOCAL = IpAddress.of("192.168.0.1");
    private static final IpAddress V4_REMOTE = IpAddress.of("192.0.2.1");
    private static final IpAddress V6_LOCAL = IpAddress.of("fd3d:fa7b:d17d::1");
    private static final IpAddress V6_REMOTE = IpAddress.of("2001:db8::1");
    private static final int PORT = 8080;
    private static final long SECOND = 1_000_000_000L;

    private final VirtualClock clock = new VirtualClock();
    private final IpAddress local;
    private final IpAddress remote;
    private final Stack stack;
    private final MemoryLink link;
    private final EmbeddedSockets sockets;
    private final Commands commands;

    EmbeddedTarget(Profile profile, TargetRequest request) {
        this(profile, Fault.NONE, request);
    }

    EmbeddedTarget(Profile profile, Fault fault, TargetRequest request) {
        boolean v4 = request.family().wireVersion() == 4;
        local = request.localAddress().orElse(v4 ? V4_LOCAL : V6_LOCAL);
        remote = request.remoteAddress().orElse(v4 ? V4_REMOTE : V6_REMOTE);
        stack = new Stack(settled(profile, request.settings()), clock, request.seed(), request.mtu(), this::transmit);
        stack.fault(fault);
        stack.addAddress(local);
        link = new MemoryLink(clock, stack::receive);
        Personality personality = Personality.of(profile);
        int domain = personality.symbols().require(request.family() == Family.IPV4 ? "AF_INET" : "AF_INET6");
        EmbeddedSockets.Host host = new EmbeddedSockets.Host(
                domain, local, port(request.settings(), "bind_port"), remote, port(request.settings(), "connect_port"));
        sockets = new EmbeddedSockets(stack, clock, personality, host);
        commands = new Commands(stack, new SocketList(sockets), request.directory());
    }

    /** {@code msl} in seconds, as scenarios say it. */
    private static Profile settled(Profile profile, Map<String, String> settings) {
        String msl = settings.get("msl");
        return msl == null ? profile : profile.with(Setting.MSL, Math.round(Double.parseDouble(msl) * SECOND));
    }

    private static int port(Map<String, String> settings, String name) {
        String port = settings.get(name);
        return port == null ? PORT : Integer.parseInt(port);
    }

    private void transmit(Packet packet) {
        link.transmit(ByteBuffer.wrap(PacketCodec.encode(packet)));
    }

    /** The stack itself, for those who test it. */
    public Stack stack() {
        return stack;
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
        return Optional.of(new EmbeddedProbe(stack));
    }

    @Override
    public IpAddress localAddress() {
        return local;
    }

    @Override
    public IpAddress remoteAddress() {
        return remote;
    }

    @Override
    public CommandOutcome command(String text) {
        return commands.run(text);
    }

    @Override
    public void close() {
        link.close();
    }
}
