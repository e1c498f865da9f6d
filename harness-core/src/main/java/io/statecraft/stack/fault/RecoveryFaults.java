package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.NEVER;
import static io.statecraft.stack.fault.Seeds.profile;
import static io.statecraft.stack.fault.Seeds.waiting;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.stack.Alarm;
import io.statecraft.stack.Fault;
import io.statecraft.stack.Setting;
import io.statecraft.tcp.Connection;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** Duplicate acknowledgments and what follows: RFC 5681 section 3.2, RFC 3042, RFC 6582, RFC 6937, RFC 8985. */
final class RecoveryFaults {
    private RecoveryFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "congestion/no-fast-retransmit",
                        "Duplicate acknowledgments do not bring a segment back: only the timeout does.",
                        profile(p -> p.with(Setting.DUPLICATE_THRESHOLD, 1000)),
                        "RFC5681-14"),
                SeededFault.of(
                        "recovery/two-duplicates",
                        "Two duplicate acknowledgments bring a segment back.",
                        profile(p -> p.with(Setting.DUPLICATE_THRESHOLD, 2)),
                        "RFC5681-13"),
                SeededFault.of(
                        "recovery/windows-not-looked-at",
                        "An acknowledgment with another window counts as a duplicate.",
                        SameWindow::new,
                        "RFC5681-19"),
                SeededFault.of(
                        "recovery/no-limited-transmit",
                        "The first two duplicate acknowledgments let nothing out.",
                        () -> new Held(count -> count == 1 || count == 2),
                        "RFC3042-1",
                        "RFC5681-12"),
                SeededFault.of(
                        "recovery/no-inflation",
                        "In fast recovery duplicate acknowledgments let nothing out.",
                        () -> new Held(count -> count > 3),
                        "RFC5681-15"),
                SeededFault.of(
                        "recovery/one-segment-a-flight",
                        "Of a flight one segment comes back at once: the next that is missing waits for the timeout.",
                        OneOnly::new,
                        "RFC6582-3"),
                SeededFault.of(
                        "recovery/out-of-proportion",
                        "In recovery five segments more go than the losses allow.",
                        OutOfProportion::new,
                        "RFC6937-1"),
                SeededFault.of(
                        "rack/time-not-looked-at",
                        "A segment is not lost for having been overtaken, however long ago that was.",
                        waiting(Set.of(Alarm.REORDERING), right -> NEVER),
                        "RFC8985-2"),
                SeededFault.of(
                        "rack/switched-off",
                        "Losses are found by duplicates alone, although RACK is switched on.",
                        profile(p -> p.with(Setting.RACK, 0)),
                        "RFC8985-4",
                        "RFC8985-2"),
                SeededFault.of(
                        "tail-loss-probe/none",
                        "The end of a flight is not asked for before the timeout.",
                        waiting(Set.of(Alarm.TAIL_LOSS_PROBE), right -> NEVER),
                        "RFC8985-5",
                        "RFC8985-6"),
                SeededFault.of(
                        "tail-loss-probe/old-text",
                        "A tail loss probe repeats text although there is new text that could go.",
                        OldText::new,
                        "RFC8985-6"));
    }

    private static boolean isBare(Segment s) {
        return s != null && s.payload().isEmpty() && !s.has(SYN) && !s.has(FIN) && !s.has(RST);
    }

    /** Counts duplicate acknowledgments. */
    private abstract static class Counting implements Fault {
        private SequenceNumber last;
        private int count;

        @Override
        public Optional<Packet> receive(Decoded packet, boolean right) {
            Segment s = packet.packet().segment();
            if (isBare(s)) {
                count = s.ack().equals(last) ? count + 1 : 0;
                last = s.ack();
            }
            return Fault.super.receive(packet, right);
        }

        int duplicates() {
            return count;
        }
    }

    private static final class Held extends Counting {
        private final IntPredicate which;

        /** @param which how many duplicates let nothing out */
        Held(IntPredicate which) {
            this.which = which;
        }

        @Override
        public long congestionRoom(Connection connection, long right) {
            return which.test(duplicates()) ? 0 : right;
        }
    }

    private static final class OutOfProportion extends Counting {
        private static final int MORE = 5;

        @Override
        public long congestionRoom(Connection connection, long right) {
            return duplicates() > 2 ? right + (long) MORE * connection.peer().mss() : right;
        }
    }

    /** A window probe's answer is no duplicate: the window is closed. */
    private static final class SameWindow implements Fault {
        private SequenceNumber last;
        private int window;

        @Override
        public Optional<Packet> receive(Decoded packet, boolean right) {
            Segment s = packet.packet().segment();
            if (!right || !isBare(s)) {
                return Fault.super.receive(packet, right);
            }
            boolean same = s.ack().equals(last) && window != 0 && s.window() != 0;
            window = same ? window : s.window();
            last = s.ack();
            return Optional.of(new Packet(packet.packet().ip(), s.withWindow(window)));
        }
    }

    /** Remembers which numbers were sent, and sends one of them again at most. */
    private static final class OneOnly implements Fault {
        private final Set<Long> sent = new HashSet<>();
        private long again = -1;

        @Override
        public Optional<Packet> transmit(Packet packet) {
            Segment s = packet.segment();
            if (s == null || s.payload().isEmpty() || sent.add(s.seq().toLong())) {
                return Optional.of(packet);
            }
            again = again < 0 ? s.seq().toLong() : again;
            return again == s.seq().toLong() ? Optional.of(packet) : Optional.empty();
        }
    }

    /** A probe with new text is replaced by the text before it. */
    private static final class OldText implements Fault {
        private Segment last;
        private boolean probing;

        @Override
        public long wait(Alarm alarm, Connection connection, long now, long right) {
            probing |= alarm == Alarm.TAIL_LOSS_PROBE;
            return right;
        }

        @Override
        public Segment emit(Segment s) {
            if (s.payload().isEmpty()) {
                return s;
            }
            boolean small =
                    last != null && s.payload().length() < last.payload().length();
            Segment sent = probing && small ? last : s;
            last = s;
            return sent;
        }
    }
}
