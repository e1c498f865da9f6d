package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;

import io.statecraft.wire.TcpOption;
import org.testng.annotations.Test;

/** Small segments: RFC 9293 sections 3.7.4 and 3.8.6.2.1; the peer's MSS is 1000. */
public final class NagleTest {

    private static void write(Endpoint endpoint, int length) {
        endpoint.send(Wire.text(0, length), false, false);
    }

    @Test
    public void aSmallSegmentWaitsUntilAllIsAcknowledged() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        write(endpoint, 10);
        peer.expect("P.", 1, 1, 10);
        write(endpoint, 20);
        write(endpoint, 30);
        peer.expectNothing();
        peer.inject(".", 1, 11, 0);
        peer.expect("P.", 11, 1, 50);
    }

    @Test
    public void aFullSegmentNeverWaits() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        write(endpoint, 10);
        write(endpoint, 990);
        peer.expect("P.", 1, 1, 10);
        peer.expectNothing();
        write(endpoint, 20);
        peer.expect(".", 11, 1, 1000);
        peer.expectNothing();
    }

    @Test
    public void itCanBeTurnedOff() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        endpoint.options().noDelay(true);
        write(endpoint, 10);
        write(endpoint, 20);
        peer.expect("P.", 1, 1, 10);
        peer.expect("P.", 11, 1, 20);
    }

    @Test
    public void turningItOffLetsGoWhatWaits() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        write(endpoint, 10);
        write(endpoint, 20);
        peer.expect("P.", 1, 1, 10);
        endpoint.options().noDelay(true);
        endpoint.optionsChanged();
        peer.expect("P.", 11, 1, 20);
    }

    @Test
    public void theTailOfALongWriteDependsOnTheVariant() {
        Peer strict = new Peer(Profiles.RFC9293);
        write(strict.connected(), 2500);
        strict.expect(".", 1, 1, 1000);
        strict.expect(".", 1001, 1, 1000);
        strict.expectNothing();
        for (Nagle variant : new Nagle[] {Nagle.UNTIL_IDLE, Nagle.ONE_SMALL_SEGMENT}) {
            Manner manner =
                    new Manner(OptionOrder.PADDED_BEFORE, variant, WindowPolicy.RFC9293, Manner.Push.END_OF_WRITE);
            Peer peer = new Peer(Profiles.RFC9293.with(manner));
            write(peer.connected(), 2500);
            peer.expect(".", 1, 1, 1000);
            peer.expect(".", 1001, 1, 1000);
            peer.expect("P.", 2001, 1, 500);
        }
    }

    @Test
    public void minshallLetsOneSmallSegmentOut() {
        Peer peer = new Peer(Profiles.RFC9293.with(new Manner(
                OptionOrder.PADDED_BEFORE, Nagle.ONE_SMALL_SEGMENT, WindowPolicy.RFC9293, Manner.Push.END_OF_WRITE)));
        Endpoint endpoint = peer.connected();
        write(endpoint, 1000);
        write(endpoint, 10);
        write(endpoint, 20);
        peer.expect("P.", 1, 1, 1000);
        peer.expect("P.", 1001, 1, 10);
        peer.expectNothing();
        peer.inject(".", 1, 1011, 0);
        peer.expect("P.", 1011, 1, 20);
    }

    @Test
    public void aFinDoesNotWait() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        write(endpoint, 10);
        write(endpoint, 20);
        peer.expect("P.", 1, 1, 10);
        endpoint.close();
        peer.expect("FP.", 11, 1, 20);
    }

    @Test
    public void aCorkHoldsWhatIsNotFull() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        endpoint.options().corked(true);
        write(endpoint, 1100);
        peer.expect(".", 1, 1, 1000);
        peer.inject(".", 1, 1001, 0);
        peer.run(60 * Wire.SECOND);
        peer.expectNothing();
        endpoint.options().corked(false);
        endpoint.optionsChanged();
        peer.expect("P.", 1001, 1, 100);
    }

    @Test
    public void aCorkCanHaveALimit() {
        Peer peer = Peer.of(Profiles.RFC9293, Setting.CORK_LIMIT, 200 * MILLI);
        Endpoint endpoint = peer.connected();
        endpoint.options().corked(true);
        write(endpoint, 100);
        peer.run(199 * MILLI);
        peer.expectNothing();
        peer.run(MILLI);
        peer.expect("P.", 1, 1, 100);
    }

    @Test
    public void closeLiftsTheCork() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        peer.inject(".", 1, 1, 0, 900); // silly: text waits for the override, and corked text for ever
        endpoint.options().corked(true);
        write(endpoint, 1000);
        peer.run(60 * Wire.SECOND);
        peer.expectNothing();
        endpoint.close();
        peer.run(Wire.SECOND);
        peer.expect(".", 1, 1, 900);
    }

    @Test
    public void aCorkDoesNotWaitForMoreThanThePeerHasRoomFor() {
        Peer peer = new Peer(Profiles.RFC9293);
        EndpointOptions options = new EndpointOptions(Profiles.RFC9293);
        Endpoint endpoint = peer.connected(options, 400, new TcpOption.MaximumSegmentSize(1000));
        endpoint.options().corked(true);
        write(endpoint, 199);
        peer.run(60 * Wire.SECOND);
        peer.expectNothing();
        write(endpoint, 1); // half of the largest window
        peer.expect("P.", 1, 1, 200);
    }

    @Test
    public void aSillyWindowIsNotFilledUntilTheOverride() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        peer.inject(".", 1, 1, 0, 200);
        write(endpoint, 900);
        peer.expectNothing();
        peer.run(199 * MILLI);
        peer.expectNothing();
        peer.run(MILLI);
        peer.expect(".", 1, 1, 200);
    }

    @Test
    public void halfOfTheLargestWindowIsWorthASegment() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected(new EndpointOptions(Profiles.RFC9293), 800);
        peer.inject(".", 1, 1, 0, 400);
        write(endpoint, 900);
        peer.expect(".", 1, 1, 400);
    }
}
