package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission.Kind;
import io.statecraft.tcp.Offer;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;

/** Judges a SYN or SYN,ACK from the target. */
final class SynSegmentSent {
    private SynSegmentSent() {}

    static Judged judge(Hypothesis before, Segment s, long time) {
        Connection was = before.connection();
        boolean synAck = s.has(TcpFlag.ACK);
        // A CLOSE before the handshake's end is already FIN-WAIT-1, and the SYN,ACK may still have to be sent again.
        boolean fits = synAck
                ? was.state() == TcpState.SYN_RECEIVED
                        || was.state() == TcpState.FIN_WAIT_1
                                && was.snd().una().equals(was.snd().iss())
                : was.state() == TcpState.SYN_SENT;
        if (!fits) {
            return Judged.struck(
                    Contradiction.ofState("RFC9293:3.10.7", was.state() + ": no " + (synAck ? "SYN,ACK" : "SYN")));
        }
        Kind kind = synAck ? Kind.SYN_ACK : Kind.SYN;
        boolean due = before.owed().stream().anyMatch(owed -> owed.emission().kind() == kind);
        boolean again = before.issKnown() && !due;
        Hypothesis h = before.rebased(s.seq());
        Connection c = h.connection();
        if (!s.seq().equals(c.snd().iss())) {
            return Judged.struck(Contradiction.ofField(
                    "RFC9293:3.4.1",
                    c.state() + ": the initial sequence number that it began with, "
                            + c.snd().iss()));
        }
        if (synAck && s.ack().isAfter(c.rcv().nxt()) && s.ack().isAtOrBefore(textOfSyn(c))) {
            // Text that came with the SYN may be acknowledged with it (RFC 9293 section 3.4).
            h = h.with(c.with(c.rcv().advancedTo(s.ack())));
            c = h.connection();
        }
        if (synAck
                && c.early()
                && s.ack().isAfter(c.rcv().irs().plus(1))
                && s.ack().isBefore(c.rcv().nxt())) {
            // Fast Open: as much of it was taken as there was room for, which only this tells.
            int less = c.rcv().nxt().since(s.ack());
            h = h.with(c.with(c.rcv().withNxt(s.ack()).read(less))).ackable(s.ack());
            c = h.connection();
        }
        if (synAck && !s.ack().equals(c.rcv().nxt())) {
            return Judged.struck(Contradiction.ofField(
                    "RFC9293:3.10.7.2", c.state() + ": a SYN,ACK that acknowledges the SYN, " + Notation.ack(c)));
        }
        if (s.has(TcpFlag.FIN)) {
            return Judged.struck(Contradiction.ofField("RFC9293:3.10.7", c.state() + ": a SYN without FIN"));
        }
        SequenceNumber textEnd = s.textStart().plus(s.payload().length());
        if (textEnd.isAfter(c.snd().end())) {
            return Judged.struck(Contradiction.ofField(
                    "RFC9293:3.10.2",
                    c.state() + ": a SYN with no more text than the user has handed over, up to "
                            + Notation.sent(c, c.snd().end())));
        }
        h = h.with(c.with(c.snd().withNxt(SequenceNumber.max(c.snd().nxt(), textEnd))));
        c = h.connection();
        // What an earlier copy offered counts, if this one leaves it out: some stacks drop options when a SYN is lost.
        Hypothesis offered = h.with(c.offering(Offer.of(s))).with(h.history().sentAt(time, again));
        Hypothesis paid = Payments.paid(offered, kind);
        return Judged.allowed(Windows.shown(Payments.acknowledged(paid, s, time), s))
                .against(FastOpenSent.ofSyn(s, again));
    }

    /** The end of the text that is held since it came with the SYN. */
    private static SequenceNumber textOfSyn(Connection c) {
        boolean held = !c.rcv().held().isEmpty()
                && c.rcv().held().get(0).from().equals(c.rcv().nxt());
        return held ? c.rcv().held().get(0).to() : c.rcv().nxt();
    }
}
