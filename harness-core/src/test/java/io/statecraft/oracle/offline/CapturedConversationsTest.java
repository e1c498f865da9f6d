package io.statecraft.oracle.offline;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.clock.VirtualClock;
import io.statecraft.stack.Endpoint;
import io.statecraft.stack.EndpointOptions;
import io.statecraft.stack.Listener;
import io.statecraft.stack.Profile;
import io.statecraft.stack.Profiles;
import io.statecraft.stack.Stack;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.testng.annotations.Test;

/**
 * Random conversations of two built-in stacks, captured somewhere on a path that loses, duplicates, reorders and delays on both sides of the
 * tap: nothing is found, and header prediction changes no verdict, whatever becomes of the capture.
 */
public class CapturedConversationsTest {
    private static final int CONVERSATIONS = Integer.getInteger("statecraft.conversations", 400);
    private static final long FIRST_SEED = Long.getLong("statecraft.seed", 1);
    private static final long MILLI = 1_000_000;

    @Test
    public void nothingIsFoundAndHeaderPredictionChangesNothing() {
        long ordinary = 0;
        long segments = 0;
        List<String> found = new ArrayList<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CONVERSATIONS; seed++) {
            Tap tap = new Conversation(seed).play();
            CaptureFindings fast = tap.judged(true);
            CaptureFindings slow = tap.judged(false);
            assertEquals(fast.violations(), slow.violations(), "seed " + seed);
            assertEquals(fast.missing(), slow.missing(), "seed " + seed);
            long now = seed;
            fast.violations().forEach(violation -> found.add("seed " + now + ": " + violation));
            if (fast.missing() > 0) {
                found.add("seed " + now + ": " + fast.signs());
            }
            ordinary += fast.ordinary();
            segments += fast.segments();
        }
        assertEquals(String.join("\n", found), "");
        assertTrue(ordinary > segments / 10, ordinary + " of " + segments + " by header prediction");
    }

    /** Captures with a byte changed here and there, and packets left out: wrong in any way that comes, and judged alike both ways. */
    @Test
    public void headerPredictionMissesNothing() {
        int found = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CONVERSATIONS; seed++) {
            Tap tap = new Conversation(seed).play();
            Random random = new Random(seed);
            for (int i = 0; i < 2 && tap.size() > 0; i++) {
                rewrite(tap.packet(1 + random.nextInt(tap.size())), random);
            }
            List<String> fast = charges(tap.judged(true));
            assertEquals(fast, charges(tap.judged(false)), "seed " + seed);
            found += fast.isEmpty() ? 0 : 1;
        }
        assertTrue(found > CONVERSATIONS / 4, "violations in " + found + " of " + CONVERSATIONS);
    }

    /** Who is found to have broken what, and where; numbers in the words may differ, once one of them makes no sense. */
    private static List<String> charges(CaptureFindings findings) {
        return findings.violations().stream()
                .map(found -> found.packet() + " " + found.violation().connection() + " "
                        + found.violation().clause())
                .toList();
    }

    /** Changes a byte of the TCP header, and puts the checksum right. */
    private static void rewrite(byte[] packet, Random random) {
        int tcp = (packet[0] & 0xf0) == 0x40 ? 20 : 40;
        int at = tcp + 4 + random.nextInt(12);
        if (at != tcp + 12) {
            packet[at] ^= (byte) (1 << random.nextInt(8));
        }
        Packet changed = PacketCodec.decodeTrustingChecksums(java.nio.ByteBuffer.wrap(packet))
                .packet();
        System.arraycopy(PacketCodec.encode(changed), 0, packet, 0, packet.length);
    }

    private static final class Conversation {
        private final Random random;
        private final VirtualClock clock = new VirtualClock();
        private final Tap tap = new Tap();
        private final Stack client;
        private final Stack server;
        private final FourTuple ends;
        private final double loss;
        private final double duplication;
        private final long jitter;
        private final long toTap;
        private Endpoint there;
        private Endpoint here;

        Conversation(long seed) {
            random = new Random(seed);
            loss = random.nextInt(2) == 0 ? random.nextDouble() * 0.15 : 0;
            duplication = random.nextInt(3) == 0 ? random.nextDouble() * 0.2 : 0;
            jitter = random.nextInt(2) == 0 ? 40 * MILLI : 0;
            toTap = random.nextLong(20) * MILLI;
            boolean six = random.nextBoolean();
            IpAddress a = IpAddress.of(six ? "2001:db8::1" : "192.0.2.1");
            IpAddress b = IpAddress.of(six ? "2001:db8::2" : "192.0.2.2");
            client = new Stack(profile(), clock, seed, 1500, packet -> send(packet, true));
            server = new Stack(profile(), clock, ~seed, 1500, packet -> send(packet, false));
            client.addAddress(a);
            server.addAddress(b);
            ends = new FourTuple(a, 40000, b, 80);
        }

        private Profile profile() {
            return Profiles.all().get(random.nextInt(Profiles.all().size()));
        }

        /** From the sender to the tap, and from there to the receiver. */
        private void send(Packet packet, boolean fromClient) {
            travel(fromClient ? toTap : 20 * MILLI - toTap, () -> {
                tap.record(clock.now(), packet);
                travel(fromClient ? 20 * MILLI - toTap : toTap, () -> (fromClient ? server : client).receive(packet));
            });
        }

        private void travel(long delay, Runnable arrival) {
            int copies = random.nextDouble() < loss ? 0 : random.nextDouble() < duplication ? 2 : 1;
            for (int i = 0; i < copies; i++) {
                clock.at(clock.now() + delay + (jitter == 0 ? 0 : random.nextLong(jitter)), arrival);
            }
        }

        Tap play() {
            Listener listener = server.listen(ends.remote(), ends.remotePort(), 8, options(server));
            here = client.connect(ends, options(client));
            int steps = 5 + random.nextInt(30);
            for (int i = 0; i < steps; i++) {
                there = there == null ? listener.accept() : there;
                here = act(here);
                there = act(there);
                clock.sleepUntil(clock.now() + random.nextLong(random.nextBoolean() ? 30 * MILLI : 1_500 * MILLI));
            }
            there = there == null ? listener.accept() : there;
            for (Endpoint endpoint : new Endpoint[] {here, there}) {
                if (endpoint != null) {
                    endpoint.close();
                }
            }
            clock.sleepUntil(clock.now() + 400_000 * MILLI);
            return tap;
        }

        private static EndpointOptions options(Stack stack) {
            return new EndpointOptions(stack.profile());
        }

        private Endpoint act(Endpoint endpoint) {
            if (endpoint == null) {
                return null;
            }
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    byte[] text = new byte[1 + random.nextInt(random.nextBoolean() ? 100 : 30_000)];
                    random.nextBytes(text);
                    endpoint.send(Bytes.of(text), false, true);
                }
                case 3, 4, 5 -> {
                    if (endpoint.readable() > 0) {
                        endpoint.receive(1 + random.nextInt(30_000));
                    }
                }
                case 6 -> {
                    if (random.nextInt(8) == 0) {
                        endpoint.closeSending();
                    } else if (random.nextInt(16) == 0) {
                        endpoint.abort();
                        return null;
                    }
                }
                default -> {
                    // nothing, this time
                }
            }
            return endpoint;
        }
    }
}
