package io.statecraft.wire;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** The UDP header (RFC 768). */
final class UdpCodec {
    static final int HEADER_BYTES = 8;

    private static final int PROTOCOL = 17;
    private static final int CHECKSUM = 6;

    private UdpCodec() {}

    static Transport decode(PacketReader in, int version, int from) {
        int size = in.end() - from;
        if (size < HEADER_BYTES) {
            in.problem(Problem.Kind.TRANSPORT_TOO_SHORT, size + " bytes are too short for a UDP header");
            return PacketCodec.opaque(in, PROTOCOL, from);
        }
        if (in.unsigned16(from + 4) != size) {
            in.problem(
                    Problem.Kind.UDP_LENGTH,
                    "UDP length " + in.unsigned16(from + 4) + " in a payload of " + size + " bytes");
            return PacketCodec.opaque(in, PROTOCOL, from);
        }
        return new UdpDatagram(
                in.unsigned16(from),
                in.unsigned16(from + 2),
                in.copy(from + HEADER_BYTES, in.end()),
                rawChecksum(in, version, from, size));
    }

    /** The field, unless it is the computed one. */
    private static OptionalInt rawChecksum(PacketReader in, int version, int from, int size) {
        int field = in.unsigned16(from + CHECKSUM);
        if (field == 0 && version == 4) {
            return OptionalInt.of(0); // not computed by the sender, who may leave it out over IPv4
        }
        long pseudo = InternetChecksum.pseudoHeader(in.bytes(), version, PROTOCOL, size);
        boolean right = in.verifies("UDP", pseudo, from, from + CHECKSUM);
        return right ? OptionalInt.empty() : OptionalInt.of(field);
    }

    static void encode(UdpDatagram datagram, int version, ByteBuffer b, int from, int size) {
        b.position(from);
        b.putShort((short) datagram.sourcePort());
        b.putShort((short) datagram.destinationPort());
        b.putShort((short) size);
        b.putShort((short) 0);
        datagram.payload().putInto(b);
        long pseudo = InternetChecksum.pseudoHeader(b, version, PROTOCOL, size);
        int computed = InternetChecksum.field(pseudo + InternetChecksum.sum(b, from, from + size));
        // Zero would say that there is none, so that the other zero is sent.
        b.putShort(from + CHECKSUM, (short) datagram.checksum().orElse(computed == 0 ? 0xffff : computed));
    }
}
