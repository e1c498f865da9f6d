package io.statecraft.stack;

import io.statecraft.tcp.Emission;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Md5;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SegmentInUdp;
import java.util.function.Consumer;

/** The last stretch of what a host sends: IP header, signature, tunnel. */
final class PacketOutput {
    private static final int ECN_FIELD = 3; // of the IP header's octet (RFC 3168 section 5)

    private final Stack stack;
    private final Consumer<Packet> wire;
    private int identification;

    PacketOutput(Stack stack, Consumer<Packet> wire) {
        this.stack = stack;
        this.wire = wire;
    }

    /** A reply that belongs to no connection: the way that the segment came. */
    void reply(Arrived arrived, Emission emission, EndpointOptions options) {
        OptionOrder.Wanted wanted = new OptionOrder.Wanted(
                null, null, null, null, null, null, null, options.signed() ? Md5.placeholder() : null);
        Segment s = Segment.between(arrived.ends().localPort(), arrived.ends().remotePort())
                .withSeq(emission.seq())
                .withAck(emission.ack())
                .withFlags(emission.flags())
                .withOptions(stack.profile().manner().options().lay(wanted));
        transmit(arrived.ends(), options, arrived.tunnelPort(), 0, s);
    }

    /** {@code ecn}: the IP header's ECN field. */
    void transmit(FourTuple ends, EndpointOptions options, int ecn, Segment s) {
        transmit(ends, options, options.tunnelPort(), ecn, s);
    }

    private void transmit(FourTuple ends, EndpointOptions options, int tunnelPort, int ecn, Segment s) {
        identification = identification + 1 & 0xffff;
        // The ECN field is not the user's (RFC 3168 section 6.1.1).
        int octet = options.trafficClass() & ~ECN_FIELD | ecn;
        IpHeader ip = Headers.between(ends, octet, options.hopLimit(), identification);
        int ourPort = (int) stack.profile().get(Setting.TUNNEL_PORT);
        stack.signatures()
                .sign(ip, ends, options, s)
                .flatMap(signed -> stack.fault().transmit(new Packet(ip, signed)))
                .map(packet -> tunnelPort == 0
                        ? packet
                        : new Packet(packet.ip(), new SegmentInUdp(ourPort, tunnelPort, packet.segment())))
                .ifPresent(wire);
    }
}
