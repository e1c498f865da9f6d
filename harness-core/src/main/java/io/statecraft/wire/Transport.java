package io.statecraft.wire;

/** What an IP packet carries. */
public sealed interface Transport permits Segment, IcmpMessage, UdpDatagram, SegmentInUdp, OpaqueTransport {

    /** The IP protocol number (6 TCP, 17 UDP, 1 ICMP, 58 ICMPv6). */
    int protocol();
}
