package io.statecraft.wire;

/** A UDP datagram (RFC 768). */
public record UdpDatagram(int sourcePort, int destinationPort, Bytes payload) implements Transport {
    public UdpDatagram {
        Ranges.unsigned16("source port", sourcePort);
        Ranges.unsigned16("destination port", destinationPort);
    }

    @Override
    public int protocol() {
        return 17;
    }
}
