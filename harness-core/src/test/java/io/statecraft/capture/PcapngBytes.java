package io.statecraft.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A pcapng file that a test makes block by block, in either byte order; times in nanoseconds. */
final class PcapngBytes {
    private final ByteOrder order;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PcapngBytes(ByteOrder order) {
        this.order = order;
    }

    PcapngBytes section() {
        ByteBuffer body = ByteBuffer.allocate(16).order(order).putInt(0x1a2b3c4d);
        return block(
                0x0a0d0d0a,
                body.putShort((short) 1).putShort((short) 0).putLong(-1).array());
    }

    /** Adds an interface with nanoseconds. */
    PcapngBytes describe(int linkType) {
        ByteBuffer body =
                ByteBuffer.allocate(20).order(order).putShort((short) linkType).putShort((short) 0);
        return block(
                1,
                body.putInt(0)
                        .putShort((short) 9)
                        .putShort((short) 1)
                        .put((byte) 9)
                        .array());
    }

    PcapngBytes enhanced(int id, long time, Packets.Frame frame) {
        ByteBuffer body = ByteBuffer.allocate(20 + frame.bytes().size()).order(order);
        body.putInt(id).putInt((int) (time >>> 32)).putInt((int) time);
        body.putInt(frame.bytes().size()).putInt(frame.originalLength());
        return block(6, body.put(frame.array()).array());
    }

    PcapngBytes block(int type, byte[] body) {
        int padded = body.length + 3 & ~3;
        ByteBuffer block = ByteBuffer.allocate(12 + padded).order(order);
        block.putInt(type).putInt(12 + padded).put(body).position(8 + padded);
        out.writeBytes(block.putInt(12 + padded).array());
        return this;
    }

    /** The body of a custom block. */
    static byte[] custom(ByteOrder order, int enterprise, String text) {
        byte[] value = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 + value.length)
                .order(order)
                .putInt(enterprise)
                .put(value)
                .array();
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
