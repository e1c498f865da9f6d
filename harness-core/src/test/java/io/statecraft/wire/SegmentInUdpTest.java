package io.statecraft.wire;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** TCP in UDP: to bytes and back, and as ICMP errors quote it. */
public final class SegmentInUdpTest {
    private static final Segment SEGMENT = Segment.between(1000, 2000)
            .withSeq(SequenceNumber.of(77))
            .withFlags(TcpFlag.SYN)
            .withOptions(List.of(new TcpOption.MaximumSegmentSize(1452)))
            .withPayload(Bytes.ofHex("0a0b"));
    private static final SegmentInUdp INSIDE = new SegmentInUdp(9811, 1, SEGMENT);

    @DataProvider
    public Object[][] addresses() {
        return new Object[][] {{"10.0.0.1", "10.0.0.2"}, {"2001:db8::1", "2001:db8::2"}};
    }

    @Test(dataProvider = "addresses")
    public void aDatagramWhoseChecksumIsRightAndTheSegmentsIsZero(String from, String to) {
        Packet packet = new Packet(IpHeader.between(IpAddress.of(from), IpAddress.of(to)), INSIDE);
        byte[] bytes = PacketCodec.encode(packet);
        Decoded decoded = PacketCodec.decode(bytes);
        assertTrue(decoded.isSound(), decoded.problems().toString());
        UdpDatagram datagram = (UdpDatagram) decoded.packet().transport();
        assertEquals(datagram.payload().slice(16, 18), Bytes.zeros(2)); // the segment's checksum
        assertEquals(SegmentInUdp.in(datagram), Optional.of(INSIDE));
        assertEquals(SegmentInUdp.opened(decoded.packet()).carried(), SEGMENT);
        assertEquals(packet.inboundTuple().remotePort(), 1000);
    }

    @Test
    public void whatIsNoSegmentStaysADatagram() {
        Packet packet = new Packet(
                IpHeader.between(IpAddress.of("10.0.0.1"), IpAddress.of("10.0.0.2")),
                new UdpDatagram(9811, 1, Bytes.ofHex("00010203")));
        assertEquals(SegmentInUdp.opened(packet), packet);
    }

    @Test(dataProvider = "addresses")
    public void anErrorQuotesPortsAndNumberBehindTheDatagramsHeader(String from, String to) {
        Packet packet = new Packet(IpHeader.between(IpAddress.of(from), IpAddress.of(to)), INSIDE);
        IcmpMessage error = new IcmpMessage(packet.ip().version(), 3, 1, 0, QuotedSegment.quotationOf(packet));
        QuotedSegment.InUdp quoted = QuotedSegment.inUdp(error, 9811).orElseThrow();
        assertEquals(quoted.destinationPort(), 1);
        assertEquals(quoted.segment().sourcePort(), 1000);
        assertEquals(quoted.segment().destinationPort(), 2000);
        assertEquals(quoted.segment().seq(), SequenceNumber.of(77));
        assertEquals(QuotedSegment.inUdp(error, 9812), Optional.empty());
        assertEquals(QuotedSegment.of(error), Optional.empty());
    }

    @Test
    public void itIsWrittenWithItsPorts() {
        Packet packet = new Packet(IpHeader.between(IpAddress.of("10.0.0.1"), IpAddress.of("10.0.0.2")), INSIDE);
        assertTrue(PacketNotation.packet(packet, 0, 0).endsWith("<mss 1452>/udp(9811 > 1)"));
        assertEquals(ByteBuffer.wrap(PacketCodec.encode(packet)).remaining(), PacketCodec.sizeOf(packet));
    }
}
