package io.statecraft.run.mapping;

import io.statecraft.scenario.Forgery;
import io.statecraft.scenario.IpPattern;
import io.statecraft.scenario.OuterHeader;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.PacketNotation;
import io.statecraft.wire.TunnelHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The headers that a line writes around a packet. Their addresses are taken as they stand when a packet is injected, and are not
 * compared when one is expected, as with packetdrill.
 */
final class OuterHeaders {
    private static final int HOP_LIMIT = 255;

    private OuterHeaders() {}

    /** The headers of an injected packet. */
    static List<TunnelHeader> build(List<OuterHeader> written) {
        List<TunnelHeader> headers = new ArrayList<>();
        for (OuterHeader header : written) {
            if (header instanceof OuterHeader.Ip ip) {
                IpAddress source = IpAddress.of(ip.source());
                headers.add(new TunnelHeader.Ip(ip(ip.fields(), source, IpAddress.of(ip.destination()))));
            } else if (header instanceof OuterHeader.Gre gre) {
                headers.add(gre(gre));
            } else {
                headers.add(mpls((OuterHeader.Mpls) header));
            }
        }
        return headers;
    }

    /** An IP header with packetdrill's defaults: hop limit 255, and everything else 0. */
    static IpHeader ip(IpPattern fields, IpAddress source, IpAddress destination) {
        int hops = fields.ttl().orElse(HOP_LIMIT);
        int traffic = IpFields.trafficClass(fields);
        Forgery forged = fields.forged();
        IpAddress from = forged.source().orElse(source);
        IpAddress to = forged.destination().orElse(destination);
        if (source.version() == 4) {
            return new IpHeader.V4(
                    from, to, traffic, hops, 0, false, false, 0, forged.ipOptions(), IpHeader.V4.Raw.COMPUTED);
        }
        return new IpHeader.V6(from, to, traffic, hops, fields.flowLabel().orElse(0), OptionalInt.empty());
    }

    private static TunnelHeader.Gre gre(OuterHeader.Gre gre) {
        return new TunnelHeader.Gre(
                gre.flags(),
                gre.checksum(),
                gre.offset(),
                gre.key().orElse(0),
                gre.sequence().orElse(0));
    }

    private static TunnelHeader.Mpls mpls(OuterHeader.Mpls mpls) {
        return new TunnelHeader.Mpls(mpls.stack().stream()
                .map(entry -> new TunnelHeader.Label(entry.label(), entry.trafficClass(), entry.bottom(), entry.ttl()))
                .toList());
    }

    /** Compares the headers around a packet from the target with those that a line expects. */
    static void compare(
            List<OuterHeader> expected, List<TunnelHeader> actual, IpFields ipFields, List<Difference> differences) {
        List<TunnelHeader> wanted = build(expected);
        boolean sameKinds = wanted.size() == actual.size();
        for (int i = 0; sameKinds && i < wanted.size(); i++) {
            sameKinds = kind(wanted.get(i)).equals(kind(actual.get(i)));
        }
        if (!sameKinds) {
            differences.add(new Difference("outer headers", text(wanted), text(actual)));
            return;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (expected.get(i) instanceof OuterHeader.Ip ip) {
                ipFields.compare(ip.fields(), ((TunnelHeader.Ip) actual.get(i)).header(), differences);
            } else if (!wanted.get(i).equals(actual.get(i))) {
                differences.add(new Difference(
                        kind(wanted.get(i)), PacketNotation.outer(wanted.get(i)), PacketNotation.outer(actual.get(i))));
            }
        }
    }

    private static String kind(TunnelHeader header) {
        if (header instanceof TunnelHeader.Ip ip) {
            return "ipv" + ip.header().version();
        }
        return header instanceof TunnelHeader.Gre ? "gre" : "mpls";
    }

    private static String text(List<TunnelHeader> headers) {
        return headers.isEmpty()
                ? "none"
                : String.join(": ", headers.stream().map(PacketNotation::outer).toList());
    }
}
