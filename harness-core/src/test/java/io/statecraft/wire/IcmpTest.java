package io.statecraft.wire;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** ICMP errors say which segment they are about, and types and codes have names. */
public final class IcmpTest {
    private static final Segment SENT = Segment.between(8080, 5000)
            .withSeq(SequenceNumber.of(0xfedc_ba98L))
            .withFlags(TcpFlag.ACK)
            .withOptions(
                    List.of(new TcpOption.NoOperation(), new TcpOption.NoOperation(), new TcpOption.Timestamps(1, 2)))
            .withPayload(Bytes.zeros(100));

    @DataProvider
    public Object[][] versions() {
        return new Object[][] {{"192.0.2.1", "192.168.0.1"}, {"2001:db8::1", "fd3d::1"}};
    }

    @Test(dataProvider = "versions")
    public void aQuotationOfEightOctetsNamesTheSegment(String source, String destination) {
        Packet packet = packet(source, destination);
        Bytes quotation = QuotedSegment.quotationOf(packet);
        assertEquals(quotation.length(), (packet.ip().version() == 4 ? 20 : 40) + 8);
        QuotedSegment quoted = quotedBy(packet, quotation).orElseThrow();
        assertEquals(quoted.ip().source(), IpAddress.of(source));
        assertEquals(quoted.ip().destination(), IpAddress.of(destination));
        assertEquals(quoted.sourcePort(), 8080);
        assertEquals(quoted.destinationPort(), 5000);
        assertEquals(quoted.seq(), SENT.seq());
        assertEquals(quoted.textLength(), 100 + 12, "the data offset is not quoted: options pass for text");
    }

    @Test(dataProvider = "versions")
    public void aLongerQuotationTellsTextFromOptions(String source, String destination) {
        Packet packet = packet(source, destination);
        byte[] whole = PacketCodec.encode(packet);
        int header = whole.length - PacketCodec.sizeOf(packet.transport());
        for (int length = header + 13; length <= whole.length; length++) {
            QuotedSegment quoted =
                    quotedBy(packet, Bytes.copyOf(whole, 0, length)).orElseThrow();
            assertEquals(quoted.textLength(), 100, "quoted " + length);
            assertEquals(quoted.seq(), SENT.seq());
        }
    }

    @Test(dataProvider = "versions")
    public void withoutOptionsEveryQuotationTellsTheText(String source, String destination) {
        Packet packet = new Packet(packet(source, destination).ip(), SENT.withOptions(List.of()));
        byte[] whole = PacketCodec.encode(packet);
        int header = whole.length - PacketCodec.sizeOf(packet.transport());
        for (int length = header + 8; length <= whole.length; length++) {
            Bytes quotation = Bytes.copyOf(whole, 0, length);
            assertEquals(quotedBy(packet, quotation).orElseThrow().textLength(), 100, "quoted " + length);
        }
    }

    @Test(dataProvider = "versions")
    public void lessThanEightOctetsNameNothing(String source, String destination) {
        Packet packet = packet(source, destination);
        Bytes quotation = QuotedSegment.quotationOf(packet);
        for (int length = 0; length < quotation.length(); length++) {
            assertEquals(quotedBy(packet, quotation.slice(0, length)), Optional.empty(), "quoted " + length);
        }
    }

    @Test
    public void whatIsNotTcpIsNoSegment() {
        IpAddress a = IpAddress.of("192.0.2.1");
        Packet udp = new Packet(IpHeader.between(a, a), new UdpDatagram(1, 2, Bytes.zeros(20)));
        assertEquals(quotedBy(udp, QuotedSegment.quotationOf(udp)), Optional.empty());
        assertEquals(quotedBy(udp, Bytes.of(PacketCodec.encode(udp))), Optional.empty());
    }

    @Test
    public void errorsAndQueriesAreToldApart() {
        assertTrue(message(4, 3, 0).isError());
        assertTrue(message(4, 12, 0).isError());
        assertFalse(message(4, 8, 0).isError());
        assertFalse(message(4, 13, 0).isError());
        assertTrue(message(6, 4, 0).isError());
        assertFalse(message(6, 128, 0).isError());
        assertTrue(message(4, 8, 0).isEcho() && message(4, 0, 0).isEcho());
        assertTrue(message(6, 128, 0).isEcho() && message(6, 129, 0).isEcho());
        assertFalse(message(6, 8, 0).isEcho());
    }

    @Test
    public void theNextHopMtuHas16BitsInOneVersionAnd32InTheOther() {
        assertTrue(message(4, 3, 4).isFragmentationNeeded());
        assertFalse(message(4, 3, 3).isFragmentationNeeded());
        assertTrue(message(6, 2, 0).isFragmentationNeeded());
        assertEquals(new IcmpMessage(4, 3, 4, 0xffff_0578, Bytes.EMPTY).nextHopMtu(), 1400);
        assertEquals(new IcmpMessage(6, 2, 0, 0xffff_0578, Bytes.EMPTY).nextHopMtu(), 0xffff_0578L);
    }

    @DataProvider
    public Object[][] names() {
        return new Object[][] {
            {4, "unreachable", "net_unreachable", 3, 0},
            {4, "unreachable", "host_unreachable", 3, 1},
            {4, "unreachable", "frag_needed", 3, 4},
            {4, "unreachable", "precedence_cutoff", 3, 15},
            {4, "time_exceeded", "frag_reass_exceeded", 11, 1},
            {4, "parameter_problem", "code_2", 12, 2},
            {4, "unreachable", "code_99", 3, 99},
            {4, "type_77", "code_0", 77, 0},
            {6, "unreachable", "no_route", 1, 0},
            {6, "unreachable", "port_unreachable", 1, 4},
            {6, "packet_too_big", "code_0", 2, 0},
            {6, "time_exceeded", "exceeded_frag_time", 3, 1},
            {6, "parameter_problem", "unknown_option", 4, 2},
        };
    }

    @Test(dataProvider = "names")
    public void namesAndNumbersMeanTheSame(int version, String typeName, String codeName, int type, int code) {
        assertEquals(IcmpNames.type(version, typeName), OptionalInt.of(type));
        assertEquals(IcmpNames.code(version, type, codeName), OptionalInt.of(code));
        assertEquals(IcmpNames.typeName(version, type), typeName);
        assertEquals(IcmpNames.codeName(version, type, code), codeName);
    }

    @Test
    public void otherWordsMeanNothing() {
        assertEquals(IcmpNames.type(4, "packet_too_big"), OptionalInt.empty());
        assertEquals(IcmpNames.type(4, "type_256"), OptionalInt.empty());
        assertEquals(IcmpNames.type(4, "type_"), OptionalInt.empty());
        assertEquals(IcmpNames.code(4, 3, "no_route"), OptionalInt.empty());
        assertEquals(IcmpNames.code(4, 8, "host_unreachable"), OptionalInt.empty());
        assertEquals(IcmpNames.code(6, 1, "code_1x"), OptionalInt.empty());
        assertEquals(IcmpNames.code(6, 1, "net_unreachable"), OptionalInt.of(0), "as some scripts have it");
    }

    private static Packet packet(String source, String destination) {
        return new Packet(IpHeader.between(IpAddress.of(source), IpAddress.of(destination)), SENT);
    }

    private static Optional<QuotedSegment> quotedBy(Packet packet, Bytes quotation) {
        int version = packet.ip().version();
        return QuotedSegment.of(new IcmpMessage(version, version == 4 ? 3 : 1, 0, 0, quotation));
    }

    private static IcmpMessage message(int version, int type, int code) {
        return new IcmpMessage(version, type, code, 0, Bytes.EMPTY);
    }
}
