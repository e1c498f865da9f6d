package io.statecraft.run.mapping;

import io.statecraft.scenario.IpPattern;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketNotation;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.Tunnelled;
import java.util.Optional;
import java.util.StringJoiner;

/** A packet of the target as a script would expect it: in its numbers, with those fields of the IP header that it asks for. */
public final class ScriptNotation {
    private ScriptNotation() {}

    /** A packet that belongs to no connection of the script: in the wire's numbers. */
    public static String of(Packet packet) {
        return "> " + PacketNotation.packet(packet, 0, 0);
    }

    /**
     * A packet of a connection.
     *
     * @param asked what the line that it was compared with says of the IP header
     */
    public static String of(Packet packet, IpPattern asked, Conversation conversation) {
        Mapping mapping = conversation.mapping();
        Segment inner = Tunnelled.innermost(packet).carried();
        boolean syn = inner != null && inner.has(TcpFlag.SYN);
        long seqOffset = mapping.ofLocal(syn);
        long ackOffset = mapping.ofRemote(syn);
        Segment plain = packet.carried();
        Packet shown = plain == null
                ? packet
                : packet.with(plain.withOptions(conversation.timestamps().inScript(plain.options())));
        boolean asks = !asked.equals(IpPattern.UNSET) && Tunnelled.of(packet).isEmpty();
        return "> "
                + (asks
                        ? fields(asked, packet.ip()) + PacketNotation.transport(shown.transport(), seqOffset, ackOffset)
                        : PacketNotation.packet(shown, seqOffset, ackOffset));
    }

    private static String fields(IpPattern asked, IpHeader live) {
        StringJoiner fields = new StringJoiner(", ", "[", "] ");
        int octet = live.trafficClass();
        asked.tos().ifPresent(tos -> fields.add(String.format("tos 0x%02x", octet)));
        asked.dscp().ifPresent(dscp -> fields.add(String.format("dscp 0x%02x", octet >> 2)));
        asked.ecn().ifPresent(ecn -> fields.add(IpFields.nameOfEcn(octet)));
        asked.ttl().ifPresent(ttl -> fields.add("ttl " + live.hopLimit()));
        asked.flowLabel().ifPresent(label -> fields.add(String.format("flowlabel 0x%02x", IpFields.flowLabel(live))));
        return fields.toString();
    }

    /** As {@link #of(Packet, IpPattern, Conversation)}; of no connection, the wire's numbers. */
    public static String of(Packet packet, Optional<Conversation> conversation) {
        return conversation.map(c -> of(packet, IpPattern.UNSET, c)).orElseGet(() -> of(packet));
    }
}
