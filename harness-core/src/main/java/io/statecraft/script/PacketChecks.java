package io.statecraft.script;

import io.statecraft.scenario.OuterHeader;
import io.statecraft.scenario.PacketPattern;
import io.statecraft.scenario.TransportPattern;

/** What must hold of a packet as a whole. */
final class PacketChecks {
    private static final int MAX_HEADERS = 6;
    private static final int MAX_HEADER_BYTES = 256;
    private static final int MAX_PACKET = 65535;
    private static final int IPV4 = 20;
    private static final int IPV6 = 40;

    /** Which way a packet goes, seen from the target. */
    enum Direction {
        /** Towards the target: injected. */
        INBOUND,
        /** From the target: expected. */
        OUTBOUND
    }

    private PacketChecks() {}

    static void check(PacketPattern packet, int offset) {
        int headers = packet.outer().size() + 2;
        if (headers > MAX_HEADERS) {
            throw ScriptError.at(offset, "a packet has at most " + MAX_HEADERS + " headers, not " + headers);
        }
        int bytes = packet.outer().stream().mapToInt(PacketChecks::length).sum() + IPV4;
        int payload = 0;
        if (packet.transport() instanceof TransportPattern.Tcp tcp) {
            bytes += 20 + TcpOptionParser.length(tcp.options());
            payload = tcp.sequence().length();
        } else if (packet.transport() instanceof TransportPattern.Udp udp) {
            bytes += 8;
            payload = udp.payloadLength();
        }
        if (bytes > MAX_HEADER_BYTES) {
            throw ScriptError.at(offset, "the headers of a packet take at most " + MAX_HEADER_BYTES + " bytes");
        }
        if (bytes + payload > MAX_PACKET) {
            throw ScriptError.at(
                    offset, "a packet has at most " + MAX_PACKET + " bytes, this one has " + (bytes + payload));
        }
    }

    private static int length(OuterHeader header) {
        if (header instanceof OuterHeader.Ip ip) {
            return ip.version() == 4 ? IPV4 : IPV6;
        }
        if (header instanceof OuterHeader.Mpls mpls) {
            return 4 * mpls.stack().size();
        }
        int flags = ((OuterHeader.Gre) header).flags();
        return 4 + 4 * Integer.bitCount(flags & 0xb000);
    }
}
