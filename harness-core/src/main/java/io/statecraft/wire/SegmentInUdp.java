package io.statecraft.wire;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A TCP segment in a UDP datagram, as FreeBSD tunnels TCP through what does not let it pass. The datagram's checksum covers the segment,
 * whose own checksum field is 0. Nothing in a datagram says that it carries one: who has agreed on the ports knows.
 *
 * @param sourcePort of UDP, 0 to 65535
 * @param destinationPort of UDP, 0 to 65535
 * @param segment inside
 */
public record SegmentInUdp(int sourcePort, int destinationPort, Segment segment) implements Transport {
    public SegmentInUdp {
        Ranges.unsigned16("source port", sourcePort);
        Ranges.unsigned16("destination port", destinationPort);
    }

    /** The segment that {@code datagram} carries, if it can be read as one. */
    public static Optional<SegmentInUdp> in(UdpDatagram datagram) {
        PacketReader in = new PacketReader(ByteBuffer.wrap(datagram.payload().toArray()), true);
        return TcpCodec.decode(in, 4, 0) instanceof Segment inner
                ? Optional.of(new SegmentInUdp(datagram.sourcePort(), datagram.destinationPort(), inner))
                : Optional.empty();
    }

    /** {@code packet} with the segment that its datagram carries, if it carries a datagram with one; itself otherwise. */
    public static Packet opened(Packet packet) {
        return packet.transport() instanceof UdpDatagram datagram
                ? in(datagram)
                        .map(tunneled -> new Packet(packet.ip(), tunneled))
                        .orElse(packet)
                : packet;
    }

    /** The datagram. */
    UdpDatagram toDatagram() {
        Segment unchecked = segment.withHeader(new Segment.RawHeader(
                segment.header().dataOffset(), segment.header().reserved(), OptionalInt.of(0)));
        int size = TcpCodec.size(unchecked);
        ByteBuffer bytes = ByteBuffer.allocate(size);
        TcpCodec.encode(unchecked, 0, bytes, 0, size);
        return new UdpDatagram(sourcePort, destinationPort, Bytes.of(bytes.array()));
    }

    @Override
    public int protocol() {
        return 17;
    }
}
