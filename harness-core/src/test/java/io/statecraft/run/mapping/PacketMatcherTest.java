package io.statecraft.run.mapping;

import static io.statecraft.run.mapping.Wire.pattern;
import static org.testng.Assert.assertEquals;

import io.statecraft.clock.Tolerance;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import io.statecraft.wire.TunnelHeader;
import io.statecraft.wire.Tunnelled;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Each field of a packet is compared by its rule, and what differs is named. */
public final class PacketMatcherTest {
    private static final long ISN = 5000;
    private static final long MS = 1_000_000;

    private Conversation conversation;
    private PacketMatcher matcher;

    @BeforeMethod
    public void establish() {
        Conversations all = Wire.conversations(Numbering.RELATIVE);
        conversation =
                all.ofInjected(pattern("< S 1000:1000(0) win 1").transport()).orElseThrow();
        Segment synAck = Segment.between(1, 1).withSeq(SequenceNumber.of(ISN)).withFlags(TcpFlag.SYN, TcpFlag.ACK);
        conversation.meets(true, SequenceNumber.ZERO, synAck);
        matcher = new PacketMatcher(Tolerance.DEFAULT, 0, Optional.empty());
    }

    /** What the target sends unless a test says otherwise: {@code P. 1:101(100) ack 1 win 700 <nop,nop,TS val 9 ecr 8>}. */
    private static Segment usual() {
        return Segment.between(1, 1)
                .withSeq(SequenceNumber.of(ISN + 1))
                .withAck(SequenceNumber.of(1001))
                .withFlags(TcpFlag.PSH, TcpFlag.ACK)
                .withWindow(700)
                .withOptions(List.of(
                        new TcpOption.NoOperation(), new TcpOption.NoOperation(), new TcpOption.Timestamps(9, 8)))
                .withPayload(Bytes.zeros(100));
    }

    private List<String> compare(String line, Segment live) {
        return compare(line, Wire.fromTarget(conversation, live));
    }

    private List<String> compare(String line, Decoded live) {
        return matcher.compare(pattern(line), live, conversation, 0).stream()
                .map(Difference::toString)
                .toList();
    }

    @DataProvider
    public static Object[][] lines() {
        return new Object[][] {
            {"> P. 1:101(100) ack 1 win 700 <nop,nop,TS val 9 ecr 8>", List.of()},
            {"> P. 1:101(100) ack 1 <nop,nop,TS val 1 ecr 1>", List.of()},
            {"> P. 1:101(100) ack 1 <...>", List.of()},
            {"> P. ...(100) ack 1 <...>", List.of()},
            {"> P. 5001:5101(100)! ack 1 <...>", List.of()},
            {"> . 1:101(100) ack 1 <...>", List.of("flags: expected ., got P.")},
            {"> PE. 1:101(100) ack 1 <...>", List.of("flags: expected P.E, got P.")},
            {"> P. 2:102(100) ack 1 <...>", List.of("seq: expected 2, got 1")},
            {"> P. 1:101(100) ack 2 <...>", List.of("ack: expected 2, got 1")},
            {"> P. 1:101(100) ack 1 win 701 <...>", List.of("win: expected 701, got 700")},
            {"> P. 1:101(100) ack 1 urg 1 <...>", List.of("urg: expected 1, got 0")},
            {"> P. 1:100(99) ack 1 <...>", List.of("length: expected 99, got 100")},
            {"> P. 1:101(100) ack 1", List.of("options: expected <>, got <nop,nop,TS val 9 ecr 8>")},
            {
                "> P. 1:101(100) ack 1 <TS val 9 ecr 8,nop,nop>",
                List.of("options: expected <TS val 9 ecr 8,nop,nop>, got <nop,nop,TS val 9 ecr 8>")
            },
            {
                "> FP. 3:103(100) ack 4 win 1 <...>",
                List.of(
                        "flags: expected FP., got P.",
                        "seq: expected 3, got 1",
                        "ack: expected 4, got 1",
                        "win: expected 1, got 700")
            },
            {"> [ect0] P. 1:101(100) ack 1 <...>", List.of("ecn: expected ect0, got noecn")},
            {"> [noecn] P. 1:101(100) ack 1 <...>", List.of()},
            {"> [tos 0x10] P. 1:101(100) ack 1 <...>", List.of("tos: expected 0x10, got 0x00")},
            {"> [ttl 64] P. 1:101(100) ack 1 <...>", List.of("ttl: expected 64, got 255")},
            {"> icmp unreachable host_unreachable", List.of("protocol: expected icmp, got protocol 6")},
            {"> udp (100)", List.of("protocol: expected udp, got protocol 6")},
        };
    }

    @Test(dataProvider = "lines")
    public void compares(String line, List<String> differences) {
        assertEquals(compare(line, usual()), differences);
    }

    @Test
    public void eitherEctValueMayBeAsked() {
        Packet packet = Wire.fromTarget(conversation, usual()).packet();
        IpHeader.V4 ip = (IpHeader.V4) packet.ip();
        for (int ecn = 0; ecn < 4; ecn++) {
            IpHeader marked =
                    new IpHeader.V4(ip.source(), ip.destination(), ecn, 64, 0, true, false, 0, Bytes.EMPTY, ip.raw());
            Decoded live = PacketCodec.decode(PacketCodec.encode(new Packet(marked, packet.transport())));
            boolean ect = ecn == 1 || ecn == 2;
            assertEquals(compare("> [ect01] P. 1:101(100) ack 1 <...>", live).isEmpty(), ect);
        }
    }

    @Test
    public void theAckFieldIsComparedEvenWithoutTheBit() {
        Segment reset =
                Segment.between(1, 1).withSeq(SequenceNumber.of(ISN + 1)).withFlags(TcpFlag.RST);
        assertEquals(compare("> R 1:1(0)", reset), List.of());
        assertEquals(compare("> R 1:1(0)", reset.withAck(SequenceNumber.of(7))), List.of("ack: expected 0, got 7"));
    }

    @Test
    public void textOtherThanZerosAndReservedBitsDiffer() {
        byte[] text = new byte[100];
        text[99] = 1;
        assertEquals(
                compare("> P. 1:101(100) ack 1 <...>", usual().withPayload(Bytes.of(text))),
                List.of("text: expected zeros, got other octets"));
        Segment reserved = usual().withHeader(new Segment.RawHeader(OptionalInt.empty(), 4, OptionalInt.empty()));
        assertEquals(compare("> P. 1:101(100) ack 1 <...>", reserved), List.of("reserved bits: expected 0, got 4"));
    }

    @Test
    public void aWrongChecksumIsNotComparedButABrokenHeaderIs() {
        Segment bad = usual().withHeader(new Segment.RawHeader(OptionalInt.empty(), 0, OptionalInt.of(1)));
        assertEquals(compare("> P. 1:101(100) ack 1 <...>", bad), List.of());
        byte[] bytes = PacketCodec.encode(Wire.fromTarget(conversation, usual()).packet());
        bytes[10] ^= 1; // the IP header's checksum
        assertEquals(
                compare("> P. 1:101(100) ack 1 <...>", PacketCodec.decode(bytes))
                        .size(),
                1);
    }

    @Test
    public void sackBlocksAreInTheScriptsNumbers() {
        Segment live = usual().withOptions(List.of(
                new TcpOption.NoOperation(),
                new TcpOption.NoOperation(),
                new TcpOption.Sack(
                        List.of(new TcpOption.Sack.Block(SequenceNumber.of(1101), SequenceNumber.of(1201))))));
        assertEquals(compare("> P. 1:101(100) ack 1 <nop,nop,sack 101:201>", live), List.of());
        assertEquals(
                compare("> P. 1:101(100) ack 1 <nop,nop,sack 101:202>", live),
                List.of("option: expected sack 101:202, got sack 101:201"));
    }

    @Test
    public void anOptionsValueIsCompared() {
        Segment live = usual().withOptions(List.of(new TcpOption.MaximumSegmentSize(1440)));
        assertEquals(
                compare("> P. 1:101(100) ack 1 <mss 1460>", live), List.of("option: expected mss 1460, got mss 1440"));
    }

    @Test
    public void optionsAsBytesAreComparedAsBytes() {
        Segment live = usual().withOptions(List.of(new TcpOption.MaximumSegmentSize(1440)));
        assertEquals(compare("> P. 1:101(100) ack 1 <020405a0>", live), List.of());
        assertEquals(
                compare("> P. 1:101(100) ack 1 <020405b4>", live),
                List.of("options: expected <020405b4>, got <020405a0>"));
    }

    @DataProvider
    public static Object[][] ticks() {
        // The first pair is 100 for 9000; then the script expects 200 at 0.1 s: the tolerance is 12.5 ticks.
        return new Object[][] {{9100, true}, {9112, true}, {9088, true}, {9113, false}, {9087, false}};
    }

    @Test(dataProvider = "ticks")
    public void aTimestampIsComparedIfTheClocksTickIsKnown(int live, boolean accepted) {
        matcher = new PacketMatcher(Tolerance.DEFAULT, MS, Optional.empty());
        String line = "> P. 1:101(100) ack 1 <nop,nop,TS val %d ecr 8>";
        compareAt(line.formatted(100), 9000, 0);
        assertEquals(compareAt(line.formatted(200), live, 100 * MS).isEmpty(), accepted);
    }

    private List<Difference> compareAt(String line, int timestamp, long time) {
        Segment live = usual().withOptions(List.of(
                new TcpOption.NoOperation(), new TcpOption.NoOperation(), new TcpOption.Timestamps(timestamp, 8)));
        return matcher.compare(pattern(line), Wire.fromTarget(conversation, live), conversation, time);
    }

    @Test
    public void aFlowLabelMeansTheSameEachTime() {
        IpFields fields = new IpFields();
        assertEquals(flows(fields, 5, 77), 0);
        assertEquals(flows(fields, 5, 77), 0);
        assertEquals(flows(fields, 5, 78), 1);
        assertEquals(flows(fields, 6, 77), 1);
        assertEquals(flows(fields, 6, 79), 0);
        assertEquals(flows(fields, 7, 0), 1);
        assertEquals(flows(fields, 0, 0), 0);
    }

    private static int flows(IpFields fields, int script, int live) {
        var expected = pattern("> [flowlabel 0x" + Integer.toHexString(script) + "] . 1:1(0) ack 1")
                .ip();
        var address = io.statecraft.wire.IpAddress.of("fd00::1");
        var differences = new java.util.ArrayList<Difference>();
        fields.compare(expected, new IpHeader.V6(address, address, 0, 64, live, OptionalInt.empty()), differences);
        return differences.size();
    }

    @Test
    public void outerHeadersAreComparedButTheirAddressesAreNot() {
        List<TunnelHeader> gre = List.of(
                new TunnelHeader.Ip(IpHeader.between(IpAddress.of("10.1.1.1"), IpAddress.of("10.1.1.2"))),
                new TunnelHeader.Gre(TunnelHeader.Gre.KEY, 0, 0, 5, 0));
        Packet inner = Wire.fromTarget(conversation, usual()).packet();
        Decoded live = PacketCodec.decode(PacketCodec.encode(Tunnelled.wrap(gre, inner)));
        String key = "gre flags 0x2000, sum 0, off 0, key=%d, seq 0: ";
        String line = "> ipv4 1.1.1.1 > 2.2.2.2: %sP. 1:101(100) ack 1 <...>";
        assertEquals(compare(String.format(line, String.format(key, 5)), live), List.of());
        assertEquals(
                compare(String.format(line, String.format(key, 6)), live),
                List.of("gre: expected gre flags 0x2000, sum 0, off 0, key=6, seq 0,"
                        + " got gre flags 0x2000, sum 0, off 0, key=5, seq 0"));
        assertEquals(
                compare(String.format(line, "mpls (label 1, tc 0, [S], ttl 1): "), live),
                List.of("outer headers: expected ipv4 1.1.1.1 > 2.2.2.2: mpls (label 1, tc 0, [S], ttl 1),"
                        + " got ipv4 10.1.1.1 > 10.1.1.2: gre flags 0x2000, sum 0, off 0, key=5, seq 0"));
        assertEquals(
                compare(
                        "> ipv4 [tos 0x3] 1.1.1.1 > 2.2.2.2: " + String.format(key, 5) + "P. 1:101(100) ack 2 <...>",
                        live),
                List.of("tos: expected 0x03, got 0x00", "ack: expected 2, got 1"));
    }

    @Test
    public void theDiagnosticTextOfAResetIsItsCodeAndItsEnterprise() {
        Segment reset = usual().withFlags(TcpFlag.RST, TcpFlag.ACK).withPayload(Bytes.ofHex("0000000300000009"));
        assertEquals(compare("> R. 1:9(8) ack 1 <...> [code 3, pen 9]", reset), List.of());
        assertEquals(
                compare("> R. 1:9(8) ack 1 <...> [code 3, pen 8]", reset),
                List.of("diagnostic text: expected 0000000300000008, got 0000000300000009"));
        assertEquals(compare("> R. 1:9(8) ack 1 <...>", reset), List.of("text: expected zeros, got other octets"));
    }
}
