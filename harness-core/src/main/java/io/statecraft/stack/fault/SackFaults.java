package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.misreading;
import static io.statecraft.stack.fault.Seeds.profile;
import static io.statecraft.stack.fault.Seeds.sending;
import static io.statecraft.wire.TcpFlag.ACK;

import io.statecraft.stack.Fault;
import io.statecraft.stack.Setting;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption.Sack;
import io.statecraft.wire.TcpOption.Sack.Block;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Selective acknowledgment, both sides: RFC 2018, RFC 2883, RFC 6675. */
final class SackFaults {
    private SackFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "sack/oldest-first",
                        "The SACK blocks stand in the order of their numbers, whichever has changed.",
                        sending(s -> reporting(s, SackFaults::sorted)),
                        "RFC2018-5",
                        "RFC2018-7"),
                SeededFault.of(
                        "sack/one-block",
                        "Only one SACK block is sent, however many would fit.",
                        sending(s -> reporting(s, blocks -> blocks.subList(0, 1))),
                        "RFC2018-6",
                        "RFC2018-7"),
                SeededFault.of(
                        "sack/said-once",
                        "Only the first acknowledgment of text behind a gap has SACK blocks.",
                        Once::new,
                        "RFC2018-3"),
                SeededFault.of(
                        "sack/not-with-text",
                        "A segment with text has no SACK blocks, although there is a gap.",
                        sending(s -> s.payload().isEmpty() ? s : OptionFaults.without(s, o -> o instanceof Sack)),
                        "RFC2018-4"),
                SeededFault.of(
                        "sack/of-what-is-acknowledged",
                        "The SACK blocks that were sent last are sent on when the acknowledgment number has passed them.",
                        Stale::new,
                        "RFC2018-8"),
                SeededFault.of(
                        "sack/reports-unread",
                        "The peer's SACK blocks are not looked at.",
                        misreading(s -> OptionFaults.without(s, o -> o instanceof Sack)),
                        "RFC2018-9",
                        "RFC6675-3",
                        "RFC6675-2"),
                SeededFault.of(
                        "sack/reported-is-thrown-away",
                        "What the peer has reported is never sent again: the sender has thrown it away.",
                        ThrownAway::new,
                        "RFC2018-10",
                        "RFC2018-11",
                        "RFC6675-1"),
                SeededFault.of(
                        "sack/one-report-suffices",
                        "One segment that is reported ahead of its turn starts recovery.",
                        profile(p -> p.with(Setting.DUPLICATE_THRESHOLD, 1)),
                        "RFC2018-12",
                        "RFC5681-13"),
                SeededFault.of(
                        "dsack/none",
                        "What comes twice is not reported, although D-SACK is switched on.",
                        profile(p -> p.with(Setting.DUPLICATE_SACK, 0)),
                        "RFC2883-1"),
                SeededFault.of(
                        "dsack/again-and-again",
                        "What has come twice is reported in the next acknowledgment, too.",
                        Repeated::new,
                        "RFC2883-2"),
                SeededFault.of(
                        "dsack/up-to-the-acknowledgment",
                        "The report of a duplicate reaches up to the acknowledgment number.",
                        sending(s -> reporting(s, blocks -> widened(s, blocks))),
                        "RFC2883-6",
                        "RFC2883-3"),
                SeededFault.of(
                        "dsack/without-the-larger-block",
                        "The report of a duplicate behind a gap is not followed by the block that it lies in.",
                        sending(s -> reporting(s, blocks -> isInside(blocks) ? blocks.subList(0, 1) : blocks)),
                        "RFC2883-4"),
                SeededFault.of(
                        "dsack/instead-of-other-blocks",
                        "Beside the report of a duplicate no gap is reported.",
                        sending(s -> reporting(s, blocks -> isBelow(s, blocks) ? blocks.subList(0, 1) : blocks)),
                        "RFC2883-5"));
    }

    private static Segment reporting(Segment s, UnaryOperator<List<Block>> change) {
        Sack sack = s.option(Sack.class);
        if (sack == null || sack.blocks().isEmpty()) {
            return s;
        }
        List<Block> blocks = change.apply(sack.blocks());
        return s.withOptions(
                s.options().stream().map(o -> o == sack ? new Sack(blocks) : o).toList());
    }

    private static List<Block> sorted(List<Block> blocks) {
        List<Block> sorted = new ArrayList<>(blocks);
        sorted.sort((a, b) -> a.left().isBefore(b.left()) ? -1 : a.left().equals(b.left()) ? 0 : 1);
        return sorted;
    }

    private static boolean isBelow(Segment s, List<Block> blocks) {
        return blocks.get(0).left().isBefore(s.ack());
    }

    private static boolean isInside(List<Block> blocks) {
        return blocks.size() > 1
                && blocks.get(0).left().isAtOrAfter(blocks.get(1).left())
                && blocks.get(0).right().isAtOrBefore(blocks.get(1).right());
    }

    private static List<Block> widened(Segment s, List<Block> blocks) {
        if (!isBelow(s, blocks)) {
            return blocks;
        }
        List<Block> wider = new ArrayList<>(blocks);
        wider.set(0, new Block(blocks.get(0).left(), s.ack()));
        return wider;
    }

    /** Remembers what it has said. */
    private static final class Once implements Fault {
        private boolean said;

        @Override
        public Segment emit(Segment s) {
            if (!OptionFaults.has(s, Sack.class)) {
                return s;
            }
            Segment sent = said ? OptionFaults.without(s, o -> o instanceof Sack) : s;
            said = true;
            return sent;
        }
    }

    /** Remembers the blocks that it has sent. */
    private static final class Stale implements Fault {
        private List<Block> last = List.of();

        @Override
        public Segment emit(Segment s) {
            if (OptionFaults.has(s, Sack.class)) {
                last = s.option(Sack.class).blocks();
                return s;
            }
            boolean passed =
                    s.has(ACK) && !last.isEmpty() && last.get(0).right().isAtOrBefore(s.ack());
            return passed ? OptionFaults.with(s, new Sack(last)) : s;
        }
    }

    /** Remembers the report of a duplicate. */
    private static final class Repeated implements Fault {
        private Block duplicate;

        @Override
        public Segment emit(Segment s) {
            Sack sack = s.option(Sack.class);
            if (sack != null && isBelow(s, sack.blocks())) {
                duplicate = sack.blocks().get(0);
                return s;
            }
            return duplicate != null && sack == null && s.has(ACK)
                    ? OptionFaults.with(s, new Sack(Collections.singletonList(duplicate)))
                    : s;
        }
    }

    /** Remembers what the peer has reported. */
    private static final class ThrownAway implements Fault {
        private final List<Block> reported = new ArrayList<>();

        @Override
        public Optional<Packet> receive(Decoded packet, boolean right) {
            Segment s = packet.packet().segment();
            if (right && s != null && OptionFaults.has(s, Sack.class)) {
                reported.addAll(s.option(Sack.class).blocks());
            }
            return Fault.super.receive(packet, right);
        }

        @Override
        public Optional<Packet> transmit(Packet packet) {
            Segment s = packet.segment();
            boolean gone = s != null
                    && !s.payload().isEmpty()
                    && reported.stream()
                            .anyMatch(block ->
                                    s.seq().isAtOrAfter(block.left()) && s.seq().isBefore(block.right()));
            return gone ? Optional.empty() : Optional.of(packet);
        }
    }
}
