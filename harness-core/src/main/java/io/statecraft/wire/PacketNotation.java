package io.statecraft.wire;

import io.statecraft.wire.TcpOption.AccurateEcn;
import io.statecraft.wire.TcpOption.EndOfList;
import io.statecraft.wire.TcpOption.FastOpen;
import io.statecraft.wire.TcpOption.FastOpenExperimental;
import io.statecraft.wire.TcpOption.MaximumSegmentSize;
import io.statecraft.wire.TcpOption.Md5Signature;
import io.statecraft.wire.TcpOption.NoOperation;
import io.statecraft.wire.TcpOption.Sack;
import io.statecraft.wire.TcpOption.SackPermitted;
import io.statecraft.wire.TcpOption.Timestamps;
import io.statecraft.wire.TcpOption.Unknown;
import io.statecraft.wire.TcpOption.Unreadable;
import io.statecraft.wire.TcpOption.UserTimeout;
import io.statecraft.wire.TcpOption.WindowScale;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Packets in the notation of packetdrill's language, as scripts and reports have it: {@code S. 0:0(0) ack 1 win 65535
 * <mss 1460,nop,nop,sackOK>}.
 *
 * <p>Offsets make numbers relative: {@code seqOffset} is what a script's sequence number 0 is on the wire (the initial
 * sequence number of the side that sends), {@code ackOffset} the same for acknowledgments and SACK blocks (that of the
 * other side). With offsets of 0 the numbers are the wire's.
 *
 * <p>What the language has no words for (a wrong checksum, say) follows as a comment.
 */
public final class PacketNotation {
    /** In the order in which packetdrill prints them, by the place of their bit. */
    private static final String FLAG_LETTERS = "FSRP.UEWA";

    private PacketNotation() {}

    /** A packet: what its IP header says of ECN or the type of service, and its transport; without addresses. */
    public static String packet(Packet packet, long seqOffset, long ackOffset) {
        Optional<Tunnelled> tunnel = Tunnelled.of(packet);
        if (tunnel.isPresent()) {
            StringBuilder text = new StringBuilder();
            tunnel.get().outer().forEach(header -> text.append(outer(header)).append(": "));
            return text + packet(tunnel.get().inner().packet(), seqOffset, ackOffset);
        }
        return ip(packet.ip()) + transport(packet.transport(), seqOffset, ackOffset);
    }

    /** A header around a packet: {@code ipv4 192.0.2.1 > 192.168.0.1}, {@code gre}, {@code mpls (label 1, tc 0, [S], ttl 64)}. */
    public static String outer(TunnelHeader header) {
        if (header instanceof TunnelHeader.Ip ip) {
            IpHeader h = ip.header();
            return "ipv" + h.version() + ' ' + ip(h) + h.source() + " > " + h.destination();
        }
        if (header instanceof TunnelHeader.Gre gre) {
            return gre.flags() == 0
                    ? "gre"
                    : String.format("gre flags 0x%x, sum %d, off %d", gre.flags(), gre.checksum(), gre.offset())
                            + ", key=" + Integer.toUnsignedString(gre.key())
                            + ", seq " + Integer.toUnsignedString(gre.sequence());
        }
        StringBuilder text = new StringBuilder("mpls");
        for (TunnelHeader.Label label : ((TunnelHeader.Mpls) header).stack()) {
            text.append(" (label ").append(label.label()).append(", tc ").append(label.trafficClass());
            text.append(label.bottom() ? ", [S]" : "")
                    .append(", ttl ")
                    .append(label.ttl())
                    .append(')');
        }
        return text.toString();
    }

    /** What an IP packet carries. */
    public static String transport(Transport transport, long seqOffset, long ackOffset) {
        if (transport instanceof Segment segment) {
            return segment(segment, seqOffset, ackOffset);
        }
        if (transport instanceof SegmentInUdp t) {
            return segment(t.segment(), seqOffset, ackOffset) + "/udp(" + t.sourcePort() + " > " + t.destinationPort()
                    + ")";
        }
        if (transport instanceof IcmpMessage message) {
            return icmp(message, ackOffset); // it quotes what the other side had sent
        }
        if (transport instanceof UdpDatagram datagram) {
            return "udp (" + datagram.payload().length() + ")";
        }
        OpaqueTransport opaque = (OpaqueTransport) transport;
        return "protocol " + opaque.protocol() + " (" + opaque.payload().length() + ")";
    }

    /** A segment, without its ports. */
    public static String segment(Segment s, long seqOffset, long ackOffset) {
        long start = relative(s.seq(), seqOffset);
        int length = s.payload().length();
        StringBuilder text =
                new StringBuilder(96).append(flags(s.flags())).append(' ').append(sequence(start, length));
        if (s.has(TcpFlag.ACK)) {
            text.append(" ack ").append(relative(s.ack(), ackOffset));
        } else if (s.ack().bits() != 0) {
            text.append(" ack ").append(s.ack()); // means nothing, so that it is relative to nothing
        }
        text.append(" win ").append(s.window());
        if (s.urgentPointer() != 0 || s.has(TcpFlag.URG)) {
            text.append(" urg ").append(s.urgentPointer());
        }
        if (!s.options().isEmpty()) {
            text.append(' ').append(options(s.options(), ackOffset));
        }
        return text.append(malformed(s.header())).toString();
    }

    /** {@code start:end(length)}. The end is not wrapped: a parser checks that it is start + length. */
    public static String sequence(long start, int length) {
        return start + ":" + (start + length) + "(" + length + ")";
    }

    /** The control bits of a mask, {@code -} for none. */
    public static String flags(int mask) {
        StringBuilder letters = new StringBuilder(4);
        for (int i = 0; i < FLAG_LETTERS.length(); i++) {
            if ((mask & 1 << i) != 0) {
                letters.append(FLAG_LETTERS.charAt(i));
            }
        }
        return letters.isEmpty() ? "-" : letters.toString();
    }

    /** {@code <…>}: the options one by one or, if they were not all readable, as their bytes. */
    public static String options(List<TcpOption> options, long ackOffset) {
        StringJoiner list = new StringJoiner(",", "<", ">");
        for (TcpOption option : options) {
            if (option instanceof Unreadable) {
                return "<" + TcpOptionCodec.encode(options).toHex() + ">";
            }
            list.add(option(option, ackOffset));
        }
        return list.toString();
    }

    /** One option. */
    public static String option(TcpOption option, long ackOffset) {
        if (option instanceof NoOperation) {
            return "nop";
        } else if (option instanceof EndOfList) {
            return "eol";
        } else if (option instanceof MaximumSegmentSize mss) {
            return "mss " + mss.size();
        } else if (option instanceof WindowScale scale) {
            return "wscale " + scale.shift();
        } else if (option instanceof SackPermitted) {
            return "sackOK";
        } else if (option instanceof Timestamps ts) {
            return "TS val " + Integer.toUnsignedString(ts.value()) + " ecr "
                    + Integer.toUnsignedString(ts.echoReply());
        } else if (option instanceof Sack sack) {
            return sack(sack, ackOffset);
        } else if (option instanceof Md5Signature md5) {
            return withHex("md5", md5.digest());
        } else if (option instanceof UserTimeout timeout) {
            return "uto " + timeout.value() + (timeout.minutes() ? " min" : "");
        } else if (option instanceof FastOpen fastOpen) {
            return withHex("FO", fastOpen.cookie());
        } else if (option instanceof FastOpenExperimental fastOpen) {
            return withHex("FOEXP", fastOpen.cookie());
        } else if (option instanceof AccurateEcn ecn) {
            return accurateEcn(ecn);
        } else if (option instanceof Unknown unknown) {
            return withHex("gen-" + unknown.kind(), unknown.data());
        }
        return ((Unreadable) option).rest().toHex();
    }

    /**
     * An ICMP message.
     *
     * @param quotedOffset the initial sequence number of the side whose segment an error quotes
     */
    public static String icmp(IcmpMessage message, long quotedOffset) {
        int version = message.version();
        int type = message.type();
        StringBuilder text = new StringBuilder("icmp ").append(IcmpNames.typeName(version, type));
        if (message.code() != 0 || IcmpNames.hasCodeNames(version, type)) {
            text.append(' ').append(IcmpNames.codeName(version, type, message.code()));
        }
        if (message.isFragmentationNeeded()) {
            text.append(" mtu ").append(message.nextHopMtu());
        } else if (message.isEcho()) {
            text.append(" id ").append(message.rest() >>> 16);
        }
        if (message.isError()) {
            QuotedSegment.of(message).ifPresent(q -> text.append(" [")
                    .append(sequence(relative(q.seq(), quotedOffset), q.textLength()))
                    .append(']'));
        }
        message.checksum().ifPresent(field -> text.append(String.format("  // checksum 0x%04x", field)));
        return text.toString();
    }

    /** Nothing, or {@code [ect0] } and the like, with a blank after it. */
    private static String ip(IpHeader ip) {
        return switch (ip.trafficClass()) {
            case 0 -> "";
            case 1 -> "[ect1] ";
            case 2 -> "[ect0] ";
            case 3 -> "[ce] ";
            default -> String.format("[tos 0x%02x] ", ip.trafficClass());
        };
    }

    private static long relative(SequenceNumber number, long offset) {
        return number.minus(offset).toLong();
    }

    private static String sack(Sack sack, long ackOffset) {
        StringBuilder text = new StringBuilder("sack");
        for (Sack.Block block : sack.blocks()) {
            text.append(' ')
                    .append(relative(block.left(), ackOffset))
                    .append(':')
                    .append(relative(block.right(), ackOffset));
        }
        return text.toString();
    }

    private static String accurateEcn(AccurateEcn ecn) {
        if (ecn.counters().isEmpty()) {
            return "AccECN" + ecn.order();
        }
        List<String> names = ecn.order() == 0 ? List.of("e0b", "ceb", "e1b") : List.of("e1b", "ceb", "e0b");
        StringBuilder text = new StringBuilder("ECN");
        for (int i = 0; i < ecn.counters().size(); i++) {
            text.append(' ')
                    .append(names.get(i))
                    .append(' ')
                    .append(ecn.counters().get(i));
        }
        return text.toString();
    }

    private static String withHex(String name, Bytes data) {
        return data.isEmpty() ? name : name + " " + data.toHex();
    }

    private static String malformed(Segment.RawHeader header) {
        if (header.equals(Segment.RawHeader.COMPUTED)) {
            return "";
        }
        StringJoiner fields = new StringJoiner(", ", "  // ", "");
        header.dataOffset().ifPresent(words -> fields.add("data offset " + words));
        if (header.reserved() != 0) {
            fields.add("reserved bits " + header.reserved());
        }
        header.checksum().ifPresent(field -> fields.add(String.format("checksum 0x%04x", field)));
        return fields.toString();
    }
}
