package io.statecraft.wire;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.SYN;
import static io.statecraft.wire.TcpFlag.URG;
import static org.testng.Assert.assertEquals;

import io.statecraft.wire.TcpOption.AccurateEcn;
import io.statecraft.wire.TcpOption.EndOfList;
import io.statecraft.wire.TcpOption.FastOpen;
import io.statecraft.wire.TcpOption.FastOpenExperimental;
import io.statecraft.wire.TcpOption.MaximumSegmentSize;
import io.statecraft.wire.TcpOption.Md5Signature;
import io.statecraft.wire.TcpOption.NoOperation;
import io.statecraft.wire.TcpOption.Sack;
import io.statecraft.wire.TcpOption.SackPermitted;
import io.statecraft.wire.TcpOption.Timestamps;
import io.statecraft.wire.TcpOption.Unknown;
import io.statecraft.wire.TcpOption.Unreadable;
import io.statecraft.wire.TcpOption.UserTimeout;
import io.statecraft.wire.TcpOption.WindowScale;
import java.util.List;
import java.util.OptionalInt;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Packets are written as scripts write them. */
public final class PacketNotationTest {
    private static final Segment PLAIN = Segment.between(5000, 8080).withWindow(257);

    @Test
    public void aSynAckReadsAsInAScript() {
        Segment synAck = PLAIN.withFlags(SYN, ACK)
                .withSeq(SequenceNumber.of(1_000_000))
                .withAck(SequenceNumber.of(501))
                .withWindow(65535)
                .withOptions(List.of(
                        new MaximumSegmentSize(1460), new NoOperation(), new NoOperation(), new SackPermitted()));
        assertEquals(
                PacketNotation.segment(synAck, 1_000_000, 500), "S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>");
    }

    @Test
    public void numbersAreRelativeAcrossTheWrap() {
        Segment data = PLAIN.withFlags(ACK)
                .withSeq(SequenceNumber.of(0xffff_fff0L).plus(101))
                .withAck(SequenceNumber.of(3))
                .withPayload(Bytes.zeros(1000));
        assertEquals(PacketNotation.segment(data, 0xffff_fff0L, 0xffff_ffffL), ". 101:1101(1000) ack 4 win 257");
    }

    @Test
    public void theEndOfASequenceDoesNotWrap() {
        Segment data = PLAIN.withSeq(SequenceNumber.of(0xffff_ffffL)).withPayload(Bytes.zeros(2));
        assertEquals(PacketNotation.segment(data, 0, 0), "- 4294967295:4294967297(2) win 257");
    }

    @Test
    public void anAcknowledgmentFieldWithoutAckBitIsTheWiresOwn() {
        Segment strange = PLAIN.withFlags(SYN).withAck(SequenceNumber.of(77));
        assertEquals(PacketNotation.segment(strange, 0, 50), "S 0:0(0) ack 77 win 257");
    }

    @Test
    public void anUrgentPointerIsShownWhenItIsSetOrMeant() {
        assertEquals(
                PacketNotation.segment(PLAIN.withFlags(ACK, URG).withUrgentPointer(5), 0, 0),
                ".U 0:0(0) ack 0 win 257 urg 5");
        assertEquals(PacketNotation.segment(PLAIN.withUrgentPointer(5), 0, 0), "- 0:0(0) win 257 urg 5");
        assertEquals(PacketNotation.segment(PLAIN.withFlags(URG), 0, 0), "U 0:0(0) win 257 urg 0");
    }

    @Test
    public void flagsStandInPacketdrillsOrder() {
        assertEquals(PacketNotation.flags(0x1ff), "FSRP.UEWA");
        assertEquals(PacketNotation.flags(TcpFlag.maskOf(ACK, FIN)), "F.");
        assertEquals(PacketNotation.flags(0), "-");
    }

    @DataProvider
    public Object[][] options() {
        return new Object[][] {
            {new EndOfList(), "eol"},
            {new NoOperation(), "nop"},
            {new MaximumSegmentSize(536), "mss 536"},
            {new WindowScale(14), "wscale 14"},
            {new SackPermitted(), "sackOK"},
            {new Sack(List.of(block(1101, 2101), block(3101, 4101))), "sack 1001:2001 3001:4001"},
            {new Timestamps(-1, 100), "TS val 4294967295 ecr 100"},
            {new Md5Signature(Bytes.ofHex("00112233")), "md5 00112233"},
            {new FastOpen(Bytes.EMPTY), "FO"},
            {new FastOpen(Bytes.ofHex("abcd1234")), "FO abcd1234"},
            {new FastOpenExperimental(Bytes.ofHex("0000")), "FOEXP 0000"},
            {new UserTimeout(false, 300), "uto 300"},
            {new UserTimeout(true, 5), "uto 5 min"},
            {new AccurateEcn(0, List.of(1, 2, 3)), "ECN e0b 1 ceb 2 e1b 3"},
            {new AccurateEcn(1, List.of(1, 2)), "ECN e1b 1 ceb 2"},
            {new AccurateEcn(1, List.of()), "AccECN1"},
            {new Unknown(253, Bytes.ofHex("0001")), "gen-253 0001"},
        };
    }

    @Test(dataProvider = "options")
    public void eachOptionHasItsWord(TcpOption option, String text) {
        assertEquals(PacketNotation.option(option, 100), text);
    }

    @Test
    public void aListThatCouldNotBeReadIsShownAsItsBytes() {
        List<TcpOption> list = List.of(new WindowScale(7), new Unreadable(Bytes.ofHex("00")));
        assertEquals(PacketNotation.options(list, 0), "<03030700>");
    }

    @Test
    public void whatIsMalformedFollowsAsAComment() {
        Segment malformed = PLAIN.withHeader(new Segment.RawHeader(OptionalInt.of(4), 3, OptionalInt.of(0xbad)));
        assertEquals(
                PacketNotation.segment(malformed, 0, 0),
                "- 0:0(0) win 257  // data offset 4, reserved bits 3, checksum 0x0bad");
    }

    @Test
    public void theEcnFieldAndTheTypeOfServiceComeFirst() {
        assertEquals(PacketNotation.packet(packet(2, PLAIN), 0, 0), "[ect0] - 0:0(0) win 257");
        assertEquals(PacketNotation.packet(packet(0xb8, PLAIN), 0, 0), "[tos 0xb8] - 0:0(0) win 257");
        assertEquals(PacketNotation.packet(packet(0, PLAIN), 0, 0), "- 0:0(0) win 257");
    }

    @Test
    public void anErrorShowsTheSegmentThatItQuotes() {
        Segment sent = PLAIN.withFlags(ACK).withSeq(SequenceNumber.of(1001)).withPayload(Bytes.zeros(1460));
        Bytes quoted = QuotedSegment.quotationOf(packet(0, sent));
        assertEquals(
                PacketNotation.transport(new IcmpMessage(4, 3, 4, 1400, quoted), 7, 1000),
                "icmp unreachable frag_needed mtu 1400 [1:1461(1460)]");
        assertEquals(
                PacketNotation.icmp(new IcmpMessage(4, 3, 1, 0, quoted), 1000),
                "icmp unreachable host_unreachable [1:1461(1460)]");
    }

    @Test
    public void otherMessagesOfBothVersionsHaveTheirNames() {
        assertEquals(
                PacketNotation.icmp(new IcmpMessage(6, 2, 0, 1280, Bytes.EMPTY), 0), "icmp packet_too_big mtu 1280");
        assertEquals(PacketNotation.icmp(new IcmpMessage(6, 1, 0, 0, Bytes.EMPTY), 0), "icmp unreachable no_route");
        assertEquals(
                PacketNotation.icmp(new IcmpMessage(4, 8, 0, 0x1234_0001, Bytes.EMPTY), 0),
                "icmp echo_request id 4660");
        assertEquals(PacketNotation.icmp(new IcmpMessage(4, 200, 9, 0, Bytes.EMPTY), 0), "icmp type_200 code_9");
    }

    @Test
    public void aSegmentPrintsWithPortsAndItsText() {
        assertEquals(PLAIN.toString(), "5000 > 8080 - 0:0(0) win 257");
        assertEquals(PLAIN.withPayload(Bytes.ofHex("cafe")).toString(), "5000 > 8080 - 0:2(2) win 257  // text cafe");
    }

    private static Packet packet(int trafficClass, Segment segment) {
        IpAddress a = IpAddress.of("192.0.2.1");
        return new Packet(
                new IpHeader.V4(a, a, trafficClass, 64, 0, true, false, 0, Bytes.EMPTY, IpHeader.V4.Raw.COMPUTED),
                segment);
    }

    private static Sack.Block block(long left, long right) {
        return new Sack.Block(SequenceNumber.of(left), SequenceNumber.of(right));
    }
}
