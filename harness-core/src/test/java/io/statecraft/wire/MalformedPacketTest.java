package io.statecraft.wire;

import static io.statecraft.wire.Problem.Kind.EXTENSION_HEADER;
import static io.statecraft.wire.Problem.Kind.IP_CHECKSUM;
import static io.statecraft.wire.Problem.Kind.IP_HEADER_LENGTH;
import static io.statecraft.wire.Problem.Kind.IP_TOTAL_LENGTH;
import static io.statecraft.wire.Problem.Kind.NOT_IP;
import static io.statecraft.wire.Problem.Kind.TCP_DATA_OFFSET;
import static io.statecraft.wire.Problem.Kind.TCP_OPTIONS;
import static io.statecraft.wire.Problem.Kind.TCP_PADDING;
import static io.statecraft.wire.Problem.Kind.TRAILING_BYTES;
import static io.statecraft.wire.Problem.Kind.TRANSPORT_CHECKSUM;
import static io.statecraft.wire.Problem.Kind.TRANSPORT_TOO_SHORT;
import static io.statecraft.wire.Problem.Kind.TRUNCATED;
import static io.statecraft.wire.Problem.Kind.UDP_LENGTH;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertThrows;
import static org.testng.Assert.assertTrue;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.testng.annotations.Test;

/** Malformed headers are built as asked for, read as far as they can be, and what is wrong is named. */
public final class MalformedPacketTest {
    private static final OptionalInt NONE = OptionalInt.empty();
    private static final IpAddress A4 = IpAddress.of("192.0.2.1");
    private static final IpAddress B4 = IpAddress.of("192.168.0.1");
    private static final IpAddress A6 = IpAddress.of("2001:db8::1");
    private static final IpAddress B6 = IpAddress.of("fd3d::1");
    private static final Segment SYN =
            Segment.between(5000, 8080).withFlags(TcpFlag.SYN).withWindow(65535);

    @Test
    public void aWrongTcpChecksumIsKeptAndNamed() {
        for (IpHeader ip : List.of(IpHeader.between(A4, B4), IpHeader.between(A6, B6))) {
            Packet packet = new Packet(ip, SYN.withHeader(new Segment.RawHeader(NONE, 0, OptionalInt.of(0xbad))));
            Decoded decoded = PacketCodec.decode(PacketCodec.encode(packet));
            assertEquals(decoded.packet(), packet);
            assertEquals(kinds(decoded), List.of(TRANSPORT_CHECKSUM));
        }
    }

    @Test
    public void aProblemSaysWhatTheChecksumShouldBe() {
        byte[] right = PacketCodec.encode(new Packet(IpHeader.between(A4, B4), SYN));
        String field = String.format("0x%02x%02x", right[36], right[37]);
        byte[] wrong = right.clone();
        wrong[36] = 0x12;
        wrong[37] = 0x34;
        Problem problem = PacketCodec.decode(wrong).problems().get(0);
        assertEquals(problem.toString(), "TCP checksum 0x1234 should be " + field);
    }

    @Test
    public void checksumsThatHardwareWouldFillInCanBeTrusted() {
        Segment unfinished = SYN.withHeader(new Segment.RawHeader(NONE, 0, OptionalInt.of(0xbad)));
        byte[] bytes = PacketCodec.encode(new Packet(IpHeader.between(A4, B4), unfinished));
        Decoded trusted = PacketCodec.decodeTrustingChecksums(ByteBuffer.wrap(bytes));
        assertEquals(trusted.packet().segment(), SYN);
        assertTrue(trusted.isSound());
    }

    @Test
    public void aDataOffsetIsWrittenAsGivenAndNothingIsPadded() {
        Segment segment = SYN.withOptions(List.of(new TcpOption.WindowScale(7)))
                .withPayload(Bytes.ofHex("aa"))
                .withHeader(new Segment.RawHeader(OptionalInt.of(9), 0, NONE));
        byte[] bytes = PacketCodec.encode(new Packet(IpHeader.between(A4, B4), segment));
        assertEquals(bytes.length, 20 + 20 + 3 + 1);
        assertEquals(bytes[32] & 0xf0, 0x90);
        assertEquals(bytes[43], (byte) 0xaa);
        Decoded decoded = PacketCodec.decode(bytes);
        assertEquals(kinds(decoded), List.of(TCP_DATA_OFFSET));
        assertEquals(decoded.packet().transport(), new OpaqueTransport(6, Bytes.copyOf(bytes, 20, 24)));
    }

    @Test
    public void aDataOffsetBelowTheFixedHeaderIsUnreadable() {
        Segment segment = SYN.withHeader(new Segment.RawHeader(OptionalInt.of(4), 0, NONE));
        Decoded decoded = PacketCodec.decode(PacketCodec.encode(new Packet(IpHeader.between(A6, B6), segment)));
        assertEquals(kinds(decoded), List.of(TCP_DATA_OFFSET));
        assertEquals(decoded.packet().segment(), null);
    }

    @Test
    public void optionsThatAreNotAlignedArePaddedWithEndsOfList() {
        Segment segment = SYN.withOptions(List.of(new TcpOption.WindowScale(7))).withPayload(Bytes.ofHex("aa"));
        Decoded decoded = PacketCodec.decode(PacketCodec.encode(new Packet(IpHeader.between(A4, B4), segment)));
        assertTrue(decoded.isSound());
        assertEquals(
                decoded.packet().segment(),
                segment.withOptions(List.of(new TcpOption.WindowScale(7), new TcpOption.EndOfList())));
    }

    @Test
    public void reservedBitsAreWrittenAndRead() {
        for (int reserved = 0; reserved < 8; reserved++) {
            Segment segment = SYN.withHeader(new Segment.RawHeader(NONE, reserved, NONE));
            byte[] bytes = PacketCodec.encode(new Packet(IpHeader.between(A4, B4), segment));
            assertEquals(bytes[32], (byte) (0x50 | reserved << 1));
            Decoded decoded = PacketCodec.decode(bytes);
            assertEquals(decoded.packet().segment(), segment);
            assertTrue(decoded.isSound(), "a receiver ignores them");
        }
    }

    @Test
    public void unreadableOptionsAndPaddingAreNamed() {
        Segment zeroLength = SYN.withOptions(List.of(new TcpOption.Unreadable(Bytes.ofHex("02000000"))));
        Decoded decoded = PacketCodec.decode(PacketCodec.encode(new Packet(IpHeader.between(A4, B4), zeroLength)));
        assertEquals(decoded.packet().segment(), zeroLength);
        assertEquals(kinds(decoded), List.of(TCP_OPTIONS));
        Segment badPadding =
                SYN.withOptions(List.of(new TcpOption.EndOfList(), new TcpOption.Unreadable(Bytes.ofHex("010101"))));
        decoded = PacketCodec.decode(PacketCodec.encode(new Packet(IpHeader.between(A4, B4), badPadding)));
        assertEquals(decoded.packet().segment(), badPadding);
        assertEquals(kinds(decoded), List.of(TCP_PADDING));
    }

    @Test
    public void rawFieldsOfTheIpv4HeaderAreWrittenAndRead() {
        Packet headerLength = v4(new IpHeader.V4.Raw(OptionalInt.of(4), NONE, NONE));
        assertEquals(kinds(decoded(headerLength)), List.of(IP_HEADER_LENGTH));
        Packet long1 = v4(new IpHeader.V4.Raw(NONE, OptionalInt.of(41), NONE));
        assertEquals(decoded(long1).packet(), long1);
        assertEquals(kinds(decoded(long1)), List.of(TRUNCATED));
        Packet small = v4(new IpHeader.V4.Raw(NONE, OptionalInt.of(19), NONE));
        assertEquals(kinds(decoded(small)), List.of(IP_TOTAL_LENGTH));
        assertEquals(decoded(small).packet().ip(), small.ip());
        Packet checksum = v4(new IpHeader.V4.Raw(NONE, NONE, OptionalInt.of(1)));
        assertEquals(decoded(checksum).packet(), checksum);
        assertEquals(kinds(decoded(checksum)), List.of(IP_CHECKSUM));
        Packet version = v4(new IpHeader.V4.Raw(NONE, NONE, NONE, OptionalInt.of(5), false));
        assertEquals(PacketCodec.encode(version)[0], (byte) 0x55);
        assertEquals(kinds(decoded(version)), List.of(NOT_IP));
        Packet reserved = v4(new IpHeader.V4.Raw(NONE, NONE, NONE, NONE, true));
        assertEquals(decoded(reserved).packet(), reserved);
    }

    @Test
    public void aHeaderLengthPastTheEndLeavesNothingToRead() {
        Decoded decoded = decoded(v4(new IpHeader.V4.Raw(OptionalInt.of(15), NONE, NONE)));
        assertEquals(kinds(decoded), List.of(IP_HEADER_LENGTH));
        assertEquals(decoded.packet().transport(), new OpaqueTransport(6, Bytes.EMPTY));
        assertEquals(((IpHeader.V4) decoded.packet().ip()).options().length(), 20, "what there was passes for options");
    }

    @Test
    public void theHeaderChecksumCoversWhatTheHeaderLengthClaims() {
        Packet packet = v4(new IpHeader.V4.Raw(OptionalInt.of(7), NONE, NONE));
        Decoded decoded = decoded(packet);
        assertEquals(
                decoded.packet().ip(),
                new IpHeader.V4(
                        A4,
                        B4,
                        0,
                        64,
                        0,
                        true,
                        false,
                        0,
                        Bytes.copyOf(PacketCodec.encode(packet), 20, 8),
                        IpHeader.V4.Raw.COMPUTED));
        assertEquals(kinds(decoded), List.of(TRANSPORT_TOO_SHORT), "8 bytes of the segment passed for IP options");
    }

    @Test
    public void rawFieldsOfTheIpv6HeaderAreWrittenAndRead() {
        Packet longer = new Packet(new IpHeader.V6(A6, B6, 0, 255, 0, OptionalInt.of(21)), SYN);
        assertEquals(decoded(longer).packet(), longer);
        assertEquals(kinds(decoded(longer)), List.of(TRUNCATED));
        Packet shorter = new Packet(new IpHeader.V6(A6, B6, 0, 255, 0, OptionalInt.of(19)), SYN);
        assertEquals(kinds(decoded(shorter)), List.of(TRAILING_BYTES, TRANSPORT_TOO_SHORT));
        Packet version = new Packet(new IpHeader.V6(A6, B6, 0, 255, 0, NONE, List.of(), OptionalInt.of(4)), SYN);
        assertEquals(PacketCodec.encode(version)[0] >> 4, 4);
    }

    @Test
    public void bytesAfterThePacketAreNotItsPayload() {
        for (IpHeader ip : List.of(IpHeader.between(A4, B4), IpHeader.between(A6, B6))) {
            byte[] bytes = PacketCodec.encode(new Packet(ip, SYN));
            Decoded decoded = PacketCodec.decode(Arrays.copyOf(bytes, bytes.length + 6));
            assertEquals(decoded.packet().segment(), SYN);
            assertEquals(kinds(decoded), List.of(TRAILING_BYTES));
        }
    }

    @Test
    public void aPacketThatWasCutIsNotBlamedForItsChecksum() {
        Segment segment = SYN.withPayload(Bytes.ofHex("0102030405060708"));
        byte[] bytes = PacketCodec.encode(new Packet(IpHeader.between(A4, B4), segment));
        Decoded decoded = PacketCodec.decode(Arrays.copyOf(bytes, bytes.length - 4));
        assertEquals(kinds(decoded), List.of(TRUNCATED));
        assertEquals(decoded.packet().segment().payload(), Bytes.ofHex("01020304"));
        assertTrue(decoded.packet().segment().header().checksum().isPresent(), "it is wrong all the same");
    }

    @Test
    public void aFragmentIsNotReadFurther() {
        for (int i = 0; i < 2; i++) {
            IpHeader ip = new IpHeader.V4(
                    A4, B4, 0, 64, 7, false, i == 0, i == 0 ? 0 : 3, Bytes.EMPTY, IpHeader.V4.Raw.COMPUTED);
            Decoded decoded = decoded(new Packet(ip, SYN));
            assertEquals(((OpaqueTransport) decoded.packet().transport()).protocol(), 6);
            assertTrue(decoded.isSound());
        }
        Bytes fragment = Bytes.ofHex("06000001" + "00000007" + "1234");
        Packet v6 = new Packet(IpHeader.between(A6, B6), new OpaqueTransport(44, fragment));
        assertEquals(decoded(v6), new Decoded(v6, List.of()));
    }

    @Test
    public void theTransportIsFoundBehindExtensionHeaders() {
        IpHeader ip = extended(
                new IpHeader.V6.Extension(0, Bytes.ofHex("010400000000")),
                new IpHeader.V6.Extension(60, Bytes.ofHex("010c" + "00".repeat(12))),
                new IpHeader.V6.Extension(43, Bytes.ofHex("000000000000")));
        Decoded decoded = decoded(new Packet(ip, SYN));
        assertEquals(decoded, new Decoded(new Packet(ip, SYN), List.of()));
    }

    @Test
    public void whatIsRoutedOnIsNotReadFurther() {
        Packet underWay = new Packet(extended(new IpHeader.V6.Extension(43, Bytes.ofHex("000100000000"))), SYN);
        Decoded decoded = decoded(underWay);
        assertEquals(((OpaqueTransport) decoded.packet().transport()).protocol(), 43);
        assertEquals(PacketCodec.encode(decoded.packet()), PacketCodec.encode(underWay));
    }

    @Test
    public void anExtensionHeaderPastTheEndIsUnreadable() {
        Packet packet =
                new Packet(IpHeader.between(A6, B6), new OpaqueTransport(60, Bytes.ofHex("0601" + "00".repeat(13))));
        assertEquals(decoded(packet).packet(), packet);
        assertEquals(kinds(decoded(packet)), List.of(EXTENSION_HEADER));
    }

    @Test
    public void aUdpLengthThatDiffersFromThePayloadIsUnreadable() {
        byte[] bytes = PacketCodec.encode(new Packet(IpHeader.between(A4, B4), new UdpDatagram(1, 2, Bytes.zeros(4))));
        bytes[25]--;
        Decoded decoded = PacketCodec.decode(bytes);
        assertEquals(kinds(decoded), List.of(UDP_LENGTH));
        assertEquals(PacketCodec.encode(decoded.packet()), bytes);
    }

    @Test
    public void aUdpChecksumMayBeLeftOutOverIpv4Only() {
        UdpDatagram datagram = new UdpDatagram(1, 2, Bytes.zeros(4), OptionalInt.of(0));
        Packet v4 = new Packet(IpHeader.between(A4, B4), datagram);
        assertEquals(decoded(v4), new Decoded(v4, List.of()));
        Packet v6 = new Packet(IpHeader.between(A6, B6), datagram);
        assertEquals(decoded(v6).packet(), v6);
        assertEquals(kinds(decoded(v6)), List.of(TRANSPORT_CHECKSUM));
    }

    @Test
    public void aUdpChecksumThatComesOutAsZeroIsSentAsTheOtherZero() {
        // The checksum without a source port is the source port that brings the sum to 0xffff.
        UdpDatagram datagram = new UdpDatagram(0, 1, Bytes.EMPTY);
        byte[] bytes = PacketCodec.encode(new Packet(IpHeader.between(A4, B4), datagram));
        int checksum = (bytes[26] & 0xff) << 8 | bytes[27] & 0xff;
        Packet zero = new Packet(IpHeader.between(A4, B4), new UdpDatagram(checksum, 1, Bytes.EMPTY));
        bytes = PacketCodec.encode(zero);
        assertEquals((bytes[26] & 0xff) << 8 | bytes[27] & 0xff, 0xffff);
        assertEquals(PacketCodec.decode(bytes), new Decoded(zero, List.of()));
    }

    @Test
    public void aWrongIcmpChecksumIsKeptAndNamed() {
        for (int version : new int[] {4, 6}) {
            IpHeader ip = version == 4 ? IpHeader.between(A4, B4) : IpHeader.between(A6, B6);
            Packet packet = new Packet(ip, new IcmpMessage(version, 3, 1, 0, Bytes.zeros(3), OptionalInt.of(0xbad)));
            assertEquals(decoded(packet).packet(), packet);
            assertEquals(kinds(decoded(packet)), List.of(TRANSPORT_CHECKSUM));
        }
    }

    @Test
    public void icmpOfTheOtherVersionIsNotReadFurther() {
        Packet packet = new Packet(IpHeader.between(A4, B4), new IcmpMessage(6, 128, 0, 1, Bytes.EMPTY));
        assertEquals(((OpaqueTransport) decoded(packet).packet().transport()).protocol(), 58);
        packet = new Packet(IpHeader.between(A6, B6), new IcmpMessage(4, 8, 0, 1, Bytes.EMPTY));
        assertEquals(((OpaqueTransport) decoded(packet).packet().transport()).protocol(), 1);
    }

    @Test
    public void aTransportShorterThanItsHeaderIsUnreadable() {
        for (int protocol : new int[] {6, 17, 1}) {
            Packet packet = new Packet(IpHeader.between(A4, B4), new OpaqueTransport(protocol, Bytes.zeros(7)));
            assertEquals(decoded(packet).packet(), packet);
            assertEquals(kinds(decoded(packet)), List.of(TRANSPORT_TOO_SHORT));
        }
    }

    @Test
    public void whatIsNoIpPacketIsAnEmptyPacketAroundItsBytes() {
        for (byte[] bytes : List.of(new byte[0], new byte[] {0x45}, new byte[] {0x60, 0}, new byte[100])) {
            Decoded decoded = PacketCodec.decode(bytes);
            assertEquals(kinds(decoded), List.of(NOT_IP));
            assertEquals(decoded.packet().transport(), new OpaqueTransport(255, Bytes.of(bytes)));
            assertEquals(decoded.packet().segment(), null);
        }
    }

    @Test
    public void whatDoesNotFitItsLengthFieldIsNotEncoded() {
        Segment options = SYN.withOptions(List.of(new TcpOption.Unknown(99, Bytes.zeros(39))));
        Segment text = SYN.withPayload(Bytes.zeros(65515));
        assertThrows(
                IllegalArgumentException.class,
                () -> PacketCodec.encode(new Packet(IpHeader.between(A4, B4), options)));
        assertThrows(
                IllegalArgumentException.class, () -> PacketCodec.encode(new Packet(IpHeader.between(A4, B4), text)));
        assertEquals(PacketCodec.encode(new Packet(IpHeader.between(A6, B6), text)).length, 40 + 65535);
    }

    @Test
    public void aBufferThatIsTooSmallIsLeftAsItWas() {
        Packet packet = new Packet(IpHeader.between(A4, B4), SYN);
        ByteBuffer small = ByteBuffer.allocate(39);
        assertThrows(BufferOverflowException.class, () -> PacketCodec.encode(packet, small));
        assertEquals(small.position(), 0);
        assertEquals(Bytes.of(small.array()), Bytes.zeros(39));
    }

    @Test
    public void aHeaderHasAddressesOfItsVersionAndFieldsInRange() {
        assertThrows(IllegalArgumentException.class, () -> IpHeader.between(A4, B6));
        assertThrows(IllegalArgumentException.class, () -> IpHeader.between(A6, B4));
        assertThrows(IllegalArgumentException.class, () -> new Segment.RawHeader(OptionalInt.of(16), 0, NONE));
        assertThrows(IllegalArgumentException.class, () -> new Segment.RawHeader(NONE, 8, NONE));
        assertThrows(IllegalArgumentException.class, () -> new Segment.RawHeader(NONE, 0, OptionalInt.of(65536)));
        assertThrows(IllegalArgumentException.class, () -> new IpHeader.V6.Extension(0, Bytes.zeros(8)));
    }

    private static Packet v4(IpHeader.V4.Raw raw) {
        return new Packet(new IpHeader.V4(A4, B4, 0, 64, 0, true, false, 0, Bytes.EMPTY, raw), SYN);
    }

    private static IpHeader extended(IpHeader.V6.Extension... extensions) {
        return new IpHeader.V6(A6, B6, 0, 64, 0, NONE, List.of(extensions), NONE);
    }

    private static Decoded decoded(Packet packet) {
        return PacketCodec.decode(PacketCodec.encode(packet));
    }

    private static List<Problem.Kind> kinds(Decoded decoded) {
        return decoded.problems().stream().map(Problem::kind).toList();
    }
}
