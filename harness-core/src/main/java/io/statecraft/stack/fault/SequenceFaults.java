package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.becoming;
import static io.statecraft.stack.fault.Seeds.choosing;
import static io.statecraft.stack.fault.Seeds.deaf;
import static io.statecraft.stack.fault.Seeds.mistaking;
import static io.statecraft.stack.fault.Seeds.segments;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.stack.Fault;
import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import io.statecraft.tcp.Choices;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission.Urgency;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.ReceiveSpace;
import io.statecraft.tcp.Rules;
import io.statecraft.tcp.SendSpace;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import java.util.List;
import java.util.function.Supplier;

/** Sequence and acknowledgment numbers: RFC 9293 sections 3.4 and 3.10.7.4. */
final class SequenceFaults {
    private static final String RULE = "RFC9293:3.10.7.4";

    private SequenceFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "sequence/unacceptable-unanswered",
                        "A segment outside the window is dropped without an acknowledgment.",
                        deaf((c, s) -> isOutside(c, s) && !s.has(RST) && !s.has(SYN)),
                        RULE),
                SeededFault.of(
                        "sequence/window-one-too-large", "One octet beyond the window is taken.", oneTooLarge(), RULE),
                SeededFault.of(
                        "sequence/old-text-taken-again",
                        "Text that begins before RCV.NXT is counted whole, as if it began there.",
                        segments(SequenceFaults::countedWhole),
                        RULE),
                SeededFault.of(
                        "sequence/wrap-compared-as-numbers",
                        "Sequence numbers are compared as plain numbers, so that what lies beyond the wrap looks old.",
                        deaf((c, s) -> isBegun(c, s)
                                && s.end().isAfter(c.rcv().nxt())
                                && s.end().toLong() < c.rcv().nxt().toLong()),
                        "RFC9293:3.4"),
                SeededFault.of(
                        "sequence/gap-acknowledged",
                        "Text that comes ahead is acknowledged as if nothing were missing before it.",
                        segments(SequenceFaults::overGap),
                        "RFC9293:3.4",
                        RULE),
                SeededFault.of(
                        "sequence/text-ahead-discarded",
                        "Text that comes ahead is not kept.",
                        choosing(Choice.TEXT_OUT_OF_ORDER, Answer.IGNORE),
                        "RFC9293:SHLD-31"),
                SeededFault.of(
                        "sequence/text-ahead-unanswered",
                        "Text that comes ahead is kept without a duplicate acknowledgment.",
                        segments((c, s, rules) -> isAhead(c, s) ? Outcomes.silent(rules.on(s)) : rules.on(s)),
                        "RFC5681-10",
                        RULE),
                SeededFault.of(
                        "sequence/filled-gap-acknowledged-late",
                        "The segment that fills a gap is acknowledged with a delay.",
                        segments((c, s, rules) ->
                                !s.payload().isEmpty() && !c.rcv().held().isEmpty() && !isAhead(c, s)
                                        ? Outcomes.urgency(rules.on(s), Urgency.SOON)
                                        : rules.on(s)),
                        "RFC5681-11"),
                SeededFault.of(
                        "sequence/fin-ahead-counted",
                        "A FIN that comes ahead is counted before the text in front of it has come.",
                        mistaking(
                                (c, s) -> isAhead(c, s) && s.has(FIN),
                                (c, s) -> s.withSeq(c.rcv().nxt()).withPayload(Bytes.EMPTY)),
                        RULE),
                SeededFault.of(
                        "sequence/fin-acknowledged-twice",
                        "The acknowledgment of a FIN counts it as two octets.",
                        segments((c, s, rules) -> finTwice(rules.on(s))),
                        "RFC9293:3.4",
                        RULE),
                SeededFault.of(
                        "sequence/no-ack-bit-taken",
                        "A segment without the ACK bit is processed.",
                        mistaking(
                                (c, s) -> c.state().isSynchronized() && !s.has(ACK) && !s.has(RST) && !s.has(SYN),
                                (c, s) -> s.withFlags(s.flags() | ACK.mask())
                                        .withAck(c.snd().una())),
                        RULE),
                SeededFault.of(
                        "sequence/ack-of-unsent-taken",
                        "An acknowledgment of what was not sent counts as one of everything.",
                        mistaking(
                                (c, s) -> isOfUnsent(c, s),
                                (c, s) -> s.withAck(c.snd().nxt())),
                        RULE),
                SeededFault.of(
                        "sequence/ack-of-unsent-unanswered",
                        "An acknowledgment of what was not sent is dropped in silence.",
                        deaf(SequenceFaults::isOfUnsent),
                        RULE),
                SeededFault.of(
                        "sequence/ancient-ack-taken",
                        "Text with an acknowledgment from long before the window is taken.",
                        choosing(Choice.ANCIENT_ACK, Answer.ACT),
                        "RFC5961-9"),
                SeededFault.of(
                        "sequence/ancient-by-the-last-window",
                        "What counts as an ancient acknowledgment goes by the window last shown, not by the largest.",
                        becoming(c -> c.state() == TcpState.ESTABLISHED
                                ? c.with(Outcomes.largestWindow(c.snd(), c.snd().wnd()))
                                : c),
                        "RFC5961-10"),
                SeededFault.of(
                        "sequence/acknowledgment-acknowledged",
                        "An acknowledgment that says nothing new is acknowledged.",
                        mistaking(
                                (c, s) -> c.state() == TcpState.ESTABLISHED
                                        && c.snd().inFlight() == 0
                                        && s.length() == 0
                                        && s.seq().equals(c.rcv().nxt())
                                        && s.ack().equals(c.snd().una())
                                        && s.window() << c.sendShift()
                                                == c.snd().wnd(),
                                (c, s) -> s.withSeq(s.seq().minus(1))),
                        "RFC9293:3.10.7.4"),
                SeededFault.of(
                        "sequence/old-ack-drops-text",
                        "Text is dropped if its acknowledgment is a duplicate.",
                        deaf((c, s) -> c.state().isSynchronized()
                                && !s.payload().isEmpty()
                                && s.ack().isBefore(c.snd().una())),
                        RULE),
                SeededFault.of(
                        "sequence/old-segment-sets-window",
                        "The window of an old segment counts: SND.WL1 and SND.WL2 are not looked at.",
                        segments((c, s, rules) -> anyWindow(s, rules.on(s))),
                        RULE),
                SeededFault.of(
                        "sequence/window-update-ignored",
                        "A window without a new acknowledgment does not count.",
                        segments((c, s, rules) -> noUpdate(c, rules.on(s))),
                        RULE),
                SeededFault.of(
                        "sequence/closed-window-blinds",
                        "While its own window is closed it looks at nothing: no reset, no urgent pointer, no acknowledgment.",
                        deaf((c, s) -> c.state().isSynchronized() && c.rcv().wnd() == 0),
                        "RFC9293:MUST-66",
                        RULE));
    }

    static boolean isOutside(Connection c, Segment s) {
        return c.state().isSynchronized() && !c.rcv().accepts(s, c.rcv().wnd());
    }

    private static boolean isBegun(Connection c, Segment s) {
        return c.state().isSynchronized() && !s.payload().isEmpty();
    }

    private static boolean isAhead(Connection c, Segment s) {
        return c.state().isSynchronized()
                && s.length() > 0
                && s.seq().isAfter(c.rcv().nxt());
    }

    private static boolean isOfUnsent(Connection c, Segment s) {
        return c.state().isSynchronized()
                && c.state() != TcpState.TIME_WAIT
                && s.has(ACK)
                && !s.has(RST)
                && s.ack().isAfter(c.snd().nxt());
    }

    private static Outcome overGap(Connection c, Segment s, Seeds.RulesFor rules) {
        Outcome right = rules.on(s);
        if (!isAhead(c, s) || s.payload().isEmpty() || right.text() == null) {
            return right;
        }
        ReceiveSpace rcv = right.connection().rcv();
        return Outcomes.with(
                right,
                right.connection().with(rcv.withNxt(s.seq().plus(s.payload().length()))));
    }

    private static Outcome countedWhole(Connection c, Segment s, Seeds.RulesFor rules) {
        Outcome right = rules.on(s);
        boolean old = isBegun(c, s) && s.seq().isBefore(c.rcv().nxt());
        ReceiveSpace rcv = right.connection().rcv();
        int overlap = Math.min(c.rcv().nxt().since(s.seq()), s.payload().length());
        return old
                ? Outcomes.with(
                        right, right.connection().with(rcv.withNxt(rcv.nxt().plus(overlap))))
                : right;
    }

    private static Outcome finTwice(Outcome right) {
        boolean told = right.signals().contains(UserSignal.CLOSING);
        ReceiveSpace rcv = right.connection().rcv();
        return told
                ? Outcomes.with(
                        right, right.connection().with(rcv.withNxt(rcv.nxt().plus(1))))
                : right;
    }

    private static Outcome anyWindow(Segment s, Outcome right) {
        Connection c = right.connection();
        boolean counts = c.state().isSynchronized()
                && s.has(ACK)
                && !s.has(SYN)
                && s.ack().isAtOrBefore(c.snd().nxt());
        return counts
                ? Outcomes.with(right, c.with(Outcomes.window(c.snd(), (long) s.window() << c.sendShift())))
                : right;
    }

    private static Outcome noUpdate(Connection before, Outcome right) {
        SendSpace was = before.snd();
        SendSpace is = right.connection().snd();
        boolean update = before.state().isSynchronized() && was.una().equals(is.una()) && was.wnd() != is.wnd();
        return update ? Outcomes.with(right, right.connection().with(Outcomes.window(is, was.wnd()))) : right;
    }

    private static Supplier<Fault> oneTooLarge() {
        return () -> new Fault() {
            @Override
            public Outcome apply(Connection c, TcpEvent event, Choices choices) {
                boolean widened = event instanceof TcpEvent.Arrival && c.state().isSynchronized();
                Outcome outcome = Rules.apply(widened ? widened(c, 1) : c, event, choices);
                return widened ? Outcomes.with(outcome, widened(outcome.connection(), -1)) : outcome;
            }
        };
    }

    private static Connection widened(Connection c, int by) {
        ReceiveSpace rcv = c.rcv();
        return c.with(rcv.withWindow(Math.max(0, rcv.wnd() + by), Math.max(0, rcv.room() + by)));
    }
}
