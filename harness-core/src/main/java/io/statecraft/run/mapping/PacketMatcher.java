package io.statecraft.run.mapping;

import io.statecraft.clock.Tolerance;
import io.statecraft.scenario.PacketPattern;
import io.statecraft.scenario.TransportPattern;
import io.statecraft.scenario.TransportPattern.Icmp;
import io.statecraft.scenario.TransportPattern.ResetDiagnostic;
import io.statecraft.scenario.TransportPattern.Sequence.Form;
import io.statecraft.scenario.TransportPattern.Tcp;
import io.statecraft.scenario.TransportPattern.Udp;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.IcmpMessage;
import io.statecraft.wire.IcmpNames;
import io.statecraft.wire.Md5;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Problem;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SegmentInUdp;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.Transport;
import io.statecraft.wire.Tunnelled;
import io.statecraft.wire.UdpDatagram;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a packet from the target with the one that a line expects, field by field, in packetdrill's order. What the line leaves
 * open is not compared, but a missing acknowledgment number or urgent pointer means 0, and text is zeros.
 */
public final class PacketMatcher {

    /** A sender may leave the checksum to hardware that is not there, and a link may pad. */
    private static final Set<Problem.Kind> NOT_THE_TARGETS =
            EnumSet.of(Problem.Kind.TRANSPORT_CHECKSUM, Problem.Kind.TRAILING_BYTES);

    private final Tolerance tolerance;
    private final long timestampTick;
    private final Optional<Bytes> md5Secret;
    private final IpFields ipFields = new IpFields();

    /**
     * @param tolerance of time, for timestamps
     * @param timestampTick nanoseconds between two timestamp values of the target; 0: they are not compared
     * @param md5Secret the key of {@code md5 valid}
     */
    public PacketMatcher(Tolerance tolerance, long timestampTick, Optional<Bytes> md5Secret) {
        this.md5Secret = md5Secret;
        this.tolerance = tolerance;
        this.timestampTick = timestampTick;
    }

    /**
     * The fields in which {@code live} is not what {@code pattern} expects; none if it is.
     *
     * @param conversation the connection that both belong to; learns from it
     * @param time when the line is due, nanoseconds since the scenario's start
     */
    public List<Difference> compare(PacketPattern pattern, Decoded live, Conversation conversation, long time) {
        List<Difference> differences = new ArrayList<>();
        Optional<Tunnelled> tunnel = Tunnelled.of(live.packet());
        OuterHeaders.compare(pattern.outer(), tunnel.map(Tunnelled::outer).orElse(List.of()), ipFields, differences);
        Decoded inner = tunnel.map(Tunnelled::inner).orElse(live);
        Packet packet = inner.packet();
        for (Problem problem : inner.problems()) {
            if (!NOT_THE_TARGETS.contains(problem.kind())) {
                differences.add(new Difference("header", "a well-formed one", problem.text()));
            }
        }
        TransportPattern transport = pattern.transport();
        ipFields.compare(pattern.ip(), packet.ip(), differences);
        if (transport instanceof Tcp tcp && packet.carried() != null) {
            tunnel(tcp, packet.transport(), differences);
            segment(tcp, packet, conversation, time, differences);
        } else if (transport instanceof Udp udp && packet.transport() instanceof UdpDatagram datagram) {
            number("length", udp.payloadLength(), datagram.payload().length(), differences);
        } else if (transport instanceof Icmp icmp && packet.transport() instanceof IcmpMessage message) {
            message(icmp, message, differences);
        } else {
            differences.add(new Difference(
                    "protocol",
                    nameOf(transport),
                    "protocol " + packet.transport().protocol()));
        }
        return differences;
    }

    /** Whether it travels in a datagram, and with which ports. */
    private static void tunnel(Tcp expected, Transport live, List<Difference> differences) {
        String wanted = expected.udpPorts()
                .map(ports -> ports(ports.source(), ports.destination()))
                .orElse("none");
        String actual = live instanceof SegmentInUdp t ? ports(t.sourcePort(), t.destinationPort()) : "none";
        if (!wanted.equals(actual)) {
            differences.add(new Difference("udp", wanted, actual));
        }
    }

    private static String ports(int source, int destination) {
        return source + " > " + destination;
    }

    private void segment(Tcp tcp, Packet packet, Conversation conversation, long time, List<Difference> differences) {
        Segment live = packet.carried();
        boolean syn = live.has(TcpFlag.SYN);
        boolean ack = live.has(TcpFlag.ACK);
        boolean scriptSyn = (tcp.flags().mask() & TcpFlag.SYN.mask()) != 0;
        conversation.meets(scriptSyn, SequenceNumber.of(tcp.sequence().start()), live);
        Mapping mapping = conversation.mapping();
        if (tcp.flags().mask() != live.flags()) {
            TransportPattern.Flags got =
                    new TransportPattern.Flags(live.flags(), tcp.flags().aceDigit());
            differences.add(new Difference("flags", tcp.flags().letters(), got.letters()));
        }
        if (live.header().reserved() != 0) {
            differences.add(new Difference(
                    "reserved bits", "0", String.valueOf(live.header().reserved())));
        }
        if (tcp.sequence().form() != Form.IGNORED) {
            long offset = tcp.sequence().form() == Form.ABSOLUTE ? 0 : mapping.ofLocal(syn);
            number(
                    "seq",
                    unsigned(tcp.sequence().start()),
                    live.seq().minus(offset).toLong(),
                    differences);
        }
        boolean open = mapping.numbering() == Numbering.WIRE;
        if (tcp.ack().isPresent() || !open) {
            long actual = live.ack().minus(ack ? mapping.ofRemote(syn) : 0).toLong();
            number("ack", unsigned(tcp.ack().orElse(0)), actual, differences);
        }
        tcp.window().ifPresent(window -> number("win", window, live.window(), differences));
        if (tcp.urgentPointer().isPresent() || !open) {
            number("urg", tcp.urgentPointer().orElse(0), live.urgentPointer(), differences);
        }
        new OptionMatcher(
                        conversation.timestamps(),
                        (script, actual) -> acceptsTimestamp(script, actual, time),
                        mapping.ofRemote(syn),
                        md5Secret.isPresent() && Md5.isValid(packet.ip(), live, md5Secret.get()))
                .compare(tcp.options(), live.options(), differences);
        number("length", tcp.sequence().length(), live.payload().length(), differences);
        if (tcp.sequence().length() == live.payload().length()) {
            text(tcp.resetDiagnostic(), live.payload(), differences);
        }
    }

    private static void text(Optional<ResetDiagnostic> expected, Bytes live, List<Difference> differences) {
        if (expected.isPresent()) {
            Bytes wanted = expected.get().octets();
            if (!wanted.equals(live)) {
                differences.add(new Difference("diagnostic text", wanted.toHex(), live.toHex()));
            }
        } else if (!live.isAllZero()) {
            differences.add(new Difference("text", "zeros", "other octets"));
        }
    }

    private boolean acceptsTimestamp(int script, int actual, long time) {
        long ticks = Math.abs((long) (actual - script));
        return timestampTick == 0 || ticks * timestampTick <= tolerance.forDistance(time);
    }

    private static void message(Icmp icmp, IcmpMessage live, List<Difference> differences) {
        if (icmp.type() != live.type()) {
            differences.add(new Difference("type", icmp.typeName(), IcmpNames.typeName(live.version(), live.type())));
        } else if (icmp.code() != live.code()) {
            differences.add(new Difference(
                    "code",
                    IcmpNames.codeName(live.version(), icmp.type(), icmp.code()),
                    IcmpNames.codeName(live.version(), live.type(), live.code())));
        }
    }

    private static String nameOf(TransportPattern transport) {
        return transport instanceof Tcp ? "tcp" : transport instanceof Udp ? "udp" : "icmp";
    }

    private static long unsigned(long number) {
        return number & 0xffff_ffffL;
    }

    private static void number(String field, long expected, long actual, List<Difference> differences) {
        if (expected != actual) {
            differences.add(new Difference(field, String.valueOf(expected), String.valueOf(actual)));
        }
    }
}
