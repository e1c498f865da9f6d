package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Two segments of 1000 octets leave together, and each takes 3.5 ms: BBR's first pace, with ten segments and a round trip of 100 ms. */
public final class PacerTest {
    private static final int SIZE = 1000;
    private static final int UNPACED = 10;
    private static final long EACH = 3_466_205;

    private Peer peer;
    private Pacer pacer;

    @BeforeMethod
    public void connect() {
        peer = Peer.of(Profiles.RFC9293, Setting.CONGESTION_CONTROL, CongestionAlgorithm.BBR.number());
        Endpoint endpoint = peer.connected(100 * MILLI);
        pacer = new Pacer(endpoint);
        assertEquals(SIZE * 1e9 / endpoint.window().pacingRate(), EACH, 1);
    }

    private void depart(int segments) {
        for (int i = 0; i < segments; i++) {
            assertFalse(pacer.holds(), "segment " + i);
            pacer.departed(SIZE);
        }
    }

    /** It holds for so long from now on, and then no more. */
    private void assertHolds(long nanos) {
        peer.run(nanos - 10);
        assertTrue(pacer.holds(), "until then");
        peer.run(20);
        assertFalse(pacer.holds(), "from then on");
    }

    @Test
    public void theFirstTenSegmentsGoAtOnce() {
        depart(UNPACED);
        assertFalse(pacer.holds());
    }

    @Test
    public void thenTwoGoTogether() {
        depart(UNPACED + 2);
        assertTrue(pacer.holds());
        assertHolds(EACH / 2 + EACH); // the first was late, by all the time there was before it
        depart(2);
        assertHolds(2 * EACH - 10);
    }

    @Test
    public void whoIsLateMakesUpForItByHalfASegmentsTimeAtTheMost() {
        depart(UNPACED + 2);
        peer.run(EACH / 2 + EACH + EACH / 4);
        depart(2);
        assertHolds(2 * EACH - EACH / 4);
        peer.run(100 * MILLI);
        depart(2);
        assertHolds(EACH + EACH / 2);
    }

    @Test
    public void nothingIsHeldWithoutAPace() {
        peer = new Peer(Profiles.RFC9293);
        pacer = new Pacer(peer.connected(100 * MILLI));
        depart(100);
    }
}
