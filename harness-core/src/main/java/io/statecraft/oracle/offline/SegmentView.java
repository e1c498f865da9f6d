package io.statecraft.oracle.offline;

import io.statecraft.wire.InternetChecksum;
import io.statecraft.wire.TcpFlag;

/**
 * One TCP segment where it stands in a capture: a flyweight, read anew for each packet. Nothing is copied, so it is good until the next
 * {@link #read}. Sequence numbers are the wire's 32 bits.
 */
public final class SegmentView {

    /** What a packet turned out to be. */
    public enum Kind {
        TCP,
        /** No TCP. */
        OTHER,
        /** A fragment: its segment is in several packets. */
        FRAGMENT,
        /** The capture ends within the headers. */
        CUT,
        /** The lengths contradict each other. */
        MALFORMED
    }

    /** What the checksum field tells. */
    enum Checksum {
        RIGHT,
        /** The pseudo-header's sum alone: left to a network card to complete. */
        LEFT_TO_HARDWARE,
        WRONG,
        /** The capture does not have the whole segment. */
        UNKNOWN
    }

    static final int FIN = TcpFlag.FIN.mask();
    static final int SYN = TcpFlag.SYN.mask();
    static final int RST = TcpFlag.RST.mask();
    static final int ACK = TcpFlag.ACK.mask();

    private static final int TCP = 6;
    private static final int FIXED_TCP = 20;
    private static final int FIXED_IPV6 = 40;

    // Where the packet stands.
    long number;
    long time;
    long fileOffset;
    int captureInterface;

    // The bytes: of the IP packet, from its first byte to what the capture has of it.
    byte[] bytes;
    int ipStart;
    int tcpStart;
    int textStart;
    int capturedEnd;
    private int originalEnd;
    int claimedEnd;

    int version;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int sourcePort;
    int destinationPort;

    int seq;
    int ack;
    int flags;
    int window;
    /** Octets of text, by the headers. */
    int length;
    /** Octets of options; -1 if the capture ends within them. */
    int optionLength;

    /**
     * Names the packet that is read next.
     *
     * @param packetNumber from 1 on, counted as Wireshark does
     * @param nanoseconds its time, since the epoch
     * @param offset where the IP packet stands in the file, in bytes
     * @param interfaceId of the capture
     */
    public void locate(long packetNumber, long nanoseconds, long offset, int interfaceId) {
        number = packetNumber;
        time = nanoseconds;
        fileOffset = offset;
        captureInterface = interfaceId;
    }

    /**
     * Reads an IP packet.
     *
     * @param from its first byte
     * @param captured how many bytes of it are there
     * @param original how many there were: a packet that claims more is no packet that was cut, but a damaged one
     */
    public Kind read(byte[] packet, int from, int captured, int original) {
        bytes = packet;
        ipStart = from;
        capturedEnd = from + captured;
        originalEnd = from + Math.max(captured, original);
        if (captured < 1) {
            return Kind.CUT;
        }
        int nibble = (packet[from] & 0xf0) >> 4;
        if (nibble == 4) {
            return captured < 20 ? Kind.CUT : readIpv4(packet, from, captured);
        }
        return nibble != 6 ? Kind.OTHER : captured < FIXED_IPV6 ? Kind.CUT : readIpv6(packet, from, captured);
    }

    private Kind readIpv4(byte[] b, int from, int captured) {
        int header = (b[from] & 0x0f) * 4;
        int total = u16(b, from + 2);
        if (total == 0) {
            total = originalEnd - from; // left to hardware that would cut it into packets
        }
        if (b[from + 9] != TCP) {
            return Kind.OTHER;
        }
        if ((u16(b, from + 6) & 0x3fff) != 0) {
            return Kind.FRAGMENT;
        }
        if (header < 20 || total < header) {
            return Kind.MALFORMED;
        }
        version = 4;
        sourceHigh = 0;
        destinationHigh = 0;
        sourceLow = i32(b, from + 12) & 0xffff_ffffL;
        destinationLow = i32(b, from + 16) & 0xffff_ffffL;
        return readTcp(b, from + header, from + total);
    }

    private Kind readIpv6(byte[] b, int from, int captured) {
        int payload = u16(b, from + 4);
        int end = payload == 0 ? originalEnd : from + FIXED_IPV6 + payload;
        int next = b[from + 6];
        int at = from + FIXED_IPV6;
        while (next != TCP) {
            // Hop-by-hop, routing and destination options, and a fragment header, which may stand for the whole.
            if (next != 0 && next != 43 && next != 60 && next != 44) {
                return Kind.OTHER;
            }
            if (at + 8 > capturedEnd) {
                return Kind.CUT;
            }
            if (next == 44 && (u16(b, at + 2) & 0xfff9) != 0) {
                return b[at] == TCP ? Kind.FRAGMENT : Kind.OTHER;
            }
            int size = next == 44 ? 8 : ((b[at + 1] & 0xff) + 1) * 8;
            next = b[at];
            at += size;
        }
        version = 6;
        sourceHigh = i64(b, from + 8);
        sourceLow = i64(b, from + 16);
        destinationHigh = i64(b, from + 24);
        destinationLow = i64(b, from + 32);
        return readTcp(b, at, end);
    }

    private Kind readTcp(byte[] b, int at, int end) {
        if (end - at < FIXED_TCP || end > originalEnd) {
            return Kind.MALFORMED;
        }
        if (at + FIXED_TCP > capturedEnd) {
            return Kind.CUT;
        }
        tcpStart = at;
        claimedEnd = end;
        capturedEnd = Math.min(capturedEnd, end); // what follows is the link's padding
        sourcePort = u16(b, at);
        destinationPort = u16(b, at + 2);
        seq = i32(b, at + 4);
        ack = i32(b, at + 8);
        int offsetAndFlags = u16(b, at + 12);
        int header = (offsetAndFlags >> 12) * 4;
        flags = offsetAndFlags & 0x1ff;
        window = u16(b, at + 14);
        textStart = at + header;
        if (header < FIXED_TCP || textStart > end) {
            return Kind.MALFORMED;
        }
        optionLength = textStart <= capturedEnd ? header - FIXED_TCP : -1;
        length = end - textStart;
        return Kind.TCP;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The sequence number after its text. */
    int textEnd() {
        return seq + length + (has(SYN) ? 1 : 0);
    }

    /** The sequence number after its last octet or control. */
    int end() {
        return textEnd() + (has(FIN) ? 1 : 0);
    }

    /** Whether the capture does not have all of it: then its checksum tells nothing. */
    boolean isCut() {
        return capturedEnd < claimedEnd;
    }

    /** Bytes of the IP packet. */
    int size() {
        return claimedEnd - ipStart;
    }

    /** Octets of text that the capture has. */
    int capturedText() {
        return Math.max(0, capturedEnd - textStart);
    }

    /** The index of the first option. */
    int optionStart() {
        return tcpStart + FIXED_TCP;
    }

    int optionByte(int index) {
        return bytes[index] & 0xff;
    }

    int optionInt(int index) {
        return i32(bytes, index);
    }

    /** Whether the options are {@code NOP, NOP, timestamps} and nothing else: how nearly all stacks send them. */
    boolean hasPlainTimestamps() {
        return optionLength == 12 && i32(bytes, tcpStart + FIXED_TCP) == 0x0101_080a;
    }

    /** TSval, where {@link #hasPlainTimestamps} holds. */
    int plainTsValue() {
        return i32(bytes, tcpStart + FIXED_TCP + 4);
    }

    /** TSecr, where {@link #hasPlainTimestamps} holds. */
    int plainTsEcho() {
        return i32(bytes, tcpStart + FIXED_TCP + 8);
    }

    Checksum checksum() {
        if (isCut()) {
            return Checksum.UNKNOWN;
        }
        int size = claimedEnd - tcpStart;
        long addresses = version == 4
                ? InternetChecksum.sum(bytes, ipStart + 12, ipStart + 20)
                : InternetChecksum.sum(bytes, ipStart + 8, ipStart + 40);
        int field = u16(bytes, tcpStart + 16);
        long pseudo = addresses + TCP + size;
        if (InternetChecksum.field(pseudo + InternetChecksum.sum(bytes, tcpStart, claimedEnd)) == 0) {
            return Checksum.RIGHT;
        }
        // Some drivers leave the length to the card as well.
        boolean partial = field == (~InternetChecksum.field(pseudo) & 0xffff)
                || field == (~InternetChecksum.field(addresses + TCP) & 0xffff);
        return partial ? Checksum.LEFT_TO_HARDWARE : Checksum.WRONG;
    }

    // Plain shifts: the compiler has less to do with them than with a VarHandle, and captures are mostly short.

    private static int u16(byte[] b, int index) {
        return (b[index] & 0xff) << 8 | b[index + 1] & 0xff;
    }

    private static int i32(byte[] b, int index) {
        return b[index] << 24 | (b[index + 1] & 0xff) << 16 | (b[index + 2] & 0xff) << 8 | b[index + 3] & 0xff;
    }

    private static long i64(byte[] b, int index) {
        return (long) i32(b, index) << 32 | i32(b, index + 4) & 0xffff_ffffL;
    }
}
