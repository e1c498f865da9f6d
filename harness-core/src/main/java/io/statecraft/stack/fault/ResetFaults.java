package io.statecraft.stack.fault;

import static io.statecraft.stack.fault.Seeds.choosing;
import static io.statecraft.stack.fault.Seeds.deaf;
import static io.statecraft.stack.fault.Seeds.events;
import static io.statecraft.stack.fault.Seeds.mistaking;
import static io.statecraft.stack.fault.Seeds.profile;
import static io.statecraft.stack.fault.Seeds.segments;
import static io.statecraft.stack.fault.Seeds.sending;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.stack.Fault;
import io.statecraft.stack.Setting;
import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Outcome;
import io.statecraft.tcp.TcpEvent;
import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.Packet;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resets, given and taken: RFC 9293 sections 3.5.2, 3.5.3 and 3.10.7, RFC 5961 sections 3 and 4. */
final class ResetFaults {
    private static final String CLOSED = "RFC9293:3.10.7.1";
    private static final String RULE = "RFC9293:3.10.7.4";

    private ResetFaults() {}

    static List<SeededFault> all() {
        return List.of(
                SeededFault.of(
                        "reset/closed-port-silent",
                        "A segment for no connection draws no reset.",
                        choosing(Choice.SEGMENT_WHILE_CLOSED, Answer.IGNORE),
                        CLOSED),
                SeededFault.of(
                        "reset/reset-answered",
                        "A reset for no connection draws a reset.",
                        mistaking(
                                (c, s) -> c.state() == TcpState.CLOSED && s.has(RST),
                                (c, s) -> s.withFlags(s.flags() & ~RST.mask())),
                        CLOSED),
                SeededFault.of(
                        "reset/numbered-zero",
                        "The reset for a segment with ACK is numbered zero, not SEG.ACK.",
                        sending(s -> isBareReset(s) ? s.withSeq(SequenceNumber.ZERO) : s),
                        CLOSED,
                        "RFC9293:3.5.2"),
                SeededFault.of(
                        "reset/length-not-counted",
                        "The reset for a segment without ACK acknowledges SEG.SEQ, whatever the segment's length.",
                        mistaking((c, s) -> c.state() == TcpState.CLOSED && !s.has(ACK), (c, s) -> s.withFlags(
                                        s.flags() & ~(SYN.mask() | FIN.mask()))
                                .withPayload(io.statecraft.wire.Bytes.EMPTY)),
                        CLOSED,
                        "RFC9293:3.5.2"),
                SeededFault.of(
                        "reset/without-ack-bit",
                        "The reset for a segment without ACK has no ACK bit itself.",
                        sending(s -> s.has(RST) && s.has(ACK) && s.seq().equals(SequenceNumber.ZERO)
                                ? s.withFlags(RST).withAck(SequenceNumber.ZERO)
                                : s),
                        CLOSED,
                        "RFC9293:3.5.2"),
                SeededFault.of(
                        "reset/exact-reset-challenged",
                        "A reset at RCV.NXT is challenged, like any other in the window.",
                        mistaking(
                                (c, s) -> isReset(c, s)
                                        && s.seq().equals(c.rcv().nxt())
                                        && c.rcv().wnd() > 1,
                                (c, s) -> s.withSeq(s.seq().plus(1))),
                        "RFC5961-2",
                        RULE),
                SeededFault.of(
                        "reset/reset-in-window-obeyed",
                        "A reset anywhere in the window ends the connection.",
                        choosing(Choice.RST_IN_WINDOW, Answer.ACT),
                        "RFC5961-3",
                        RULE),
                SeededFault.of(
                        "reset/reset-in-window-unanswered",
                        "A reset in the window, but not at RCV.NXT, is dropped in silence.",
                        deaf((c, s) -> isReset(c, s)
                                && !SequenceFaults.isOutside(c, s)
                                && !s.seq().equals(c.rcv().nxt())),
                        "RFC5961-3",
                        RULE),
                SeededFault.of(
                        "reset/reset-outside-window-obeyed",
                        "A reset ends the connection wherever it stands.",
                        segments((c, s, rules) -> isReset(c, s) && SequenceFaults.isOutside(c, s)
                                ? Outcomes.gone(c, UserSignal.RESET)
                                : rules.on(s)),
                        "RFC5961-1",
                        RULE),
                SeededFault.of(
                        "reset/reset-outside-window-answered",
                        "A reset outside the window draws an acknowledgment.",
                        mistaking((c, s) -> isReset(c, s) && SequenceFaults.isOutside(c, s), (c, s) -> s.withFlags(ACK)
                                .withAck(c.snd().una())),
                        "RFC5961-1",
                        RULE),
                SeededFault.of(
                        "reset/reset-with-text-ignored",
                        "A reset that carries text is ignored.",
                        deaf((c, s) -> s.has(RST) && !s.payload().isEmpty()),
                        "RFC9293:SHLD-2"),
                SeededFault.of(
                        "reset/deaf-in-close-wait",
                        "In CLOSE-WAIT a reset is ignored.",
                        deaf((c, s) -> c.state() == TcpState.CLOSE_WAIT && s.has(RST)),
                        "RFC5961-2",
                        RULE),
                SeededFault.of(
                        "reset/deaf-in-closing",
                        "In CLOSING and LAST-ACK a reset is ignored.",
                        deaf((c, s) -> (c.state() == TcpState.CLOSING || c.state() == TcpState.LAST_ACK) && s.has(RST)),
                        "RFC5961-2",
                        RULE),
                SeededFault.of(
                        "reset/syn-in-window-resets",
                        "A SYN in the window of a synchronized connection ends it.",
                        choosing(Choice.SYN_IN_WINDOW, Answer.RESET),
                        "RFC5961-6",
                        RULE),
                SeededFault.of(
                        "reset/syn-unanswered",
                        "A SYN in a synchronized state is dropped in silence.",
                        deaf((c, s) -> isSyn(c, s)),
                        "RFC5961-6",
                        RULE),
                SeededFault.of(
                        "reset/text-of-challenged-syn-acknowledged",
                        "The text of a SYN in a synchronized state is acknowledged.",
                        segments(ResetFaults::textOfSynTaken),
                        "RFC5961-7"),
                SeededFault.of(
                        "reset/challenge-of-something-else",
                        "The challenge ACK acknowledges the segment that it challenges.",
                        segments((c, s, rules) -> isSyn(c, s) ? acknowledging(s, rules.on(s)) : rules.on(s)),
                        "RFC5961-6",
                        "RFC9293:3.4",
                        RULE),
                SeededFault.of(
                        "reset/challenges-without-limit",
                        "Every challenge is answered, however many there are.",
                        profile(p -> p.with(Setting.CHALLENGES, Integer.MAX_VALUE)),
                        "RFC5961-12"),
                SeededFault.of(
                        "reset/one-limit-for-all",
                        "All connections share one limit of acknowledgments that repeat themselves.",
                        OneLimit::new,
                        "RFC5961-13"),
                SeededFault.of(
                        "reset/abort-in-silence",
                        "ABORT sends no reset.",
                        events((c, event, rules) ->
                                event instanceof TcpEvent.Abort ? Outcomes.silent(rules.on(event)) : rules.on(event)),
                        "RFC9293:3.10.5"),
                SeededFault.of(
                        "reset/abort-by-fin",
                        "ABORT closes as CLOSE does.",
                        events((c, event, rules) ->
                                event instanceof TcpEvent.Abort && c.state().isSynchronized()
                                        ? rules.on(new TcpEvent.Close(true))
                                        : rules.on(event)),
                        "RFC9293:3.10.5"));
    }

    private static boolean isReset(Connection c, Segment s) {
        return c.state().isSynchronized() && c.state() != TcpState.TIME_WAIT && s.has(RST);
    }

    private static boolean isSyn(Connection c, Segment s) {
        return c.state().isSynchronized() && c.state() != TcpState.TIME_WAIT && s.has(SYN) && !s.has(RST);
    }

    private static boolean isBareReset(Segment s) {
        return s.has(RST) && !s.has(ACK);
    }

    private static Outcome textOfSynTaken(Connection c, Segment s, Seeds.RulesFor rules) {
        if (!isSyn(c, s) || s.payload().isEmpty()) {
            return rules.on(s);
        }
        Segment text = s.withSeq(c.rcv().nxt()).withFlags(ACK).withAck(c.snd().una());
        return Outcomes.losingText(rules.on(text), c);
    }

    private static Outcome acknowledging(Segment s, Outcome right) {
        Connection c = right.connection();
        return right.emissions().isEmpty()
                ? right
                : Outcomes.with(right, c.with(c.rcv().withNxt(s.end())));
    }

    /** Counts what looks like a challenge: the same acknowledgment once more. */
    private static final class OneLimit implements Fault {
        private static final int LIMIT = 10;
        private final Map<Integer, Segment> last = new HashMap<>();
        private int challenges;

        @Override
        public Optional<Packet> transmit(Packet packet) {
            Segment s = packet.segment();
            if (s == null || s.length() > 0 || s.has(RST)) {
                return Optional.of(packet);
            }
            Segment before = last.put(s.destinationPort(), s);
            boolean challenge = before == null
                    || before.seq().equals(s.seq()) && before.ack().equals(s.ack());
            return challenge && ++challenges > LIMIT ? Optional.empty() : Optional.of(packet);
        }
    }
}
