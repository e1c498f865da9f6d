package io.statecraft.oracle;

import io.statecraft.tcp.Connection;
import io.statecraft.tcp.SendSpace;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;

/**
 * Judges a segment from the target against one hypothesis. Sending is judged, not predicted: the RFCs leave open how text is cut and
 * when it goes, within what is permitted.
 */
final class SegmentSent {
    private SegmentSent() {}

    /** {@code ecn}: the IP header's ECN field. */
    static Judged judge(Hypothesis h, Segment s, int ecn, long time, Facts facts) {
        if (!facts.superSegments && s.header().checksum().isPresent()) {
            return Judged.struck(Contradiction.ofField("RFC9293:MUST-2", "a segment with a correct checksum"));
        }
        if (s.header().reserved() != 0) {
            return Judged.struck(Contradiction.ofField("RFC9293:3.1", "a segment whose reserved bits are zero"));
        }
        Contradiction option = OptionsSent.check(h.connection(), s, facts);
        option = option != null ? option : EcnSent.check(h, s, ecn, facts);
        if (option != null) {
            return Judged.struck(option);
        }
        if (s.has(TcpFlag.RST)) {
            return ResetSent.judge(h, s, time, facts);
        } else if (s.has(TcpFlag.SYN)) {
            return SynSegmentSent.judge(h, s, time);
        }
        return textOrAcknowledgment(h, s, time, facts);
    }

    private static Judged textOrAcknowledgment(Hypothesis before, Segment s, long time, Facts facts) {
        Hypothesis h = tookMore(before, s);
        Connection c = h.connection();
        Contradiction why = stateAllows(h, c, time);
        why = why != null ? why : acknowledges(c, s);
        why = why != null ? why : s.length() > 0 ? TextSent.check(h, s, facts) : bareAcknowledgment(c, s, facts);
        why = why != null || !c.timestamps()
                ? why
                : facts.stamps.check(s, c.rcv().nxt());
        return why != null
                ? Judged.struck(why)
                : Judged.allowed(sent(h, s, time)).against(FastOpenSent.ofAnswer(before, s, facts));
    }

    /** If the acknowledgment tells that the target took text beyond the window that it had shown, it did. */
    private static Hypothesis tookMore(Hypothesis h, Segment s) {
        Connection c = h.connection();
        boolean more = s.ack().isAfter(c.rcv().nxt()) && s.ack().isAtOrBefore(h.ackable());
        return more ? h.with(c.with(c.rcv().advancedTo(s.ack()))) : h;
    }

    private static Contradiction stateAllows(Hypothesis h, Connection c, long time) {
        boolean answering = c.state() == TcpState.SYN_RECEIVED
                && (c.early()
                        || h.history().mayThrottle(time)
                        || h.owed().stream().anyMatch(Owed::isAcknowledgment));
        if (c.state().isSynchronized() && h.issKnown() || answering) {
            return null;
        }
        return switch (c.state()) {
            case SYN_SENT -> Contradiction.ofState("RFC9293:3.10.7.3", "SYN-SENT: nothing but its SYN");
            case SYN_RECEIVED -> Contradiction.ofState("RFC9293:3.10.7.4", "SYN-RECEIVED: nothing but its SYN,ACK");
            default -> Contradiction.ofState("RFC9293:3.10.7.1", c.state() + ": nothing but resets");
        };
    }

    private static Contradiction acknowledges(Connection c, Segment s) {
        if (!s.has(TcpFlag.ACK)) {
            return Contradiction.ofField("RFC9293:3.1", "the ACK bit, on every segment of an established connection");
        }
        return s.ack().equals(c.rcv().nxt())
                ? null
                : Contradiction.ofField(
                        "RFC9293:3.4", c.state() + ": an acknowledgment of what is received, " + Notation.ack(c));
    }

    /** No text, no FIN: an acknowledgment, a window update, a keep-alive or a window probe. */
    private static Contradiction bareAcknowledgment(Connection c, Segment s, Facts facts) {
        SendSpace snd = c.snd();
        boolean inside = s.seq().isAtOrAfter(snd.una().minus(1)) && s.seq().isAtOrBefore(snd.nxt());
        if (!inside) {
            return Contradiction.ofField(
                    "RFC9293:3.10.7.4", c.state() + ": an acknowledgment at SND.NXT, " + Notation.seqAndAck(c));
        }
        boolean probe = s.seq().isBefore(snd.nxt()) && snd.inFlight() == 0;
        boolean nothingToSend = snd.unsent() == 0 && !(snd.closing() && !snd.finSent());
        return probe && nothingToSend && !facts.keepAlive
                ? Contradiction.ofField(
                        "RFC9293:MUST-25", "no keep-alive: SO_KEEPALIVE is not on, and there is nothing to probe for")
                : null;
    }

    private static Hypothesis sent(Hypothesis h, Segment s, long time) {
        Connection c = h.connection();
        SendSpace snd = c.snd();
        boolean takesSpace = s.length() > 0;
        boolean again = takesSpace && s.seq().isBefore(snd.nxt());
        boolean probe = !takesSpace && s.seq().isBefore(snd.nxt());
        if (takesSpace && s.end().isAfter(snd.nxt())) {
            c = c.with(snd.withNxt(s.end()));
        }
        History history = h.history();
        if (takesSpace) {
            Reduction reduction = history.reduction();
            history = history.sentAt(time, again)
                    .with(
                            again
                                    ? reduction.lost(c.snd().nxt())
                                    : s.payload().isEmpty() ? reduction : reduction.told(s));
        } else if (probe) {
            history = history.probedAt(time);
        }
        return Payments.acknowledged(
                Windows.shown(h.with(c).with(history.with(history.synText().answer())), s), s, time);
    }
}
