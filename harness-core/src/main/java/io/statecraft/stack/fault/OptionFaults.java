package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.events;
import static io.statecraft.stack.fault.Seeds.misreading;
import static io.statecraft.stack.fault.Seeds.profile;
import static io.statecraft.stack.fault.Seeds.sending;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.stack.Fault;
import io.statecraft.stack.Setting;
import io.statecraft.tcp.Offer;
import io.statecraft.tcp.Outcome;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Problem;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;
import io.statecraft.wire.TcpOption.EndOfList;
import io.statecraft.wire.TcpOption.MaximumSegmentSize;
import io.statecraft.wire.TcpOption.NoOperation;
import io.statecraft.wire.TcpOption.Sack;
import io.statecraft.wire.TcpOption.SackPermitted;
import io.statecraft.wire.TcpOption.Timestamps;
import io.statecraft.wire.TcpOption.Unknown;
import io.statecraft.wire.TcpOption.Unreadable;
import io.statecraft.wire.TcpOptionCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Options in general, the MSS and SACK: RFC 9293 sections 3.1, 3.2 and 3.7.1, RFC 2018. */
final class OptionFaults {
    private static final int LARGE = 500; // octets: so that not every scenario has such a segment
    private static final int WORD = 4;
    private static final TcpOption NOP = new NoOperation();

    private OptionFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "options/mss-on-text",
                        "Segments with more than half a thousand octets of text carry the MSS option.",
                        sending(s -> s.payload().length() > LARGE ? with(s, new MaximumSegmentSize(1460)) : s),
                        "RFC9293:MUST-65"),
                SeededFault.of(
                        "options/no-mss",
                        "A SYN has no MSS option.",
                        sending(s -> s.has(SYN) ? without(s, o -> o instanceof MaximumSegmentSize) : s),
                        "RFC9293:SHLD-5",
                        "RFC9293:MUST-14"),
                SeededFault.of(
                        "options/mss-too-large",
                        "The MSS option counts the headers as if they were text.",
                        sending(OptionFaults::mtuAsMss),
                        "RFC9293:MUST-67"),
                SeededFault.of(
                        "options/mss-ignored",
                        "Segments are as large as the path carries, whatever the peer's MSS is.",
                        takingMssFor(peer -> 1460),
                        "RFC9293:MUST-16",
                        "RFC9293:MUST-14"),
                SeededFault.of(
                        "options/default-mss-ipv4",
                        "Without the peer's MSS option segments are as large as the path carries (IPv4).",
                        profile(p -> p.with(Setting.DEFAULT_MSS_V4, 1460)),
                        "RFC9293:MUST-15"),
                SeededFault.of(
                        "options/default-mss-ipv6",
                        "Without the peer's MSS option segments are as large as the path carries (IPv6).",
                        profile(p -> p.with(Setting.DEFAULT_MSS_V6, 1440)),
                        "RFC9293:MUST-15"),
                SeededFault.of(
                        "options/length-not-subtracted",
                        "The octets of options are not subtracted from the size of a segment's text.",
                        takingMssFor(peer -> peer.timestamps() ? peer.mss() + 12 : peer.mss()),
                        "RFC9293:MUST-16",
                        "RFC6691-1"),
                SeededFault.of(
                        "options/unknown-drops-segment",
                        "A segment with an option of an unknown kind is dropped.",
                        misreading(s -> has(s, Unknown.class) ? null : s),
                        "RFC9293:MUST-6"),
                SeededFault.of(
                        "options/unknown-ends-list",
                        "Options behind one of an unknown kind are not looked at.",
                        misreading(s -> s.withOptions(upTo(s.options(), o -> o instanceof Unknown))),
                        "RFC9293:MUST-6",
                        "RFC9293:MUST-68"),
                SeededFault.of(
                        "options/only-on-syn",
                        "A segment without SYN is dropped if it has options that were not agreed on.",
                        misreading(s -> !s.has(SYN) && s.options().stream().anyMatch(o -> isForeign(o)) ? null : s),
                        "RFC9293:MUST-5"),
                SeededFault.of(
                        "options/unaligned-unread",
                        "Options that do not begin at a word are not read.",
                        misreading(s -> s.withOptions(aligned(s.options()))),
                        "RFC9293:MUST-64"),
                SeededFault.of(
                        "options/no-operation-ends-list",
                        "Options behind a no-operation are not looked at.",
                        misreading(s -> s.withOptions(upTo(s.options(), o -> o instanceof NoOperation))),
                        "RFC9293:MUST-4"),
                SeededFault.of(
                        "options/illegal-length-cripples",
                        "After an option with an illegal length nothing is processed any more.",
                        Crippled::new,
                        "RFC9293:MUST-7"),
                SeededFault.of(
                        "options/last-mss-counts",
                        "Options behind the end of the list count.",
                        misreading(OptionFaults::beyondEnd),
                        "RFC9293:MUST-4"),
                SeededFault.of(
                        "options/dirty-padding",
                        "What follows the end of the option list of a FIN is not zero.",
                        sending(s -> s.has(FIN) ? padded(s) : s),
                        "RFC9293:MUST-69"),
                SeededFault.of(
                        "options/sack-permitted-on-text",
                        "Segments with more than half a thousand octets of text carry the SACK-permitted option.",
                        sending(s -> s.payload().length() > LARGE ? with(s, new SackPermitted()) : s),
                        "RFC2018-1"),
                SeededFault.of(
                        "options/sack-unasked",
                        "A duplicate acknowledgment has SACK blocks although the peer has not permitted them.",
                        UnaskedSack::new,
                        "RFC2018-2"));
    }

    static Segment with(Segment s, TcpOption added) {
        List<TcpOption> options = new ArrayList<>(s.options());
        for (int length = added.length(); length % WORD != 0; length++) {
            options.add(NOP);
        }
        options.add(added);
        return s.withOptions(options);
    }

    static Segment without(Segment s, Predicate<TcpOption> which) {
        return s.withOptions(s.options().stream()
                .map(o -> which.test(o) ? null : o)
                .filter(o -> o != null)
                .toList());
    }

    static boolean has(Segment s, Class<? extends TcpOption> type) {
        return s.option(type) != null;
    }

    private static boolean isForeign(TcpOption option) {
        return !(option instanceof NoOperation
                || option instanceof EndOfList
                || option instanceof Timestamps
                || option instanceof Sack);
    }

    private static List<TcpOption> upTo(List<TcpOption> options, Predicate<TcpOption> end) {
        return options.stream().takeWhile(end.negate()).toList();
    }

    private static List<TcpOption> aligned(List<TcpOption> options) {
        List<TcpOption> read = new ArrayList<>();
        int at = 0;
        for (TcpOption option : options) {
            boolean single = option instanceof NoOperation || option instanceof EndOfList;
            if (at % WORD == 0 || single) {
                read.add(option);
            }
            at += option.length();
        }
        return read;
    }

    private static Segment beyondEnd(Segment s) {
        List<TcpOption> read = new ArrayList<>();
        for (TcpOption option : s.options()) {
            if (option instanceof Unreadable rest && has(s, EndOfList.class)) {
                read.addAll(0, TcpOptionCodec.decode(rest.rest()));
            } else if (!(option instanceof EndOfList)) {
                read.add(option);
            }
        }
        return s.withOptions(read);
    }

    private static Segment padded(Segment s) {
        List<TcpOption> options = new ArrayList<>(s.options());
        options.add(new EndOfList());
        options.add(new Unreadable(Bytes.of(new byte[] {7, 7, 7})));
        return s.withOptions(options);
    }

    private static Segment mtuAsMss(Segment s) {
        MaximumSegmentSize mss = s.option(MaximumSegmentSize.class);
        if (mss == null) {
            return s;
        }
        return s.withOptions(s.options().stream()
                .map(o -> o == mss ? new MaximumSegmentSize(mss.size() + 40) : o)
                .toList());
    }

    /** What the peer's MSS option is taken for when its SYN comes. */
    static Supplier<Fault> takingMssFor(ToIntFunction<Offer> mss) {
        return events((c, event, rules) -> {
            Outcome right = rules.on(event);
            Offer peer = right.connection().peer();
            if (c.peer() != null || peer == null || peer.mss() < 0) {
                return right;
            }
            Offer taken = new Offer(mss.applyAsInt(peer), peer.windowShift(), peer.timestamps(), peer.sackPermitted());
            return Outcomes.with(right, right.connection().offered(taken));
        });
    }

    /** Remembers what was acknowledged last. */
    private static final class UnaskedSack implements Fault {
        private SequenceNumber last;

        @Override
        public Segment emit(Segment s) {
            boolean bare = s.length() == 0 && s.has(ACK) && !s.has(RST);
            boolean duplicate = bare && s.ack().equals(last) && !has(s, Sack.class);
            last = s.ack();
            Sack.Block block = new Sack.Block(s.ack().plus(100), s.ack().plus(200));
            return duplicate ? with(s, new Sack(List.of(block))) : s;
        }
    }

    /** Remembers that it has come upon an illegal length. */
    private static final class Crippled implements Fault {
        private boolean crippled;

        @Override
        public Optional<Packet> receive(Decoded packet, boolean right) {
            crippled |= packet.has(Problem.Kind.TCP_OPTIONS);
            return crippled ? Optional.empty() : Fault.super.receive(packet, right);
        }
    }
}
