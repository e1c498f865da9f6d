package io.statecraft.wire;

import io.statecraft.wire.IpHeader.V6.Extension;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The IPv6 header and the extension headers that are skipped to find the transport (RFC 8200 sections 3 and 4). */
final class Ipv6Codec {
    static final int FIXED_BYTES = 40;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int DESTINATION = 60;

    private Ipv6Codec() {}

    static Packet decode(PacketReader in) {
        int claimed = in.unsigned16(4);
        in.claimEnd(FIXED_BYTES + claimed);
        OptionalInt payloadLength = FIXED_BYTES + claimed == in.end() ? OptionalInt.empty() : OptionalInt.of(claimed);
        List<Extension> extensions = List.of();
        int protocol = in.unsigned8(6);
        int at = FIXED_BYTES;
        boolean readable = true;
        while (readable && isSkipped(protocol)) {
            int size = extensionSize(in, at);
            if (size < 0) {
                in.problem(Problem.Kind.EXTENSION_HEADER, "IPv6 extension header " + protocol + " passes the end");
                readable = false;
            } else if (protocol == ROUTING && in.unsigned8(at + 3) != 0) {
                // Segments left: it is under way to another address, which the transport's checksum covers.
                readable = false;
            } else {
                if (extensions.isEmpty()) {
                    extensions = new ArrayList<>(2);
                }
                extensions.add(new Extension(protocol, in.copy(at + 2, at + size)));
                protocol = in.unsigned8(at);
                at += size;
            }
        }
        int first = in.signed32(0);
        IpHeader ip = new IpHeader.V6(
                new IpAddress(in.copy(8, 24)),
                new IpAddress(in.copy(24, 40)),
                first >>> 20 & 0xff,
                in.unsigned8(7),
                first & 0xfffff,
                payloadLength,
                extensions,
                OptionalInt.empty());
        return new Packet(
                ip, readable ? PacketCodec.decodeTransport(in, 6, protocol, at) : PacketCodec.opaque(in, protocol, at));
    }

    private static boolean isSkipped(int protocol) {
        return protocol == HOP_BY_HOP || protocol == ROUTING || protocol == DESTINATION;
    }

    /** Bytes of the extension header at {@code at}, or -1 if it passes the end. */
    private static int extensionSize(PacketReader in, int at) {
        if (at + 8 > in.end()) {
            return -1;
        }
        int size = 8 + 8 * in.unsigned8(at + 1);
        return at + size > in.end() ? -1 : size;
    }

    /** Bytes of the header with its extensions. */
    static int size(IpHeader.V6 ip) {
        int size = FIXED_BYTES;
        List<Extension> extensions = ip.extensions();
        for (int i = 0; i < extensions.size(); i++) {
            size += extensions.get(i).length();
        }
        return size;
    }

    static void encode(IpHeader.V6 ip, int protocol, int total, ByteBuffer b) {
        List<Extension> extensions = ip.extensions();
        int length = ip.payloadLength().orElse(total - FIXED_BYTES);
        Ranges.unsigned16("IPv6 payload length", length);
        b.putInt(0, ip.rawVersion().orElse(6) << 28 | ip.trafficClass() << 20 | ip.flowLabel());
        b.putShort(4, (short) length);
        b.put(6, (byte) (extensions.isEmpty() ? protocol : extensions.get(0).type()));
        b.put(7, (byte) ip.hopLimit());
        b.position(8);
        ip.source().bytes().putInto(b);
        ip.destination().bytes().putInto(b);
        for (int i = 0; i < extensions.size(); i++) {
            b.put((byte) (i + 1 < extensions.size() ? extensions.get(i + 1).type() : protocol));
            b.put((byte) (extensions.get(i).length() / 8 - 1));
            extensions.get(i).data().putInto(b);
        }
    }
}
