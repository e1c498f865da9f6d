package io.statecraft.target.kernel;

import io.statecraft.clock.Clock;
import io.statecraft.oracle.Delivery;
import io.statecraft.oracle.Observation;
import io.statecraft.oracle.Oracle;
import io.statecraft.oracle.SocketCall;
import io.statecraft.oracle.Violation;
import io.statecraft.stack.Endpoint;
import io.statecraft.stack.EndpointOptions;
import io.statecraft.stack.Failure;
import io.statecraft.stack.Listener;
import io.statecraft.stack.LiveHost;
import io.statecraft.stack.Stack;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.Packet;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A program that transfers by the built-in stack; see {@link Transfer}. What the stack does is written down, and judged by the oracle when it is
 * over: goodput is the stack's, not that of its judge beside it.
 */
final class StackTransfer implements LiveHost.Witness {
    private static final int BLOCK = 1 << 16;
    private static final int LISTENER = 3;
    private static final int CONNECTION = 4;
    private static final int CLIENT_PORT = 40_000;

    private final Clock clock;
    private final boolean active;
    private final Cargo cargo;
    private final MessageDigest digest = Cargo.newDigest();
    private final Transfer.Watch watch;
    private final boolean judged;
    private final WitnessLog witnessed = new WitnessLog();
    private Listener listener;
    private Endpoint endpoint;
    private FourTuple ends;
    private boolean received;
    private boolean closed;
    private String text;
    private boolean timeWait;
    private long calls;

    StackTransfer(long size, boolean active, boolean judged, Clock clock) {
        this.clock = clock;
        this.active = active;
        this.cargo = new Cargo(size, active ? Transfer.CLIENT_SEED : Transfer.SERVER_SEED);
        this.watch = new Transfer.Watch(clock);
        this.judged = judged;
    }

    /** Begins to listen, or to connect. */
    void open(Stack stack, IpAddress own, IpAddress peer, long buffers) {
        stack.watch(() -> timeWait |= state() == TcpState.TIME_WAIT);
        EndpointOptions options = new EndpointOptions(stack.profile());
        options.receiveBuffer(buffers);
        options.sendBuffer(buffers);
        if (active) {
            ends = new FourTuple(own, CLIENT_PORT, peer, Transfer.PORT);
            call(new SocketCall.Connect(CONNECTION, peer, Transfer.PORT), Optional.of(ends), () -> {
                endpoint = stack.connect(ends, options);
                return 0;
            });
        } else {
            call(new SocketCall.Listen(LISTENER, 1, own, Transfer.PORT), Optional.empty(), () -> {
                listener = stack.listen(own, Transfer.PORT, 1, options);
                return 0;
            });
        }
    }

    /** Does what can be done now. */
    void run() {
        if (endpoint == null && listener.waiting() > 0) {
            accept();
        }
        if (endpoint == null || !endpoint.wasEstablished()) {
            return;
        }
        receive();
        if (active || received) {
            send();
        }
    }

    private void accept() {
        Endpoint accepted = listener.accept();
        ends = accepted.ends();
        call(new SocketCall.Accept(LISTENER), Optional.of(ends), () -> CONNECTION);
        endpoint = accepted;
    }

    private void send() {
        while (!cargo.isSent() && endpoint.writable() > 0) {
            ByteBuffer next = cargo.next();
            int length = (int) Math.min(next.remaining(), endpoint.writable());
            Bytes some = Bytes.copyOf(next, next.position(), length);
            long taken = call(
                    new SocketCall.Send(CONNECTION, length), Optional.empty(), () -> endpoint.send(some, false, false));
            if (taken <= 0) {
                return;
            }
            next.position(next.position() + (int) taken);
        }
        if (cargo.isSent() && !closed) {
            closed = true;
            call(
                    active ? new SocketCall.Shutdown(CONNECTION, false, true) : new SocketCall.Close(CONNECTION, false),
                    Optional.empty(),
                    () -> {
                        if (active) {
                            endpoint.closeSending();
                        } else {
                            endpoint.close();
                        }
                        return 0;
                    });
        }
    }

    private void receive() {
        while (endpoint.readable() > 0) {
            watch.received();
            call(new SocketCall.Receive(CONNECTION), Optional.empty(), () -> {
                Bytes some = endpoint.receive(BLOCK);
                digest.update(some.toArray());
                return some.length();
            });
        }
        if (endpoint.isEndOfText() && !received) {
            received = true;
            watch.end();
            text = HexFormat.of().formatHex(digest.digest());
        }
    }

    private long call(SocketCall call, Optional<FourTuple> connection, LongSupplier body) {
        if (!judged) {
            return body.getAsLong();
        }
        long id = calls++;
        witnessed.add(new Observation.CallStarted(clock.now(), id, call));
        long value = body.getAsLong();
        witnessed.add(new Observation.CallReturned(
                clock.now(), id, value, value < 0 ? Optional.of("EPIPE") : Optional.empty(), connection));
        return value;
    }

    /** Whether both cargoes are through and the connection has come to its end, or failed. */
    boolean isDone() {
        return endpoint != null
                && (endpoint.failure().isPresent()
                        || received && closed && (state() == TcpState.TIME_WAIT || state() == TcpState.CLOSED));
    }

    TcpState state() {
        return endpoint == null ? TcpState.CLOSED : endpoint.state();
    }

    Optional<Failure> failure() {
        return endpoint == null ? Optional.empty() : endpoint.failure();
    }

    Transfer result() {
        // A late segment can be answered by a reset, which ends TIME-WAIT before its time (RFC 1337).
        TcpState last = timeWait ? TcpState.TIME_WAIT : state();
        return new Transfer(text, watch.begun(), watch.ended(), last.toString());
    }

    /** What the oracle finds in what was witnessed up to now. */
    List<Violation> violations() {
        if (!judged) {
            return List.of();
        }
        Oracle oracle = new Oracle(Delivery.EXACT, false);
        witnessed.tell(oracle::observe);
        oracle.observe(new Observation.Elapsed(clock.now()));
        return oracle.violations();
    }

    @Override
    public void arrives(long time, Packet packet) {
        if (judged) {
            witnessed.arrived(time, packet);
        }
    }

    @Override
    public void leaves(long time, Packet packet) {
        if (judged) {
            witnessed.left(time, packet);
        }
    }

    @Override
    public String toString() {
        return endpoint == null ? "not connected" : endpoint.connection() + " " + endpoint.status();
    }
}
