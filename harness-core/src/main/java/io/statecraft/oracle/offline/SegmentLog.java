package io.statecraft.oracle.offline;

/**
 * The last segments of the capture, those of each endpoint in a chain: a ring of fixed size, whatever the capture's is. It says what a
 * reset may have answered, and where octets stand that are sent again.
 */
final class SegmentLog {
    private static final int SIZE = 1 << 16;
    private static final int MASK = SIZE - 1;

    private final int[] seq = new int[SIZE];
    private final int[] ack = new int[SIZE];
    private final int[] length = new int[SIZE];
    private final int[] captured = new int[SIZE];
    private final short[] flags = new short[SIZE];
    private final short[] textOffset = new short[SIZE];
    private final long[] fileOffset = new long[SIZE];
    private final long[] previous = new long[SIZE];
    private long count;

    void add(Side side, SegmentView s) {
        int at = (int) count & MASK;
        seq[at] = s.seq;
        ack[at] = s.ack;
        length[at] = s.length;
        captured[at] = s.capturedText();
        flags[at] = (short) s.flags;
        textOffset[at] = (short) (s.textStart - s.ipStart);
        fileOffset[at] = s.fileOffset;
        previous[at] = side.logged;
        side.logged = count++;
    }

    /** Whether the entry is still there. */
    boolean has(long entry) {
        return entry >= 0 && count - entry <= SIZE;
    }

    /** The one before it of the same endpoint; -1 if there is none. */
    long before(long entry) {
        return previous[(int) entry & MASK];
    }

    int seq(long entry) {
        return seq[(int) entry & MASK];
    }

    int ack(long entry) {
        return ack[(int) entry & MASK];
    }

    /** Octets of text. */
    int length(long entry) {
        return length[(int) entry & MASK];
    }

    /** Octets of text that the capture has. */
    int captured(long entry) {
        return captured[(int) entry & MASK];
    }

    int flags(long entry) {
        return flags[(int) entry & MASK];
    }

    /** Where the text stands, from the IP packet's first byte on. */
    int textOffset(long entry) {
        return textOffset[(int) entry & MASK];
    }

    /** Where the IP packet stands in the file. */
    long fileOffset(long entry) {
        return fileOffset[(int) entry & MASK];
    }
}
