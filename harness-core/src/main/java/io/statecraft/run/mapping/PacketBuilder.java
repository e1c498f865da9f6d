package io.statecraft.run.mapping;

import io.statecraft.scenario.PacketPattern;
import io.statecraft.scenario.TransportPattern;
import io.statecraft.scenario.TransportPattern.Echoed;
import io.statecraft.scenario.TransportPattern.Icmp;
import io.statecraft.scenario.TransportPattern.OptionPattern;
import io.statecraft.scenario.TransportPattern.Options;
import io.statecraft.scenario.TransportPattern.Ports;
import io.statecraft.scenario.TransportPattern.ResetDiagnostic;
import io.statecraft.scenario.TransportPattern.Sequence;
import io.statecraft.scenario.TransportPattern.Sequence.Form;
import io.statecraft.scenario.TransportPattern.Tcp;
import io.statecraft.scenario.TransportPattern.Udp;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IcmpMessage;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Md5;
import io.statecraft.wire.Packet;
import io.statecraft.wire.QuotedSegment;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SegmentInUdp;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import io.statecraft.wire.TcpOptionCodec;
import io.statecraft.wire.Transport;
import io.statecraft.wire.Tunnelled;
import io.statecraft.wire.UdpDatagram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the packet that a line injects. What the line leaves open gets packetdrill's defaults: hop limit 255, no ECN, no
 * fragmentation bits, text of zeros.
 */
public final class PacketBuilder {
    private final boolean scaledEchoes;
    private final Optional<Bytes> md5Secret;

    /**
     * @param scaledEchoes whether a timestamp that the target was never expected to send is inferred ({@code --tcp_ts_ecr_scaled})
     * @param md5Secret the key of {@code md5 valid}
     */
    public PacketBuilder(boolean scaledEchoes, Optional<Bytes> md5Secret) {
        this.scaledEchoes = scaledEchoes;
        this.md5Secret = md5Secret;
    }

    /**
     * The packet of a line.
     *
     * @param conversation the connection that it belongs to
     * @throws MappingException if what the line says cannot be told in the wire's numbers
     */
    public Packet build(PacketPattern pattern, Conversation conversation) {
        FourTuple ends = conversation
                .ends()
                .orElseThrow(() -> new MappingException(
                        "the target has not shown its port:" + " it has sent no SYN, and no datagram, yet"));
        Packet inner = inner(pattern, ends, conversation);
        if (pattern.outer().isEmpty()) {
            return inner;
        }
        try {
            return Tunnelled.wrap(OuterHeaders.build(pattern.outer()), inner);
        } catch (IllegalArgumentException e) {
            throw new MappingException(e.getMessage());
        }
    }

    private Packet inner(PacketPattern pattern, FourTuple ends, Conversation conversation) {
        IpHeader ip = header(pattern, ends);
        TransportPattern transport = pattern.transport();
        if (transport instanceof Tcp tcp) {
            Segment s = signed(tcp.options(), ip, segment(tcp, ends, conversation));
            return ForgedChecksum.of(pattern.ip().forged().checksum(), new Packet(ip, carrying(s, tcp.udpPorts())));
        }
        if (transport instanceof Udp udp) {
            return new Packet(ip, datagram(udp, ends));
        }
        return new Packet(ip, message((Icmp) transport, ends, conversation));
    }

    private static IpHeader header(PacketPattern pattern, FourTuple ends) {
        try {
            return OuterHeaders.ip(pattern.ip(), ends.remote(), ends.local());
        } catch (IllegalArgumentException e) {
            throw new MappingException(e.getMessage());
        }
    }

    private static Transport carrying(Segment s, Optional<Ports> udp) {
        return udp.isPresent() ? new SegmentInUdp(udp.get().source(), udp.get().destination(), s) : s;
    }

    private Segment signed(Options options, IpHeader ip, Segment s) {
        boolean wanted = options instanceof Options.Listed listed
                && listed.list().stream().anyMatch(OptionPattern.ValidMd5.class::isInstance);
        return wanted
                ? Md5.signed(
                        ip,
                        s,
                        md5Secret.orElseThrow(
                                () -> new MappingException("`md5 valid` needs a key: --tcp_md5_secret=SECRET")))
                : s;
    }

    private Segment segment(Tcp tcp, FourTuple ends, Conversation conversation) {
        int flags = tcp.flags().mask();
        boolean syn = (flags & TcpFlag.SYN.mask()) != 0;
        boolean ack = (flags & TcpFlag.ACK.mask()) != 0;
        Mapping mapping = conversation.mapping();
        long seq = tcp.sequence().start() + (tcp.sequence().form() == Form.ABSOLUTE ? 0 : mapping.ofRemote(syn));
        long acknowledged = tcp.ack().orElse(0) + (ack ? mapping.ofLocal(syn) : 0);
        int source = port(tcp.ports().map(Ports::source), ends.remotePort());
        int destination = port(tcp.ports().map(Ports::destination), ends.localPort());
        return Segment.between(source, destination)
                .withSeq(SequenceNumber.of(seq))
                .withAck(SequenceNumber.of(acknowledged))
                .withFlags(flags)
                .withWindow(tcp.window().orElse(0))
                .withUrgentPointer(tcp.urgentPointer().orElse(0))
                .withOptions(options(tcp.options(), ack, mapping.ofLocal(syn), conversation.timestamps()))
                .withPayload(tcp.resetDiagnostic()
                        .map(ResetDiagnostic::octets)
                        .orElseGet(() -> Bytes.zeros(tcp.sequence().length())));
    }

    private List<TcpOption> options(Options options, boolean ack, long offset, Timestamps timestamps) {
        if (options instanceof Options.Raw raw) {
            return TcpOptionCodec.decode(raw.bytes());
        }
        if (options instanceof Options.Any) {
            throw new MappingException("options that are anything cannot be injected");
        }
        List<TcpOption> live = new ArrayList<>();
        for (OptionPattern option : ((Options.Listed) options).list()) {
            live.add(option(option, ack, offset, timestamps));
        }
        return live;
    }

    private TcpOption option(OptionPattern pattern, boolean ack, long offset, Timestamps timestamps) {
        if (pattern instanceof OptionPattern.Exactly exactly) {
            if (exactly.option() instanceof TcpOption.Sack sack) {
                return OptionMatcher.shifted(sack, offset);
            }
            if (exactly.option() instanceof TcpOption.Timestamps ts && ack) {
                return new TcpOption.Timestamps(ts.value(), echo(ts.echoReply(), timestamps));
            }
            return exactly.option();
        }
        if (pattern instanceof OptionPattern.TimestampsWith ts) {
            int echo = (int) ts.echoReply();
            int mapped = ts.echoAbsolute() || !ack ? echo : echo(echo, timestamps);
            return new TcpOption.Timestamps((int) ts.value().orElse(0), mapped);
        }
        return Md5.placeholder();
    }

    private int echo(int script, Timestamps timestamps) {
        return timestamps
                .liveOf(script, scaledEchoes)
                .orElseThrow(() -> new MappingException("the timestamp " + Integer.toUnsignedString(script)
                        + " cannot be echoed: no packet with that value was expected from the target before"));
    }

    private static UdpDatagram datagram(Udp udp, FourTuple ends) {
        return new UdpDatagram(
                port(udp.ports().map(Ports::source), ends.remotePort()),
                port(udp.ports().map(Ports::destination), ends.localPort()),
                Bytes.zeros(udp.payloadLength()));
    }

    private static IcmpMessage message(Icmp icmp, FourTuple ends, Conversation conversation) {
        Mapping mapping = conversation.mapping();
        int version = ends.local().version();
        int rest = icmp.mtu().isPresent()
                ? (int) icmp.mtu().getAsLong()
                : icmp.id().orElse(conversation.echoIdentifier().orElse(0)) << 16;
        Bytes body = icmp.echoed()
                .map(echoed -> quotation(echoed, ends, mapping))
                .orElseGet(() ->
                        quotation(new Echoed.OfTcp(new Sequence(0, 0, Form.MAPPED), Optional.empty()), ends, mapping));
        return new IcmpMessage(version, icmp.type(), icmp.code(), rest, body);
    }

    /** What a router would quote of a packet of the target's. */
    private static Bytes quotation(Echoed echoed, FourTuple ends, Mapping mapping) {
        if (echoed instanceof Echoed.Raw raw) {
            return Bytes.zeros(Math.max(0, raw.length() - 8)); // the length counts the ICMP header
        }
        Transport quoted;
        if (echoed instanceof Echoed.OfTcp tcp) {
            long offset = tcp.sequence().form() == Form.ABSOLUTE ? 0 : mapping.ofLocal(false);
            Segment s = Segment.between(ends.localPort(), ends.remotePort())
                    .withSeq(SequenceNumber.of(tcp.sequence().start() + offset))
                    .withPayload(Bytes.zeros(tcp.sequence().length()));
            quoted = carrying(s, tcp.udpPorts());
        } else {
            quoted = new UdpDatagram(
                    ends.localPort(), ends.remotePort(), Bytes.zeros(((Echoed.OfUdp) echoed).payloadLength()));
        }
        return QuotedSegment.quotationOf(new Packet(IpHeader.between(ends.local(), ends.remote()), quoted));
    }

    private static int port(Optional<Integer> written, int live) {
        return written.orElse(0) == 0 ? live : written.get();
    }
}
