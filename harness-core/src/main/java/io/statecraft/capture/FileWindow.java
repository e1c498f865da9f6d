package io.statecraft.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** A stretch of a file in memory that moves on with the reader: numbers in the file's byte order, at absolute indices of the buffer. */
final class FileWindow {
    private static final int USUAL = 1 << 20;

    private final FileChannel channel;
    private byte[] bytes = new byte[USUAL];
    private long origin; // of bytes[0] in the file
    private int position;
    private int limit;
    private boolean bigEndian;

    FileWindow(FileChannel channel) {
        this.channel = channel;
    }

    void bigEndian(boolean big) {
        bigEndian = big;
    }

    boolean isBigEndian() {
        return bigEndian;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The index of the next byte. */
    int position() {
        return position;
    }

    void skip(int count) {
        position += count;
    }

    long fileOffset(int index) {
        return origin + index;
    }

    /** Sees that {@code count} bytes are there from the position on; whether they are. The buffer may be another afterwards. */
    boolean has(int count) throws IOException {
        return limit - position >= count || fill(count);
    }

    /** How many bytes are there, less than were asked for. */
    int rest() {
        return limit - position;
    }

    private boolean fill(int count) throws IOException {
        byte[] target = count > bytes.length ? new byte[count] : bytes;
        System.arraycopy(bytes, position, target, 0, limit - position);
        origin += position;
        limit -= position;
        position = 0;
        bytes = target;
        while (limit < count) {
            int read = channel.read(ByteBuffer.wrap(bytes, limit, bytes.length - limit), origin + limit);
            if (read < 0) {
                return false;
            }
            limit += read;
        }
        return true;
    }

    int u16(int index) {
        int first = bytes[index] & 0xff;
        int second = bytes[index + 1] & 0xff;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    int i32(int index) {
        int word = bytes[index] << 24
                | (bytes[index + 1] & 0xff) << 16
                | (bytes[index + 2] & 0xff) << 8
                | bytes[index + 3] & 0xff;
        return bigEndian ? word : Integer.reverseBytes(word);
    }

    long u32(int index) {
        return i32(index) & 0xffff_ffffL;
    }

    /** Two words of 32 bits, the high one first, whatever the byte order. */
    long highAndLow(int index) {
        return u32(index) << 32 | u32(index + 4);
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
