package io.statecraft.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string with value equality. A run of zeros, the usual payload of a scenario, takes no storage. */
public final class Bytes {

    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(null, 0);

    private static final byte[] ZEROS = new byte[2048];

    private final byte[] content; // null: all zero
    private final int length;

    private Bytes(byte[] content, int length) {
        this.content = content;
        this.length = length;
    }

    /** A copy of {@code source}. */
    public static Bytes of(byte... source) {
        return copyOf(source, 0, source.length);
    }

    /** A copy of {@code length} bytes of {@code source} from {@code from}. */
    public static Bytes copyOf(byte[] source, int from, int length) {
        if (length == 0) {
            return EMPTY;
        }
        for (int i = from; i < from + length; i++) {
            if (source[i] != 0) {
                return new Bytes(Arrays.copyOfRange(source, from, from + length), length);
            }
        }
        return zeros(length);
    }

    /** A copy of what remains in {@code source}, whose position stays. */
    public static Bytes copyOf(ByteBuffer source) {
        return copyOf(source, source.position(), source.remaining());
    }

    /** A copy of {@code length} bytes of {@code source} from the index {@code from}; its position stays. */
    public static Bytes copyOf(ByteBuffer source, int from, int length) {
        if (isZero(source, from, from + length)) {
            return zeros(length);
        }
        byte[] copy = new byte[length];
        source.get(from, copy);
        return new Bytes(copy, length);
    }

    private static boolean isZero(ByteBuffer source, int from, int to) {
        if (from < to && source.get(from) != 0) {
            return false;
        }
        for (int i = from; i < to; i += ZEROS.length) {
            int length = Math.min(ZEROS.length, to - i);
            if (!source.slice(i, length).equals(ByteBuffer.wrap(ZEROS, 0, length))) { // many octets at a time
                return false;
            }
        }
        return true;
    }

    /** {@code length} zero bytes. */
    public static Bytes zeros(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("negative length: " + length);
        }
        return length == 0 ? EMPTY : new Bytes(null, length);
    }

    /** The bytes that {@code hex} spells, two digits each. */
    public static Bytes ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public boolean isAllZero() {
        return content == null;
    }

    public byte at(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException(index);
        }
        return content == null ? 0 : content[index];
    }

    /** Bytes {@code from} (inclusive) to {@code to} (exclusive). */
    public Bytes slice(int from, int to) {
        if (from < 0 || to > length || from > to) {
            throw new IndexOutOfBoundsException(from + ".." + to + " of " + length);
        }
        return content == null ? zeros(to - from) : copyOf(content, from, to - from);
    }

    /** Appends these bytes to {@code target}. */
    public void putInto(ByteBuffer target) {
        if (content != null) {
            target.put(content);
        } else {
            for (int left = length; left > 0; left -= ZEROS.length) {
                target.put(ZEROS, 0, Math.min(left, ZEROS.length));
            }
        }
    }

    public byte[] toArray() {
        return content == null ? new byte[length] : content.clone();
    }

    public String toHex() {
        return HexFormat.of().formatHex(toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && length == that.length && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * length + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return isAllZero() ? length + " zero bytes" : toHex();
    }
}
