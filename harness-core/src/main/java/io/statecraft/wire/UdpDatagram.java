package io.statecraft.wire;

import java.util.OptionalInt;

/**
 * A UDP datagram (RFC 768).
 *
 * @param sourcePort 0 to 65535
 * @param destinationPort 0 to 65535
 * @param payload at most 65527 bytes
 * @param checksum the field, if it is not the computed one: when decoded, a wrong checksum, or 0 for one left out
 */
public record UdpDatagram(int sourcePort, int destinationPort, Bytes payload, OptionalInt checksum)
        implements Transport {
    public UdpDatagram {
        Ranges.unsigned16("checksum", checksum.orElse(0));
        Ranges.unsigned16("source port", sourcePort);
        Ranges.unsigned16("destination port", destinationPort);
    }

    /** With the computed checksum. */
    public UdpDatagram(int sourcePort, int destinationPort, Bytes payload) {
        this(sourcePort, destinationPort, payload, OptionalInt.empty());
    }

    @Override
    public int protocol() {
        return 17;
    }
}
