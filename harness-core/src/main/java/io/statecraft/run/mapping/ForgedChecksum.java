package io.statecraft.run.mapping;

import io.statecraft.scenario.Forgery.Checksum;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.Segment;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** A TCP checksum that is not what it should be. */
final class ForgedChecksum {
    private static final int FIELD = 16;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;

    private ForgedChecksum() {}

    /** The packet with this checksum; as it is, if it carries no segment. */
    static Packet of(Checksum checksum, Packet packet) {
        if (packet.segment() == null) {
            return packet;
        }
        return switch (checksum) {
            case RIGHT -> packet;
            case ZERO -> with(packet, 0);
            // One's complement has two zeros: a single bit makes it another number in any case.
            case BAD -> with(packet, right(packet) ^ 1);
        };
    }

    private static int right(Packet packet) {
        int header = packet.ip() instanceof IpHeader.V4 v4
                ? IPV4_HEADER + v4.options().length()
                : IPV6_HEADER;
        return Short.toUnsignedInt(ByteBuffer.wrap(PacketCodec.encode(packet)).getShort(header + FIELD));
    }

    private static Packet with(Packet packet, int checksum) {
        Segment s = packet.segment();
        return new Packet(
                packet.ip(),
                s.withHeader(new Segment.RawHeader(
                        s.header().dataOffset(), s.header().reserved(), OptionalInt.of(checksum))));
    }
}
