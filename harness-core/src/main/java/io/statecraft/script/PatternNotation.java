package io.statecraft.script;

import io.statecraft.scenario.Forgery;
import io.statecraft.scenario.IpPattern;
import io.statecraft.scenario.OuterHeader;
import io.statecraft.scenario.PacketPattern;
import io.statecraft.scenario.TransportPattern;
import io.statecraft.scenario.TransportPattern.Echoed;
import io.statecraft.scenario.TransportPattern.OptionPattern;
import io.statecraft.scenario.TransportPattern.Options;
import io.statecraft.scenario.TransportPattern.Ports;
import io.statecraft.scenario.TransportPattern.Sequence;
import io.statecraft.wire.PacketNotation;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** Writes packets to inject or to expect. */
final class PatternNotation {
    private PatternNotation() {}

    static String packet(PacketPattern packet) {
        StringBuilder out = new StringBuilder();
        packet.outer().forEach(header -> out.append(outer(header)).append(": "));
        return out.append(ip(packet.ip())).append(transport(packet.transport())).toString();
    }

    private static String outer(OuterHeader header) {
        if (header instanceof OuterHeader.Ip ip) {
            return "ipv" + ip.version() + ' ' + ip(ip.fields()) + ip.source() + " > " + ip.destination();
        }
        if (header instanceof OuterHeader.Mpls mpls) {
            return ("mpls " + ExpressionNotation.labels(mpls.stack())).strip();
        }
        OuterHeader.Gre gre = (OuterHeader.Gre) header;
        return gre.flags() == 0 ? "gre" : "gre " + ExpressionNotation.gre(gre);
    }

    /** {@code [ect0] }, {@code [tos 0x3, ttl 64] }, with a blank at the end, or nothing. */
    private static String ip(IpPattern ip) {
        if (ip.equals(IpPattern.UNSET)) {
            return "";
        }
        StringJoiner fields = new StringJoiner(", ", "[", "] ");
        ip.tos().ifPresent(tos -> fields.add("tos 0x" + Integer.toHexString(tos)));
        ip.dscp().ifPresent(dscp -> fields.add("dscp 0x" + Integer.toHexString(dscp)));
        ip.ecn().ifPresent(ecn -> fields.add(ecn.name().toLowerCase(Locale.ROOT)));
        ip.flowLabel().ifPresent(label -> fields.add("flowlabel 0x" + Integer.toHexString(label)));
        ip.ttl().ifPresent(ttl -> fields.add("ttl " + ttl));
        forged(ip.forged(), fields);
        return fields.toString();
    }

    private static void forged(Forgery forged, StringJoiner fields) {
        forged.source().ifPresent(source -> fields.add("from " + source));
        forged.destination().ifPresent(destination -> fields.add("to " + destination));
        if (!forged.ipOptions().isEmpty()) {
            fields.add("options " + forged.ipOptions().toHex());
        }
        if (forged.checksum() != Forgery.Checksum.RIGHT) {
            fields.add(forged.checksum().name().toLowerCase(Locale.ROOT) + "_checksum");
        }
    }

    static String transport(TransportPattern transport) {
        if (transport instanceof TransportPattern.Tcp tcp) {
            return tcp(tcp);
        }
        if (transport instanceof TransportPattern.Udp udp) {
            return "udp " + udp.ports().map(ports -> ports(ports) + ' ').orElse("") + '(' + udp.payloadLength() + ')';
        }
        return icmp((TransportPattern.Icmp) transport);
    }

    private static String tcp(TransportPattern.Tcp tcp) {
        StringBuilder out = new StringBuilder();
        tcp.ports().ifPresent(ports -> out.append(ports(ports)).append(' '));
        out.append(tcp.flags().letters()).append(' ').append(sequence(tcp.sequence()));
        tcp.ack().ifPresent(ack -> out.append(" ack ").append(ack));
        tcp.window().ifPresent(window -> out.append(" win ").append(window));
        tcp.urgentPointer().ifPresent(urgent -> out.append(" urg ").append(urgent));
        out.append(options(tcp.options()));
        tcp.resetDiagnostic().ifPresent(payload -> out.append(" [code ")
                .append(Integer.toUnsignedString(payload.code()))
                .append(", pen ")
                .append(Integer.toUnsignedString(payload.enterpriseNumber()))
                .append(']'));
        return out.append(udp(tcp.udpPorts())).toString();
    }

    private static String ports(Ports ports) {
        return ports.source() + " > " + ports.destination();
    }

    private static String udp(Optional<Ports> ports) {
        return ports.map(given -> "/udp(" + ports(given) + ')').orElse("");
    }

    static String sequence(Sequence sequence) {
        if (sequence.form() == Sequence.Form.IGNORED) {
            return "...(" + sequence.length() + ')';
        }
        String mapped = PacketNotation.sequence(sequence.start(), sequence.length());
        return sequence.form() == Sequence.Form.ABSOLUTE ? mapped + '!' : mapped;
    }

    /** With a blank before it, or nothing. */
    private static String options(Options options) {
        if (options instanceof Options.Any) {
            return " <...>";
        }
        if (options instanceof Options.Raw raw) {
            return " <" + raw.bytes().toHex() + '>';
        }
        Options.Listed listed = (Options.Listed) options;
        StringJoiner list = new StringJoiner(",", " <", ">");
        listed.list().forEach(option -> list.add(option(option)));
        return listed.list().isEmpty() ? "" : list.toString();
    }

    private static String option(OptionPattern option) {
        if (option instanceof OptionPattern.Exactly exactly) {
            return PacketNotation.option(exactly.option(), 0);
        }
        if (option instanceof OptionPattern.TimestampsWith timestamps) {
            String value = timestamps.value().isPresent()
                    ? Long.toString(timestamps.value().getAsLong())
                    : "...";
            return "TS val " + value + " ecr " + timestamps.echoReply() + (timestamps.echoAbsolute() ? "!" : "");
        }
        return "md5 valid";
    }

    private static String icmp(TransportPattern.Icmp icmp) {
        StringBuilder out = new StringBuilder("icmp ").append(icmp.typeName());
        icmp.codeName().ifPresent(code -> out.append(' ').append(code));
        icmp.mtu().ifPresent(mtu -> out.append(" mtu ").append(mtu));
        icmp.id().ifPresent(id -> out.append(" id ").append(id));
        icmp.echoed()
                .ifPresent(echoed -> out.append(" [").append(echoed(echoed)).append(']'));
        return out.toString();
    }

    private static String echoed(Echoed echoed) {
        if (echoed instanceof Echoed.OfTcp tcp) {
            return sequence(tcp.sequence()) + udp(tcp.udpPorts());
        }
        return echoed instanceof Echoed.OfUdp udp
                ? "udp(" + udp.payloadLength() + ')'
                : "raw(" + ((Echoed.Raw) echoed).length() + ')';
    }
}
