package io.statecraft.target.kernel;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.target.Conversation;
import io.statecraft.target.Family;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import java.util.Map;
import java.util.OptionalInt;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Large writes leave in one piece with a right checksum, unless the scenario wants to see the segments; large packets go in. */
public final class KernelOffloadTest extends KernelTest {
    private static final int MSS = 1460;

    @DataProvider
    public Object[][] families() {
        return new Object[][] {{Family.IPV4}, {Family.IPV6}};
    }

    @Test(dataProvider = "families")
    public void largeWriteLeavesInOnePiece(Family family) {
        Conversation peer = open(KernelMachine.request(family));
        peer.establish();
        int size = 5 * (family == Family.IPV4 ? MSS : MSS - 20);
        assertEquals(peer.value("write(4, ..., " + size + ") = " + size), Integer.toString(size));
        assertEquals(peer.nextSegment().payload().length(), size); // next() sees to the checksum
    }

    @Test(dataProvider = "families")
    public void segmentsCanBeSeenSingly(Family family) {
        Conversation peer = open(KernelMachine.request(family, Map.of("segmentation_offload", "off")));
        peer.establish();
        peer.call("write(4, ..., 10000) = 10000");
        for (int sent = 0; sent < 10000; ) {
            Segment segment = peer.nextSegment();
            assertTrue(segment.payload().length() <= MSS, segment.payload().length() + " octets");
            sent += segment.payload().length();
        }
    }

    @Test(dataProvider = "families")
    public void packetLargerThanTheInterfaceAllowsGoesIn(Family family) {
        Conversation peer = open(KernelMachine.request(family));
        Segment ack = peer.establish();
        peer.send(ack.withPayload(Bytes.zeros(10_000)).withFlags(TcpFlag.ACK, TcpFlag.PSH));
        assertEquals(peer.value("read(4, ..., 20000) = 10000"), "10000");
    }

    @Test(dataProvider = "families")
    public void packetCanStandForSeveralSegments(Family family) {
        Conversation peer = open(KernelMachine.request(family, Map.of("mss", "1000")));
        Segment ack = peer.establish();
        peer.send(ack.withPayload(Bytes.zeros(10_000)).withFlags(TcpFlag.ACK, TcpFlag.PSH));
        assertEquals(peer.value("read(4, ..., 20000) = 10000"), "10000");
        Map<String, Long> info = target().sockets().orElseThrow().tcpInfo(4);
        assertEquals(info.get("tcpi_rcv_mss"), 1000L);
    }

    @Test(dataProvider = "families")
    public void wrongChecksumIsTheKernelsToFind(Family family) {
        Conversation peer = open(KernelMachine.request(family));
        peer.listen();
        Segment syn = peer.segment().withFlags(TcpFlag.SYN);
        peer.send(syn.withHeader(new Segment.RawHeader(OptionalInt.empty(), 0, OptionalInt.of(0xbad))));
        assertEquals(peer.state(), TcpState.CLOSED, "it was dropped");
        peer.send(syn);
        assertEquals(peer.state(), TcpState.SYN_RECEIVED);
    }
}
