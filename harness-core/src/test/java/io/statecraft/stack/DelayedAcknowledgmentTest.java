package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;
import static org.testng.Assert.assertEquals;

import org.testng.annotations.Test;

/** When text is acknowledged: RFC 9293 section 3.8.6.3, RFC 5681 section 4.2. */
public final class DelayedAcknowledgmentTest {
    private final Profile profile = Profiles.RFC9293.with(Setting.DELAYED_ACK, 200 * MILLI);

    @Test
    public void oneSegmentIsAcknowledgedWhenTheDelayIsOver() {
        Peer peer = new Peer(profile);
        peer.connected();
        peer.inject(".", 1, 1, 100);
        peer.run(199 * MILLI);
        peer.expectNothing();
        peer.run(MILLI);
        peer.expect(".", 1, 101, 0);
        peer.run(Wire.SECOND);
        peer.expectNothing();
    }

    @Test
    public void theSecondSegmentIsAcknowledgedAtOnce() {
        Peer peer = new Peer(profile);
        peer.connected();
        peer.inject(".", 1, 1, 100);
        peer.expectNothing();
        peer.inject(".", 101, 1, 100);
        peer.expect(".", 1, 201, 0);
        peer.run(Wire.SECOND);
        peer.expectNothing();
    }

    @Test
    public void textThatGoesAnywayCarriesTheAcknowledgment() {
        Peer peer = new Peer(profile);
        Endpoint endpoint = peer.connected();
        peer.inject(".", 1, 1, 100);
        endpoint.send(Wire.text(0, 50), false, false);
        peer.expect("P.", 1, 101, 50);
        peer.run(500 * MILLI);
        peer.expectNothing();
    }

    @Test
    public void aGapAndWhatFillsItAreAcknowledgedAtOnce() {
        Peer peer = new Peer(profile);
        peer.connected();
        peer.inject(".", 101, 1, 100);
        peer.expect(".", 1, 1, 0);
        peer.inject(".", 1, 1, 100);
        peer.expect(".", 1, 201, 0);
    }

    @Test
    public void withoutDelayEverySegmentIsAcknowledged() {
        Peer peer = Peer.of(profile, Setting.DELAYED_ACK, 0);
        peer.connected();
        peer.inject(".", 1, 1, 100);
        peer.expect(".", 1, 101, 0);
    }

    @Test
    public void quickAcknowledgmentsComeFirst() {
        Peer peer = Peer.of(profile, Setting.QUICK_ACKS, 2);
        peer.connected();
        peer.inject(".", 1, 1, 100);
        peer.expect(".", 1, 101, 0);
        peer.inject(".", 101, 1, 100);
        peer.expect(".", 1, 201, 0);
        peer.inject(".", 201, 1, 100);
        peer.expectNothing();
    }

    @Test
    public void aWindowThatHasGrownEnoughIsToldByASegmentOfItsOwn() {
        Peer peer = new Peer(profile);
        EndpointOptions options = new EndpointOptions(profile);
        options.receiveBuffer(4000);
        Endpoint endpoint = peer.connected(options, 65_535);
        peer.inject(".", 1, 1, 1400);
        peer.inject(".", 1401, 1, 1400);
        assertEquals(peer.expect(".", 1, 2801, 0).window(), 1200);
        endpoint.receive(100);
        peer.expectNothing(); // less than a segment more is not worth one
        endpoint.receive(1400);
        assertEquals(peer.expect(".", 1, 2801, 0).window(), 2700);
    }
}
