package io.statecraft.wire;

/** An IP packet as a value. */
public record Packet(IpHeader ip, Transport transport) {

    /** The segment inside, or null if the packet carries something else. */
    public Segment segment() {
        return transport instanceof Segment segment ? segment : null;
    }

    /** The connection of a segment that travels towards the target. */
    public FourTuple inboundTuple() {
        Segment s = segment();
        return new FourTuple(ip.destination(), s.destinationPort(), ip.source(), s.sourcePort());
    }

    /** The connection of a segment that comes from the target. */
    public FourTuple outboundTuple() {
        Segment s = segment();
        return new FourTuple(ip.source(), s.sourcePort(), ip.destination(), s.destinationPort());
    }
}
