package io.statecraft.scenario;

import io.statecraft.scenario.TransportPattern.Flags;
import io.statecraft.scenario.TransportPattern.OptionPattern;
import io.statecraft.scenario.TransportPattern.Options;
import io.statecraft.scenario.TransportPattern.Ports;
import io.statecraft.scenario.TransportPattern.Sequence;
import io.statecraft.scenario.TransportPattern.Tcp;
import io.statecraft.wire.SequenceNumber;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A TCP segment to inject or to expect, as {@link Packets} begins it. A number that is not said is left open: who plays the
 * segment fills it in when sending, and does not compare it when matching. Options that are not said are no options, as in a
 * script.
 *
 * <p>Numbers are the script's (relative, except in a SYN) or the wire's, as the one says who plays the segment; there are two
 * kinds of setters because a scenario has the first as numbers, and a test that is played step by step the second as {@link
 * SequenceNumber}.
 *
 * @param ip what is said of the IP header
 * @param tcp the segment so far; a sequence number that is not set has the form {@link Sequence.Form#IGNORED}
 */
public record SegmentPattern(IpPattern ip, Tcp tcp) {

    /** A segment of which only the flags are known. */
    static SegmentPattern of(int flags, int length) {
        return new SegmentPattern(
                IpPattern.UNSET,
                new Tcp(
                        Optional.empty(),
                        new Flags(flags, false),
                        new Sequence(0, length, Sequence.Form.IGNORED),
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Options.NONE,
                        Optional.empty(),
                        Optional.empty()));
    }

    /** The packet, for a {@link Step}. */
    public PacketPattern toPacket() {
        return new PacketPattern(List.of(), ip, tcp);
    }

    /** The first sequence number, 0 to 2^32 - 1. */
    public SegmentPattern seq(long number) {
        check("sequence number", number, 0xffffffffL);
        return change(
                draft -> draft.sequence = new Sequence(number, tcp.sequence().length(), Sequence.Form.MAPPED));
    }

    /** The first sequence number. */
    public SegmentPattern seq(SequenceNumber number) {
        return seq(number.toLong());
    }

    /** The sequence number is that on the wire, also in a scenario whose numbers are relative: {@code 1:1(0)!}. */
    public SegmentPattern absolute() {
        return change(draft -> draft.sequence =
                new Sequence(tcp.sequence().start(), tcp.sequence().length(), Sequence.Form.ABSOLUTE));
    }

    /** So many octets of text, all zero. */
    public SegmentPattern length(int octets) {
        check("length", octets, 65535);
        return change(draft -> draft.sequence =
                new Sequence(tcp.sequence().start(), octets, tcp.sequence().form()));
    }

    /** The acknowledgment number, 0 to 2^32 - 1; whether the segment has the ACK bit is for the flags to say. */
    public SegmentPattern ack(long number) {
        check("acknowledgment number", number, 0xffffffffL);
        return change(draft -> draft.ack = OptionalLong.of(number));
    }

    /** The acknowledgment number. */
    public SegmentPattern ack(SequenceNumber number) {
        return ack(number.toLong());
    }

    /** The window field as it stands in the header, not scaled. */
    public SegmentPattern win(int field) {
        check("window", field, 65535);
        return change(draft -> draft.window = OptionalInt.of(field));
    }

    /** The urgent pointer; the URG bit is for the flags to say. */
    public SegmentPattern urg(int pointer) {
        check("urgent pointer", pointer, 65535);
        return change(draft -> draft.urgentPointer = OptionalInt.of(pointer));
    }

    /** The options, in order; {@link TcpOptions} makes them. */
    public SegmentPattern options(OptionPattern... list) {
        return change(draft -> draft.options = new Options.Listed(List.of(list)));
    }

    /** Any options: {@code <...>}, for an expected segment. */
    public SegmentPattern anyOptions() {
        return change(draft -> draft.options = new Options.Any());
    }

    /** Other flags than it began with, in script notation: {@code "FP."}, {@code "S.5"}, {@code "-"}. */
    public SegmentPattern flags(String letters) {
        return change(draft -> draft.flags = Flags.of(letters));
    }

    /** Ports other than those of the connection. */
    public SegmentPattern ports(int source, int destination) {
        check("port", source, 65535);
        check("port", destination, 65535);
        return change(draft -> draft.ports = Optional.of(new Ports(source, destination)));
    }

    /** The ECN field of the IP header. */
    public SegmentPattern ecn(IpPattern.Ecn field) {
        return new SegmentPattern(
                new IpPattern(ip.tos(), ip.dscp(), Optional.of(field), ip.ttl(), ip.flowLabel(), ip.forged()), tcp);
    }

    /** The time to live, or hop limit. */
    public SegmentPattern ttl(int hops) {
        check("time to live", hops, 255);
        return new SegmentPattern(
                new IpPattern(ip.tos(), ip.dscp(), ip.ecn(), OptionalInt.of(hops), ip.flowLabel(), ip.forged()), tcp);
    }

    private SegmentPattern change(Consumer<Draft> edit) {
        Draft draft = new Draft(tcp);
        edit.accept(draft);
        return new SegmentPattern(ip, draft.toTcp());
    }

    /** A segment while one of its parts is replaced. */
    private static final class Draft {
        private final Tcp original;
        private Optional<Ports> ports;
        private Flags flags;
        private Sequence sequence;
        private OptionalLong ack;
        private OptionalInt window;
        private OptionalInt urgentPointer;
        private Options options;

        Draft(Tcp original) {
            this.original = original;
            this.ports = original.ports();
            this.flags = original.flags();
            this.sequence = original.sequence();
            this.ack = original.ack();
            this.window = original.window();
            this.urgentPointer = original.urgentPointer();
            this.options = original.options();
        }

        Tcp toTcp() {
            return new Tcp(
                    ports,
                    flags,
                    sequence,
                    ack,
                    window,
                    urgentPointer,
                    options,
                    original.resetDiagnostic(),
                    original.udpPorts());
        }
    }

    private static void check(String field, long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(field + ' ' + value + " is not in 0.." + max);
        }
    }
}
