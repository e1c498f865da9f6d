package io.statecraft.wire;

import java.util.Optional;

/**
 * The segment that an ICMP error is about, as far as the error quotes it: at least the ports and the sequence number (RFC
 * 792; RFC 5927 section 4.1 on what a receiver checks in it).
 *
 * @param ip the quoted IP header
 * @param sourcePort of the one who sent the segment, and now gets the error
 * @param destinationPort of the one whom it did not reach
 * @param seq SEG.SEQ
 * @param textLength octets of text that the quoted lengths imply; a data offset that is not quoted is taken as 5
 */
public record QuotedSegment(IpHeader ip, int sourcePort, int destinationPort, SequenceNumber seq, int textLength) {

    /** What a router may quote at the least, in octets after the IP header. */
    private static final int LEAST_QUOTED = 8;

    /** The segment that {@code error} quotes; empty if it quotes none, or too little of it. */
    public static Optional<QuotedSegment> of(IcmpMessage error) {
        Decoded quoted = PacketCodec.decode(error.body().toArray());
        IpHeader ip = quoted.packet().ip();
        if (!quoted.isIp()) {
            return Optional.empty();
        }
        if (quoted.packet().transport() instanceof Segment s) {
            int missing = claimedSize(quoted.packet()) - PacketCodec.sizeOf(quoted.packet());
            int text = s.payload().length() + missing;
            return Optional.of(new QuotedSegment(ip, s.sourcePort(), s.destinationPort(), s.seq(), text));
        }
        if (!(quoted.packet().transport() instanceof OpaqueTransport opaque)
                || opaque.protocol() != 6
                || opaque.payload().length() < LEAST_QUOTED) {
            return Optional.empty();
        }
        Bytes header = opaque.payload();
        int size = claimedSize(quoted.packet()) - PacketCodec.sizeOf(quoted.packet()) + header.length();
        int words = header.length() > 12 ? Math.max(5, (header.at(12) & 0xf0) >> 4) : 5;
        return Optional.of(new QuotedSegment(
                ip,
                unsigned16(header, 0),
                unsigned16(header, 2),
                new SequenceNumber(unsigned16(header, 4) << 16 | unsigned16(header, 6)),
                Math.max(0, size - 4 * words)));
    }

    /**
     * The segment that {@code error} quotes, if what it quotes is a datagram that carries one ({@link SegmentInUdp}).
     *
     * @param sourcePort of UDP, by which that is known
     */
    public static Optional<InUdp> inUdp(IcmpMessage error, int sourcePort) {
        Decoded quoted = PacketCodec.decode(error.body().toArray());
        if (!quoted.isIp()
                || !(quoted.packet().transport() instanceof OpaqueTransport opaque)
                || opaque.protocol() != 17
                || opaque.payload().length() < UdpCodec.HEADER_BYTES + LEAST_QUOTED
                || unsigned16(opaque.payload(), 0) != sourcePort) {
            return Optional.empty();
        }
        Bytes header =
                opaque.payload().slice(UdpCodec.HEADER_BYTES, opaque.payload().length());
        int size = claimedSize(quoted.packet()) - PacketCodec.sizeOf(quoted.packet()) + header.length();
        return Optional.of(new InUdp(
                new QuotedSegment(
                        quoted.packet().ip(),
                        unsigned16(header, 0),
                        unsigned16(header, 2),
                        new SequenceNumber(unsigned16(header, 4) << 16 | unsigned16(header, 6)),
                        Math.max(0, size - TcpCodec.FIXED_BYTES)),
                unsigned16(opaque.payload(), 2)));
    }

    /**
     * A quoted segment that travelled in a datagram.
     *
     * @param destinationPort of UDP
     */
    public record InUdp(QuotedSegment segment, int destinationPort) {}

    /**
     * The start of {@code packet} that an error about it quotes: the IP header and 8 octets of TCP.
     *
     * @throws IllegalArgumentException as {@link PacketCodec#encode(Packet)} does
     */
    public static Bytes quotationOf(Packet packet) {
        byte[] bytes = PacketCodec.encode(packet);
        int header = bytes.length - PacketCodec.sizeOf(packet.transport());
        int quoted = packet.transport() instanceof SegmentInUdp ? UdpCodec.HEADER_BYTES + LEAST_QUOTED : LEAST_QUOTED;
        return Bytes.copyOf(bytes, 0, Math.min(bytes.length, header + quoted));
    }

    /** The bytes that the packet's own header gives it; a quotation ends before. */
    private static int claimedSize(Packet packet) {
        if (packet.ip() instanceof IpHeader.V4 v4) {
            return v4.raw().totalLength().orElse(PacketCodec.sizeOf(packet));
        }
        IpHeader.V6 v6 = (IpHeader.V6) packet.ip();
        return v6.payloadLength().isPresent()
                ? Ipv6Codec.FIXED_BYTES + v6.payloadLength().getAsInt()
                : PacketCodec.sizeOf(packet);
    }

    private static int unsigned16(Bytes bytes, int index) {
        return (bytes.at(index) & 0xff) << 8 | bytes.at(index + 1) & 0xff;
    }
}
