package io.statecraft.wire;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;

/**
 * IP packets to bytes and back.
 *
 * <p>Decoding takes any bytes: what is wrong with them is in {@link Decoded#problems()}. Encoding computes lengths, data
 * offset and checksums unless the packet's raw fields say otherwise, so that a malformed packet can be built on purpose.
 *
 * <ul>
 *   <li>{@code encode(decode(bytes))} gives the same bytes for every well-formed packet, and for most others: lost are
 *       bytes after the packet's end, and that a checksum was the other of the two zeros.
 *   <li>{@code decode(encode(packet))} gives an equal packet, if lengths and data offset are computed and the option list
 *       is in the form in which it is read: aligned, nothing after the end of list but more ends of list.
 * </ul>
 */
public final class PacketCodec {
    /** What bytes that are no IP packet are handed on as: IANA's reserved protocol number. */
    private static final int NO_PROTOCOL = 255;

    private static final IpAddress UNSPECIFIED = new IpAddress(Bytes.zeros(4));

    private PacketCodec() {}

    /**
     * Decodes the packet between position and limit of {@code packet}, whose position stays.
     *
     * @return the packet and what is wrong with it; for something that is no IP packet, an empty header (0.0.0.0 to
     *     0.0.0.0, protocol 255) around the bytes and {@link Problem.Kind#NOT_IP}
     */
    public static Decoded decode(ByteBuffer packet) {
        return decode(new PacketReader(packet, false));
    }

    /** Decodes {@code packet}, as {@link #decode(ByteBuffer)} does. */
    public static Decoded decode(byte... packet) {
        return decode(ByteBuffer.wrap(packet));
    }

    /**
     * Decodes as {@link #decode(ByteBuffer)} does, but takes the checksums of TCP, UDP and ICMP for right: for packets
     * whose sender leaves them to hardware that is not there, such as those read from the far end of a veth pair.
     */
    public static Decoded decodeTrustingChecksums(ByteBuffer packet) {
        return decode(new PacketReader(packet, true));
    }

    private static Decoded decode(PacketReader in) {
        int version = in.end() == 0 ? 0 : in.unsigned8(0) >> 4;
        Packet packet;
        if (version == 4 && in.end() >= Ipv4Codec.FIXED_BYTES) {
            packet = Ipv4Codec.decode(in);
        } else if (version == 6 && in.end() >= Ipv6Codec.FIXED_BYTES) {
            packet = Ipv6Codec.decode(in);
        } else {
            String form = version == 4 || version == 6 ? "too short for IPv" + version : "neither IPv4 nor IPv6";
            in.problem(Problem.Kind.NOT_IP, in.end() + " bytes are no IP packet: " + form);
            packet = new Packet(
                    IpHeader.between(UNSPECIFIED, UNSPECIFIED), new OpaqueTransport(NO_PROTOCOL, in.copy(0, in.end())));
        }
        return new Decoded(packet, in.problems());
    }

    /** Reads what the IP header carries, from {@code from} to the packet's end. */
    static Transport decodeTransport(PacketReader in, int version, int protocol, int from) {
        return switch (protocol) {
            case 6 -> TcpCodec.decode(in, version, from);
            case 17 -> UdpCodec.decode(in, version, from);
            case 1, 58 -> IcmpCodec.decode(in, version, protocol, from);
            default -> opaque(in, protocol, from);
        };
    }

    static OpaqueTransport opaque(PacketReader in, int protocol, int from) {
        return new OpaqueTransport(protocol, in.copy(from, in.end()));
    }

    /** The bytes that {@code packet} takes. */
    public static int sizeOf(Packet packet) {
        return headerSize(packet.ip()) + sizeOf(packet.transport());
    }

    /**
     * The bytes of {@code packet}.
     *
     * @throws IllegalArgumentException if a length that is to be computed does not fit its field: over 40 bytes of TCP
     *     options, or a packet over 65535 bytes
     */
    public static byte[] encode(Packet packet) {
        byte[] bytes = new byte[sizeOf(packet)];
        write(packet, ByteBuffer.wrap(bytes));
        return bytes;
    }

    /**
     * Writes the bytes of {@code packet} at the position of {@code target}, which moves past them.
     *
     * @throws BufferOverflowException if fewer than {@link #sizeOf} bytes remain
     * @throws IllegalArgumentException as {@link #encode(Packet)} does
     */
    public static void encode(Packet packet, ByteBuffer target) {
        int size = sizeOf(packet);
        if (target.remaining() < size) {
            throw new BufferOverflowException();
        }
        write(packet, target.slice());
        target.position(target.position() + size);
    }

    /** Writes from index 0 of {@code b}, a big-endian buffer. */
    private static void write(Packet packet, ByteBuffer b) {
        IpHeader ip = packet.ip();
        Transport transport =
                packet.transport() instanceof SegmentInUdp tunneled ? tunneled.toDatagram() : packet.transport();
        int header = headerSize(ip);
        int size = sizeOf(transport);
        if (ip instanceof IpHeader.V4 v4) {
            Ipv4Codec.encode(v4, transport.protocol(), header + size, b);
        } else {
            Ipv6Codec.encode((IpHeader.V6) ip, transport.protocol(), header + size, b);
        }
        writeTransport(transport, ip.version(), b, header, size);
        if (ip instanceof IpHeader.V4 v4) {
            Ipv4Codec.encodeChecksum(v4, header + size, b);
        }
    }

    private static void writeTransport(Transport transport, int version, ByteBuffer b, int from, int size) {
        if (transport instanceof Segment segment) {
            TcpCodec.encode(segment, version, b, from, size);
        } else if (transport instanceof UdpDatagram datagram) {
            UdpCodec.encode(datagram, version, b, from, size);
        } else if (transport instanceof IcmpMessage message) {
            IcmpCodec.encode(message, version, b, from, size);
        } else {
            b.position(from);
            ((OpaqueTransport) transport).payload().putInto(b);
        }
    }

    private static int headerSize(IpHeader ip) {
        return ip instanceof IpHeader.V4 v4 ? Ipv4Codec.size(v4) : Ipv6Codec.size((IpHeader.V6) ip);
    }

    /** The bytes that {@code transport} takes after the IP header. */
    public static int sizeOf(Transport transport) {
        if (transport instanceof Segment segment) {
            return TcpCodec.size(segment);
        }
        if (transport instanceof SegmentInUdp tunneled) {
            return UdpCodec.HEADER_BYTES + TcpCodec.size(tunneled.segment());
        }
        if (transport instanceof UdpDatagram datagram) {
            return UdpCodec.HEADER_BYTES + datagram.payload().length();
        }
        if (transport instanceof IcmpMessage message) {
            return IcmpCodec.HEADER_BYTES + message.body().length();
        }
        return ((OpaqueTransport) transport).payload().length();
    }
}
