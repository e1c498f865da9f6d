package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.wire.TcpOption;
import io.statecraft.wire.TcpOption.Sack;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Losses found by time, probes for the end of a flight, and what turns out to be no loss: RFC 8985, RFC 5682, RFC 3708. */
public final class RecentAcknowledgmentTest {
    private Peer peer;
    private Endpoint endpoint;

    /** The round trip takes 100 ms; ten segments of 1000 octets can go. */
    @BeforeMethod
    public void open() {
        peer = new Peer(Profiles.LINUX);
        endpoint = peer.stack.connect(peer.ends(), new EndpointOptions(Profiles.LINUX));
        peer.next();
        peer.run(100 * MILLI);
        peer.inject(peer.segment("S.", 0, 1, 0, 65_535)
                .withOptions(List.of(new TcpOption.MaximumSegmentSize(1000), new TcpOption.SackPermitted())));
        peer.expect(".", 1, 1, 0);
    }

    private void send(int segments) {
        endpoint.send(Wire.text(0, 1000 * segments), false, false);
        for (int i = 0; i < segments; i++) {
            peer.next();
        }
    }

    private void sack(long ack, long... edges) {
        List<Sack.Block> blocks = new ArrayList<>();
        for (int i = 0; i < edges.length; i += 2) {
            blocks.add(new Sack.Block(
                    endpoint.connection().snd().iss().plus(edges[i]),
                    endpoint.connection().snd().iss().plus(edges[i + 1])));
        }
        peer.inject(peer.segment(".", 1, ack, 0, 65_535).withOptions(List.of(new Sack(blocks))));
    }

    private Status.Loss loss() {
        return endpoint.status().loss();
    }

    @Test
    public void aSegmentBehindIsWaitedForAQuarterOfARoundTrip() {
        send(4);
        peer.run(100 * MILLI);
        sack(1, 3001, 4001);
        peer.run(27 * MILLI - 1);
        peer.expectNothing();
        peer.run(1);
        peer.expect(".", 1, 1, 1000);
        assertEquals(loss().mode(), Recovery.Mode.RECOVERY.ordinal());
        assertEquals(loss().lost(), 3);
    }

    @Test
    public void afterThreeReportsNothingIsWaitedFor() {
        send(5);
        peer.run(100 * MILLI);
        sack(1, 1001, 3001);
        peer.expectNothing();
        sack(1, 1001, 4001);
        peer.expect(".", 1, 1, 1000);
    }

    @Test
    public void whatComesLaterIsRememberedAsReordering() {
        send(10);
        peer.run(100 * MILLI);
        sack(1, 8001, 9001);
        sack(1, 3001, 4001, 8001, 9001);
        assertEquals(loss().reordering(), 6);
        assertEquals(loss().timesReordered(), 1);
    }

    @Test
    public void theEndOfAFlightIsAskedForAfterTwoRoundTrips() {
        send(3);
        peer.run(202 * MILLI - 1);
        peer.expectNothing();
        peer.run(1);
        peer.expect("P.", 2001, 1, 1000);
        // The original had come: the copy is a duplicate, and nothing was lost.
        sack(3001, 2001, 3001);
        assertEquals(endpoint.window().size(), 10_000);
        assertEquals(loss().mode(), Recovery.Mode.OPEN.ordinal());
    }

    @Test
    public void aProbeThatMendedALossReducesTheWindow() {
        send(3);
        peer.run(202 * MILLI);
        peer.expect("P.", 2001, 1, 1000);
        send(1);
        peer.inject(".", 1, 4001, 0);
        assertEquals(endpoint.window().threshold(), 7000);
    }

    @Test
    public void aProbeCarriesNewTextIfThereIsSome() {
        endpoint.options().noDelay(true);
        endpoint.send(Wire.text(0, 11_000), false, false);
        for (int i = 0; i < 10; i++) {
            peer.next();
        }
        peer.run(202 * MILLI);
        peer.expect("P.", 10_001, 1, 1000);
    }

    @Test
    public void aTimeoutThatCameTooEarlyIsUndone() {
        send(10);
        endpoint.send(Wire.text(0, 10_000), false, false);
        peer.run(202 * MILLI);
        peer.next(); // the probe, with new text
        peer.run(299 * MILLI);
        peer.expectNothing(); // RFC 8985 section 7.3: the timer runs anew
        peer.run(MILLI);
        peer.expect(".", 1, 1, 1000);
        assertEquals(endpoint.window().threshold(), 7000);
        // What was sent before the timer ran out is acknowledged one by one: nothing was lost.
        peer.inject(".", 1, 1001, 0);
        peer.inject(".", 1, 3001, 0);
        assertEquals(loss().mode(), Recovery.Mode.OPEN.ordinal());
        assertEquals(loss().lost(), 0);
        assertTrue(endpoint.window().threshold() > 1_000_000, "no threshold, as before");
    }

    @Test
    public void aReductionIsUndoneWhenEverythingWasThereAlready() {
        send(10);
        peer.run(100 * MILLI);
        sack(1, 1001, 4001);
        peer.expect(".", 1, 1, 1000);
        assertEquals(endpoint.window().threshold(), 7000);
        peer.inject(".", 1, 4001, 0); // the original arrives
        assertEquals(endpoint.window().threshold(), 7000);
        sack(4001, 1, 1001); // and the copy, which is reported as a duplicate
        assertEquals(endpoint.window().size(), 10_000);
        assertTrue(endpoint.window().threshold() > 1_000_000);
    }

    @Test
    public void itIsUndoneAlsoWhenTheReportComesAfterRecovery() {
        send(10);
        peer.run(100 * MILLI);
        sack(1, 1001, 4001);
        peer.expect(".", 1, 1, 1000);
        peer.inject(".", 1, 10_001, 0);
        assertEquals(loss().mode(), Recovery.Mode.OPEN.ordinal());
        assertEquals(endpoint.window().threshold(), 7000);
        sack(10_001, 1, 1001);
        assertEquals(endpoint.window().size(), 10_000);
        assertTrue(endpoint.window().threshold() > 1_000_000);
    }

    @Test
    public void itStandsIfNotAllOfItIsReported() {
        send(10);
        peer.run(100 * MILLI);
        sack(1, 2001, 6001);
        peer.expect(".", 1, 1, 1000);
        peer.expect("P.", 1001, 1, 1000);
        peer.inject(".", 1, 10_001, 0);
        sack(10_001, 1, 1001);
        assertEquals(endpoint.window().threshold(), 7000);
    }

    /** RFC 8985 section 6.2 step 4: RACK.reo_wnd_mult. */
    @Test
    public void aCopyTooManyMakesOneWaitAQuarterOfARoundTripLonger() {
        send(4);
        peer.run(100 * MILLI);
        sack(1, 3001, 4001);
        peer.run(27 * MILLI);
        peer.expect(".", 1, 1, 1000);
        peer.inject(".", 1, 4001, 0);
        sack(4001, 1, 1001);
        endpoint.send(Wire.text(4000, 4000), false, false);
        for (int from = 4001; from < 8000; from += 1000) {
            peer.next();
        }
        peer.run(100 * MILLI);
        sack(4001, 7001, 8001);
        peer.run(52 * MILLI - 1);
        peer.expectNothing();
        peer.run(1);
        peer.expect(".", 4001, 1, 1000);
        assertEquals(loss().lost(), 3);
    }
}
