package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;
import static io.statecraft.stack.Wire.SECOND;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.wire.TcpOption;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The congestion window: RFC 5681 section 3.1, RFC 6928, RFC 9438. */
public final class CongestionWindowTest {
    private static final Profile RENO = Profiles.RFC9293;
    private static final Profile CUBIC = Profiles.RFC9293.with(Setting.CONGESTION_CONTROL, 2);

    private static int sent(Peer peer) {
        int count = 0;
        while (true) {
            try {
                peer.next();
                count++;
            } catch (AssertionError nothing) {
                return count;
            }
        }
    }

    private static Endpoint sending(Peer peer, int octets) {
        Endpoint endpoint = peer.connected(100 * MILLI);
        endpoint.send(Wire.text(0, octets), false, false);
        return endpoint;
    }

    @DataProvider
    public Object[][] initialWindows() {
        return new Object[][] {
            {10, 1000, 10},
            {0, 536, 4},
            {0, 1095, 4},
            {0, 1096, 3},
            {0, 1460, 3},
        };
    }

    @Test(dataProvider = "initialWindows")
    public void theFirstFlightIsTheInitialWindow(int setting, int mss, int segments) {
        Peer peer = Peer.of(RENO, Setting.INITIAL_WINDOW, setting);
        Endpoint endpoint = peer.connected(
                new EndpointOptions(peer.stack.profile()), 65_535, new TcpOption.MaximumSegmentSize(mss));
        endpoint.send(Wire.text(0, 30_000), false, false);
        assertEquals(sent(peer), segments);
    }

    @Test
    public void aLostSynLeavesOneSegment() {
        Peer peer = new Peer(RENO);
        Endpoint endpoint = peer.connected(1500 * MILLI);
        endpoint.send(Wire.text(0, 30_000), false, false);
        assertEquals(sent(peer), 1);
    }

    @Test
    public void inSlowStartTheWindowGrowsByWhatIsAcknowledgedOneSegmentAtMost() {
        Peer peer = new Peer(RENO);
        Endpoint endpoint = sending(peer, 60_000);
        assertEquals(sent(peer), 10);
        peer.inject(".", 1, 1001, 0);
        assertEquals(endpoint.window().size(), 11_000);
        assertEquals(sent(peer), 2);
        peer.inject(".", 1, 10_001, 0);
        assertEquals(endpoint.window().size(), 12_000, "RFC 5681 section 3.1: SMSS for each acknowledgment");
    }

    @Test
    public void aSegmentThatIsAcknowledgedInPiecesMakesTheWindowLargerByOneSegment() {
        Peer peer = new Peer(RENO);
        Endpoint endpoint = sending(peer, 60_000);
        assertEquals(sent(peer), 10);
        for (int octets = 100; octets <= 1000; octets += 100) {
            peer.inject(".", 1, 1 + octets, 0);
        }
        assertEquals(endpoint.window().size(), 11_000);
        assertEquals(sent(peer), 2);
    }

    @Test
    public void aWindowThatIsNotUsedDoesNotGrow() {
        Peer peer = new Peer(RENO);
        Endpoint endpoint = sending(peer, 2000);
        peer.inject(".", 1, 2001, 0);
        assertEquals(endpoint.window().size(), 10_000);
    }

    @Test
    public void afterSlowStartTheWindowGrowsByOneSegmentForEachWindow() {
        Peer peer = new Peer(RENO);
        Endpoint endpoint = sending(peer, 60_000);
        endpoint.window().threshold(10_000);
        for (int ack = 1; ack <= 9; ack++) {
            peer.inject(".", 1, 1000 * ack + 1, 0);
            assertEquals(endpoint.window().size(), 10_000, "after " + ack);
        }
        peer.inject(".", 1, 10_001, 0);
        assertEquals(endpoint.window().size(), 11_000);
    }

    @Test
    public void aTimeoutLeavesOneSegmentAndHalvesTheThresholdOnce() {
        Peer peer = new Peer(RENO);
        Endpoint endpoint = sending(peer, 60_000);
        sent(peer);
        peer.run(1100 * MILLI);
        assertEquals(sent(peer), 1);
        assertEquals(endpoint.window().size(), 1000);
        assertEquals(endpoint.window().threshold(), 5000);
        peer.run(2 * SECOND);
        assertEquals(sent(peer), 1);
        assertEquals(endpoint.window().threshold(), 5000, "RFC 5681 section 3.1: the second time it stays");
        peer.inject(".", 1, 1001, 0);
        assertEquals(endpoint.window().size(), 2000);
        assertEquals(sent(peer), 2);
    }

    @Test
    public void afterAnIdleTimeTheWindowBeginsAnew() {
        Peer peer = new Peer(RENO);
        Endpoint endpoint = sending(peer, 10_000);
        for (int ack = 1; ack <= 10; ack++) {
            peer.inject(".", 1, 1000 * ack + 1, 0);
        }
        sent(peer);
        assertEquals(endpoint.window().size(), 20_000);
        peer.run(5 * SECOND);
        endpoint.send(Wire.text(0, 30_000), false, false);
        assertEquals(sent(peer), 10);
    }

    @Test
    public void withoutAnIdleTimeItDoesNot() {
        Peer peer = new Peer(RENO);
        Endpoint endpoint = sending(peer, 10_000);
        for (int ack = 1; ack <= 10; ack++) {
            peer.inject(".", 1, 1000 * ack + 1, 0);
        }
        sent(peer);
        endpoint.send(Wire.text(0, 30_000), false, false);
        assertEquals(sent(peer), 20);
    }

    // ---- CUBIC

    /** A window of 100 segments has met a loss; the round trip takes 100 ms. */
    private static Endpoint afterLoss(Peer peer) {
        Endpoint endpoint = peer.connected(100 * MILLI);
        CongestionWindow window = endpoint.window();
        window.size(100_000);
        window.congested(100_000);
        window.size(window.threshold());
        return endpoint;
    }

    /** The whole window is acknowledged in one round trip. */
    private static void roundTrip(Peer peer, CongestionWindow window) {
        roundTrip(peer, window, 100 * MILLI);
    }

    private static void roundTrip(Peer peer, CongestionWindow window, long nanos) {
        peer.run(nanos);
        window.sent(window.size(), true);
        for (long left = window.size() / 1000; left > 0; left--) {
            window.acknowledged(1000);
        }
    }

    @Test
    public void cubicKeepsSevenTenths() {
        assertEquals(afterLoss(new Peer(CUBIC)).window().size(), 70_000);
    }

    @Test
    public void cubicIsBackAtTheOldWindowAfterItsTimeAndStaysThereForAWhile() {
        Peer peer = new Peer(CUBIC);
        CongestionWindow window = afterLoss(peer).window();
        // K = cbrt (30 / 0.4) = 4.2 s.
        for (int i = 0; i < 21; i++) {
            roundTrip(peer, window);
        }
        assertTrue(window.size() >= 92_000 && window.size() < 99_000, "half of the time: " + window.size());
        for (int i = 0; i < 21; i++) {
            roundTrip(peer, window);
        }
        assertTrue(window.size() >= 98_000 && window.size() <= 101_000, "the plateau: " + window.size());
        for (int i = 0; i < 42; i++) {
            roundTrip(peer, window);
        }
        assertTrue(window.size() > 120_000, "beyond it: " + window.size());
    }

    @Test
    public void cubicIsNeverSlowerThanRenoWouldBe() {
        Peer peer = new Peer(CUBIC);
        Endpoint endpoint = peer.connected(5 * MILLI);
        CongestionWindow window = endpoint.window();
        window.size(10_000);
        window.congested(10_000);
        window.size(window.threshold());
        assertEquals(window.size(), 7000);
        for (int i = 0; i < 20; i++) {
            peer.run(5 * MILLI);
            window.sent(window.size(), true);
            for (long left = window.size() / 1000; left > 0; left--) {
                window.acknowledged(1000);
            }
        }
        // In 100 ms the curve has hardly moved; W_est has grown by alpha = 0.53 segments each time.
        assertTrue(window.size() >= 15_000, "" + window.size());
    }

    @Test
    public void cubicKeepsPaceWithRenoHoweverShortTheRoundTrip() {
        Peer peer = new Peer(CUBIC);
        CongestionWindow window = peer.connected(MILLI / 2).window();
        window.size(10_000);
        window.congested(10_000);
        window.size(window.threshold());
        // Section 4.3: 0.53 segments for each window up to the old one, then one; up to two round trips late, for the
        // window grows by counting.
        for (int i = 0; i < 8; i++) {
            roundTrip(peer, window, MILLI / 2);
        }
        assertTrue(window.size() >= 10_000, "" + window.size());
        for (int i = 0; i < 5; i++) {
            roundTrip(peer, window, MILLI / 2);
        }
        assertTrue(window.size() >= 15_000, "" + window.size());
    }

    @Test
    public void cubicMakesRoomWhenTheWindowShrinksTwice() {
        Peer peer = new Peer(CUBIC);
        CongestionWindow window = afterLoss(peer).window();
        window.congested(70_000); // before it was back at 100
        window.size(window.threshold());
        assertEquals(window.size(), 49_000);
        // Fast convergence: W_max is 70 * 1.7 / 2 = 59.5, and K = cbrt (10.5 / 0.4) = 3 s.
        for (int i = 0; i < 6; i++) {
            roundTrip(peer, window, 500 * MILLI);
        }
        assertTrue(window.size() >= 58_000 && window.size() <= 61_000, "" + window.size());
    }
}
