package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.wire.TcpOption;
import org.testng.annotations.Test;

/** Slow start ends before there are losses where the round trip says so. */
public final class HyStartTest {
    private static final Profile CUBIC = Profiles.RFC9293
            .with(Setting.CONGESTION_CONTROL, 2)
            .with(Setting.HYBRID_SLOW_START, 1)
            .with(Setting.SLOW_START_LIMIT, 0);

    /** With 20 segments in flight, the window being 20 and the round trip 100 ms. */
    private static Endpoint sending(Peer peer) {
        Endpoint endpoint = peer.connected(100 * MILLI);
        endpoint.send(Wire.text(0, 60_000), false, false);
        peer.run(100 * MILLI);
        peer.inject(".", 1, 10_001, 0);
        assertEquals(endpoint.window().size(), 20_000);
        return endpoint;
    }

    /** Segments are acknowledged one by one, the first after {@code wait}, the others {@code apart}. */
    private static void acknowledge(Peer peer, long wait, long apart, int count) {
        peer.run(wait);
        for (int i = 1; i <= count; i++) {
            peer.inject(".", 1, 10_001 + 1000L * i, 0);
            peer.run(apart);
        }
    }

    @Test
    public void roundTripsThatAreAnEighthLongerEndIt() {
        Peer peer = new Peer(CUBIC);
        Endpoint endpoint = sending(peer);
        acknowledge(peer, 115 * MILLI, 3 * MILLI, 8);
        assertTrue(endpoint.window().isUnlimited(), "eight samples are not enough");
        acknowledge(peer, 0, 3 * MILLI, 9);
        assertEquals(endpoint.window().threshold(), 28_000);
    }

    @Test
    public void roundTripsThatAreAlittleLongerDoNot() {
        Peer peer = new Peer(CUBIC);
        Endpoint endpoint = sending(peer);
        acknowledge(peer, 110 * MILLI, 3 * MILLI, 12);
        assertTrue(endpoint.window().isUnlimited());
    }

    @Test
    public void aSmallWindowIsNotAskedAbout() {
        Peer peer = new Peer(CUBIC);
        Endpoint endpoint = peer.connected();
        endpoint.send(Wire.text(0, 60_000), false, false);
        peer.run(10 * MILLI);
        for (int i = 1; i <= 5; i++) { // a train of 8 ms, with a window of 15
            peer.inject(".", 1, 1 + 1000L * i, 0);
            peer.run(2 * MILLI);
        }
        assertTrue(endpoint.window().isUnlimited());
    }

    @Test
    public void acknowledgmentsInATrainThatSpansHalfARoundTripEndIt() {
        Peer peer = new Peer(CUBIC);
        Endpoint endpoint = peer.connected(
                new EndpointOptions(CUBIC), 65_535, new TcpOption.MaximumSegmentSize(100)); // no handshake to speak of
        endpoint.send(Wire.text(0, 60_000), false, false);
        peer.run(20 * MILLI);
        peer.inject(".", 1, 1001, 0);
        assertEquals(endpoint.window().size(), 2000);
        peer.run(20 * MILLI);
        for (int i = 1; i <= 12; i++) {
            assertTrue(endpoint.window().isUnlimited(), "acknowledgment " + i);
            peer.inject(".", 1, 1001 + 100L * i, 0);
            peer.run(MILLI);
        }
        assertEquals(endpoint.window().threshold(), 3100);
    }

    @Test
    public void itCanBeSwitchedOff() {
        Peer peer = Peer.of(CUBIC, Setting.HYBRID_SLOW_START, 0);
        Endpoint endpoint = sending(peer);
        acknowledge(peer, 115 * MILLI, 3 * MILLI, 12);
        assertTrue(endpoint.window().isUnlimited());
    }
}
