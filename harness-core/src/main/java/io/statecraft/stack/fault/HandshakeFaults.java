package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.SECOND;
import static io.statecraft.stack.fault.Seeds.choosing;
import static io.statecraft.stack.fault.Seeds.deaf;
import static io.statecraft.stack.fault.Seeds.events;
import static io.statecraft.stack.fault.Seeds.mistaking;
import static io.statecraft.stack.fault.Seeds.segments;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.stack.Alarm;
import io.statecraft.stack.Fault;
import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import io.statecraft.tcp.Choices;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import java.util.List;

/** The handshake: RFC 9293 sections 3.5 and 3.10.7.2 to 3.10.7.4. */
final class HandshakeFaults {
    private static final String LISTEN = "RFC9293:3.10.7.2";
    private static final String SYN_SENT = "RFC9293:3.10.7.3";
    private static final String SYN_RECEIVED = "RFC9293:3.10.7.4";

    private HandshakeFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "handshake/no-simultaneous-open",
                        "A SYN that crosses its own is dropped.",
                        deaf((c, s) -> c.state() == TcpState.SYN_SENT && s.has(SYN) && !s.has(ACK) && !s.has(RST)),
                        "RFC9293:MUST-10",
                        SYN_SENT),
                SeededFault.of(
                        "handshake/forgets-active-open",
                        "After a simultaneous open SYN-RECEIVED is treated as if it had come from LISTEN.",
                        segments((c, s, rules) -> forgetful(c, rules.on(s))),
                        "RFC9293:MUST-11"),
                SeededFault.of(
                        "handshake/ack-in-listen-unanswered",
                        "An ACK to a listener draws no reset.",
                        deaf((c, s) -> c.state() == TcpState.LISTEN && s.has(ACK)),
                        LISTEN),
                SeededFault.of(
                        "handshake/syn-ack-in-listen-unanswered",
                        "A SYN,ACK to a listener draws no reset.",
                        choosing(Choice.SYN_ACK_IN_LISTEN, Answer.IGNORE),
                        LISTEN),
                SeededFault.of(
                        "handshake/reset-in-listen-answered",
                        "A reset to a listener is not looked at before its SYN or ACK.",
                        mistaking(
                                (c, s) -> c.state() == TcpState.LISTEN && s.has(RST),
                                (c, s) -> s.withFlags(s.flags() & ~RST.mask() | ACK.mask())),
                        LISTEN),
                SeededFault.of(
                        "handshake/bare-text-in-listen-answered",
                        "A segment to a listener with neither SYN, ACK nor RST draws a reset.",
                        mistaking(
                                (c, s) -> c.state() == TcpState.LISTEN && (s.flags() & (SYN.mask() | ACK.mask())) == 0,
                                (c, s) -> s.withFlags(s.flags() | ACK.mask())),
                        LISTEN),
                SeededFault.of(
                        "handshake/listens-once",
                        "A listener that has had one SYN does not answer the next.",
                        ListensOnce::new,
                        "RFC9293:3.10.7.2"),
                SeededFault.of(
                        "handshake/syn-again-resets",
                        "In SYN-RECEIVED the peer's SYN, when it comes again, ends the connection.",
                        segments((c, s, rules) -> c.state() == TcpState.SYN_RECEIVED
                                        && c.passive()
                                        && s.has(SYN)
                                        && !s.has(ACK)
                                        && s.seq().plus(1).equals(c.rcv().nxt())
                                ? Outcomes.gone(c, UserSignal.RESET)
                                : rules.on(s)),
                        "RFC9293:3.10.7.4"),
                SeededFault.of(
                        "handshake/syn-ack-again-wrong",
                        "A SYN,ACK that is sent again acknowledges the number of the SYN, not the one after it.",
                        () -> new Again(s -> s.withAck(s.ack().minus(1)), SYN.mask() | ACK.mask()),
                        LISTEN,
                        "RFC9293:3.10.8"),
                SeededFault.of(
                        "handshake/text-of-syn-lost",
                        "Text that comes with a SYN is acknowledged and thrown away.",
                        segments(HandshakeFaults::textOfSynLost),
                        LISTEN,
                        "RFC9293:3.4"),
                SeededFault.of(
                        "handshake/constant-isn",
                        "Every connection begins with the same sequence number.",
                        events((c, event, rules) -> rules.on(constantIsn(event))),
                        "RFC9293:MUST-8",
                        "RFC6528-4",
                        "RFC9293:3.4.1"),
                SeededFault.of(
                        "handshake/isn-changes-on-retransmission",
                        "A SYN that is sent again has another sequence number.",
                        () -> new Again(s -> s.withSeq(s.seq().plus(1000)), SYN.mask()),
                        "RFC9293:3.4.1",
                        "RFC9293:3.8.1"),
                SeededFault.of(
                        "handshake/syn-never-again",
                        "A SYN that is lost is not sent again.",
                        () -> new Again(s -> null, SYN.mask()),
                        "RFC9293:MUST-22",
                        "RFC9293:3.10.8"),
                SeededFault.of(
                        "handshake/syn-ack-never-again",
                        "A SYN,ACK that is lost is not sent again.",
                        () -> new Again(s -> null, SYN.mask() | ACK.mask()),
                        "RFC9293:3.10.8"),
                SeededFault.of(
                        "handshake/syn-given-up-soon",
                        "An open is given up after ten seconds.",
                        Seeds.waiting(
                                (alarm, c) -> alarm == Alarm.USER_TIMEOUT && c.state() == TcpState.SYN_SENT,
                                right -> 10 * SECOND),
                        "RFC9293:MUST-23"),
                SeededFault.of(
                        "handshake/reset-without-ack-obeyed",
                        "In SYN-SENT a reset ends the connection although it acknowledges nothing.",
                        mistaking(
                                (c, s) -> c.state() == TcpState.SYN_SENT && s.has(RST) && !s.has(ACK),
                                (c, s) -> s.withFlags(RST, ACK).withAck(c.snd().nxt())),
                        SYN_SENT),
                SeededFault.of(
                        "handshake/reset-with-bad-ack-obeyed",
                        "In SYN-SENT a reset ends the connection whatever it acknowledges.",
                        mistaking(
                                (c, s) -> c.state() == TcpState.SYN_SENT && s.has(RST) && s.has(ACK),
                                (c, s) -> s.withAck(c.snd().nxt())),
                        SYN_SENT),
                SeededFault.of(
                        "handshake/refusal-ignored",
                        "In SYN-SENT a reset that acknowledges the SYN is ignored.",
                        deaf((c, s) -> c.state() == TcpState.SYN_SENT && s.has(RST)),
                        SYN_SENT),
                SeededFault.of(
                        "handshake/bad-ack-unanswered",
                        "In SYN-SENT a segment that acknowledges something else draws no reset.",
                        deaf((c, s) -> isBadAck(c, s) && !s.has(RST)),
                        SYN_SENT),
                SeededFault.of(
                        "handshake/bad-ack-taken",
                        "In SYN-SENT a SYN,ACK opens the connection whatever it acknowledges.",
                        mistaking(
                                (c, s) -> isBadAck(c, s) && s.has(SYN),
                                (c, s) -> s.withAck(c.snd().nxt())),
                        SYN_SENT),
                SeededFault.of(
                        "handshake/opens-without-syn",
                        "In SYN-SENT an acknowledgment opens the connection although it has no SYN.",
                        mistaking(
                                (c, s) -> c.state() == TcpState.SYN_SENT
                                        && s.has(ACK)
                                        && !s.has(SYN)
                                        && !s.has(RST)
                                        && !isBadAck(c, s),
                                (c, s) -> s.withFlags(SYN, ACK).withSeq(s.seq().minus(1))),
                        SYN_SENT),
                SeededFault.of(
                        "handshake/third-segment-missing",
                        "The SYN,ACK is not acknowledged.",
                        segments((c, s, rules) -> c.state() == TcpState.SYN_SENT && s.has(ACK) && s.has(SYN)
                                ? quietIfOpen(rules.on(s))
                                : rules.on(s)),
                        SYN_SENT),
                SeededFault.of(
                        "handshake/bad-ack-completes",
                        "In SYN-RECEIVED any acknowledgment completes the handshake.",
                        mistaking(
                                (c, s) -> c.state() == TcpState.SYN_RECEIVED && s.has(ACK) && !s.has(RST),
                                (c, s) -> s.withAck(c.snd().nxt())),
                        SYN_RECEIVED),
                SeededFault.of(
                        "handshake/reset-in-syn-received-ignored",
                        "In SYN-RECEIVED a reset is ignored.",
                        deaf((c, s) -> c.state() == TcpState.SYN_RECEIVED && s.has(RST)),
                        SYN_RECEIVED),
                SeededFault.of(
                        "handshake/text-of-last-ack-dropped",
                        "Text that comes with the acknowledgment of the SYN,ACK is dropped.",
                        mistaking(
                                (c, s) -> c.state() == TcpState.SYN_RECEIVED && s.has(ACK),
                                (c, s) -> s.withPayload(Bytes.EMPTY)),
                        SYN_RECEIVED),
                SeededFault.of(
                        "handshake/fin-of-last-ack-dropped",
                        "A FIN that comes with the acknowledgment of the SYN,ACK is dropped.",
                        mistaking(
                                (c, s) -> c.state() == TcpState.SYN_RECEIVED && s.has(ACK),
                                (c, s) -> s.withFlags(s.flags() & ~FIN.mask())),
                        SYN_RECEIVED),
                SeededFault.of(
                        "handshake/fin-without-ack-counted",
                        "In SYN-RECEIVED a FIN without the ACK bit is processed.",
                        mistaking(
                                (c, s) -> c.state() == TcpState.SYN_RECEIVED && s.has(FIN) && !s.has(ACK),
                                (c, s) -> s.withFlags(FIN, ACK).withAck(c.snd().nxt())),
                        SYN_RECEIVED));
    }

    private static boolean isBadAck(Connection c, Segment s) {
        return c.state() == TcpState.SYN_SENT
                && s.has(ACK)
                && !s.ack().equals(c.snd().nxt());
    }

    private static Outcome forgetful(Connection before, Outcome right) {
        Connection c = right.connection();
        boolean crossed = before.state() == TcpState.SYN_SENT && c.state() == TcpState.SYN_RECEIVED;
        return crossed ? Outcomes.with(right, c.opened(true)) : right;
    }

    private static Outcome quietIfOpen(Outcome right) {
        return right.signals().contains(UserSignal.ESTABLISHED) ? Outcomes.silent(right) : right;
    }

    private static Outcome textOfSynLost(Connection c, Segment s, Seeds.RulesFor rules) {
        int length = s.payload().length();
        if (c.state() != TcpState.LISTEN || !s.has(SYN) || length == 0) {
            return rules.on(s);
        }
        Outcome right = rules.on(s.withPayload(Bytes.EMPTY));
        Connection next = right.connection();
        SequenceNumber after = next.rcv().nxt().plus(length);
        List<Emission> answers = right.emissions().stream()
                .map(e -> new Emission(e.kind(), e.seq(), after, e.flags(), e.urgency(), e.clause()))
                .toList();
        return Outcomes.sending(
                Outcomes.with(right, next.with(next.rcv().synchronizedAt(s.seq().plus(length)))), answers);
    }

    private static TcpEvent constantIsn(TcpEvent event) {
        SequenceNumber always = SequenceNumber.of(4_711);
        if (event instanceof TcpEvent.Arrival arrival) {
            return new TcpEvent.Arrival(arrival.segment(), always, arrival.congested());
        }
        return event instanceof TcpEvent.ActiveOpen open
                ? new TcpEvent.ActiveOpen(always, open.window(), open.offer())
                : event;
    }

    /** Remembers that a SYN has come. */
    private static final class ListensOnce implements Fault {
        private boolean asked;

        @Override
        public Outcome apply(Connection c, TcpEvent event, Choices choices) {
            boolean syn = c.state() == TcpState.LISTEN
                    && event instanceof TcpEvent.Arrival arrival
                    && arrival.segment().has(SYN)
                    && !arrival.segment().has(ACK)
                    && !arrival.segment().has(RST);
            boolean next = syn && asked;
            asked |= syn;
            return next ? Outcome.of(c) : Fault.super.apply(c, event, choices);
        }
    }
}
