package io.statecraft.wire;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** The TCP header and its text (RFC 9293 section 3.1). */
final class TcpCodec {
    static final int FIXED_BYTES = 20;

    private static final int PROTOCOL = 6;
    private static final int CHECKSUM = 16;

    private TcpCodec() {}

    static Transport decode(PacketReader in, int version, int from) {
        int size = in.end() - from;
        if (size < FIXED_BYTES) {
            in.problem(Problem.Kind.TRANSPORT_TOO_SHORT, size + " bytes are too short for a TCP header");
            return PacketCodec.opaque(in, PROTOCOL, from);
        }
        int offsetAndFlags = in.unsigned16(from + 12);
        int headerBytes = 4 * (offsetAndFlags >> 12);
        if (headerBytes < FIXED_BYTES || headerBytes > size) {
            in.problem(
                    Problem.Kind.TCP_DATA_OFFSET,
                    "TCP data offset of " + headerBytes / 4 + " words in a segment of " + size + " bytes");
            return PacketCodec.opaque(in, PROTOCOL, from);
        }
        int reserved = offsetAndFlags >> 9 & 7;
        long pseudo = InternetChecksum.pseudoHeader(in.bytes(), version, PROTOCOL, size);
        boolean verifies = in.verifies("TCP", pseudo, from, from + CHECKSUM);
        Segment.RawHeader raw = verifies && reserved == 0
                ? Segment.RawHeader.COMPUTED
                : new Segment.RawHeader(
                        OptionalInt.empty(),
                        reserved,
                        verifies ? OptionalInt.empty() : OptionalInt.of(in.unsigned16(from + CHECKSUM)));
        return new Segment(
                in.unsigned16(from),
                in.unsigned16(from + 2),
                new SequenceNumber(in.signed32(from + 4)),
                new SequenceNumber(in.signed32(from + 8)),
                offsetAndFlags & 0x1ff,
                in.unsigned16(from + 14),
                in.unsigned16(from + 18),
                TcpOptionCodec.decode(in, from + FIXED_BYTES, from + headerBytes),
                in.copy(from + headerBytes, in.end()),
                raw);
    }

    /** Bytes of the header, as it will stand: padded to words unless a data offset is given. */
    private static int headerSize(Segment segment) {
        int options = TcpOptionCodec.size(segment.options());
        return FIXED_BYTES + (segment.header().dataOffset().isPresent() ? options : options + 3 & ~3);
    }

    static int size(Segment segment) {
        return headerSize(segment) + segment.payload().length();
    }

    static void encode(Segment segment, int version, ByteBuffer b, int from, int size) {
        Segment.RawHeader raw = segment.header();
        int headerSize = headerSize(segment);
        int offset = raw.dataOffset().orElse(headerSize / 4);
        Ranges.check("TCP data offset in words", offset, 15);
        b.position(from);
        b.putShort((short) segment.sourcePort());
        b.putShort((short) segment.destinationPort());
        b.putInt(segment.seq().bits());
        b.putInt(segment.ack().bits());
        b.putShort((short) (offset << 12 | raw.reserved() << 9 | segment.flags()));
        b.putShort((short) segment.window());
        b.putShort((short) 0);
        b.putShort((short) segment.urgentPointer());
        TcpOptionCodec.encode(segment.options(), b);
        while (b.position() < from + headerSize) {
            b.put((byte) 0);
        }
        segment.payload().putInto(b);
        int checksum = raw.checksum().isPresent()
                ? raw.checksum().getAsInt()
                : InternetChecksum.field(InternetChecksum.pseudoHeader(b, version, PROTOCOL, size)
                        + InternetChecksum.sum(
                                b, from, from + (segment.payload().isAllZero() ? headerSize : size)));
        b.putShort(from + CHECKSUM, (short) checksum);
    }
}
