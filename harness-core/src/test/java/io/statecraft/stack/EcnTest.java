package io.statecraft.stack;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Explicit congestion notification, RFC 3168 section 6.1. */
public final class EcnTest {
    private static final Profile OFFERS = Profiles.RFC9293.with(Setting.ECN, 1);
    private static final Profile ACCEPTS = Profiles.RFC9293.with(Setting.ECN, 2);
    private static final int NOT_ECT = 0;
    private static final int ECT0 = 2;
    private static final int ECE = TcpFlag.ECE.mask();
    private static final int CWR = TcpFlag.CWR.mask();

    private static int marks(Segment s) {
        return s.flags() & (ECE | CWR);
    }

    private static Segment with(Segment s, int marks) {
        return s.withFlags(s.flags() | marks);
    }

    /** An active open that agreed on ECN. */
    private static Peer agreed(Peer peer) {
        peer.stack.connect(peer.ends(), new EndpointOptions(peer.stack.profile()));
        peer.next();
        peer.inject(with(peer.segment("S.", 0, 1, 0, 65_535), ECE)
                .withOptions(java.util.List.of(new TcpOption.MaximumSegmentSize(1000))));
        peer.expect(".", 1, 1, 0);
        return peer;
    }

    private static Endpoint endpoint(Peer peer) {
        return peer.stack.endpoint(peer.ends()).orElseThrow();
    }

    @DataProvider
    public Object[][] handshakes() {
        return new Object[][] {
            // setting of a listener, marks of the SYN, marks of the SYN,ACK
            {0, ECE | CWR, 0}, {1, ECE | CWR, ECE}, {2, ECE | CWR, ECE}, {2, 0, 0}, {2, ECE, 0}, {2, CWR, 0},
        };
    }

    @Test(dataProvider = "handshakes")
    public void aListenerAcceptsWhatIsOffered(int setting, int offered, int expected) {
        Peer peer = new Peer(Profiles.RFC9293.with(Setting.ECN, setting));
        peer.stack.listen(null, Peer.PORT, 5, new EndpointOptions(peer.stack.profile()));
        peer.inject(with(peer.segment("S", 0, 0, 0, 1000), offered));
        assertEquals(marks(peer.next()), expected);
        assertEquals(peer.ecn(), NOT_ECT);
    }

    @Test
    public void aSynOffersIfItIsToAndItsRetransmissionsDoNot() {
        Peer peer = new Peer(OFFERS.with(Setting.ECN_RETRIES, 1));
        peer.stack.connect(peer.ends(), new EndpointOptions(OFFERS));
        assertEquals(marks(peer.next()), ECE | CWR);
        assertEquals(peer.ecn(), NOT_ECT);
        peer.run(100_000_000_000L);
        assertEquals(marks(peer.next()), ECE | CWR);
        assertEquals(marks(peer.next()), 0);
    }

    @Test
    public void whoAcceptsOnlyDoesNotOffer() {
        Peer peer = new Peer(ACCEPTS);
        peer.stack.connect(peer.ends(), new EndpointOptions(ACCEPTS));
        assertEquals(marks(peer.next()), 0);
    }

    @Test
    public void afterAnOfferThatWasWithdrawnNothingIsMarked() {
        Peer peer = new Peer(OFFERS.with(Setting.ECN_RETRIES, 0));
        peer.stack.connect(peer.ends(), new EndpointOptions(OFFERS));
        peer.next();
        peer.run(1_500_000_000L);
        peer.next();
        peer.inject(with(peer.segment("S.", 0, 1, 0, 65_535), ECE));
        peer.next();
        assertFalse(endpoint(peer).connection().ecn());
        endpoint(peer).send(Wire.text(0, 10), false, false);
        peer.expect("P.", 1, 1, 10);
        assertEquals(peer.ecn(), NOT_ECT);
    }

    @Test
    public void aReflectedOfferIsNoAnswer() {
        Peer peer = new Peer(OFFERS);
        peer.stack.connect(peer.ends(), new EndpointOptions(OFFERS));
        peer.next();
        peer.inject(with(peer.segment("S.", 0, 1, 0, 65_535), ECE | CWR));
        peer.next();
        assertFalse(endpoint(peer).connection().ecn());
    }

    @Test
    public void newTextAloneIsCapable() {
        Peer peer = agreed(new Peer(OFFERS));
        assertEquals(peer.ecn(), NOT_ECT); // the acknowledgment before
        endpoint(peer).send(Wire.text(0, 10), false, false);
        peer.expect("P.", 1, 1, 10);
        assertEquals(peer.ecn(), ECT0);
        peer.run(1_500_000_000L);
        peer.expect("P.", 1, 1, 10);
        assertEquals(peer.ecn(), NOT_ECT); // sent again
    }

    @Test
    public void aMarkIsEchoedUntilThePeerHasReduced() {
        Peer peer = agreed(new Peer(OFFERS));
        peer.inject("P.", 1, 1, 10);
        peer.run(500_000_000L);
        assertEquals(marks(peer.next()), 0);
        peer.injectMarked(peer.segment("P.", 11, 1, 10, 65_535));
        peer.run(500_000_000L);
        assertEquals(marks(peer.next()), ECE);
        peer.inject("P.", 21, 1, 10);
        peer.run(500_000_000L);
        assertEquals(marks(peer.next()), ECE);
        peer.inject(with(peer.segment("P.", 31, 1, 10, 65_535), CWR));
        peer.run(500_000_000L);
        assertEquals(marks(peer.next()), 0);
    }

    @Test
    public void aMarkWithTheReductionBeginsAnew() {
        Peer peer = agreed(new Peer(OFFERS));
        peer.injectMarked(with(peer.segment("P.", 1, 1, 10, 65_535), CWR));
        peer.run(500_000_000L);
        assertEquals(marks(peer.next()), ECE);
    }

    @Test
    public void withoutAgreementAMarkMeansNothing() {
        Peer peer = new Peer(Profiles.RFC9293);
        peer.connected();
        peer.injectMarked(peer.segment("P.", 1, 1, 10, 65_535));
        peer.run(500_000_000L);
        assertEquals(marks(peer.next()), 0);
    }

    @Test
    public void theSenderTellsItsReductionOnceAWindow() {
        Peer peer = agreed(new Peer(OFFERS));
        endpoint(peer).send(Wire.text(0, 10), false, false);
        peer.expect("P.", 1, 1, 10);
        endpoint(peer).options().noDelay(true);
        peer.inject(with(peer.segment(".", 1, 11, 0, 65_535), ECE));
        endpoint(peer).send(Wire.text(0, 10), false, false);
        assertTrue(peer.next().has(TcpFlag.CWR));
        endpoint(peer).send(Wire.text(0, 10), false, false);
        assertFalse(peer.next().has(TcpFlag.CWR));
        // Still of the window in which it has reacted: SND.NXT was 11 then.
        peer.inject(with(peer.segment(".", 1, 11, 0, 65_535), ECE));
        endpoint(peer).send(Wire.text(0, 10), false, false);
        assertFalse(peer.next().has(TcpFlag.CWR));
        peer.inject(with(peer.segment(".", 1, 41, 0, 65_535), ECE));
        endpoint(peer).send(Wire.text(0, 10), false, false);
        assertTrue(peer.next().has(TcpFlag.CWR));
    }

    @Test
    public void theUsersOctetSaysNothingOfEcn() {
        Peer peer = new Peer(Profiles.RFC9293);
        EndpointOptions options = new EndpointOptions(Profiles.RFC9293);
        options.trafficClass(0x23);
        peer.stack.connect(peer.ends(), options);
        peer.next();
        assertEquals(peer.ecn(), NOT_ECT);
    }

    @Test
    public void anEchoHalvesTheWindowAndNothingGoesAgain() {
        Peer peer = agreed(new Peer(OFFERS));
        endpoint(peer).send(Wire.text(0, 8000), false, false);
        long before = endpoint(peer).status().congestionWindow();
        for (int i = 0; i < 8; i++) {
            peer.next();
        }
        peer.inject(with(peer.segment(".", 1, 8001, 0, 65_535), ECE));
        long after = endpoint(peer).status().congestionWindow();
        assertTrue(after <= before / 2 + 1000, before + " became " + after);
        peer.expectNothing();
    }

    @Test
    public void aReductionForALossIsToldAsWell() {
        Peer peer = agreed(new Peer(OFFERS));
        endpoint(peer).send(Wire.text(0, 6000), false, false);
        for (int i = 0; i < 6; i++) {
            peer.next();
        }
        for (int i = 0; i < 3; i++) {
            peer.inject(".", 1, 1, 0);
        }
        peer.run(1);
        assertFalse(peer.next().has(TcpFlag.CWR)); // the fast retransmit (section 6.1.5)
        assertEquals(peer.ecn(), NOT_ECT);
        peer.inject(".", 1, 6001, 0);
        endpoint(peer).send(Wire.text(0, 1000), false, false);
        assertTrue(peer.next().has(TcpFlag.CWR));
    }
}
