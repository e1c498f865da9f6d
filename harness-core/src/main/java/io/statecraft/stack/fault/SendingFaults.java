package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.NEVER;
import static io.statecraft.stack.fault.Seeds.becoming;
import static io.statecraft.stack.fault.Seeds.configuring;
import static io.statecraft.stack.fault.Seeds.misreading;
import static io.statecraft.stack.fault.Seeds.segments;
import static io.statecraft.stack.fault.Seeds.sending;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.PSH;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.stack.Alarm;
import io.statecraft.stack.EndpointOptions;
import io.statecraft.stack.Fault;
import io.statecraft.tcp.Choices;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.SendSpace;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import java.util.List;
import java.util.Optional;

/** What goes when, and how much of it: RFC 9293 sections 3.7.1, 3.7.4, 3.8.6 and 3.9.1.2. */
final class SendingFaults {
    private static final int SIGN = 0x8000;
    private static final int LARGE = 500; // octets: so that not every scenario has such a segment

    private SendingFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "sending/nagle-ignored",
                        "Small segments go while others are not acknowledged, although the user has not asked for that.",
                        configuring(options -> options.noDelay(true)),
                        "RFC9293:SHLD-7"),
                SeededFault.of(
                        "sending/nagle-always",
                        "Small segments wait although the user has switched the Nagle algorithm off.",
                        configuring(options -> options.noDelay(false)),
                        "RFC9293:MUST-17"),
                SeededFault.of(
                        "sending/silly-segments",
                        "Whatever fits into the window goes, however little it is.",
                        Silly::new,
                        "RFC9293:MUST-38"),
                SeededFault.of(
                        "sending/held-for-ever",
                        "What is less than a full segment waits for more, without end.",
                        Held::new,
                        "RFC9293:MUST-60"),
                SeededFault.of(
                        "sending/window-ignored",
                        "Text is sent whatever the window is.",
                        becoming(c -> c.snd().wnd() > 0 ? c.with(Outcomes.window(c.snd(), 1 << 20)) : c),
                        "RFC9293:3.8.6"),
                SeededFault.of(
                        "sending/window-one-too-large",
                        "One octet more than the window holds is sent.",
                        segments((c, s, rules) -> widened(c, rules.on(s))),
                        "RFC9293:3.8.6"),
                SeededFault.of(
                        "sending/shrunken-window-ignored",
                        "When the right edge of the window moves left, text still goes up to where it was.",
                        segments((c, s, rules) -> neverLess(c, rules.on(s))),
                        "RFC9293:SHLD-15",
                        "RFC9293:MUST-34"),
                SeededFault.of(
                        "sending/shrunken-text-never-again",
                        "While the peer has taken back window nothing is sent again.",
                        NotAgain::new,
                        "RFC9293:SHLD-16"),
                SeededFault.of(
                        "sending/window-is-signed",
                        "A window field of 32768 and more is taken for a negative number: no window.",
                        misreading(s -> s.window() >= SIGN ? s.withWindow(0) : s),
                        "RFC9293:MUST-1"),
                SeededFault.of(
                        "sending/never-pushes",
                        "No segment has the PSH bit.",
                        sending(s -> s.withFlags(s.flags() & ~PSH.mask())),
                        "RFC9293:MUST-61"),
                SeededFault.of(
                        "sending/half-segments",
                        "Segments are half as large as they could be.",
                        OptionFaults.takingMssFor(peer -> Math.max(1, peer.mss() / 2)),
                        "RFC9293:SHLD-28",
                        "RFC9293:SHLD-27"),
                SeededFault.of(
                        "sending/number-of-una",
                        "A bare acknowledgment is numbered SND.UNA, not SND.NXT.",
                        Unacknowledged::new,
                        "RFC9293:3.10.7.4"),
                SeededFault.of(
                        "sending/no-ack-bit",
                        "A segment with more than half a thousand octets of text goes without the ACK bit.",
                        sending(s -> s.payload().length() > LARGE ? s.withFlags(s.flags() & ~ACK.mask()) : s),
                        "RFC9293:3.1"),
                SeededFault.of(
                        "sending/octet-left-out",
                        "The third segment with text is numbered as if another octet were before it.",
                        Gap::new,
                        "RFC9293:3.4"),
                SeededFault.of(
                        "sending/reserved-bits",
                        "A segment with a FIN has a reserved bit of the header set.",
                        sending(s -> s.has(FIN)
                                ? s.withHeader(new Segment.RawHeader(
                                        s.header().dataOffset(), 1, s.header().checksum()))
                                : s),
                        "RFC9293:3.1"),
                SeededFault.of(
                        "sending/fin-unnumbered",
                        "A FIN that is sent again has another number, as if the first had taken none.",
                        sending(s -> s.has(FIN) && s.payload().isEmpty()
                                ? s.withSeq(s.seq().minus(1))
                                : s),
                        "RFC9293:3.4",
                        "RFC9293:3.10.4"),
                SeededFault.of(
                        "sending/window-shrinks",
                        "The right edge of the window that is shown moves left.",
                        Shrinking::new,
                        "RFC9293:SHLD-14"),
                SeededFault.of(
                        "sending/silly-windows",
                        "Every octet that is read opens the window by as much.",
                        SillyWindows::new,
                        "RFC9293:MUST-39"));
    }

    private static Outcome widened(Connection before, Outcome right) {
        Connection c = right.connection();
        boolean fresh = c.state().isSynchronized()
                && c.snd().wnd() > 0
                && (!c.snd().wl2().equals(before.snd().wl2()) || !before.state().isSynchronized());
        return fresh
                ? Outcomes.with(right, c.with(Outcomes.window(c.snd(), c.snd().wnd() + 1)))
                : right;
    }

    private static Outcome neverLess(Connection before, Outcome right) {
        SendSpace was = before.snd();
        SendSpace is = right.connection().snd();
        boolean shrunk = before.state().isSynchronized() && is.edge().isBefore(was.edge());
        return shrunk
                ? Outcomes.with(
                        right,
                        right.connection().with(Outcomes.window(is, was.edge().since(is.una()))))
                : right;
    }

    private static final class Silly implements Fault {
        @Override
        public boolean goes(Connection connection, EndpointOptions options, boolean right) {
            return true;
        }
    }

    private static final class Held implements Fault {
        @Override
        public boolean goes(Connection connection, EndpointOptions options, boolean right) {
            return false;
        }

        @Override
        public long wait(Alarm alarm, Connection connection, long now, long right) {
            return alarm == Alarm.OVERRIDE ? NEVER : right;
        }
    }

    /** Remembers what was acknowledged last, as the segments sent do not say it. */
    private static final class Unacknowledged implements Fault {
        private Connection last;

        @Override
        public Outcome apply(Connection c, TcpEvent event, Choices choices) {
            Outcome right = Fault.super.apply(c, event, choices);
            last = right.connection();
            return right;
        }

        @Override
        public Segment emit(Segment s) {
            boolean bare = s.length() == 0 && !s.has(RST) && last != null && s.has(ACK);
            return bare ? s.withSeq(last.snd().una()) : s;
        }
    }

    private static final class Gap implements Fault {
        private int texts;

        @Override
        public Segment emit(Segment s) {
            return !s.payload().isEmpty() && ++texts == 3 ? s.withSeq(s.seq().plus(1)) : s;
        }
    }

    /** Remembers what it has sent, and the window that it was shown. */
    private static final class NotAgain implements Fault {
        private SequenceNumber highest;
        private int window;
        private boolean shrunk;

        @Override
        public Optional<Packet> receive(Decoded packet, boolean right) {
            Segment s = packet.packet().segment();
            if (s != null && !s.has(RST)) {
                shrunk = s.window() > 0 && s.window() < window;
                window = s.window();
            }
            return Fault.super.receive(packet, right);
        }

        @Override
        public Optional<Packet> transmit(Packet packet) {
            Segment s = packet.segment();
            if (s == null || s.payload().isEmpty()) {
                return Optional.of(packet);
            }
            boolean again = highest != null && s.end().isAtOrBefore(highest);
            highest = highest == null ? s.end() : SequenceNumber.max(highest, s.end());
            return again && shrunk ? Optional.empty() : Optional.of(packet);
        }
    }

    private static final class Shrinking implements Fault {
        private int sent;

        @Override
        public Segment emit(Segment s) {
            boolean shows = !s.has(SYN) && !s.has(RST);
            return shows && ++sent > 1 ? s.withWindow(s.window() / 4) : s;
        }
    }

    private static final class SillyWindows implements Fault {
        @Override
        public long window(Connection connection, long free, long right) {
            return free;
        }
    }
}
