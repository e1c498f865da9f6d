package io.statecraft.wire;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** The header that the messages of ICMP and ICMPv6 share (RFC 792, RFC 4443 section 2.1). */
final class IcmpCodec {
    static final int HEADER_BYTES = 8;

    private static final int CHECKSUM = 2;

    private IcmpCodec() {}

    static Transport decode(PacketReader in, int version, int protocol, int from) {
        boolean own = protocol == (version == 4 ? 1 : 58);
        int size = in.end() - from;
        if (own && size < HEADER_BYTES) {
            in.problem(Problem.Kind.TRANSPORT_TOO_SHORT, size + " bytes are too short for an ICMP header");
        }
        if (!own || size < HEADER_BYTES) {
            return PacketCodec.opaque(in, protocol, from);
        }
        long pseudo = version == 4 ? 0 : InternetChecksum.pseudoHeader(in.bytes(), version, protocol, size);
        boolean right = in.verifies(version == 4 ? "ICMP" : "ICMPv6", pseudo, from, from + CHECKSUM);
        return new IcmpMessage(
                version,
                in.unsigned8(from),
                in.unsigned8(from + 1),
                in.signed32(from + 4),
                in.copy(from + HEADER_BYTES, in.end()),
                right ? OptionalInt.empty() : OptionalInt.of(in.unsigned16(from + CHECKSUM)));
    }

    static void encode(IcmpMessage message, int ipVersion, ByteBuffer b, int from, int size) {
        b.position(from);
        b.put((byte) message.type());
        b.put((byte) message.code());
        b.putShort((short) 0);
        b.putInt(message.rest());
        message.body().putInto(b);
        // A message in a header of the other version is no less a message of its own.
        long pseudo =
                message.version() == 4 ? 0 : InternetChecksum.pseudoHeader(b, ipVersion, message.protocol(), size);
        int computed = InternetChecksum.field(pseudo + InternetChecksum.sum(b, from, from + size));
        b.putShort(from + CHECKSUM, (short) message.checksum().orElse(computed));
    }
}
