package io.statecraft.target.kernel;

import io.statecraft.posix.NativeMemory;
import io.statecraft.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Lays netlink messages into memory: a header, a fixed part, and attributes, which may be nested. */
final class NetlinkMessage {
    static final int HEADER_SIZE = 16;

    private static final int FLAG_REQUEST = 1;
    private static final int FLAG_ACKNOWLEDGE = 4;
    private static final int NESTED = 0x8000;

    private final NativeMemory memory;
    private int end;

    private NetlinkMessage(NativeMemory memory) {
        this.memory = memory;
    }

    /**
     * Begins, at the start of {@code memory}, a message that changes something and is answered by an acknowledgment.
     *
     * @param type such as RTM_NEWLINK
     * @param flags such as NLM_F_CREATE
     */
    static NetlinkMessage change(NativeMemory memory, int type, int flags) {
        return begin(memory, type, flags | FLAG_REQUEST | FLAG_ACKNOWLEDGE);
    }

    /** Begins, at the start of {@code memory}, a message that is answered by one other. */
    static NetlinkMessage question(NativeMemory memory, int type) {
        return begin(memory, type, FLAG_REQUEST);
    }

    private static NetlinkMessage begin(NativeMemory memory, int type, int flags) {
        NetlinkMessage message = new NetlinkMessage(memory);
        memory.clear(0, HEADER_SIZE);
        memory.bytes().putShort(4, (short) type).putShort(6, (short) flags);
        message.end = HEADER_SIZE;
        return message;
    }

    /** Appends {@code count} zero octets of the fixed part; they can be filled with puts into the memory. */
    NetlinkMessage fixed(int count) {
        memory.clear(end, count);
        end += count;
        return this;
    }

    /** Appends an octet of the fixed part. */
    NetlinkMessage put(int octet) {
        memory.bytes().put(end, (byte) octet);
        end++;
        return this;
    }

    /** Appends a number of the fixed part, in the machine's byte order. */
    NetlinkMessage putInt(int number) {
        memory.bytes().putInt(end, number);
        end += 4;
        return this;
    }

    /** Appends an attribute that is a number. */
    NetlinkMessage attribute(int type, int number) {
        int at = beginAttribute(type, 4);
        memory.bytes().putInt(at, number);
        return this;
    }

    /** Appends an attribute that is a text, with its final zero. */
    NetlinkMessage attribute(int type, String text) {
        byte[] bytes = (text + '\0').getBytes(StandardCharsets.US_ASCII);
        int at = beginAttribute(type, bytes.length);
        memory.bytes().put(at, bytes);
        return this;
    }

    /** Appends an attribute that is a string of octets. */
    NetlinkMessage attribute(int type, Bytes value) {
        int at = beginAttribute(type, value.length());
        memory.bytes().put(at, value.toArray());
        return this;
    }

    /** Begins an attribute that consists of attributes; to be handed to {@link #endNested}. */
    int beginNested(int type) {
        int start = end;
        beginAttribute(type | NESTED, 0);
        return start;
    }

    /** Ends the attribute that began at {@code start}. */
    NetlinkMessage endNested(int start) {
        memory.bytes().putShort(start, (short) (end - start));
        return this;
    }

    /** Fills the length in, and gives the message a number. */
    int finish(int sequence) {
        ByteBuffer bytes = memory.bytes();
        bytes.putInt(0, end).putInt(8, sequence);
        return end;
    }

    private int beginAttribute(int type, int length) {
        int padded = 4 + length + 3 & ~3;
        memory.clear(end, padded);
        memory.bytes().putShort(end, (short) (4 + length)).putShort(end + 2, (short) type);
        int value = end + 4;
        end += padded;
        return value;
    }
}
