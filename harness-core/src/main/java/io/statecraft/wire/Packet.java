package io.statecraft.wire;

/** An IP packet as a value. */
public record Packet(IpHeader ip, Transport transport) {

    /** The segment inside, or null if the packet carries something else. */
    public Segment segment() {
        return transport instanceof Segment segment ? segment : null;
    }

    /** The segment inside, also one in a datagram that was recognised as such; null if the packet carries something else. */
    public Segment carried() {
        return transport instanceof SegmentInUdp tunneled ? tunneled.segment() : segment();
    }

    /** The same around another segment, in a datagram if this one's is. */
    public Packet with(Segment other) {
        return transport instanceof SegmentInUdp t
                ? new Packet(ip, new SegmentInUdp(t.sourcePort(), t.destinationPort(), other))
                : new Packet(ip, other);
    }

    /** The connection of a segment, or the ends of a datagram, that travels towards the target. */
    public FourTuple inboundTuple() {
        return new FourTuple(ip.destination(), destinationPort(), ip.source(), sourcePort());
    }

    /** The connection of a segment, or the ends of a datagram, that comes from the target. */
    public FourTuple outboundTuple() {
        return new FourTuple(ip.source(), sourcePort(), ip.destination(), destinationPort());
    }

    /** Of what has no ports: 0. */
    private int sourcePort() {
        if (transport instanceof UdpDatagram datagram) {
            return datagram.sourcePort();
        }
        return carried() == null ? 0 : carried().sourcePort();
    }

    private int destinationPort() {
        if (transport instanceof UdpDatagram datagram) {
            return datagram.destinationPort();
        }
        return carried() == null ? 0 : carried().destinationPort();
    }
}
