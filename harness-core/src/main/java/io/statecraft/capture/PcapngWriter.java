package io.statecraft.capture;

import static io.statecraft.capture.PcapngBlocks.padded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes pcapng: one section, big-endian, times in nanoseconds. Packets may carry comments, which Wireshark shows. */
public final class PcapngWriter implements AutoCloseable {
    private static final byte NANOSECONDS = 9;

    /** An option's length is a number of 16 bits. */
    private static final int LONGEST_COMMENT = 0xffff;

    private final OutputStream out;

    /**
     * Begins the file.
     *
     * @param out closed with the writer
     * @throws IOException if it cannot be written to
     */
    public PcapngWriter(OutputStream out) throws IOException {
        this.out = out;
        byte[] application = option(PcapngBlocks.OPTION_USER_APPLICATION, text("Statecraft"));
        ByteBuffer section = ByteBuffer.allocate(16 + application.length + 4);
        section.putInt(PcapngBlocks.BYTE_ORDER)
                .putShort((short) 1)
                .putShort((short) 0)
                .putLong(-1);
        block(PcapngBlocks.SECTION_HEADER, section.put(application).putInt(0));
    }

    /** Adds an interface; the first is number 0. */
    public void describeInterface(int linkType) throws IOException {
        byte[] resolution = option(PcapngBlocks.OPTION_RESOLUTION, new byte[] {NANOSECONDS});
        ByteBuffer body = ByteBuffer.allocate(8 + resolution.length + 4);
        body.putShort((short) linkType).putShort((short) 0).putInt(0);
        block(PcapngBlocks.INTERFACE, body.put(resolution).putInt(0));
    }

    /**
     * Adds a packet.
     *
     * @param interfaceId one that was described
     * @param time nanoseconds since the epoch
     * @param packet the bytes from its position to its limit
     * @param originalLength how many bytes it had on the wire
     * @param comments as many as there is something to say
     */
    public void packet(int interfaceId, long time, ByteBuffer packet, int originalLength, List<String> comments)
            throws IOException {
        int length = packet.remaining();
        byte[] options = commentOptions(comments);
        ByteBuffer body = ByteBuffer.allocate(20 + padded(length) + options.length);
        body.putInt(interfaceId)
                .putInt((int) (time >>> 32))
                .putInt((int) time)
                .putInt(length)
                .putInt(originalLength)
                .put(packet.duplicate());
        body.position(20 + padded(length));
        block(PcapngBlocks.ENHANCED_PACKET, body.put(options));
    }

    /** Adds a block of another kind, whose body is all of {@code body}: a multiple of four bytes. */
    void record(int type, ByteBuffer body) throws IOException {
        block(type, body);
    }

    private static byte[] commentOptions(List<String> comments) {
        if (comments.isEmpty()) {
            return new byte[0];
        }
        List<byte[]> options = comments.stream()
                .map(comment -> option(PcapngBlocks.OPTION_COMMENT, text(comment)))
                .toList();
        ByteBuffer all = ByteBuffer.allocate(
                4 + options.stream().mapToInt(option -> option.length).sum());
        options.forEach(all::put);
        return all.putInt(0).array();
    }

    private static byte[] option(int code, byte[] value) {
        ByteBuffer option = ByteBuffer.allocate(4 + padded(value.length));
        return option.putShort((short) code)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    static byte[] text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_COMMENT ? bytes : java.util.Arrays.copyOf(bytes, LONGEST_COMMENT);
    }

    private void block(int type, ByteBuffer body) throws IOException {
        int length = body.capacity() + PcapngBlocks.FRAME;
        ByteBuffer block = ByteBuffer.allocate(length);
        block.putInt(type).putInt(length).put(body.array()).putInt(length);
        out.write(block.array());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
