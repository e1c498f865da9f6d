package io.statecraft.scenario;

import io.statecraft.wire.TcpFlag;
import java.util.List;
import java.util.Optional;

/** The packets that scenarios are made of. Each method names the flags; the rest is said fluently, or left open. */
public final class Packets {
    private Packets() {}

    /** {@code S}. */
    public static SegmentPattern syn() {
        return SegmentPattern.of(TcpFlag.maskOf(TcpFlag.SYN), 0);
    }

    /** {@code S.}. */
    public static SegmentPattern synAck() {
        return SegmentPattern.of(TcpFlag.maskOf(TcpFlag.SYN, TcpFlag.ACK), 0);
    }

    /** {@code .}: an acknowledgment without text. */
    public static SegmentPattern ack() {
        return SegmentPattern.of(TcpFlag.maskOf(TcpFlag.ACK), 0);
    }

    /** {@code F.}. */
    public static SegmentPattern fin() {
        return SegmentPattern.of(TcpFlag.maskOf(TcpFlag.FIN, TcpFlag.ACK), 0);
    }

    /** {@code R}. */
    public static SegmentPattern rst() {
        return SegmentPattern.of(TcpFlag.maskOf(TcpFlag.RST), 0);
    }

    /** {@code R.}. */
    public static SegmentPattern rstAck() {
        return SegmentPattern.of(TcpFlag.maskOf(TcpFlag.RST, TcpFlag.ACK), 0);
    }

    /** {@code P.} with so many octets of text; {@code flags(".")} if it is not pushed. */
    public static SegmentPattern data(int octets) {
        return SegmentPattern.of(TcpFlag.maskOf(TcpFlag.PSH, TcpFlag.ACK), 0).length(octets);
    }

    /** A segment with any flags, in script notation: {@code "SF"}, {@code "FPU."}, {@code "-"}. */
    public static SegmentPattern segment(String flags) {
        return SegmentPattern.of(0, 0).flags(flags);
    }

    /** A UDP datagram with so many octets. */
    public static PacketPattern udp(int payloadLength) {
        return PacketPattern.of(new TransportPattern.Udp(Optional.empty(), payloadLength));
    }

    /** An ICMP message for IPv4 that quotes nothing yet: {@code icmp("unreachable", "port_unreachable")}. */
    public static IcmpPattern icmp(String type, String code) {
        return IcmpPattern.of(4, type, code);
    }

    /** An ICMPv6 message that quotes nothing yet. */
    public static IcmpPattern icmp6(String type, String code) {
        return IcmpPattern.of(6, type, code);
    }

    /** {@code packet} inside outer headers, outermost first. */
    public static PacketPattern inside(PacketPattern packet, OuterHeader... outer) {
        return new PacketPattern(List.of(outer), packet.ip(), packet.transport());
    }
}
