package io.statecraft.wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A packet in a tunnel.
 *
 * @param outer the headers around it, outermost first; the first one is IP
 * @param inner the packet proper
 */
public record Tunnelled(List<TunnelHeader> outer, Decoded inner) {
    private static final int IPV4_IN_IP = 4;
    private static final int IPV6_IN_IP = 41;
    private static final int GRE = 47;
    private static final int MPLS_IN_IP = 137;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int ETHERTYPE_MPLS = 0x8847;

    /** More headers than anybody writes: what goes on after that is not read. */
    private static final int DEEPEST = 8;

    public Tunnelled {
        outer = List.copyOf(outer);
    }

    /**
     * Puts headers around a packet.
     *
     * @param outer outermost first
     * @throws IllegalArgumentException if the first one is not IP, or it does not fit one packet
     */
    public static Packet wrap(List<TunnelHeader> outer, Packet inner) {
        if (outer.isEmpty() || !(outer.get(0) instanceof TunnelHeader.Ip first)) {
            throw new IllegalArgumentException("the outermost header of a packet is IP");
        }
        byte[] bytes = PacketCodec.encode(inner);
        Protocol carried = Protocol.ofIp(inner.ip().version());
        for (int i = outer.size() - 1; i > 0; i--) {
            TunnelHeader header = outer.get(i);
            if (header instanceof TunnelHeader.Ip ip) {
                bytes = PacketCodec.encode(new Packet(ip.header(), new OpaqueTransport(carried.inIp, Bytes.of(bytes))));
                carried = Protocol.ofIp(ip.header().version());
            } else if (header instanceof TunnelHeader.Gre gre) {
                bytes = wrap(gre, carried, bytes);
                carried = Protocol.GRE_HEADER;
            } else {
                bytes = wrap((TunnelHeader.Mpls) header, bytes);
                carried = Protocol.MPLS;
            }
        }
        return new Packet(first.header(), new OpaqueTransport(carried.inIp, Bytes.of(bytes)));
    }

    private static byte[] wrap(TunnelHeader.Gre gre, Protocol carried, byte[] inner) {
        ByteBuffer b = ByteBuffer.allocate(gre.size() + inner.length);
        b.putShort((short) gre.flags()).putShort((short) carried.etherType);
        if ((gre.flags() & TunnelHeader.Gre.CHECKSUM) != 0) {
            b.putShort((short) gre.checksum()).putShort((short) gre.offset());
        }
        if ((gre.flags() & TunnelHeader.Gre.KEY) != 0) {
            b.putInt(gre.key());
        }
        if ((gre.flags() & TunnelHeader.Gre.SEQUENCE) != 0) {
            b.putInt(gre.sequence());
        }
        return b.put(inner).array();
    }

    private static byte[] wrap(TunnelHeader.Mpls mpls, byte[] inner) {
        ByteBuffer b = ByteBuffer.allocate(4 * mpls.stack().size() + inner.length);
        mpls.stack().forEach(label -> b.putInt(label.bits()));
        return b.put(inner).array();
    }

    /** What a packet carries, if it is a tunnel's; empty for a plain packet, and for what cannot be read to its inner packet. */
    public static Optional<Tunnelled> of(Packet packet) {
        if (!(packet.transport() instanceof OpaqueTransport)) {
            return Optional.empty();
        }
        List<TunnelHeader> outer = new ArrayList<>();
        Decoded inner = null;
        Packet at = packet;
        while (at.transport() instanceof OpaqueTransport opaque && outer.size() < DEEPEST && !isFragment(at.ip())) {
            ByteBuffer bytes = ByteBuffer.wrap(opaque.payload().toArray());
            outer.add(new TunnelHeader.Ip(at.ip()));
            try {
                if (!skipToIp(opaque.protocol(), bytes, outer)) {
                    return Optional.empty();
                }
            } catch (BufferUnderflowException tooShort) {
                return Optional.empty();
            }
            inner = PacketCodec.decodeTrustingChecksums(bytes.slice());
            if (!inner.isIp()) {
                return Optional.empty();
            }
            at = inner.packet();
        }
        return inner == null ? Optional.empty() : Optional.of(new Tunnelled(outer, inner));
    }

    /** The packet proper, without what a tunnel puts around it; a plain packet itself. */
    public static Packet innermost(Packet packet) {
        if (!(packet.transport() instanceof OpaqueTransport)) {
            return packet;
        }
        return of(packet).map(tunnel -> tunnel.inner().packet()).orElse(packet);
    }

    /** Reads headers up to one of IP; whether there is one. */
    private static boolean skipToIp(int protocol, ByteBuffer bytes, List<TunnelHeader> outer) {
        return switch (protocol) {
            case IPV4_IN_IP, IPV6_IN_IP -> true;
            case MPLS_IN_IP -> {
                outer.add(mpls(bytes));
                yield true;
            }
            case GRE -> {
                int flags = Short.toUnsignedInt(bytes.getShort());
                int type = Short.toUnsignedInt(bytes.getShort());
                boolean checksum = (flags & TunnelHeader.Gre.CHECKSUM) != 0;
                outer.add(new TunnelHeader.Gre(
                        flags,
                        checksum ? Short.toUnsignedInt(bytes.getShort()) : 0,
                        checksum ? Short.toUnsignedInt(bytes.getShort()) : 0,
                        (flags & TunnelHeader.Gre.KEY) != 0 ? bytes.getInt() : 0,
                        (flags & TunnelHeader.Gre.SEQUENCE) != 0 ? bytes.getInt() : 0));
                if (type == ETHERTYPE_MPLS) {
                    outer.add(mpls(bytes));
                }
                yield type == ETHERTYPE_MPLS || type == ETHERTYPE_IPV4 || type == ETHERTYPE_IPV6;
            }
            default -> false;
        };
    }

    private static TunnelHeader.Mpls mpls(ByteBuffer bytes) {
        List<TunnelHeader.Label> stack = new ArrayList<>();
        do {
            stack.add(TunnelHeader.Label.of(bytes.getInt()));
        } while (!stack.get(stack.size() - 1).bottom());
        return new TunnelHeader.Mpls(stack);
    }

    private static boolean isFragment(IpHeader ip) {
        return ip instanceof IpHeader.V4 v4 && (v4.moreFragments() || v4.fragmentOffset() != 0);
    }

    /** How the header before it names what it carries. */
    private enum Protocol {
        IPV4(IPV4_IN_IP, ETHERTYPE_IPV4),
        IPV6(IPV6_IN_IP, ETHERTYPE_IPV6),
        GRE_HEADER(GRE, 0),
        MPLS(MPLS_IN_IP, ETHERTYPE_MPLS);

        private final int inIp;
        private final int etherType;

        Protocol(int inIp, int etherType) {
            this.inIp = inIp;
            this.etherType = etherType;
        }

        static Protocol ofIp(int version) {
            return version == 4 ? IPV4 : IPV6;
        }
    }
}
