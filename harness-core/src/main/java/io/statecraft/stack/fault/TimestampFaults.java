package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.deaf;
import static io.statecraft.stack.fault.Seeds.mistaking;
import static io.statecraft.stack.fault.Seeds.segments;
import static io.statecraft.stack.fault.Seeds.sending;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.stack.Fault;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Offer;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption.Timestamps;
import io.statecraft.wire.TcpOption.WindowScale;
import java.util.List;
import java.util.Optional;

/** Window scaling and timestamps: RFC 7323. */
final class TimestampFaults {
    private static final int LARGEST_SHIFT = 14;

    private TimestampFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "scaling/offered-unasked",
                        "A SYN,ACK to a SYN with timestamps alone has the window scale option, too.",
                        sending(s -> isSynAck(s)
                                        && OptionFaults.has(s, Timestamps.class)
                                        && !OptionFaults.has(s, WindowScale.class)
                                ? OptionFaults.with(s, new WindowScale(2))
                                : s),
                        "RFC7323-2",
                        "RFC7323-1"),
                SeededFault.of(
                        "scaling/peer-shift-ignored",
                        "The peer's window is not scaled.",
                        segments((c, s, rules) -> shifted(c, rules.on(s), 0)),
                        "RFC7323-6"),
                SeededFault.of(
                        "scaling/own-shift-ignored",
                        "Its own window is shown unscaled.",
                        sending(s -> s.has(SYN) || s.has(RST) ? s : s.withWindow(0xffff)),
                        "RFC7323-6"),
                SeededFault.of(
                        "scaling/window-of-syn-scaled",
                        "The window of the peer's SYN is scaled.",
                        segments((c, s, rules) -> synScaled(c, s, rules.on(s))),
                        "RFC7323-4"),
                SeededFault.of(
                        "scaling/large-shift-ignored",
                        "A shift above 14 counts as none.",
                        segments((c, s, rules) -> tooLarge(s) ? shifted(c, rules.on(s), 0) : rules.on(s)),
                        "RFC7323-5"),
                SeededFault.of(
                        "scaling/option-on-text-counts",
                        "A window scale option on a segment without SYN changes the shift.",
                        segments((c, s, rules) -> late(s, rules.on(s))),
                        "RFC7323-3"),
                SeededFault.of(
                        "timestamps/offered-unasked",
                        "A SYN,ACK to a SYN with a window scale alone has the timestamps option, too.",
                        sending(s -> isSynAck(s)
                                        && OptionFaults.has(s, WindowScale.class)
                                        && !OptionFaults.has(s, Timestamps.class)
                                ? OptionFaults.with(s, new Timestamps(1, 0))
                                : s),
                        "RFC7323-9"),
                SeededFault.of(
                        "timestamps/left-out",
                        "Segments have no timestamps although both sides agreed on them.",
                        sending(s -> s.has(SYN) ? s : OptionFaults.without(s, o -> o instanceof Timestamps)),
                        "RFC7323-10"),
                SeededFault.of(
                        "timestamps/left-out-on-resets",
                        "A reset has no timestamps although both sides agreed on them.",
                        sending(s -> s.has(RST) ? OptionFaults.without(s, o -> o instanceof Timestamps) : s),
                        "RFC7323-11"),
                SeededFault.of(
                        "timestamps/old-taken",
                        "A segment with an old timestamp is taken.",
                        mistaking((c, s) -> c.timestamps() && isOld(c, s), (c, s) -> stamped(s, c.tsRecent())),
                        "RFC7323-18"),
                SeededFault.of(
                        "timestamps/old-unanswered",
                        "A segment with an old timestamp is dropped in silence.",
                        deaf((c, s) -> c.timestamps() && isOld(c, s) && !s.has(RST)),
                        "RFC7323-18"),
                SeededFault.of(
                        "timestamps/old-reset-ignored",
                        "A reset with an old timestamp is ignored.",
                        deaf((c, s) -> c.timestamps() && isOld(c, s) && s.has(RST)),
                        "RFC7323-19"),
                SeededFault.of(
                        "timestamps/missing-kills",
                        "A segment without the timestamps that were agreed on ends the connection.",
                        segments((c, s, rules) -> isUnstamped(c, s) ? Outcomes.gone(c, UserSignal.RESET) : rules.on(s)),
                        "RFC7323-13"),
                SeededFault.of(
                        "timestamps/missing-taken",
                        "A segment without the timestamps that were agreed on is taken.",
                        mistaking(TimestampFaults::isUnstamped, (c, s) -> stamped(s, c.tsRecent())),
                        "RFC7323-12"),
                SeededFault.of(
                        "timestamps/not-agreed-dropped",
                        "A segment with timestamps that were not agreed on is dropped.",
                        deaf((c, s) ->
                                c.state().isSynchronized() && !c.timestamps() && OptionFaults.has(s, Timestamps.class)),
                        "RFC7323-14"),
                SeededFault.of(
                        "timestamps/echoes-zero",
                        "The timestamp echo reply is zero.",
                        sending(s -> echoing(s, 0)),
                        "RFC7323-16",
                        "RFC7323-8"),
                SeededFault.of(
                        "timestamps/echoes-the-latest",
                        "The timestamp that came last is echoed, in order or not.",
                        Latest::new,
                        "RFC7323-16",
                        "RFC7323-17"));
    }

    private static boolean isSynAck(Segment s) {
        return s.has(SYN) && s.has(ACK);
    }

    private static boolean isOld(Connection c, Segment s) {
        Timestamps stamps = s.option(Timestamps.class);
        return stamps != null && stamps.value() - c.tsRecent() < 0;
    }

    private static boolean isUnstamped(Connection c, Segment s) {
        return c.state().isSynchronized() && c.timestamps() && !s.has(RST) && !OptionFaults.has(s, Timestamps.class);
    }

    private static Segment stamped(Segment s, int value) {
        return OptionFaults.with(OptionFaults.without(s, o -> o instanceof Timestamps), new Timestamps(value, 0));
    }

    private static Segment echoing(Segment s, int echo) {
        Timestamps stamps = s.option(Timestamps.class);
        if (stamps == null || !s.has(ACK) || s.has(RST)) {
            return s;
        }
        return s.withOptions(s.options().stream()
                .map(o -> o == stamps ? new Timestamps(stamps.value(), echo) : o)
                .toList());
    }

    /** When the peer's SYN has come, its shift is another. */
    private static Outcome shifted(Connection before, Outcome right, int shift) {
        Offer peer = right.connection().peer();
        if (before.peer() != null || peer == null || peer.windowShift() <= 0) {
            return right;
        }
        return Outcomes.with(
                right,
                right.connection().offered(new Offer(peer.mss(), shift, peer.timestamps(), peer.sackPermitted())));
    }

    private static boolean tooLarge(Segment s) {
        WindowScale scale = s.option(WindowScale.class);
        return scale != null && scale.shift() > LARGEST_SHIFT;
    }

    private static Outcome synScaled(Connection before, Segment s, Outcome right) {
        Connection c = right.connection();
        boolean synchronising = before.peer() == null && c.peer() != null && c.state() == TcpState.ESTABLISHED;
        return synchronising
                ? Outcomes.with(right, c.with(Outcomes.window(c.snd(), (long) s.window() << c.sendShift())))
                : right;
    }

    private static Outcome late(Segment s, Outcome right) {
        Connection c = right.connection();
        WindowScale scale = s.option(WindowScale.class);
        if (s.has(SYN) || scale == null || c.peer() == null || !c.windowScaling()) {
            return right;
        }
        Offer peer = c.peer();
        Connection changed = c.offered(new Offer(peer.mss(), scale.shift(), peer.timestamps(), peer.sackPermitted()));
        return Outcomes.with(right, changed.with(Outcomes.window(changed.snd(), (long) s.window() << scale.shift())));
    }

    /** Remembers the timestamp that came last. */
    private static final class Latest implements Fault {
        private int value;

        @Override
        public Optional<Packet> receive(Decoded packet, boolean right) {
            Segment s = packet.packet().segment();
            if (right && s != null && OptionFaults.has(s, Timestamps.class)) {
                value = s.option(Timestamps.class).value();
            }
            return Fault.super.receive(packet, right);
        }

        @Override
        public Segment emit(Segment s) {
            return echoing(s, value);
        }
    }
}
