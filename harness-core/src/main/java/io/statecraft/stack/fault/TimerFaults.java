package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.MILLI;
import static io.statecraft.stack.fault.Seeds.NEVER;
import static io.statecraft.stack.fault.Seeds.SECOND;
import static io.statecraft.stack.fault.Seeds.configuring;
import static io.statecraft.stack.fault.Seeds.profile;
import static io.statecraft.stack.fault.Seeds.waiting;

import io.statecraft.stack.Alarm;
import io.statecraft.stack.Fault;
import io.statecraft.stack.Setting;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.SequenceNumber;
import java.util.List;
import java.util.Set;

/** Timers: RFC 6298, RFC 9293 sections 3.8.3, 3.8.4, 3.8.6.1 and 3.8.6.3. */
final class TimerFaults {
    private TimerFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "timers/no-back-off",
                        "The retransmission timeout does not double.",
                        waiting(Set.of(Alarm.RETRANSMISSION), right -> Math.min(right, SECOND)),
                        "RFC6298-15",
                        "RFC9293:MUST-19"),
                SeededFault.of(
                        "timers/text-never-again",
                        "Text that is lost is not sent again.",
                        waiting((alarm, c) -> alarm == Alarm.RETRANSMISSION && hasText(c), right -> NEVER),
                        "RFC9293:3.10.8",
                        "RFC9293:3.8.1",
                        "RFC6298-14",
                        "RFC6298-11",
                        "RFC9293:MUST-20"),
                SeededFault.of(
                        "timers/round-trip-ignored",
                        "The first timeout is a second, however long the round trip takes.",
                        waiting(
                                (alarm, c) -> alarm == Alarm.RETRANSMISSION && hasText(c),
                                right -> right > SECOND && right < 2 * SECOND ? SECOND : right),
                        "RFC6298-2",
                        "RFC9293:MUST-18"),
                SeededFault.of(
                        "timers/ack-at-once",
                        "Every segment is acknowledged by itself, at once.",
                        profile(p -> p.with(Setting.DELAYED_ACK, 0).with(Setting.SEGMENTS_PER_ACK, 1)),
                        "RFC9293:SHLD-18",
                        "RFC9293:MUST-58"),
                SeededFault.of(
                        "timers/impatient",
                        "Text goes again after a tenth of a second.",
                        waiting(
                                (alarm, c) -> alarm == Alarm.RETRANSMISSION && hasText(c),
                                right -> Math.min(right, 100 * MILLI)),
                        "RFC6298-5",
                        "RFC6298-1",
                        "RFC6298-10"),
                SeededFault.of(
                        "timers/capped-at-five-seconds",
                        "The retransmission timeout never exceeds five seconds.",
                        profile(p -> p.with(Setting.RTO_MAX, 5 * SECOND)),
                        "RFC6298-6",
                        "RFC6298-15"),
                SeededFault.of(
                        "timers/not-restarted",
                        "An acknowledgment of new text does not restart the retransmission timer.",
                        NotRestarted::new,
                        "RFC6298-13"),
                SeededFault.of(
                        "timers/lost-syn-forgotten",
                        "After a SYN was lost text starts with a timeout of one second.",
                        profile(p -> p.with(Setting.RTO_AFTER_SYN_LOSS, 0)),
                        "RFC6298-16"),
                SeededFault.of(
                        "timers/gives-up-soon",
                        "The connection is given up after two retransmissions.",
                        profile(p -> p.with(Setting.RETRIES, 2)),
                        "RFC9293:SHLD-11"),
                SeededFault.of(
                        "timers/user-timeout-ignored",
                        "The user timeout does not end the connection.",
                        waiting(Set.of(Alarm.USER_TIMEOUT), right -> NEVER),
                        "RFC9293:MUST-21",
                        "RFC9293:MUST-20",
                        "RFC9293:3.10.8",
                        "RFC5482-8"),
                SeededFault.of(
                        "timers/ack-too-late",
                        "An acknowledgment waits for 800 ms.",
                        profile(p -> p.with(Setting.DELAYED_ACK, 800 * MILLI)),
                        "RFC9293:MUST-40",
                        "RFC5681-18"),
                SeededFault.of(
                        "timers/ack-of-every-fifth",
                        "Only every fifth segment is acknowledged at once.",
                        profile(p -> p.with(Setting.SEGMENTS_PER_ACK, 5)),
                        "RFC9293:SHLD-19"),
                SeededFault.of(
                        "window-probe/none",
                        "A closed window is not probed.",
                        waiting(Set.of(Alarm.WINDOW_PROBE), right -> NEVER),
                        "RFC9293:MUST-36",
                        "RFC9293:MUST-35"),
                SeededFault.of(
                        "window-probe/only-three",
                        "A closed window is probed three times, and then no more.",
                        OnlyThree::new,
                        "RFC9293:MUST-36",
                        "RFC9293:MUST-37"),
                SeededFault.of(
                        "window-probe/too-early",
                        "The first window probe goes ten milliseconds after the window has closed.",
                        waiting(Set.of(Alarm.WINDOW_PROBE), right -> right <= 2 * SECOND ? 10 * MILLI : right),
                        "RFC9293:SHLD-29"),
                SeededFault.of(
                        "window-probe/steady",
                        "The interval between window probes does not grow.",
                        waiting(Set.of(Alarm.WINDOW_PROBE), right -> Math.min(right, SECOND)),
                        "RFC9293:SHLD-30"),
                SeededFault.of(
                        "window-probe/gives-up",
                        "The connection is given up when the window has been closed for a while, although the probes are"
                                + " answered.",
                        waiting(
                                (alarm, c) -> alarm == Alarm.USER_TIMEOUT
                                        && c.state().isSynchronized()
                                        && c.snd().wnd() == 0,
                                right -> 3 * SECOND / 2),
                        "RFC9293:MUST-37"),
                SeededFault.of(
                        "keep-alive/on-by-default",
                        "Keep-alives are sent although nobody asked for them.",
                        profile(p -> p.with(Setting.ALWAYS_KEEP_ALIVE, 1)),
                        "RFC9293:MUST-25"),
                SeededFault.of(
                        "keep-alive/after-a-minute",
                        "The default idle time before a keep-alive is a minute.",
                        profile(p -> p.with(Setting.KEEP_ALIVE_IDLE, 60 * SECOND)),
                        "RFC9293:MUST-28"),
                SeededFault.of(
                        "keep-alive/one-failure-counts",
                        "A keep-alive without an answer ends the connection.",
                        configuring(options -> options.keepAliveCount(1)),
                        "RFC9293:MUST-29"),
                SeededFault.of(
                        "keep-alive/cannot-be-switched-on",
                        "There are no keep-alives, whatever the user asks for.",
                        waiting(Set.of(Alarm.KEEP_ALIVE), right -> NEVER),
                        "RFC9293:MUST-24"),
                SeededFault.of(
                        "keep-alive/fixed-interval",
                        "The idle time before a keep-alive is two hours, whatever the user asks for.",
                        waiting(Set.of(Alarm.KEEP_ALIVE), right -> Math.max(right, 7200 * SECOND)),
                        "RFC9293:MUST-27"));
    }

    static boolean hasText(Connection c) {
        return c.state() == TcpState.ESTABLISHED || c.state() == TcpState.CLOSE_WAIT;
    }

    /** The timer that was set first keeps running when something is acknowledged. */
    private static final class NotRestarted implements Fault {
        private long end = -1;

        @Override
        public long wait(Alarm alarm, Connection c, long now, long right) {
            if (alarm != Alarm.RETRANSMISSION || !hasText(c)) {
                return right;
            }
            if (end <= now) {
                end = now + right;
            }
            return Math.min(right, end - now);
        }
    }

    /** The fourth probe does not come. */
    private static final class OnlyThree implements Fault {
        private SequenceNumber at;
        private int probes;

        @Override
        public long wait(Alarm alarm, Connection c, long now, long right) {
            if (alarm != Alarm.WINDOW_PROBE) {
                return right;
            }
            if (!c.snd().una().equals(at)) {
                at = c.snd().una();
                probes = 0;
            }
            return ++probes > 3 ? NEVER : right;
        }
    }
}
