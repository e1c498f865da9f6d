package io.statecraft.wire;

import java.util.List;
import java.util.OptionalInt;

/**
 * A TCP segment as a value (RFC 9293 section 3.1).
 *
 * @param sourcePort 0 to 65535
 * @param destinationPort 0 to 65535
 * @param seq SEG.SEQ
 * @param ack the acknowledgment field, as it stands even when the ACK bit is off
 * @param flags the control bits, a union of {@link TcpFlag#mask()}
 * @param window the window field as it stands, unscaled, 0 to 65535
 * @param urgentPointer the urgent pointer field, 0 to 65535
 * @param options in wire order
 * @param payload the text
 * @param header what a deliberately malformed header holds instead of the computed values
 */
public record Segment(
        int sourcePort,
        int destinationPort,
        SequenceNumber seq,
        SequenceNumber ack,
        int flags,
        int window,
        int urgentPointer,
        List<TcpOption> options,
        Bytes payload,
        RawHeader header)
        implements Transport {

    /**
     * Header fields that the codec otherwise computes, for malformed segments.
     *
     * @param dataOffset in 32-bit words, 0 to 15
     * @param reserved the three reserved bits, 0 to 7
     * @param checksum the checksum field, 0 to 65535; when a segment was decoded: set if, and only if, it was wrong
     */
    public record RawHeader(OptionalInt dataOffset, int reserved, OptionalInt checksum) {
        /** Everything computed. */
        public static final RawHeader COMPUTED = new RawHeader(OptionalInt.empty(), 0, OptionalInt.empty());

        public RawHeader {
            Ranges.check("data offset", dataOffset.orElse(0), 15);
            Ranges.check("reserved bits", reserved, 7);
            Ranges.unsigned16("checksum", checksum.orElse(0));
        }
    }

    private static final int SYN = TcpFlag.SYN.mask();
    private static final int FIN = TcpFlag.FIN.mask();

    public Segment {
        Ranges.unsigned16("source port", sourcePort);
        Ranges.unsigned16("destination port", destinationPort);
        Ranges.check("flags", flags, 0x1ff);
        Ranges.unsigned16("window", window);
        Ranges.unsigned16("urgent pointer", urgentPointer);
        options = List.copyOf(options);
    }

    /** A segment with ports, sequence number 0 and nothing else: the start of a chain of {@code with…} calls. */
    public static Segment between(int sourcePort, int destinationPort) {
        return new Segment(
                sourcePort,
                destinationPort,
                SequenceNumber.ZERO,
                SequenceNumber.ZERO,
                0,
                0,
                0,
                List.of(),
                Bytes.EMPTY,
                RawHeader.COMPUTED);
    }

    @Override
    public int protocol() {
        return 6;
    }

    public boolean has(TcpFlag flag) {
        return (flags & flag.mask()) != 0;
    }

    /** SEG.LEN: the octets of text plus one each for SYN and FIN (RFC 9293 section 3.4). */
    public int length() {
        return payload.length() + ((flags & SYN) != 0 ? 1 : 0) + ((flags & FIN) != 0 ? 1 : 0);
    }

    /** The sequence number after the segment's last: SEG.SEQ + SEG.LEN. */
    public SequenceNumber end() {
        return seq.plus(length());
    }

    /** The sequence number of the first octet of text: past the SYN, if there is one. */
    public SequenceNumber textStart() {
        return (flags & SYN) != 0 ? seq.plus(1) : seq;
    }

    /** The first option of type {@code type}, or null. */
    public <T extends TcpOption> T option(Class<T> type) {
        for (TcpOption option : options) {
            if (type.isInstance(option)) {
                return type.cast(option);
            }
        }
        return null;
    }

    public Segment withPorts(int source, int destination) {
        return new Segment(source, destination, seq, ack, flags, window, urgentPointer, options, payload, header);
    }

    public Segment withSeq(SequenceNumber value) {
        return new Segment(
                sourcePort, destinationPort, value, ack, flags, window, urgentPointer, options, payload, header);
    }

    /** With this acknowledgment field; the ACK bit is left as it is. */
    public Segment withAck(SequenceNumber value) {
        return new Segment(
                sourcePort, destinationPort, seq, value, flags, window, urgentPointer, options, payload, header);
    }

    public Segment withFlags(TcpFlag... set) {
        return withFlags(TcpFlag.maskOf(set));
    }

    public Segment withFlags(int mask) {
        return new Segment(
                sourcePort, destinationPort, seq, ack, mask, window, urgentPointer, options, payload, header);
    }

    public Segment withWindow(int value) {
        return new Segment(
                sourcePort, destinationPort, seq, ack, flags, value, urgentPointer, options, payload, header);
    }

    /** With this urgent pointer field; the URG bit is left as it is. */
    public Segment withUrgentPointer(int value) {
        return new Segment(sourcePort, destinationPort, seq, ack, flags, window, value, options, payload, header);
    }

    public Segment withOptions(List<TcpOption> list) {
        return new Segment(sourcePort, destinationPort, seq, ack, flags, window, urgentPointer, list, payload, header);
    }

    public Segment withPayload(Bytes text) {
        return new Segment(sourcePort, destinationPort, seq, ack, flags, window, urgentPointer, options, text, header);
    }

    public Segment withHeader(RawHeader raw) {
        return new Segment(sourcePort, destinationPort, seq, ack, flags, window, urgentPointer, options, payload, raw);
    }

    /** In the notation of scripts, with ports and the wire's own numbers. */
    @Override
    public String toString() {
        String text = sourcePort + " > " + destinationPort + " " + PacketNotation.segment(this, 0, 0);
        return payload.isAllZero() ? text : text + "  // text " + payload;
    }
}
