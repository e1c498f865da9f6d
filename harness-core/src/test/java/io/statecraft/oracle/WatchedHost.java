package io.statecraft.oracle;

import io.statecraft.clock.VirtualClock;
import io.statecraft.stack.Endpoint;
import io.statecraft.stack.EndpointOptions;
import io.statecraft.stack.Listener;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Stack;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.Packet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** An embedded stack with one socket, and an oracle that sees all that happens there. */
final class WatchedHost {
    static final int LISTENING = 3;
    static final int CONNECTED = 4;
    private static final int FOR_A_COOKIE = 9;

    final Stack stack;
    final Oracle oracle = new Oracle(Delivery.EXACT, false);
    final IpAddress address;
    private final VirtualClock clock;
    private final EndpointOptions options;
    private final List<Note> log;
    private Listener listener;
    private long calls;
    Endpoint endpoint;
    private Endpoint forACookie;

    WatchedHost(
            IpAddress address,
            Profile profile,
            EndpointOptions options,
            VirtualClock clock,
            long seed,
            Consumer<Packet> wire,
            List<Note> log) {
        this.address = address;
        this.options = options;
        this.clock = clock;
        this.log = log;
        stack = new Stack(profile, clock, seed, 1500, packet -> {
            oracle.observe(new Observation.Outbound(clock.now(), packet));
            note(">", packet.segment());
            wire.accept(packet);
        });
        stack.addAddress(address);
    }

    /** Something that happened at a host: text only if it is asked for. */
    record Note(long time, IpAddress host, String direction, Object what) {
        @Override
        public String toString() {
            return String.format("%12.6f %s %s %s", time / 1e9, host, direction, what);
        }
    }

    private void note(String direction, Object what) {
        log.add(new Note(clock.now(), address, direction, what));
    }

    void arrive(Packet packet) {
        note("<", packet.segment());
        oracle.observe(new Observation.Inbound(clock.now(), packet));
        stack.receive(packet);
    }

    void listen(int port) {
        call(new SocketCall.Listen(LISTENING, 8, address, port), Optional.empty(), () -> {
            listener = stack.listen(address, port, 8, options);
            return 0;
        });
    }

    void connect(IpAddress remote, int localPort, int remotePort) {
        FourTuple ends = new FourTuple(address, localPort, remote, remotePort);
        call(new SocketCall.Connect(CONNECTED, remote, remotePort), Optional.of(ends), () -> {
            endpoint = stack.connect(ends, options);
            return 0;
        });
    }

    /** Opens with Fast Open, and with as much of {@code octets} in the SYN as it permits. */
    void connectFast(IpAddress remote, int localPort, int remotePort, int octets) {
        FourTuple ends = new FourTuple(address, localPort, remote, remotePort);
        call(new SocketCall.Connect(CONNECTED, remote, remotePort, octets), Optional.of(ends), () -> {
            Stack.Opened opened = stack.connect(ends, options, true, Bytes.zeros(octets));
            endpoint = opened.endpoint();
            return opened.taken();
        });
    }

    /** Opens a connection that is good for nothing but the cookie that the server may give. */
    void askForACookie(IpAddress remote, int localPort, int remotePort) {
        FourTuple ends = new FourTuple(address, localPort, remote, remotePort);
        call(new SocketCall.Connect(FOR_A_COOKIE, remote, remotePort), Optional.of(ends), () -> {
            forACookie = stack.connect(ends, options, true, Bytes.EMPTY).endpoint();
            return 0;
        });
    }

    void abortWhatWasForACookie() {
        call(new SocketCall.Close(FOR_A_COOKIE, true), Optional.empty(), () -> {
            forACookie.abort();
            return 0;
        });
    }

    /** Accepts a connection if one waits. */
    void accept() {
        if (endpoint != null || listener == null) {
            return;
        }
        Endpoint accepted = listener.accept();
        if (accepted != null) {
            call(new SocketCall.Accept(LISTENING), Optional.of(accepted.ends()), () -> {
                endpoint = accepted;
                return CONNECTED;
            });
        }
    }

    /** SO_KEEPALIVE for what is opened from now on; every minute, so that a conversation sees some. */
    void keepAlive() {
        call(new SocketCall.SetOption(CONNECTED, "SO_KEEPALIVE", 1), Optional.empty(), () -> {
            options.keepAlive(true);
            options.keepAliveIdle(60_000_000_000L);
            return 0;
        });
    }

    void cork(boolean on) {
        if (endpoint != null) {
            call(new SocketCall.SetOption(CONNECTED, "TCP_CORK", on ? 1 : 0), Optional.empty(), () -> {
                endpoint.options().corked(on);
                endpoint.optionsChanged();
                return 0;
            });
        }
    }

    void growReceiveBuffer(int octets) {
        if (endpoint != null) {
            endpoint.options().receiveBuffer(endpoint.options().receiveBuffer() + octets);
            endpoint.optionsChanged();
        }
    }

    void send(int octets, boolean urgent, boolean more) {
        if (endpoint != null) {
            call(
                    new SocketCall.Send(CONNECTED, octets, more),
                    Optional.empty(),
                    () -> endpoint.send(Bytes.zeros(octets), urgent, more));
        }
    }

    void receive(int most) {
        if (endpoint != null && endpoint.readable() > 0) {
            call(new SocketCall.Receive(CONNECTED), Optional.empty(), () -> endpoint.receive(most)
                    .length());
        }
    }

    void closeSending() {
        if (endpoint != null) {
            call(new SocketCall.Shutdown(CONNECTED, false, true), Optional.empty(), () -> {
                endpoint.closeSending();
                return 0;
            });
        }
    }

    void close(boolean abortive) {
        if (endpoint != null) {
            call(new SocketCall.Close(CONNECTED, abortive), Optional.empty(), () -> {
                if (abortive) {
                    endpoint.abort();
                } else {
                    endpoint.close();
                }
                endpoint = null;
                listener = null;
                return 0;
            });
        }
    }

    /** Shows the oracle the time, and the stack's own idea of the connection's state. */
    void look(FourTuple tuple) {
        oracle.observe(new Observation.Elapsed(clock.now()));
        stack.endpoint(tuple)
                .ifPresent(found -> oracle.observe(new Observation.StateSeen(clock.now(), tuple, found.state())));
    }

    private void call(SocketCall call, Optional<FourTuple> connection, LongSupplier body) {
        long id = calls++;
        note("", call);
        oracle.observe(new Observation.CallStarted(clock.now(), id, call));
        long value = body.getAsLong();
        oracle.observe(new Observation.CallReturned(
                clock.now(), id, value, value < 0 ? Optional.of("EPIPE") : Optional.empty(), connection));
    }
}
