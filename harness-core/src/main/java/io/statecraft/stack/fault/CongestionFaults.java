package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.profile;

import io.statecraft.stack.Fault;
import io.statecraft.stack.Setting;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.SequenceNumber;
import java.util.List;

/** Congestion control: RFC 9293 section 3.8.2, RFC 5681, RFC 6928. */
final class CongestionFaults {
    private CongestionFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "congestion/none",
                        "Whatever the peer's window takes is sent at once: there is no congestion window.",
                        NoWindow::new,
                        "RFC9293:MUST-19",
                        "RFC5681-1"),
                SeededFault.of(
                        "congestion/initial-window-of-thirty",
                        "A connection begins with thirty segments.",
                        profile(p -> p.with(Setting.INITIAL_WINDOW, 30)),
                        "RFC6928-1",
                        "RFC5681-1"),
                SeededFault.of(
                        "congestion/never-shrinks",
                        "Neither a timeout nor a loss makes the congestion window smaller.",
                        NeverLess::new,
                        "RFC5681-8",
                        "RFC5681-13",
                        "RFC5681-16",
                        "RFC9293:MUST-19"),
                SeededFault.of(
                        "congestion/lost-syn-forgotten",
                        "A connection whose SYN was lost begins with ten segments.",
                        TenSegments::new,
                        "RFC5681-3"),
                SeededFault.of(
                        "congestion/slow-start-without-limit",
                        "In slow start an acknowledgment makes the window larger by all that it covers.",
                        profile(p -> p.with(Setting.SLOW_START_LIMIT, 0)),
                        "RFC5681-5"),
                SeededFault.of(
                        "congestion/acknowledgments-counted",
                        "Every acknowledgment of new text lets a segment more out, however little it covers.",
                        Counted::new,
                        "RFC5681-5",
                        "RFC5681-6"),
                SeededFault.of(
                        "congestion/window-outlasts-idling",
                        "After an idle time the window is as large as it was.",
                        profile(p -> p.with(Setting.RESTART_AFTER_IDLE, 0)),
                        "RFC5681-17"));
    }

    private static final class NoWindow implements Fault {
        @Override
        public long congestionRoom(Connection connection, long right) {
            return Integer.MAX_VALUE;
        }
    }

    /** Remembers the largest window that there was. */
    private static final class NeverLess implements Fault {
        private long largest;

        @Override
        public long congestionRoom(Connection connection, long right) {
            largest = Math.max(largest, right + connection.snd().inFlight());
            return Math.max(right, largest - connection.snd().inFlight());
        }
    }

    private static final class TenSegments implements Fault {
        private static final int SEGMENTS = 10;

        @Override
        public long congestionRoom(Connection connection, long right) {
            SendSpace snd = connection.snd();
            boolean first = snd.una().equals(snd.iss().plus(1)) && connection.peer() != null;
            long mss = first ? connection.peer().mss() : 0;
            return Math.max(right, SEGMENTS * mss - snd.inFlight());
        }
    }

    /** Counts acknowledgments that are new. */
    private static final class Counted implements Fault {
        private SequenceNumber last;
        private int count;

        @Override
        public long congestionRoom(Connection connection, long right) {
            SendSpace snd = connection.snd();
            if (last != null && snd.una().isAfter(last)) {
                count++;
            }
            last = snd.una();
            return right + (long) count * connection.peer().mss();
        }
    }
}
