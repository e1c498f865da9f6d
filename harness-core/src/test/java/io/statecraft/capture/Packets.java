package io.statecraft.capture;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Frames for captures that tests make: of every link type, whole and cut. */
final class Packets {
    private Packets() {}

    /** Nanoseconds since the epoch. */
    private static final long TIME = 1_700_000_000_123_456_789L;

    private static final IpAddress CLIENT = IpAddress.of("192.0.2.1");
    private static final IpAddress SERVER = IpAddress.of("192.0.2.2");

    /** The packets of a {@link #conversation} that have an MSS option and no SYN. */
    static final int FIRST_BAD = 4;

    static final int SECOND_BAD = 7;

    /** @param before the bytes of a frame in front of its IPv4 packet, in hexadecimal */
    record Link(int type, String before) {}

    static final List<Link> LINKS = List.of(
            new Link(101, ""),
            new Link(1, "02000000000202000000000108" + "00"),
            new Link(1, "0200000000020200000000018100002a0800"),
            new Link(1, "02000000000202000000000188a80001810000020800"),
            new Link(113, "00000001000602000000000100000800"),
            new Link(276, "0800000000000001000100060200000000010000"),
            new Link(0, "02000000"),
            new Link(108, "00000002"),
            new Link(12, ""),
            new Link(228, ""));

    /**
     * A frame as captured.
     *
     * @param originalLength its bytes on the wire
     */
    record Frame(List<Byte> bytes, int originalLength) {
        Frame(byte[] bytes, int originalLength) {
            this(list(bytes), originalLength);
        }

        private static List<Byte> list(byte[] bytes) {
            List<Byte> list = new ArrayList<>();
            for (byte b : bytes) {
                list.add(b);
            }
            return list;
        }

        byte[] array() {
            byte[] array = new byte[bytes.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = bytes.get(i);
            }
            return array;
        }
    }

    static long time(int index) {
        return TIME + index * 1_000_000L;
    }

    /**
     * Something that is no TCP, a connection whose client sends an MSS option after the handshake and then a segment of which the capture has
     * no more than the headers, and one segment of another connection, joined in the middle and of one direction alone, with an MSS option.
     */
    static List<Frame> conversation(Link link, int port) {
        TcpOption mss = new TcpOption.MaximumSegmentSize(1460);
        Segment up = Segment.between(port, 80).withWindow(1000);
        Segment down = Segment.between(80, port).withWindow(1000);
        Segment text = up.withSeq(SequenceNumber.of(11))
                .withAck(SequenceNumber.of(21))
                .withFlags(TcpFlag.ACK)
                .withPayload(Bytes.zeros(100))
                .withOptions(List.of(mss));
        byte[] other = ip(true, up);
        other[9] = 17;
        return List.of(
                frame(link, other, Integer.MAX_VALUE),
                frame(link, ip(true, up.withSeq(SequenceNumber.of(10)).withFlags(TcpFlag.SYN)), Integer.MAX_VALUE),
                frame(
                        link,
                        ip(
                                false,
                                down.withSeq(SequenceNumber.of(20))
                                        .withAck(SequenceNumber.of(11))
                                        .withFlags(TcpFlag.SYN, TcpFlag.ACK)),
                        Integer.MAX_VALUE),
                frame(link, ip(true, text), Integer.MAX_VALUE),
                frame(
                        link,
                        ip(
                                false,
                                down.withSeq(SequenceNumber.of(21))
                                        .withAck(SequenceNumber.of(111))
                                        .withFlags(TcpFlag.ACK)),
                        Integer.MAX_VALUE),
                frame(
                        link,
                        ip(
                                true,
                                text.withSeq(SequenceNumber.of(111))
                                        .withPayload(Bytes.zeros(30))
                                        .withOptions(List.of())),
                        20 + 20 + 1),
                frame(link, ip(true, text.withPorts(port + 1000, 80)), Integer.MAX_VALUE));
    }

    private static byte[] ip(boolean fromClient, Segment s) {
        return PacketCodec.encode(
                new Packet(fromClient ? IpHeader.between(CLIENT, SERVER) : IpHeader.between(SERVER, CLIENT), s));
    }

    /** @param captured bytes of the IP packet that the capture has, at the most */
    private static Frame frame(Link link, byte[] ip, int captured) {
        byte[] before = HexFormat.of().parseHex(link.before());
        byte[] whole = Arrays.copyOf(before, before.length + ip.length);
        System.arraycopy(ip, 0, whole, before.length, ip.length);
        int length = Math.min(whole.length, captured == Integer.MAX_VALUE ? captured : before.length + captured);
        return new Frame(Arrays.copyOf(whole, length), whole.length);
    }

    /** A classic capture file; the frame with index i is of {@link #time} i. */
    static byte[] pcap(ByteOrder order, boolean nanoseconds, int linkType, List<Frame> frames) {
        int size = frames.stream().mapToInt(frame -> 16 + frame.bytes().size()).sum();
        ByteBuffer b = ByteBuffer.allocate(24 + size).order(order);
        b.putInt(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
        b.putLong(0).putInt(65535).putInt(linkType);
        for (int i = 0; i < frames.size(); i++) {
            long time = time(i);
            b.putInt((int) (time / 1_000_000_000)).putInt((int) (time % 1_000_000_000 / (nanoseconds ? 1 : 1000)));
            b.putInt(frames.get(i).bytes().size()).putInt(frames.get(i).originalLength());
            b.put(frames.get(i).array());
        }
        return b.array();
    }
}
