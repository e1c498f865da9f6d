package io.statecraft.stack;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.wire.Bytes;
import java.util.Random;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * How fast text arrives over a short and bad network, in virtual time: two per cent of the packets are lost, two come late, and one comes
 * twice. A round trip is 300 microseconds, with a megabyte of buffer at each end; the congestion window is what there is to lose.
 */
public final class GoodputTest {
    private static final long MICRO = Wire.MILLI / 1000;
    private static final int OCTETS = 5_000_000;
    private static final int BUFFER = 1 << 20;
    private static final int BLOCK = 1 << 16;
    private static final long ONE_WAY = 150 * MICRO;
    private static final long LATE = 500 * MICRO;
    private static final long TURN = 50 * MICRO;
    private static final long PATIENCE = 100 * Wire.SECOND;
    private static final int SEEDS = 5;

    @DataProvider
    public Object[][] profiles() {
        // Megabytes a second. RFC 9293 alone has no SACK and waits a second at least for the timer: a loss in a hundred
        // costs one.
        // BBR takes no loss for congestion, and the path has no bottleneck: it is its own.
        Profile bbr = Profiles.LINUX.with(Setting.CONGESTION_CONTROL, CongestionAlgorithm.BBR.number());
        return new Object[][] {{Profiles.RFC9293, 0.5}, {Profiles.LINUX, 20}, {Profiles.FREEBSD, 10}, {bbr, 300}};
    }

    @Test(dataProvider = "profiles")
    public void lossCostsNoMoreThanItMust(Profile profile, double least) {
        for (int seed = 0; seed < SEEDS; seed++) {
            double goodput = OCTETS * 1e3 / transfer(profile, seed);
            assertTrue(goodput >= least, "seed " + seed + ": " + goodput + " MB/s");
        }
    }

    /** How long it takes, in nanoseconds. */
    private static long transfer(Profile profile, int seed) {
        Random random = new Random(seed);
        Wire wire = new Wire(profile, Profiles.LINUX, seed);
        wire.path(sent -> path(random));
        EndpointOptions sending = new EndpointOptions(profile);
        sending.sendBuffer(BUFFER);
        EndpointOptions receiving = new EndpointOptions(Profiles.LINUX);
        receiving.receiveBuffer(BUFFER);
        Listener listener = wire.right.listen(null, Wire.PORT, 1, receiving);
        Endpoint sender = wire.left.connect(wire.ends(), sending);
        Endpoint receiver = null;
        int written = 0;
        int read = 0;
        while (read < OCTETS) {
            receiver = receiver == null ? listener.accept() : receiver;
            if (sender.wasEstablished() && written < OCTETS && sender.writable() > 0) {
                int some = Math.min(OCTETS - written, BLOCK);
                written += Math.max(0, sender.send(Wire.text(written, some), false, false));
            }
            if (receiver != null && receiver.readable() > 0) {
                Bytes text = receiver.receive(BLOCK);
                assertEquals(text, Wire.text(read, text.length()), "seed " + seed + " at " + read);
                read += text.length();
            }
            wire.run(TURN);
            assertTrue(wire.clock.now() < PATIENCE, "seed " + seed + " hangs: " + sender.connection());
        }
        return wire.clock.now();
    }

    private static long[] path(Random random) {
        double fate = random.nextDouble();
        if (fate < 0.02) {
            return new long[0];
        } else if (fate < 0.03) {
            return new long[] {ONE_WAY, ONE_WAY};
        }
        return new long[] {fate < 0.05 ? ONE_WAY + LATE : ONE_WAY};
    }
}
