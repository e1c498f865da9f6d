package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;
import static io.statecraft.stack.Wire.SECOND;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * BBR finds a path's bandwidth and its round trip, keeps to them, and takes no loss for congestion. CUBIC beside it does the opposite: so
 * the path is one that tells them apart.
 */
public final class BbrTest {
    private static final double RATE = 2_500_000; // octets a second
    private static final long ROUND_TRIP = 40 * MILLI;
    private static final double PRODUCT = 100_000; // octets: of both
    private static final double TEXT = 1448.0 / 1500; // of a packet, the rest being headers
    private static final int FULL = 1448;
    private static final Profile LINUX = Profiles.LINUX.with(Setting.MAX_BUFFER, 1 << 22);

    private static Bottleneck path(CongestionAlgorithm control, double buffer, double loss) {
        Profile profile = LINUX.with(Setting.CONGESTION_CONTROL, control.number());
        return new Bottleneck(profile, RATE, ROUND_TRIP, buffer, loss);
    }

    private static Bottleneck bbr(double buffer, double loss) {
        return path(CongestionAlgorithm.BBR, buffer, loss);
    }

    @DataProvider
    public Object[][] senders() {
        Profile plain = Profiles.RFC9293.with(Setting.MAX_BUFFER, 1 << 22);
        return new Object[][] {{LINUX}, {plain}, {plain.with(Setting.SACK, 1)}};
    }

    @Test(dataProvider = "senders")
    public void theBandwidthIsFoundAndUsed(Profile sender) {
        Profile profile = sender.with(Setting.CONGESTION_CONTROL, CongestionAlgorithm.BBR.number());
        Bottleneck path = new Bottleneck(profile, RATE, ROUND_TRIP, 8 * PRODUCT, 0);
        path.run(SECOND);
        double goodput = path.run(5 * SECOND);
        assertTrue(goodput > 0.95 * TEXT * RATE, "goodput " + goodput);
    }

    @Test
    public void lossesDoNotSlowItDown() {
        Bottleneck cubic = path(CongestionAlgorithm.CUBIC, 2 * PRODUCT, 0.02);
        cubic.run(SECOND);
        double slow = cubic.run(5 * SECOND);
        assertTrue(slow < 0.3 * RATE, "CUBIC's goodput " + slow);
        Bottleneck path = bbr(2 * PRODUCT, 0.02);
        path.run(SECOND);
        double goodput = path.run(5 * SECOND);
        assertTrue(goodput > 0.85 * TEXT * RATE, "goodput " + goodput);
    }

    @DataProvider
    public Object[][] startsWithLosses() {
        List<Object[]> starts = new ArrayList<>();
        for (Object[] sender : senders()) {
            starts.add(new Object[] {sender[0], 8 * PRODUCT, 1}); // of the first flight, long before the pipe is full
            starts.add(new Object[] {sender[0], 0.25 * PRODUCT, 0}); // startup overruns so small a buffer
        }
        return starts.toArray(Object[][]::new);
    }

    @Test(dataProvider = "startsWithLosses")
    public void lossesAtTheStartLeaveTheWindowToTheModel(Profile sender, double buffer, int lost) {
        Profile profile = sender.with(Setting.CONGESTION_CONTROL, CongestionAlgorithm.BBR.number());
        Bottleneck path = new Bottleneck(profile, RATE, ROUND_TRIP, buffer, 0);
        path.lose(lost);
        long most = 0;
        boolean recovers = false;
        for (int i = 0; i < 500; i++) {
            path.run(MILLI);
            most = Math.max(most, path.sender.window().size());
            recovers |= path.sender.recovery().mode().compareTo(Recovery.Mode.RECOVERY) >= 0;
        }
        assertTrue(recovers, "nothing was lost");
        assertTrue(most < 5 * PRODUCT, "window " + most);
    }

    @Test
    public void afterIdleTimeItGoesOnAsFastAsBefore() {
        Bottleneck path = bbr(2 * PRODUCT, 0);
        path.run(2 * SECOND);
        path.quiet(true);
        path.run(5 * SECOND);
        path.quiet(false);
        double goodput = path.run(5 * ROUND_TRIP); // nothing arrives in half a round trip
        assertTrue(goodput > 0.8 * TEXT * RATE, "goodput " + goodput);
    }

    @Test
    public void theQueueStaysShort() {
        Bottleneck cubic = path(CongestionAlgorithm.CUBIC, 8 * PRODUCT, 0);
        cubic.run(2 * SECOND);
        cubic.takeLongestQueue();
        cubic.run(6 * SECOND);
        double full = cubic.takeLongestQueue();
        assertTrue(full > 7 * PRODUCT, "CUBIC's queue " + full);
        Bottleneck path = bbr(8 * PRODUCT, 0);
        path.run(2 * SECOND);
        double atFirst = path.takeLongestQueue();
        assertTrue(atFirst > PRODUCT && atFirst < 3 * PRODUCT, "startup makes a queue of " + atFirst);
        path.run(6 * SECOND);
        double longest = path.takeLongestQueue();
        assertTrue(longest < 0.6 * PRODUCT, "queue " + longest);
    }

    @Test
    public void aBottleneckThatBecomesNarrowOrWideIsFollowed() {
        Bottleneck path = bbr(8 * PRODUCT, 0);
        path.run(2 * SECOND);
        path.rate(RATE / 4);
        path.run(3 * SECOND);
        path.takeLongestQueue();
        double narrow = path.run(3 * SECOND);
        assertTrue(narrow > 0.95 * TEXT * RATE / 4, "goodput " + narrow);
        assertTrue(path.takeLongestQueue() < 2 * PRODUCT, "the queue of before is gone");
        path.rate(RATE);
        path.run(3 * SECOND);
        double wide = path.run(3 * SECOND);
        assertTrue(wide > 0.9 * TEXT * RATE, "goodput " + wide);
    }

    @Test
    public void aLongerWayIsFoundWhenTheRoundTripIsLookedFor() {
        Bottleneck path = bbr(8 * PRODUCT, 0);
        path.run(2 * SECOND);
        path.roundTrip(4 * ROUND_TRIP);
        path.run(SECOND);
        double before = path.run(2 * SECOND);
        assertTrue(before < 0.8 * RATE, "twice the product of before is not enough: " + before);
        path.run(20 * SECOND);
        double after = path.run(2 * SECOND);
        assertTrue(after > 0.95 * TEXT * RATE, "goodput " + after);
    }

    @Test
    public void whereAcknowledgmentsComeInBunchesMoreIsInFlight() {
        Bottleneck path = bbr(8 * PRODUCT, 0);
        path.bunches(4 * ROUND_TRIP);
        path.run(5 * SECOND);
        double goodput = path.run(5 * SECOND);
        assertTrue(goodput > 0.9 * TEXT * RATE, "goodput " + goodput);
    }

    @Test
    public void nothingLeavesInBursts() {
        Bottleneck path = bbr(2 * PRODUCT, 0);
        path.run(SECOND);
        int from = path.wire.log.size();
        path.run(SECOND);
        Map<Long, Long> together = path.wire.log.subList(from, path.wire.log.size()).stream()
                .filter(Wire.Sent::fromLeft)
                .collect(Collectors.groupingBy(Wire.Sent::time, Collectors.counting()));
        long most = together.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        assertTrue(most <= 4, "what goes in a millisecond is three segments, but so many went: " + most);
    }

    @Test
    public void inRecoveryAsMuchGoesAsIsDeliveredForARoundTripAndThenItIsAsBefore() {
        Bottleneck path = bbr(8 * PRODUCT, 0);
        path.run(2 * SECOND);
        Endpoint sender = path.sender;
        long before = sender.window().size();
        path.lose(20);
        path.until(() -> sender.recovery().mode() == Recovery.Mode.RECOVERY);
        long first = sender.window().size();
        path.run(ROUND_TRIP * 3 / 4);
        long during = sender.window().size();
        assertTrue(during < before - 15 * FULL, before + ", " + during);
        assertEquals(during, first, 2 * FULL);
        path.until(() -> sender.recovery().mode() == Recovery.Mode.OPEN);
        assertTrue(
                sender.window().size() >= 0.95 * before,
                before + ", " + sender.window().size());
    }

    @Test
    public void afterTheProbeOfTheRoundTripTheWindowIsWhatItWas() {
        Bottleneck path = bbr(8 * PRODUCT, 0);
        path.run(5 * SECOND);
        Endpoint sender = path.sender;
        long before = sender.window().size();
        path.until(() -> sender.window().size() <= 4 * FULL);
        path.until(() -> sender.window().size() > 4 * FULL);
        assertTrue(
                sender.window().size() >= 0.9 * before,
                before + ", " + sender.window().size());
    }

    @Test
    public void theProbeOfTheRoundTripSaysNothingOfTheBandwidth() {
        // A round trip of 4 ms: the probe takes fifty of them, five times as many as a bandwidth is remembered for.
        Profile profile = LINUX.with(Setting.CONGESTION_CONTROL, CongestionAlgorithm.BBR.number());
        Bottleneck path = new Bottleneck(profile, RATE, 4 * MILLI, 8 * PRODUCT, 0);
        double least = Double.MAX_VALUE;
        for (int i = 0; i < 120; i++) {
            path.run(100 * MILLI);
            least = i < 10 ? least : Math.min(least, path.sender.window().pacingRate());
        }
        assertTrue(least > 0.7 * RATE, "pace " + least); // three quarters after each probe for more
    }

    @Test
    public void everyTenSecondsThePathIsKeptEmptyForAFifthOfOneToSeeItsRoundTrip() {
        Bottleneck path = bbr(2 * PRODUCT, 0);
        path.run(SECOND);
        int empty = 0;
        for (int i = 0; i < 1500; i++) {
            path.run(10 * MILLI);
            empty += path.sender.recovery().scoreboard().flightSize() <= 4 * FULL ? 1 : 0;
        }
        assertTrue(empty >= 18 && empty <= 30, "hundredths of a second: " + empty);
        double goodput = path.run(2 * SECOND);
        assertTrue(goodput > 0.95 * TEXT * RATE, "and it is as fast as before: " + goodput);
    }

    @Test
    public void whoHasLittleToSayLearnsNothingFromIt() {
        Bottleneck path = bbr(2 * PRODUCT, 0);
        path.run(SECOND);
        double before = path.sender.window().pacingRate();
        path.quiet(true);
        for (int i = 0; i < 50; i++) {
            path.sender.send(Wire.text(0, 10_000), false, false);
            path.run(100 * MILLI); // a tenth of a megabyte a second
        }
        assertEquals(path.sender.window().pacingRate(), before, before * 0.3);
    }

    /** Nothing is known of the path yet that would set the window again. */
    @Test
    public void aMarkLeavesTheWindowAsItIs() {
        Peer peer = Peer.of(Profiles.RFC9293, Setting.CONGESTION_CONTROL, CongestionAlgorithm.BBR.number());
        Endpoint endpoint = peer.connected(100 * MILLI);
        endpoint.send(Wire.text(0, 20_000), false, false);
        long before = endpoint.window().size();
        endpoint.recovery().reduceWindow();
        assertEquals(endpoint.recovery().mode(), Recovery.Mode.REDUCTION);
        assertEquals(endpoint.window().size(), before);
    }

    @Test
    public void thePaceThatWasGuessedIsCorrectedByTheFirstRoundTrip() {
        Peer peer = Peer.of(Profiles.RFC9293, Setting.CONGESTION_CONTROL, CongestionAlgorithm.BBR.number());
        Endpoint endpoint = peer.connected(1500 * MILLI); // the SYN went twice: no round trip is known
        assertEquals(
                endpoint.window().pacingRate(), 2_885_000, 1, "a segment in a millisecond, and then twice as much");
        endpoint.send(Wire.text(0, 5000), false, false);
        peer.run(100 * MILLI);
        peer.inject(".", 1, 1001, 0);
        assertTrue(
                endpoint.window().pacingRate() < 100_000,
                "in 100 ms: " + endpoint.window().pacingRate());
    }

    @Test
    public void theUserCanChooseItAndDropItOnTheWay() {
        Bottleneck path = path(CongestionAlgorithm.CUBIC, 8 * PRODUCT, 0.02);
        path.run(SECOND);
        double slow = path.run(2 * SECOND);
        path.choose(CongestionAlgorithm.BBR);
        path.run(2 * SECOND);
        double fast = path.run(2 * SECOND);
        path.choose(CongestionAlgorithm.CUBIC);
        path.run(2 * SECOND);
        double slowAgain = path.run(2 * SECOND);
        assertTrue(fast > 3 * slow, slow + ", " + fast);
        assertTrue(slowAgain < fast / 3, fast + ", " + slowAgain);
        assertEquals(path.sender.window().pacingRate(), 0.0);
    }
}
