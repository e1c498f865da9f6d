package io.statecraft.script;

import io.statecraft.scenario.IpPattern;
import io.statecraft.scenario.OuterHeader;
import io.statecraft.scenario.PacketPattern;
import io.statecraft.scenario.TransportPattern;
import io.statecraft.scenario.TransportPattern.Sequence;
import io.statecraft.script.PacketChecks.Direction;
import io.statecraft.script.Token.Kind;
import java.util.List;
import java.util.Optional;

/** A packet, after its direction: outer headers, what is said of the IP header, and a segment, a datagram, or a message. */
final class PacketParser {
    private final Cursor cursor;
    private final EncapsulationParser encapsulations;
    private final SequenceParser sequences;
    private final SegmentParser segments;
    private final IcmpParser messages;

    PacketParser(Cursor cursor, SettingParser settings) {
        this.cursor = cursor;
        this.encapsulations = new EncapsulationParser(cursor);
        this.sequences = new SequenceParser(cursor);
        this.segments = new SegmentParser(cursor, sequences);
        this.messages = new IcmpParser(cursor, settings, sequences);
    }

    PacketPattern parse(Direction direction) {
        int start = cursor.mark();
        List<OuterHeader> outer = encapsulations.headers(direction);
        Optional<Sequence> echoedBefore = legacyEcho();
        IpPattern ip = echoedBefore.isPresent() ? IpPattern.UNSET : IpInfoParser.parse(cursor, direction);
        PacketPattern packet = new PacketPattern(outer, ip, transport(direction, echoedBefore));
        PacketChecks.check(packet, start);
        return packet;
    }

    private TransportPattern transport(Direction direction, Optional<Sequence> echoedBefore) {
        refuseUncovered();
        if (cursor.at("icmp")) {
            return messages.parse(echoedBefore);
        }
        if (echoedBefore.isPresent()) {
            throw cursor.unexpected("`icmp` after the segment that it quotes");
        }
        return cursor.at("udp") ? udp() : segments.parse(direction);
    }

    /** {@code [1:1461(1460)] icmp …}: an older way to write what an ICMP message quotes. */
    private Optional<Sequence> legacyEcho() {
        int mark = cursor.mark();
        if (cursor.accept("[") && cursor.at(Kind.INTEGER)) {
            Sequence sequence = sequences.parse();
            cursor.expect("]", "after the quoted segment");
            return Optional.of(sequence);
        }
        cursor.moveTo(mark);
        return Optional.empty();
    }

    private TransportPattern udp() {
        cursor.take();
        Optional<TransportPattern.Ports> ports = sequences.portsIfAny();
        cursor.expect("(", "and the length of the payload: `udp (1000)`");
        int length = cursor.smallInteger("a payload length", 0, 65535);
        cursor.expect(")", "after the length");
        return new TransportPattern.Udp(ports, length);
    }

    private void refuseUncovered() {
        int mark = cursor.mark();
        Token first = cursor.take();
        if (first.is(Kind.FLOAT) && Lexer.isDigit(first.text().charAt(0)) && cursor.nextChar() == '.') {
            throw ScriptError.unsupported(first.start(), "MPTCP (sub-flow addresses)");
        }
        switch (first.is(Kind.WORD) ? first.text() : "") {
            case "encap" -> throw ScriptError.unsupported(first.start(), "PSP (`encap psp`)");
            case "udplite" -> throw ScriptError.unsupported(first.start(), "UDP-Lite (`udplite`)");
            case "addr" -> {
                if (cursor.at("[")) {
                    throw ScriptError.unsupported(first.start(), "MPTCP (sub-flow addresses, `addr[…]`)");
                }
            }
            default -> refuseSctp(first);
        }
        cursor.moveTo(mark);
    }

    private void refuseSctp(Token first) {
        boolean sctp = first.is("sctp");
        if (first.is(Kind.INTEGER) && cursor.accept(">") && cursor.at(Kind.INTEGER)) {
            cursor.take();
            sctp = cursor.at("sctp");
        }
        if (sctp) {
            throw ScriptError.unsupported(first.start(), "SCTP (`sctp`)");
        }
    }
}
