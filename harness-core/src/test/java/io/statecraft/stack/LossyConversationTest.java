package io.statecraft.stack;

import static org.testng.Assert.assertEquals;

import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Whatever the network loses, doubles or reorders, both sides end with the text that the other sent, and closed. */
public final class LossyConversationTest {
    private static final int CONVERSATIONS = 25;
    private static final long DAY = 86_400 * Wire.SECOND;

    @DataProvider
    public Object[][] pairs() {
        List<Object[]> pairs = new ArrayList<>();
        for (Profile left : Profiles.all()) {
            for (Profile right : Profiles.all()) {
                pairs.add(new Object[] {left, right});
            }
        }
        return pairs.toArray(Object[][]::new);
    }

    @Test(dataProvider = "pairs")
    public void allTextArrivesInBothDirectionsAndBothSidesClose(Profile left, Profile right) {
        for (int seed = 0; seed < CONVERSATIONS; seed++) {
            new Conversation(patient(left), patient(right), seed).play();
        }
    }

    /** Never gives up: what is lost is only a matter of time. */
    private static Profile patient(Profile profile) {
        return profile.with(Setting.RETRIES, 0)
                .with(Setting.SYN_RETRIES, 0)
                .with(Setting.SYN_ACK_RETRIES, 0)
                .with(Setting.CONNECT_TIMEOUT, 0)
                .with(Setting.USER_TIMEOUT, 0)
                .with(Setting.FIN_WAIT_2_TIMEOUT, 0)
                .with(Setting.KEEP_ALIVE_IDLE, 30 * Wire.SECOND);
    }

    private static final class Conversation {
        private final Random random;
        private final Wire wire;
        private final int seed;
        private final Speaker client;
        private final Speaker server;

        Conversation(Profile left, Profile right, int seed) {
            this.seed = seed;
            random = new Random(seed);
            wire = new Wire(left, right, seed);
            double loss = random.nextDouble() * 0.3;
            double twice = random.nextDouble() * 0.2;
            long jitter = 1 + random.nextInt(50);
            wire.path(sent -> {
                long first = (1 + random.nextInt((int) jitter)) * Wire.MILLI;
                if (random.nextDouble() < loss) {
                    return new long[0];
                }
                return random.nextDouble() < twice ? new long[] {first, first + 5 * Wire.MILLI} : new long[] {first};
            });
            client = new Speaker(options(left));
            server = new Speaker(options(right));
        }

        private EndpointOptions options(Profile profile) {
            EndpointOptions options = new EndpointOptions(profile);
            options.receiveBuffer(500 + random.nextInt(20_000));
            options.sendBuffer(500 + random.nextInt(20_000));
            options.noDelay(random.nextBoolean());
            options.keepAlive(true); // a reset that was lost is found out
            return options;
        }

        void play() {
            Listener listener = wire.right.listen(null, Wire.PORT, 5, server.options);
            client.endpoint = wire.left.connect(wire.ends(), client.options);
            while (!client.isDone() || !server.isDone()) {
                if (server.endpoint == null) {
                    server.endpoint = listener.accept();
                }
                client.act();
                server.act();
                wire.run(1 + random.nextInt(500) * Wire.MILLI);
                if (wire.clock.now() > DAY) {
                    throw new AssertionError("seed " + seed + " hangs: " + client + ", " + server);
                }
            }
            assertEquals(server.read, client.total, "seed " + seed);
            assertEquals(client.read, server.total, "seed " + seed);
            wire.run(DAY);
            assertEquals(wire.left.endpoints().size() + wire.right.endpoints().size(), 0, "seed " + seed);
        }

        /** One side's program: writes and reads at its leisure, closes when all is written, and is done at the end of text. */
        private final class Speaker {
            private final EndpointOptions options;
            private final int total = random.nextInt(60_000);
            private Endpoint endpoint;
            private int written;
            private int read;
            private boolean closed;

            Speaker(EndpointOptions options) {
                this.options = options;
            }

            boolean isDone() {
                return closed && endpoint.isEndOfText();
            }

            void act() {
                if (endpoint == null || !endpoint.wasEstablished() || isDone()) {
                    return;
                }
                if (written < total && random.nextInt(3) > 0) {
                    int some = Math.min(total - written, 1 + random.nextInt(5_000));
                    int taken = endpoint.send(Wire.text(written, some), false, false);
                    assertEquals(taken < 0, false, "seed " + seed + ": send refused in " + endpoint.state());
                    written += taken;
                } else if (written == total && !closed) {
                    endpoint.closeSending();
                    closed = true;
                }
                if (random.nextInt(3) > 0) {
                    Bytes text = endpoint.receive(1 + random.nextInt(8_000));
                    assertEquals(text, Wire.text(read, text.length()), "seed " + seed + " at " + read);
                    read += text.length();
                }
            }

            @Override
            public String toString() {
                return (endpoint == null ? TcpState.CLOSED : endpoint.state()) + " wrote " + written + "/" + total
                        + " read " + read + " " + (endpoint == null ? "" : endpoint.connection());
            }
        }
    }
}
