package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.NEVER;
import static io.statecraft.stack.fault.Seeds.choosing;
import static io.statecraft.stack.fault.Seeds.deaf;
import static io.statecraft.stack.fault.Seeds.events;
import static io.statecraft.stack.fault.Seeds.mistaking;
import static io.statecraft.stack.fault.Seeds.segments;
import static io.statecraft.stack.fault.Seeds.waiting;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;

import io.statecraft.stack.Alarm;
import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Closing: RFC 9293 sections 3.6 and 3.10.4. */
final class ClosingFaults {
    private static final String RULE = "RFC9293:3.10.7.4";
    private static final Set<TcpState> AWAITING_ACK_OF_FIN =
            EnumSet.of(TcpState.FIN_WAIT_1, TcpState.CLOSING, TcpState.LAST_ACK);

    private ClosingFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "closing/no-time-wait",
                        "The connection is gone once both FINs are acknowledged.",
                        segments((c, s, rules) -> in(rules.on(s), TcpState.TIME_WAIT, TcpState.CLOSED)),
                        "RFC9293:MUST-13"),
                SeededFault.of(
                        "closing/no-time-wait-after-closing",
                        "From CLOSING the connection goes to CLOSED, not to TIME-WAIT.",
                        segments((c, s, rules) -> c.state() == TcpState.CLOSING
                                ? in(rules.on(s), TcpState.TIME_WAIT, TcpState.CLOSED)
                                : rules.on(s)),
                        "RFC9293:MUST-13",
                        RULE),
                SeededFault.of(
                        "closing/short-time-wait",
                        "TIME-WAIT lasts half a segment lifetime.",
                        waiting((alarm, c) -> isTimeWait(alarm, c), right -> right / 4),
                        "RFC9293:MUST-13"),
                SeededFault.of(
                        "closing/endless-time-wait",
                        "TIME-WAIT does not end.",
                        waiting((alarm, c) -> isTimeWait(alarm, c), right -> NEVER),
                        "RFC9293:3.10.8",
                        "RFC9293:MUST-13"),
                SeededFault.of(
                        "closing/time-wait-not-restarted",
                        "The peer's FIN in TIME-WAIT does not restart the timeout.",
                        segments((c, s, rules) -> notRestarted(c, rules.on(s))),
                        RULE),
                SeededFault.of(
                        "closing/fin-again-in-time-wait-unanswered",
                        "The peer's FIN in TIME-WAIT draws no acknowledgment.",
                        deaf((c, s) -> c.state() == TcpState.TIME_WAIT && s.has(FIN)),
                        RULE,
                        "RFC9293:MUST-13"),
                SeededFault.of(
                        "closing/crossed-fins-skip-closing",
                        "In FIN-WAIT-1 the peer's FIN alone leads to TIME-WAIT.",
                        segments((c, s, rules) -> in(rules.on(s), TcpState.CLOSING, TcpState.TIME_WAIT)),
                        RULE),
                SeededFault.of(
                        "closing/crossed-fin-ignored",
                        "In FIN-WAIT-1 the peer's FIN is ignored.",
                        mistaking((c, s) -> c.state() == TcpState.FIN_WAIT_1, (c, s) -> withoutFin(s)),
                        RULE),
                SeededFault.of(
                        "closing/ack-with-fin-ignored",
                        "In FIN-WAIT-1 the acknowledgment that comes with the peer's FIN does not count.",
                        mistaking(
                                (c, s) -> c.state() == TcpState.FIN_WAIT_1 && s.has(FIN) && s.has(ACK),
                                (c, s) -> s.withAck(c.snd().una())),
                        RULE),
                SeededFault.of(
                        "closing/fin-unacknowledged",
                        "The peer's FIN in ESTABLISHED is not acknowledged.",
                        segments((c, s, rules) -> c.state() == TcpState.ESTABLISHED && s.has(FIN)
                                ? Outcomes.silent(rules.on(s))
                                : rules.on(s)),
                        RULE),
                SeededFault.of(
                        "closing/fin-again-unanswered",
                        "The peer's FIN, when it comes again, draws no acknowledgment.",
                        deaf((c, s) -> c.state().compareTo(TcpState.FIN_WAIT_2) > 0
                                && c.state() != TcpState.TIME_WAIT
                                && c.state() != TcpState.CLOSED
                                && s.has(FIN)),
                        RULE),
                SeededFault.of(
                        "closing/half-closed-deaf",
                        "In FIN-WAIT-2 text is dropped.",
                        mistaking(
                                (c, s) -> c.state() == TcpState.FIN_WAIT_2,
                                (c, s) -> s.payload().isEmpty()
                                        ? s
                                        : withoutFin(s).withPayload(Bytes.EMPTY)),
                        RULE,
                        "RFC9293:3.6"),
                SeededFault.of(
                        "closing/half-closed-loses-text",
                        "In FIN-WAIT-2 text is acknowledged and thrown away.",
                        segments((c, s, rules) ->
                                c.state() == TcpState.FIN_WAIT_2 ? Outcomes.losingText(rules.on(s), c) : rules.on(s)),
                        RULE,
                        "RFC9293:3.6"),
                SeededFault.of(
                        "closing/deaf-in-fin-wait-1",
                        "In FIN-WAIT-1 text is dropped.",
                        mistaking(
                                (c, s) -> c.state() == TcpState.FIN_WAIT_1,
                                (c, s) -> s.payload().isEmpty()
                                        ? s
                                        : withoutFin(s).withPayload(Bytes.EMPTY)),
                        RULE),
                SeededFault.of(
                        "closing/half-closed-mute",
                        "In CLOSE-WAIT the user cannot send.",
                        events((c, event, rules) -> c.state() == TcpState.CLOSE_WAIT && event instanceof TcpEvent.Send
                                ? new Outcome(c, List.of(), List.of(UserSignal.ERROR_CLOSING), null, false)
                                : rules.on(event)),
                        "RFC9293:3.10.2"),
                SeededFault.of(
                        "closing/drops-queued-text",
                        "CLOSE throws away what was not sent yet.",
                        events((c, event, rules) ->
                                event instanceof TcpEvent.Close ? withoutQueue(rules.on(event)) : rules.on(event)),
                        "RFC9293:3.10.4"),
                SeededFault.of(
                        "closing/closes-by-itself",
                        "The peer's FIN is answered with one, although the user has not called CLOSE.",
                        segments((c, s, rules) -> closing(rules.on(s))),
                        "RFC9293:3.10.4",
                        RULE),
                SeededFault.of(
                        "closing/fin-never-again",
                        "A FIN that is lost is not sent again.",
                        waiting(
                                (alarm, c) -> alarm == Alarm.RETRANSMISSION && AWAITING_ACK_OF_FIN.contains(c.state()),
                                right -> NEVER),
                        "RFC9293:3.10.8",
                        "RFC6298-14"),
                SeededFault.of(
                        "closing/text-with-fin-lost",
                        "Text that comes with a FIN is acknowledged and thrown away.",
                        segments((c, s, rules) ->
                                s.has(FIN) && !s.payload().isEmpty() && c.state() == TcpState.ESTABLISHED
                                        ? Outcomes.losingText(rules.on(s), c)
                                        : rules.on(s)),
                        RULE),
                SeededFault.of(
                        "closing/unread-text-unmentioned",
                        "CLOSE with text unread does not reset the connection.",
                        choosing(Choice.CLOSE_WITH_UNREAD_TEXT, Answer.ACT),
                        "RFC9293:SHLD-3"),
                SeededFault.of(
                        "closing/text-after-close-taken",
                        "Text that nobody will read is acknowledged.",
                        choosing(Choice.TEXT_AFTER_CLOSE, Answer.ACT),
                        "RFC9293:SHLD-3"),
                SeededFault.of(
                        "closing/last-ack-endless",
                        "In LAST-ACK the acknowledgment of the FIN is ignored.",
                        deaf((c, s) -> c.state() == TcpState.LAST_ACK && !s.has(RST)),
                        RULE),
                SeededFault.of(
                        "closing/reset-is-end-of-file",
                        "A reset looks to the user like the end of the text.",
                        segments(ClosingFaults::endOfFile),
                        "RFC9293:MUST-12"));
    }

    private static boolean isTimeWait(Alarm alarm, Connection c) {
        return alarm == Alarm.LINGERING && c.state() == TcpState.TIME_WAIT;
    }

    private static Segment withoutFin(Segment s) {
        return s.withFlags(s.flags() & ~FIN.mask());
    }

    private static Outcome in(Outcome right, TcpState state, TcpState instead) {
        Connection c = right.connection();
        return c.state() == state ? Outcomes.with(right, c.in(instead)) : right;
    }

    private static Outcome notRestarted(Connection before, Outcome right) {
        return before.state() == TcpState.TIME_WAIT
                ? new Outcome(right.connection(), right.emissions(), right.signals(), right.text(), false)
                : right;
    }

    private static Outcome withoutQueue(Outcome right) {
        Connection c = right.connection();
        return c.snd().closing() && c.snd().unsent() > 0
                ? Outcomes.with(right, c.with(Outcomes.end(c.snd(), c.snd().nxt())))
                : right;
    }

    private static Outcome closing(Outcome right) {
        Connection c = right.connection();
        boolean closed = c.state() == TcpState.CLOSE_WAIT && right.signals().contains(UserSignal.CLOSING);
        return closed ? Outcomes.with(right, c.with(c.snd().withFin()).in(TcpState.LAST_ACK)) : right;
    }

    private static Outcome endOfFile(Connection c, Segment s, Seeds.RulesFor rules) {
        boolean ends = c.state() == TcpState.ESTABLISHED
                && s.has(RST)
                && s.seq().equals(c.rcv().nxt());
        if (!ends) {
            return rules.on(s);
        }
        Outcome taken = rules.on(s.withFlags(FIN, ACK).withAck(c.snd().una()));
        return Outcomes.sending(taken, List.<Emission>of());
    }
}
