package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;
import static org.testng.Assert.assertEquals;

import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption.Timestamps;
import java.nio.ByteBuffer;
import java.util.List;
import org.testng.annotations.Test;

/** What the receiving half keeps besides text: timestamps to echo, urgent text, and what it turns away. */
public final class ReceiverTest {

    private static Segment stamped(Segment s, int value) {
        return s.withOptions(List.of(new Timestamps(value, 0)));
    }

    @Test
    public void theTimestampOfTheFirstUnacknowledgedSegmentIsEchoed() {
        Peer peer = new Peer(Profiles.RFC9293);
        peer.connected(new EndpointOptions(Profiles.RFC9293), 65_535, new Timestamps(1, 0));
        peer.inject(stamped(peer.segment(".", 1, 1, 100, 65_535), 10));
        peer.inject(stamped(peer.segment(".", 101, 1, 100, 65_535), 20));
        assertEquals(peer.expect(".", 1, 201, 0).option(Timestamps.class).echoReply(), 10);
        peer.inject(stamped(peer.segment(".", 201, 1, 100, 65_535), 30));
        peer.run(200 * MILLI);
        assertEquals(peer.expect(".", 1, 301, 0).option(Timestamps.class).echoReply(), 30);
    }

    @Test
    public void aSegmentBeyondAGapIsNotEchoed() {
        Peer peer = new Peer(Profiles.RFC9293);
        peer.connected(new EndpointOptions(Profiles.RFC9293), 65_535, new Timestamps(1, 0));
        peer.inject(stamped(peer.segment(".", 101, 1, 100, 65_535), 20));
        assertEquals(peer.expect(".", 1, 1, 0).option(Timestamps.class).echoReply(), 1);
    }

    @Test
    public void urgentTextIsUrgentUntilItIsRead() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        assertEquals(endpoint.isUrgent(), false);
        peer.inject(peer.segment("U.", 1, 1, 100, 65_535).withUrgentPointer(50));
        assertEquals(endpoint.isUrgent(), true);
        endpoint.receive(49);
        assertEquals(endpoint.isUrgent(), true);
        endpoint.receive(1);
        assertEquals(endpoint.isUrgent(), false);
    }

    @Test
    public void aDamagedSegmentIsNeverSeen() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        byte[] bytes = PacketCodec.encode(
                new Packet(IpHeader.between(Peer.REMOTE, Peer.HOST), peer.segment("P.", 1, 1, 100, 65_535)));
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x10;
            peer.stack.receive(ByteBuffer.wrap(damaged));
        }
        assertEquals(endpoint.readable(), 0);
        peer.stack.receive(ByteBuffer.wrap(bytes));
        assertEquals(endpoint.readable(), 100);
    }

    @Test
    public void challengesAreCountedButTextIsAlwaysAcknowledged() {
        Peer peer = new Peer(Profiles.RFC9293.with(Setting.CHALLENGES, 3));
        peer.connected();
        for (int i = 0; i < 10; i++) {
            peer.inject("R", 5, 0, 0);
        }
        peer.expect(".", 1, 1, 0);
        peer.expect(".", 1, 1, 0);
        peer.expect(".", 1, 1, 0);
        peer.expectNothing();
        peer.inject("P.", -100, 1, 50);
        peer.expect(".", 1, 1, 0);
        peer.run(5 * Wire.SECOND);
        peer.inject("R", 5, 0, 0);
        peer.expect(".", 1, 1, 0);
    }
}
