package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.events;
import static io.statecraft.stack.fault.Seeds.misreading;
import static io.statecraft.stack.fault.Seeds.segments;
import static io.statecraft.stack.fault.Seeds.sending;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.URG;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.TcpFlag;
import java.util.List;

/** The user's calls and urgent text: RFC 9293 sections 3.8.5 and 3.10.1 to 3.10.5. */
final class UserFaults {
    private UserFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "calls/close-in-syn-sent-resets",
                        "CLOSE in SYN-SENT sends a reset.",
                        events((c, event, rules) -> event instanceof TcpEvent.Close && c.state() == TcpState.SYN_SENT
                                ? Outcomes.sending(rules.on(event), List.of(reset(c)))
                                : rules.on(event)),
                        "RFC9293:3.10.4"),
                SeededFault.of(
                        "calls/close-in-syn-received-aborts",
                        "CLOSE in SYN-RECEIVED ends the connection with a reset.",
                        events((c, event, rules) ->
                                event instanceof TcpEvent.Close && c.state() == TcpState.SYN_RECEIVED
                                        ? rules.on(new TcpEvent.Abort())
                                        : rules.on(event)),
                        "RFC9293:3.10.4"),
                SeededFault.of(
                        "calls/refusal-looks-like-timeout",
                        "A refused open is reported as one that timed out.",
                        segments((c, s, rules) ->
                                c.state() == TcpState.SYN_SENT && s.has(RST) ? timedOut(rules.on(s)) : rules.on(s)),
                        "RFC9293:3.10.7.3"),
                SeededFault.of(
                        "calls/third-segment-lost",
                        "Text that comes while two segments are unread is acknowledged and thrown away.",
                        segments((c, s, rules) ->
                                c.rcv().unread() >= 300 && !s.payload().isEmpty() && !s.has(TcpFlag.FIN)
                                        ? Outcomes.losingText(rules.on(s), c)
                                        : rules.on(s)),
                        "RFC9293:3.10.3"),
                SeededFault.of(
                        "calls/text-before-fin-unreadable",
                        "Once the peer has closed what was not read is thrown away.",
                        segments((c, s, rules) -> forgetting(rules.on(s))),
                        "RFC9293:3.10.3",
                        "RFC9293:3.10.7.4"),
                SeededFault.of(
                        "urgent/never-sent",
                        "Urgent text is sent without the URG bit.",
                        sending(s -> s.withFlags(s.flags() & ~URG.mask()).withUrgentPointer(0)),
                        "RFC9293:MUST-30"),
                SeededFault.of(
                        "urgent/pointer-at-last-octet",
                        "The urgent pointer names the last octet of the urgent text, not the one after it.",
                        sending(s ->
                                s.has(URG) && s.urgentPointer() > 0 ? s.withUrgentPointer(s.urgentPointer() - 1) : s),
                        "RFC9293:MUST-62"),
                SeededFault.of(
                        "urgent/unread",
                        "The URG bit of what arrives is not looked at.",
                        misreading(s -> s.withFlags(s.flags() & ~URG.mask())),
                        "RFC9293:MUST-30",
                        "RFC9293:MUST-32",
                        "RFC9293:MUST-33"),
                SeededFault.of(
                        "urgent/segment-dropped",
                        "A segment with the URG bit is dropped.",
                        misreading(s -> s.has(URG) ? null : s),
                        "RFC9293:MUST-30",
                        "RFC9293:3.8.5"));
    }

    private static Emission reset(Connection c) {
        return new Emission(
                Emission.Kind.RESET,
                c.snd().nxt(),
                c.rcv().nxt(),
                TcpFlag.RST.mask(),
                Emission.Urgency.AT_ONCE,
                "RFC9293:3.10.4");
    }

    private static Outcome timedOut(Outcome right) {
        return right.signals().contains(UserSignal.RESET)
                ? new Outcome(
                        right.connection(), right.emissions(), List.of(UserSignal.ABORTED_BY_TIMEOUT), null, false)
                : right;
    }

    private static Outcome forgetting(Outcome right) {
        Connection c = right.connection();
        return right.signals().contains(UserSignal.CLOSING)
                ? Outcomes.with(right, c.with(c.rcv().read(c.rcv().unread())))
                : right;
    }
}
