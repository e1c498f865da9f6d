package io.statecraft.link;

import io.statecraft.posix.NativeMemory;
import java.nio.ByteBuffer;

/**
 * {@code struct virtio_net_hdr}, which stands before each packet and says what its sender left to the interface.
 *
 * <p>Offsets: 0 flags, 1 GSO type, 2 header length, 4 GSO size, 6 where the checksum starts, 8 where in there it is put; all in the
 * machine's byte order.
 */
final class OffloadHeader {
    /** In octets. */
    static final int SIZE = 10;

    /** What at most IP and TCP headers without options take, in octets. */
    static final int HEADERS = 60;

    private static final int NEEDS_CHECKSUM = 1;
    private static final int GSO_TCP_V4 = 1;
    private static final int GSO_TCP_V6 = 4;

    private OffloadHeader() {}

    /** Lays at {@code offset}: nothing was left, the packet is what it seems. */
    static void putNone(NativeMemory memory, int offset) {
        memory.clear(offset, SIZE);
    }

    /**
     * Lays at {@code offset}: the packet stands for several TCP segments with {@code segmentSize} octets of data each, as a receiver
     * with GRO would see them.
     */
    static void putSegmented(NativeMemory memory, int offset, int ipVersion, int segmentSize) {
        putNone(memory, offset);
        memory.bytes()
                .put(offset + 1, (byte) (ipVersion == 4 ? GSO_TCP_V4 : GSO_TCP_V6))
                .putShort(offset + 4, (short) segmentSize);
    }

    /**
     * Computes the checksum of the packet between the header at {@code offset} and {@code end}, if that was left to the interface: its
     * place then holds the sum over the pseudo header.
     */
    static void completeChecksum(NativeMemory memory, int offset, int end) {
        ByteBuffer bytes = memory.bytes();
        if ((bytes.get(offset) & NEEDS_CHECKSUM) == 0) {
            return;
        }
        int start = offset + SIZE + Short.toUnsignedInt(bytes.getShort(offset + 6));
        int place = start + Short.toUnsignedInt(bytes.getShort(offset + 8));
        if (place + 2 > end) {
            return;
        }
        memory.putShortBigEndian(place, 0xffff & ~foldedSum(memory, start, end));
    }

    private static int foldedSum(NativeMemory memory, int start, int end) {
        ByteBuffer bytes = memory.slice(start, end);
        long sum = 0;
        int i = 0;
        for (; i + 4 <= bytes.capacity(); i += 4) {
            sum += Integer.toUnsignedLong(bytes.getInt(i));
        }
        for (; i < bytes.capacity(); i++) {
            sum += (long) Byte.toUnsignedInt(bytes.get(i)) << (i % 2 == 0 ? 8 : 0);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) sum;
    }
}
