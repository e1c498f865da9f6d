package io.statecraft.stack;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Whatever segments come and whatever the program does, a stack keeps its invariants, and every timer ends. */
public final class AnythingArrivesTest {
    private static final int RUNS = 400;
    private static final int EVENTS = 60;

    @DataProvider
    public Object[][] profiles() {
        return Profiles.all().stream().map(profile -> new Object[] {profile}).toArray(Object[][]::new);
    }

    @Test(dataProvider = "profiles")
    public void noSegmentAndNoCallBreaksAStack(Profile profile) {
        Set<TcpState> reached = EnumSet.noneOf(TcpState.class);
        for (int seed = 0; seed < RUNS; seed++) {
            new Run(profile, seed).play(reached);
        }
        assertEquals(reached, EnumSet.complementOf(EnumSet.of(TcpState.LISTEN)));
    }

    private static final class Run {
        private final Random random;
        private final Peer peer;
        private final int seed;
        private Endpoint endpoint;
        private Listener listener;

        Run(Profile profile, int seed) {
            this.seed = seed;
            random = new Random(seed);
            peer = new Peer(profile);
        }

        void play(Set<TcpState> reached) {
            EndpointOptions options = new EndpointOptions(peer.stack.profile());
            options.receiveBuffer(200 + random.nextInt(5000));
            options.sendBuffer(200 + random.nextInt(5000));
            options.noDelay(random.nextBoolean());
            if (random.nextBoolean()) {
                endpoint = peer.stack.connect(peer.ends(), options);
            } else {
                listener = peer.stack.listen(null, Peer.PORT, 3, options);
            }
            for (int i = 0; i < EVENTS; i++) {
                step();
                if (endpoint == null) {
                    endpoint = peer.stack.endpoint(peer.ends()).orElse(null);
                }
                if (endpoint != null) {
                    reached.add(endpoint.state());
                    check(endpoint.connection());
                }
            }
            peer.stack.endpoints().forEach(Endpoint::abort);
            assertEquals(peer.stack.endpoints(), List.of(), "seed " + seed);
        }

        private void step() {
            switch (random.nextInt(8)) {
                case 0 -> peer.run((long) (Math.pow(random.nextDouble(), 4) * 100 * Wire.SECOND));
                case 1 -> call();
                default -> peer.stack.receive(new Packet(IpHeader.between(Peer.REMOTE, Peer.HOST), segment()));
            }
        }

        private void call() {
            if (endpoint == null) {
                return;
            }
            switch (random.nextInt(9)) {
                case 0 -> endpoint.close();
                case 1 -> endpoint.closeSending();
                case 2 -> listenAgain();
                case 3, 4 -> endpoint.receive(1 + random.nextInt(2000));
                default -> endpoint.send(Bytes.zeros(random.nextInt(3000)), random.nextInt(9) == 0, false);
            }
        }

        private void listenAgain() {
            if (listener != null) {
                listener.accept();
            }
        }

        /** One that is often nearly right. */
        private Segment segment() {
            Connection c = endpoint == null ? Connection.closed() : endpoint.connection();
            int[] flags = {
                0x10, 0x10, 0x10, 0x18, 0x11, 0x11, 0x02, 0x12, 0x04, 0x14, 0x30, 0x00, 0x03, random.nextInt(0x200)
            };
            SequenceNumber seq = c.rcv().nxt().plus(near(c.rcv().wnd()));
            SequenceNumber ack = (random.nextBoolean() ? c.snd().nxt() : c.snd().una())
                    .plus(near(c.snd().inFlight()));
            List<TcpOption> options = new ArrayList<>();
            if (random.nextInt(4) == 0) {
                options.add(new TcpOption.Timestamps(random.nextInt(50), random.nextInt(50)));
            }
            if (random.nextInt(6) == 0) {
                options.add(new TcpOption.MaximumSegmentSize(random.nextInt(2000)));
            }
            if (random.nextInt(6) == 0) {
                options.add(new TcpOption.WindowScale(random.nextInt(20)));
            }
            return Segment.between(Peer.REMOTE_PORT, Peer.PORT)
                    .withSeq(seq)
                    .withAck(ack)
                    .withFlags(flags[random.nextInt(flags.length)])
                    .withWindow(random.nextInt(3) == 0 ? 0 : random.nextInt(0x10000))
                    .withUrgentPointer(random.nextInt(0x10000))
                    .withOptions(options)
                    .withPayload(Bytes.zeros(random.nextInt(3) == 0 ? random.nextInt(1500) : 0));
        }

        private long near(long size) {
            return switch (random.nextInt(8)) {
                case 0 -> random.nextInt(5) - 2;
                case 1 -> size + random.nextInt(5) - 2;
                case 2 -> random.nextInt(3000) - 1500;
                case 3 -> random.nextInt();
                default -> 0;
            };
        }

        private void check(Connection c) {
            String where = "seed " + seed + ": " + c;
            assertTrue(c.snd().una().isAtOrBefore(c.snd().nxt()), where);
            assertTrue(c.snd().nxt().isAtOrBefore(c.snd().end().plus(1)), where);
            assertTrue(c.rcv().unread() >= 0, where);
            assertEquals(endpoint.peek(Integer.MAX_VALUE).length(), endpoint.readable(), where);
            assertTrue(endpoint.readable() <= Math.max(endpoint.options().receiveBuffer(), 65_535), where);
        }
    }
}
