package io.statecraft.run.mapping;

import static io.statecraft.run.mapping.Wire.pattern;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;
import static org.testng.Assert.expectThrows;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.IcmpMessage;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Problem;
import io.statecraft.wire.QuotedSegment;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import io.statecraft.wire.UdpDatagram;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** A line's packet goes out with the connection's ends, mapped numbers, and packetdrill's defaults. */
public final class PacketBuilderTest {
    private static final long ISN = 0xffffff00L;
    private Conversation conversation;

    /** An established passive connection: the harness began with 1000, the target with a number near the wrap. */
    @BeforeMethod
    public void establish() {
        Conversations all = Wire.conversations(Numbering.RELATIVE);
        conversation =
                all.ofInjected(pattern("< S 1000:1000(0) win 1").transport()).orElseThrow();
        Segment synAck = Segment.between(1, 1).withSeq(SequenceNumber.of(ISN)).withFlags(TcpFlag.SYN, TcpFlag.ACK);
        conversation.meets(true, SequenceNumber.ZERO, synAck);
    }

    private Packet build(String line) {
        return new PacketBuilder(false, Optional.empty()).build(pattern(line), conversation);
    }

    @Test
    public void defaultsArePacketdrills() {
        IpHeader.V4 ip = (IpHeader.V4) build("< . 1:1(0) ack 1 win 7").ip();
        assertEquals(ip.hopLimit(), 255);
        assertEquals(ip.trafficClass(), 0);
        assertEquals(ip.identification(), 0);
        assertEquals(ip.dontFragment(), false);
        assertEquals(ip.source(), Wire.REMOTE);
        assertEquals(ip.destination(), Wire.LOCAL);
    }

    @Test
    public void addressesAndOptionsCanBeOthers() {
        IpHeader.V4 ip =
                (IpHeader.V4) build("< (from 224.0.0.1, to 255.255.255.255, options 9e040000) . 1:1(0) ack 1 win 7")
                        .ip();
        assertEquals(ip.source(), IpAddress.of("224.0.0.1"));
        assertEquals(ip.destination(), IpAddress.of("255.255.255.255"));
        assertEquals(ip.options(), Bytes.ofHex("9e040000"));
        MappingException e = expectThrows(MappingException.class, () -> build("< (to ff02::1) . 1:1(0) ack 1 win 7"));
        assertTrue(e.getMessage().contains("ff02::1"), e.getMessage());
    }

    @Test
    public void aChecksumCanBeWrong() {
        for (String line : List.of("P. 1:102(101) ack 1 win 7", "F. 1:1(0) ack 1 win 7 <mss 1460>")) {
            Packet bad = build("< (bad_checksum, options 9e040000) " + line);
            assertTrue(PacketCodec.decode(PacketCodec.encode(bad)).has(Problem.Kind.TRANSPORT_CHECKSUM));
            assertTrue(
                    PacketCodec.decode(PacketCodec.encode(build("< " + line))).isSound());
        }
        assertEquals(
                build("< (zero_checksum) . 1:1(0) ack 1 win 7")
                        .segment()
                        .header()
                        .checksum(),
                OptionalInt.of(0));
    }

    @Test
    public void numbersAreMappedAndWrap() {
        Segment s = build("< P. 1:101(100) ack 257 win 7 urg 3").segment();
        assertEquals(s.seq().toLong(), 1001);
        assertEquals(s.ack().toLong(), 1);
        assertEquals(s.window(), 7);
        assertEquals(s.urgentPointer(), 3);
        assertEquals(s.payload().length(), 100);
        assertEquals(s.payload().isAllZero(), true);
    }

    @Test
    public void anAckFieldWithoutTheBitIsZero() {
        assertEquals(build("< R 1:1(0) win 0").segment().ack(), SequenceNumber.ZERO);
    }

    @Test
    public void aSynHasAbsoluteNumbers() {
        Segment s = build("< S. 77:77(0) ack 5 win 7").segment();
        assertEquals(s.seq().toLong(), 77);
        assertEquals(s.ack().toLong(), ISN + 5 & 0xffffffffL);
    }

    @Test
    public void aNumberWithAMarkIsTheWires() {
        assertEquals(build("< . 5:5(0)! ack 1 win 7").segment().seq().toLong(), 5);
    }

    @Test
    public void sackBlocksAreMappedLikeTheAck() {
        TcpOption.Sack sack =
                build("< . 1:1(0) ack 1 win 7 <nop,nop,sack 101:301>").segment().option(TcpOption.Sack.class);
        assertEquals(sack.blocks().get(0).left().toLong(), ISN + 101 & 0xffffffffL);
        assertEquals(sack.blocks().get(0).right().toLong(), 45);
    }

    @Test
    public void aTimestampIsEchoedAsTheTargetSentIt() {
        conversation.timestamps().saw(100, 987_654);
        TcpOption.Timestamps ts = build("< . 1:1(0) ack 1 win 7 <nop,nop,TS val 5 ecr 100>")
                .segment()
                .option(TcpOption.Timestamps.class);
        assertEquals(ts, new TcpOption.Timestamps(5, 987_654));
    }

    @Test
    public void aTimestampThatWasNeverExpectedCannotBeEchoed() {
        MappingException e =
                expectThrows(MappingException.class, () -> build("< . 1:1(0) ack 1 win 7 <nop,nop,TS val 5 ecr 100>"));
        assertEquals(
                e.getMessage(),
                "the timestamp 100 cannot be echoed: no packet with that value was expected from the target before");
    }

    @Test
    public void aTimestampIsInferredIfTheScriptAllowsIt() {
        conversation.timestamps().saw(100, 987_654);
        Packet packet = new PacketBuilder(true, Optional.empty())
                .build(pattern("< . 1:1(0) ack 1 win 7 <nop,nop,TS val 5 ecr 110>"), conversation);
        assertEquals(packet.segment().option(TcpOption.Timestamps.class).echoReply(), 987_664);
    }

    @Test
    public void aSynEchoesWhatIsWritten() {
        TcpOption.Timestamps ts =
                build("< S 0:0(0) win 7 <nop,nop,TS val 5 ecr 77>").segment().option(TcpOption.Timestamps.class);
        assertEquals(ts.echoReply(), 77);
    }

    @Test
    public void whatTheLineSaysOfIpIsDone() {
        assertEquals(build("< [tos 0x2e] . 1:1(0) ack 1 win 7").ip().trafficClass(), 0x2e);
        assertEquals(build("< [ce] . 1:1(0) ack 1 win 7").ip().trafficClass(), 3);
        assertEquals(build("< [ttl 3] . 1:1(0) ack 1 win 7").ip().hopLimit(), 3);
    }

    @Test
    public void anIcmpErrorQuotesTheTargetsSegment() {
        IcmpMessage message = (IcmpMessage)
                build("< icmp unreachable frag_needed mtu 600 [1:1001(1000)]").transport();
        assertEquals(message.type(), 3);
        assertEquals(message.code(), 4);
        assertEquals(message.rest(), 600);
        QuotedSegment quoted = QuotedSegment.of(message).orElseThrow();
        assertEquals(quoted.ip().source(), Wire.LOCAL);
        assertEquals(quoted.sourcePort(), Wire.PORT);
        assertEquals(quoted.seq().toLong(), ISN + 1 & 0xffffffffL);
        assertEquals(quoted.textLength(), 1000);
        assertEquals(message.body().length(), 28);
    }

    @Test
    public void optionsAsBytesAreSentAsTheyAre() {
        assertEquals(
                build("< . 1:1(0) ack 1 win 7 <01010303>").segment().options().get(0), new TcpOption.NoOperation());
        assertEquals(
                build("< . 1:1(0) ack 1 win 7 <nop,nop,nop,eol>")
                        .segment()
                        .options()
                        .size(),
                4);
    }

    @Test
    public void aDatagramHasItsLength() {
        UdpDatagram datagram = (UdpDatagram) build("< udp (40)").transport();
        assertEquals(datagram.payload().length(), 40);
        assertEquals(datagram.destinationPort(), Wire.PORT);
    }

    @Test
    public void withoutTheTargetsPortNothingCanBeSent() {
        Conversations all = Wire.conversations(Numbering.RELATIVE);
        all.made(3);
        all.connecting(3);
        Conversation connecting = all.underTest().orElseThrow();
        MappingException e = expectThrows(MappingException.class, () -> new PacketBuilder(false, Optional.empty())
                .build(pattern("< S. 0:0(0) ack 1 win 7"), connecting));
        assertEquals(e.getMessage(), "the target has not shown its port: it has sent no SYN, and no datagram, yet");
        assertEquals(connecting.ends().isPresent(), false);
        assertEquals(List.of(connecting), all.all());
    }
}
