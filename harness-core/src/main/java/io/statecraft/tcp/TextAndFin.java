package io.statecraft.tcp;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.CLOSE_WAIT;
import static io.statecraft.tcp.TcpState.CLOSING;
import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static io.statecraft.tcp.TcpState.FIN_WAIT_1;
import static io.statecraft.tcp.TcpState.FIN_WAIT_2;
import static io.statecraft.tcp.TcpState.TIME_WAIT;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.URG;

import io.statecraft.tcp.Emission.Urgency;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;

/** Sixth to eighth step of RFC 9293 section 3.10.7.4: urgent pointer, text, FIN. */
final class TextAndFin {
    private TextAndFin() {}

    /** After the ACK field has made {@code c} of a connection that was in {@code before}. */
    static Outcome after(TcpState before, Connection c, Segment s, Choices choices) {
        if (c.state() == CLOSED) {
            // LAST-ACK: our FIN is acknowledged.
            return resetsTextBehindFin(c, s, choices) ? Outcome.of(c).abort("RFC9293:SHLD-3") : Outcome.of(c);
        }
        if (before == TIME_WAIT && s.has(FIN)) {
            // The peer's FIN once more. One that comes with the acknowledgment that ends CLOSING is another, behind it.
            return Outcome.of(c).acknowledge(Urgency.AT_ONCE, "RFC9293:MUST-13").restartingTimeWait();
        }
        boolean stray = c.state() == TIME_WAIT
                && s.length() == 0
                && !s.seq().equals(c.rcv().nxt());
        if (stray && choices.pick(Choice.ACK_IN_TIME_WAIT) == Answer.CHALLENGE) {
            return Outcome.of(c).challenge(choices, "RFC9293:3.10.7.4");
        }
        return process(Outcome.of(c), s, choices);
    }

    static Outcome process(Outcome before, Segment s, Choices choices) {
        Connection c = before.connection();
        boolean receiving = c.state() == ESTABLISHED || c.state() == FIN_WAIT_1 || c.state() == FIN_WAIT_2;
        if (!receiving) {
            return s.length() > 0 ? behindFin(before, s, choices) : before;
        }
        // RFC 2525 section 2.17, SHLD-3: nobody will read this text.
        if (c.detached() && hasNewText(c, s) && choices.pick(Choice.TEXT_AFTER_CLOSE) == Answer.RESET) {
            return before.abort("RFC9293:SHLD-3").with(c.in(CLOSED));
        }
        Outcome read = text(s.has(URG) ? before.tell(UserSignal.URGENT) : before, s, choices);
        return fin(read, s);
    }

    /** Since the peer's FIN there should be neither URG, nor text, nor another FIN: they are ignored. */
    private static Outcome behindFin(Outcome before, Segment s, Choices choices) {
        Connection c = before.connection();
        ReceiveSpace rcv = c.rcv();
        if (c.state() != TIME_WAIT && resetsTextBehindFin(c, s, choices)) {
            return before.abort("RFC9293:SHLD-3").with(c.in(CLOSED));
        }
        boolean another = s.has(FIN) && s.end().isAfter(rcv.nxt());
        if (another && s.seq().isAtOrBefore(rcv.nxt()) && choices.pick(Choice.FIN_BEHIND_FIN) == Answer.ACT) {
            return before.with(c.with(rcv.withNxt(s.end()))).acknowledge(Urgency.AT_ONCE, "RFC9293:3.10.7.4");
        }
        // What is ignored need not be acknowledged; what is left of RCV.NXT is the business of the first step.
        return before.acknowledge(Urgency.OPTIONAL, "RFC9293:3.10.7.4");
    }

    private static boolean resetsTextBehindFin(Connection c, Segment s, Choices choices) {
        return c.detached() && hasNewText(c, s) && choices.pick(Choice.TEXT_BEHIND_FIN_AFTER_CLOSE) == Answer.RESET;
    }

    private static boolean hasNewText(Connection c, Segment s) {
        return !s.payload().isEmpty()
                && s.seq().plus(s.payload().length()).isAfter(c.rcv().nxt());
    }

    /** Seventh: what is new of the text and inside the window is taken, in order or to be held. */
    private static Outcome text(Outcome before, Segment s, Choices choices) {
        Connection c = before.connection();
        ReceiveSpace rcv = c.rcv();
        if (s.payload().isEmpty()) {
            return before;
        }
        SequenceNumber from = SequenceNumber.max(s.seq(), rcv.nxt());
        SequenceNumber end = s.seq().plus(s.payload().length());
        SequenceNumber to = SequenceNumber.min(end, rcv.nxt().plus(window(rcv, end, choices)));
        if (!to.isAfter(from)) {
            return before.acknowledge(Urgency.AT_ONCE, "RFC9293:3.10.7.4"); // nothing new, or no room
        }
        SequenceRange taken = new SequenceRange(from, to);
        if (from.isAfter(rcv.nxt())) {
            // A gap: an immediate duplicate ACK tells the peer (RFC 5681 section 4.2).
            Outcome held = choices.pick(Choice.TEXT_OUT_OF_ORDER) == Answer.ACT
                    ? before.with(c.with(rcv.holding(taken))).storing(taken)
                    : before;
            return held.acknowledge(Urgency.AT_ONCE, "RFC5681:4.2");
        }
        boolean fillsGap = !rcv.held().isEmpty();
        return before.with(c.with(rcv.advancedTo(to)))
                .storing(taken)
                .acknowledge(fillsGap ? Urgency.AT_ONCE : Urgency.SOON, "RFC9293:MUST-40");
    }

    /** The window that counts for text up to {@code end}: the one shown, or the room behind it. */
    private static long window(ReceiveSpace rcv, SequenceNumber end, Choices choices) {
        boolean beyond = end.isAfter(rcv.nxt().plus(rcv.wnd())) && rcv.room() > rcv.wnd();
        return beyond && choices.pick(Choice.WINDOW_EDGE) == Answer.ACT ? rcv.room() : rcv.wnd();
    }

    /** Eighth: the FIN, this segment's or one that was held, once all before it has come. */
    private static Outcome fin(Outcome before, Segment s) {
        Connection c = before.connection();
        ReceiveSpace rcv = c.rcv();
        if (s.has(FIN)) {
            SequenceNumber at = s.seq().plus(s.payload().length());
            boolean inside = at.isAtOrBefore(rcv.nxt().plus(rcv.room()));
            rcv = inside ? rcv.withFin(at) : rcv;
        }
        if (rcv.fin() == null || !rcv.fin().equals(rcv.nxt())) {
            boolean waits = s.has(FIN) && s.payload().isEmpty();
            Outcome kept = before.with(c.with(rcv));
            return waits ? kept.acknowledge(Urgency.AT_ONCE, "RFC5681:4.2") : kept;
        }
        Connection closed = c.with(rcv.withNxt(rcv.nxt().plus(1)));
        Connection next =
                switch (c.state()) {
                    case ESTABLISHED -> closed.in(CLOSE_WAIT);
                    // Our FIN acknowledged, perhaps in this segment, would have made this FIN-WAIT-2.
                    case FIN_WAIT_1 -> closed.in(CLOSING);
                    case FIN_WAIT_2 -> closed.in(TIME_WAIT);
                    default -> throw new AssertionError(c.state());
                };
        Outcome told = before.with(next).tell(UserSignal.CLOSING);
        return (next.state() == TIME_WAIT ? told.restartingTimeWait() : told)
                .acknowledge(Urgency.AT_ONCE, "RFC9293:3.10.7.4");
    }
}
