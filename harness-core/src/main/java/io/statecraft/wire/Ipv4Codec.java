package io.statecraft.wire;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** The IPv4 header (RFC 791 section 3.1). */
final class Ipv4Codec {
    static final int FIXED_BYTES = 20;

    private static final int RESERVED = 0x8000;
    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int OFFSET = 0x1fff;

    private Ipv4Codec() {}

    static Packet decode(PacketReader in) {
        int words = in.unsigned8(0) & 0xf;
        int claimed = in.unsigned16(2);
        int protocol = in.unsigned8(9);
        boolean readable = words >= 5 && 4 * words <= in.end();
        if (!readable) {
            in.problem(Problem.Kind.IP_HEADER_LENGTH, "IPv4 header length of " + words + " words");
        }
        int headerEnd = coveredBytes(words, in.end());
        if (claimed < headerEnd) {
            in.problem(
                    Problem.Kind.IP_TOTAL_LENGTH,
                    "IPv4 total length " + claimed + " is less than the header's " + headerEnd + " bytes");
            readable = false;
        } else {
            in.claimEnd(claimed);
        }
        IpHeader.V4 ip = header(in, headerEnd);
        // A fragment's transport is read when somebody has put it together.
        boolean fragment = ip.moreFragments() || ip.fragmentOffset() != 0;
        return new Packet(
                ip,
                readable && !fragment
                        ? PacketCodec.decodeTransport(in, 4, protocol, headerEnd)
                        : PacketCodec.opaque(in, protocol, headerEnd));
    }

    private static IpHeader.V4 header(PacketReader in, int headerEnd) {
        int fragment = in.unsigned16(6);
        return new IpHeader.V4(
                new IpAddress(in.copy(12, 16)),
                new IpAddress(in.copy(16, 20)),
                in.unsigned8(1),
                in.unsigned8(8),
                in.unsigned16(4),
                (fragment & DONT_FRAGMENT) != 0,
                (fragment & MORE_FRAGMENTS) != 0,
                fragment & OFFSET,
                in.copy(FIXED_BYTES, headerEnd),
                raw(in, headerEnd));
    }

    private static IpHeader.V4.Raw raw(PacketReader in, int headerEnd) {
        int words = in.unsigned8(0) & 0xf;
        int claimed = in.unsigned16(2);
        boolean reserved = (in.unsigned16(6) & RESERVED) != 0;
        long sum = InternetChecksum.sum(in.bytes(), 0, headerEnd);
        boolean verifies = InternetChecksum.field(sum) == 0;
        if (!verifies) {
            in.wrongChecksum(Problem.Kind.IP_CHECKSUM, "IPv4 header", sum, in.unsigned16(10));
        }
        if (4 * words == headerEnd && claimed == in.end() && verifies && !reserved) {
            return IpHeader.V4.Raw.COMPUTED;
        }
        return new IpHeader.V4.Raw(
                4 * words == headerEnd ? OptionalInt.empty() : OptionalInt.of(words),
                claimed == in.end() ? OptionalInt.empty() : OptionalInt.of(claimed),
                verifies ? OptionalInt.empty() : OptionalInt.of(in.unsigned16(10)),
                OptionalInt.empty(),
                reserved);
    }

    /** Bytes of the header; options are padded if they are not aligned and the header length is to be computed. */
    static int size(IpHeader.V4 ip) {
        int options = ip.options().length();
        return FIXED_BYTES + (ip.raw().headerWords().isPresent() ? options : options + 3 & ~3);
    }

    static void encode(IpHeader.V4 ip, int protocol, int total, ByteBuffer b) {
        int header = size(ip);
        IpHeader.V4.Raw raw = ip.raw();
        int words = raw.headerWords().orElse(header / 4);
        Ranges.check("IPv4 header length in words", words, 15);
        int length = raw.totalLength().orElse(total);
        Ranges.unsigned16("IPv4 total length", length);
        b.put(0, (byte) (raw.version().orElse(4) << 4 | words));
        b.put(1, (byte) ip.trafficClass());
        b.putShort(2, (short) length);
        b.putShort(4, (short) ip.identification());
        b.putShort(6, (short) ((raw.reservedFlag() ? RESERVED : 0)
                | (ip.dontFragment() ? DONT_FRAGMENT : 0)
                | (ip.moreFragments() ? MORE_FRAGMENTS : 0)
                | ip.fragmentOffset()));
        b.put(8, (byte) ip.hopLimit());
        b.put(9, (byte) protocol);
        b.putShort(10, (short) 0);
        b.position(12);
        ip.source().bytes().putInto(b);
        ip.destination().bytes().putInto(b);
        ip.options().putInto(b);
        while (b.position() < header) {
            b.put((byte) 0);
        }
    }

    /** Writes the checksum, which covers what the header length claims: the transport stands there already. */
    static void encodeChecksum(IpHeader.V4 ip, int total, ByteBuffer b) {
        int covered = coveredBytes(ip.raw().headerWords().orElse(size(ip) / 4), total);
        int checksum = ip.raw().checksum().orElseGet(() -> InternetChecksum.field(InternetChecksum.sum(b, 0, covered)));
        b.putShort(10, (short) checksum);
    }

    /** The bytes that pass for the header when it claims {@code words}. */
    private static int coveredBytes(int words, int available) {
        return words < 5 ? FIXED_BYTES : Math.min(available, 4 * words);
    }
}
