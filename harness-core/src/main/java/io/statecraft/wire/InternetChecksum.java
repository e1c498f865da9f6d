package io.statecraft.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The checksum of IPv4, TCP, UDP and ICMP (RFC 1071): the complement of the one's complement sum of 16-bit words, an odd
 * last byte padded with zero.
 *
 * <p>In one's complement arithmetic 0x0000 and 0xffff are both zero, so a field of 0xffff verifies where 0x0000 would.
 */
public final class InternetChecksum {
    private InternetChecksum() {}

    /** The checksum field, 0 to 65535, of {@code bytes} whose field holds zero. */
    public static int of(byte... bytes) {
        return of(ByteBuffer.wrap(bytes));
    }

    /** The checksum field of what remains in {@code bytes}, whose position stays. */
    public static int of(ByteBuffer bytes) {
        ByteBuffer b = bytes.slice();
        return field(sum(b, 0, b.limit()));
    }

    /** Whether {@code bytes}, checksum field included, sum up to (minus) zero. */
    public static boolean verifies(byte... bytes) {
        return of(bytes) == 0;
    }

    /** An unfolded sum of the 16-bit words of {@code b}, from an index to another; sums may be added up. */
    public static long sum(ByteBuffer b, int from, int to) {
        assert b.order() == ByteOrder.BIG_ENDIAN;
        long sum = 0;
        int i = from;
        // 2^16 and 2^32 are both 1 modulo 0xffff, so that words of 32 bits sum up to the same.
        for (; i + 8 <= to; i += 8) {
            long word = b.getLong(i);
            sum += (word >>> 32) + (word & 0xffff_ffffL);
        }
        for (; i + 2 <= to; i += 2) {
            sum += b.getShort(i) & 0xffff;
        }
        return i < to ? sum + ((b.get(i) & 0xff) << 8) : sum;
    }

    /** The same of an array: for those who ask often, and would have to wrap it each time. */
    public static long sum(byte[] b, int from, int to) {
        long sum = 0;
        int i = from;
        for (; i + 2 <= to; i += 2) {
            sum += (b[i] & 0xff) << 8 | b[i + 1] & 0xff;
        }
        return i < to ? sum + ((b[i] & 0xff) << 8) : sum;
    }

    /**
     * The sum of the pseudo-header (RFC 9293 section 3.1, RFC 8200 section 8.1).
     *
     * @param b a packet from its IP header on, addresses in place
     * @param version 4 or 6
     * @param protocol the upper protocol's number
     * @param length octets of the upper protocol's header and data
     */
    static long pseudoHeader(ByteBuffer b, int version, int protocol, int length) {
        return (version == 4 ? sum(b, 12, 20) : sum(b, 8, 40)) + protocol + length;
    }

    /** The field that makes a sum verify: 0 to 65535. */
    public static int field(long sum) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded >>> 16) + (folded & 0xffff);
        }
        return (int) ~folded & 0xffff;
    }
}
