package io.statecraft.oracle;

import static org.testng.Assert.assertEquals;

import io.statecraft.clock.VirtualClock;
import io.statecraft.stack.Endpoint;
import io.statecraft.stack.EndpointOptions;
import io.statecraft.stack.Listener;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Profiles;
import io.statecraft.stack.Stack;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Whatever segments come and whatever the program does, the oracle finds nothing in what the built-in stack makes of it. */
public final class EmbeddedStackKeepsTheRulesTest {
    private static final int RUNS = 150;
    private static final int EVENTS = 40;
    private static final long SECOND = 1_000_000_000L;
    private static final IpAddress HOST = IpAddress.of("10.0.0.1");
    private static final IpAddress PEER = IpAddress.of("10.0.0.2");
    private static final FourTuple ENDS = new FourTuple(HOST, 8080, PEER, 5000);

    /** What FreeBSD is known to do otherwise: keep-alives that nobody asked for. */
    private static final Set<String> KNOWN_OF_FREEBSD = Set.of("RFC9293:MUST-25");

    @DataProvider
    public Object[][] profiles() {
        return Profiles.all().stream().map(profile -> new Object[] {profile}).toArray(Object[][]::new);
    }

    @Test(dataProvider = "profiles")
    public void theOracleFindsNothing(Profile profile) {
        for (int seed = 0; seed < RUNS; seed++) {
            List<Violation> found = new ArrayList<>(new Run(profile, seed).play());
            if (profile != Profiles.RFC9293) {
                found.removeIf(violation -> !violation.must()); // other systems leave a SHOULD where they have a reason
            }
            if (profile == Profiles.FREEBSD) {
                found.removeIf(violation -> KNOWN_OF_FREEBSD.contains(violation.clause()));
            }
            assertEquals(found, List.of(), "seed " + seed);
        }
    }

    private static final class Run {
        private final Random random;
        private final VirtualClock clock = new VirtualClock();
        private final Oracle oracle = new Oracle(Delivery.EXACT, false);
        private final Stack stack;
        private final int descriptor;
        private Endpoint endpoint;
        private Listener listener;
        private boolean accepted;
        private boolean closed;
        private long calls;

        Run(Profile profile, int seed) {
            random = new Random(seed);
            stack = new Stack(
                    profile,
                    clock,
                    seed,
                    1500,
                    packet -> oracle.observe(new Observation.Outbound(clock.now(), packet)));
            stack.addAddress(HOST);
            descriptor = random.nextBoolean() ? 3 : 4;
        }

        List<Violation> play() {
            open();
            for (int i = 0; i < EVENTS && !isOver(); i++) {
                if (endpoint == null) {
                    endpoint = stack.endpoint(ENDS).orElse(null);
                }
                step();
                if (endpoint != null && !closed) {
                    TcpState state = stack.endpoint(ENDS).map(Endpoint::state).orElse(TcpState.CLOSED);
                    oracle.observe(new Observation.StateSeen(clock.now(), ENDS, state));
                }
            }
            pass(2 * SECOND);
            return oracle.violations();
        }

        private boolean isOver() {
            return endpoint != null && endpoint.state() == TcpState.CLOSED;
        }

        private void open() {
            EndpointOptions options = new EndpointOptions(stack.profile());
            options.receiveBuffer(2000 + random.nextInt(50_000));
            options.noDelay(random.nextBoolean());
            if (descriptor == 3) {
                accepted = true;
                call(new SocketCall.Connect(3, PEER, 5000), () -> {
                    endpoint = stack.connect(ENDS, options);
                    return 0;
                });
            } else {
                call(new SocketCall.Listen(3, 3, HOST, 8080), () -> {
                    listener = stack.listen(null, 8080, 3, options);
                    return 0;
                });
            }
        }

        private void step() {
            int kind = random.nextInt(10);
            if (kind == 0) {
                pass((long) (Math.pow(random.nextDouble(), 4) * 20 * SECOND));
            } else if (kind == 1 && !accepted && listener.waiting() > 0) {
                accepted = true;
                call(new SocketCall.Accept(3), () -> {
                    listener.accept();
                    return descriptor;
                });
            } else if (kind == 2 && isUsable()) {
                use();
            } else {
                Packet packet = new Packet(IpHeader.between(PEER, HOST), segment());
                oracle.observe(new Observation.Inbound(clock.now(), packet));
                stack.receive(packet);
                clock.sleepUntil(clock.now() + 1000);
            }
        }

        private void pass(long nanos) {
            clock.sleepUntil(clock.now() + nanos);
            oracle.observe(new Observation.Elapsed(clock.now()));
        }

        private boolean isUsable() {
            return endpoint != null && accepted && !closed && endpoint.state().isSynchronized();
        }

        private void use() {
            switch (random.nextInt(6)) {
                case 0 -> {
                    closed = true;
                    call(new SocketCall.Close(descriptor, false), () -> {
                        endpoint.close();
                        return 0;
                    });
                }
                case 1 ->
                    call(new SocketCall.Shutdown(descriptor, false, true), () -> {
                        endpoint.closeSending();
                        return 0;
                    });
                case 2, 3 -> {
                    if (endpoint.readable() > 0) {
                        int most = 1 + random.nextInt(2000);
                        call(new SocketCall.Receive(descriptor), () -> endpoint.receive(most)
                                .length());
                    }
                }
                default -> {
                    int length = 1 + random.nextInt(3000);
                    call(
                            new SocketCall.Send(descriptor, length),
                            () -> endpoint.send(Bytes.zeros(length), false, false));
                }
            }
        }

        private void call(SocketCall call, LongSupplier action) {
            long id = calls++;
            oracle.observe(new Observation.CallStarted(clock.now(), id, call));
            long value = action.getAsLong();
            boolean opened = call instanceof SocketCall.Accept || call instanceof SocketCall.Connect;
            oracle.observe(new Observation.CallReturned(
                    clock.now(),
                    id,
                    value,
                    value < 0 ? Optional.of("EPIPE") : Optional.empty(),
                    opened ? Optional.of(ENDS) : Optional.empty()));
        }

        /** One that is often nearly right. */
        private Segment segment() {
            Connection c = endpoint == null ? Connection.closed() : endpoint.connection();
            int flags = flags();
            SequenceNumber ack = random.nextBoolean() ? c.snd().nxt() : c.snd().una();
            boolean hasAck = (flags & TcpFlag.ACK.mask()) != 0;
            return Segment.between(5000, 8080)
                    .withSeq(c.rcv().nxt().plus(near(c.rcv().wnd())))
                    .withAck(hasAck ? ack.plus(near(c.snd().inFlight())) : SequenceNumber.ZERO)
                    .withFlags(flags)
                    .withWindow(random.nextInt(4) == 0 ? 0 : random.nextInt(0x10000))
                    .withOptions(options((flags & TcpFlag.SYN.mask()) != 0))
                    .withPayload(Bytes.zeros(random.nextInt(3) == 0 ? random.nextInt(1000) : 0));
        }

        private int flags() {
            if (endpoint == null && random.nextInt(4) > 0) {
                return TcpFlag.SYN.mask();
            }
            if (endpoint != null && endpoint.state() == TcpState.SYN_SENT && random.nextBoolean()) {
                return TcpFlag.maskOf(TcpFlag.SYN, TcpFlag.ACK);
            }
            int[] some = {0x10, 0x10, 0x10, 0x18, 0x11, 0x11, 0x02, 0x12, 0x04, 0x14, 0x00, 0x03};
            return some[random.nextInt(some.length)];
        }

        private List<TcpOption> options(boolean syn) {
            List<TcpOption> options = new ArrayList<>();
            if (random.nextInt(5) == 0) {
                options.add(new TcpOption.Timestamps(random.nextInt(50), 0));
            }
            if (syn && random.nextInt(3) == 0) {
                options.add(new TcpOption.MaximumSegmentSize(500 + random.nextInt(1000)));
            }
            if (syn && random.nextInt(4) == 0) {
                options.add(new TcpOption.WindowScale(random.nextInt(8)));
            }
            return options;
        }

        private long near(long size) {
            return switch (random.nextInt(10)) {
                case 0 -> random.nextInt(5) - 2;
                case 1 -> size + random.nextInt(5) - 2;
                case 2 -> random.nextInt(3000) - 1500;
                default -> 0;
            };
        }
    }
}
