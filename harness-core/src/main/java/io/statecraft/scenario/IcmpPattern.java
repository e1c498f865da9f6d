package io.statecraft.scenario;

import io.statecraft.scenario.TransportPattern.Echoed;
import io.statecraft.scenario.TransportPattern.Icmp;
import io.statecraft.scenario.TransportPattern.Sequence;
import io.statecraft.wire.IcmpNames;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** An ICMP message to inject or to expect, as {@link Packets} begins it. */
public record IcmpPattern(Icmp icmp) {

    static IcmpPattern of(int version, String typeName, String codeName) {
        int type = IcmpNames.type(version, typeName)
                .orElseThrow(() -> new IllegalArgumentException(typeName + " is not an ICMP type in IPv" + version));
        int code = IcmpNames.code(version, type, codeName)
                .orElseThrow(() -> new IllegalArgumentException(codeName + " is not a code of " + typeName));
        return new IcmpPattern(new Icmp(
                type,
                code,
                typeName,
                Optional.of(codeName),
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty()));
    }

    /** The packet, for a {@link Step}. */
    public PacketPattern toPacket() {
        return PacketPattern.of(icmp);
    }

    /** The next-hop MTU. */
    public IcmpPattern mtu(int octets) {
        return with(OptionalLong.of(octets), icmp.id(), icmp.echoed());
    }

    /** The identifier of an echo. */
    public IcmpPattern id(int identifier) {
        return with(icmp.mtu(), OptionalInt.of(identifier), icmp.echoed());
    }

    /** Quotes a segment of the connection, sent by the target. */
    public IcmpPattern quoting(long seq, int length) {
        Sequence quoted = new Sequence(seq, length, Sequence.Form.MAPPED);
        return with(icmp.mtu(), icmp.id(), Optional.of(new Echoed.OfTcp(quoted, Optional.empty())));
    }

    private IcmpPattern with(OptionalLong mtu, OptionalInt id, Optional<Echoed> echoed) {
        return new IcmpPattern(new Icmp(icmp.type(), icmp.code(), icmp.typeName(), icmp.codeName(), mtu, id, echoed));
    }
}
