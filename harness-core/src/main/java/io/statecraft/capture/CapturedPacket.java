package io.statecraft.capture;

/**
 * A packet where it stands in the reader's buffer: a flyweight, good until the next. Everything that a reader calls back with is the same
 * one.
 */
public final class CapturedPacket {
    long number;
    long time;
    int linkType;
    int interfaceId;
    byte[] bytes;
    int start;
    int length;
    int originalLength;
    long fileOffset;

    static final int FRAME = 0;

    /** For a record of another kind: its block's type in pcapng, and the enterprise's number if it is a custom one. */
    int blockType = FRAME;

    int enterprise;

    /** From 1 on, counted as Wireshark does. */
    public long number() {
        return number;
    }

    /** Whether it is a packet: pcapng has other records, which have a number, and nothing to judge. */
    public boolean isPacket() {
        return blockType == FRAME;
    }

    /** Nanoseconds since the epoch; 0 if the block has no time. */
    public long time() {
        return time;
    }

    /** What the frame is, by the registry of link types. */
    public int linkType() {
        return linkType;
    }

    /** The interface that it was captured at, counted through all sections of the file. */
    public int interfaceId() {
        return interfaceId;
    }

    /** The buffer that the frame stands in. */
    public byte[] bytes() {
        return bytes;
    }

    /** The frame's first byte. */
    public int start() {
        return start;
    }

    /** The bytes of it that were captured. */
    public int length() {
        return length;
    }

    /** The bytes that it had on the wire. */
    public int originalLength() {
        return originalLength;
    }

    /** Where the frame stands in the file. */
    public long fileOffset() {
        return fileOffset;
    }
}
