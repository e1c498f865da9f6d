package io.statecraft.tcp;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.LISTEN;
import static io.statecraft.tcp.TcpState.SYN_RECEIVED;
import static io.statecraft.tcp.TcpState.SYN_SENT;
import static io.statecraft.tcp.TcpState.TIME_WAIT;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;

/**
 * SEGMENT ARRIVES: RFC 9293 section 3.10.7. CLOSED, LISTEN and SYN-SENT have files of their own; here are the other states (section
 * 3.10.7.4), in the order of the section: sequence number, RST, SYN, ACK, URG, text, FIN.
 */
final class SegmentArrives {
    private SegmentArrives() {}

    static Outcome at(Connection c, TcpEvent.Arrival arrival, Choices choices) {
        Segment s = arrival.segment();
        SequenceNumber iss = arrival.iss();
        if (c.state() == CLOSED) {
            return SegmentArrivesInClosed.at(c, s, choices);
        } else if (c.state() == LISTEN) {
            return SegmentArrivesInListen.at(c, s, iss, choices);
        } else if (c.state() == SYN_SENT) {
            return SegmentArrivesInSynSent.at(c, s, choices);
        }
        return inOtherStates(c, arrival, choices);
    }

    private static Outcome inOtherStates(Connection c, TcpEvent.Arrival arrival, Choices choices) {
        Segment s = arrival.segment();
        if (c.state() == TIME_WAIT && s.has(SYN) && !s.has(RST) && !s.has(ACK)) {
            return SegmentArrivesInTimeWait.syn(c, s, arrival.iss(), choices);
        }
        Outcome unacceptable = Paws.check(c, s, choices);
        if (unacceptable != null) {
            return resetsFirst(c, s, choices) ? resetForAck(c, s) : unacceptable;
        }
        if (crossedSynAck(c, s) && choices.pick(Choice.CROSSED_SYN_ACK) == Answer.ACT) {
            // Its SYN is the one that RCV.NXT has already counted: what is new begins behind it.
            return AcknowledgmentOfHandshake.at(c, trimmedOfSyn(s), 0, choices);
        }
        // First, check the sequence number.
        if (!isAcceptable(c.rcv(), s, choices)) {
            return resetsFirst(c, s, choices) ? resetForAck(c, s) : outsideWindow(c, s, choices);
        }
        // Second, check the RST bit.
        if (s.has(RST)) {
            return reset(c, s, choices);
        }
        // Third, security and compartment: this endpoint has none.
        // Fourth, check the SYN bit.
        if (s.has(SYN)) {
            return resetsFirst(c, s, choices) ? resetForAck(c, s) : synInWindow(c, s, choices);
        }
        // Fifth, check the ACK field.
        Connection noted = CongestionMarks.after(stamped(c, s, choices), s, arrival.congested());
        return s.has(ACK) ? acknowledgment(noted, s, choices) : Outcome.drop(c);
    }

    /**
     * Whether the ACK field of a segment that would not get as far as the fifth step is looked at all the same: section 3.5.2 has a reset
     * in SYN-RECEIVED for whatever acknowledges what it should not, and says nothing of an order.
     */
    private static boolean resetsFirst(Connection c, Segment s, Choices choices) {
        return c.state() == SYN_RECEIVED
                && s.has(ACK)
                && !s.has(RST)
                && !AcknowledgmentOfHandshake.isAcceptable(c, s)
                && choices.pick(Choice.BAD_ACK_OF_UNACCEPTABLE_IN_SYN_RECEIVED) == Answer.RESET;
    }

    /** Group 2 of section 3.5.2: the state stays. */
    private static Outcome resetForAck(Connection c, Segment s) {
        return Outcome.of(c).sendResetFor(s, "RFC9293:3.5.2");
    }

    /** The peer's SYN,ACK of a simultaneous open (figure 8): SEG.SEQ = IRS, one to the left of the window. */
    private static boolean crossedSynAck(Connection c, Segment s) {
        return c.state() == SYN_RECEIVED
                && !c.passive()
                && s.has(SYN)
                && s.has(ACK)
                && !s.has(RST)
                && s.seq().equals(c.rcv().irs())
                && s.ack().equals(c.snd().nxt());
    }

    private static Segment trimmedOfSyn(Segment s) {
        return s.withSeq(s.seq().plus(1)).withFlags(s.flags() & ~SYN.mask());
    }

    private static boolean isAcceptable(ReceiveSpace rcv, Segment s, Choices choices) {
        if (rcv.accepts(s, rcv.wnd())) {
            return true;
        }
        return rcv.room() > rcv.wnd() && rcv.accepts(s, rcv.room()) && choices.pick(Choice.WINDOW_EDGE) == Answer.ACT;
    }

    /** First step, failed: acknowledge and drop, unless it is a reset (RFC5961-1). */
    private static Outcome outsideWindow(Connection c, Segment s, Choices choices) {
        if (s.has(RST)) {
            return Outcome.drop(c);
        }
        if (c.state() == SYN_RECEIVED && s.has(SYN) && s.seq().equals(c.rcv().irs())) {
            return switch (choices.pick(Choice.SYN_AGAIN_IN_SYN_RECEIVED)) {
                case RESEND -> Outcome.of(c).sendSynAck("RFC9293:3.10.7.4");
                case IGNORE -> Outcome.drop(c);
                default -> Outcome.of(c).challenge(choices, "RFC9293:3.10.7.4");
            };
        }
        if (c.state() == TIME_WAIT) {
            if (!s.has(ACK) && choices.pick(Choice.NO_ACK_IN_TIME_WAIT) == Answer.IGNORE) {
                return Outcome.drop(c);
            }
            // What arrives is most likely the peer's FIN again: acknowledge it, and restart the timeout.
            Outcome again = Outcome.of(c).challenge(choices, "RFC9293:MUST-13");
            return s.has(FIN) ? again.restartingTimeWait() : again;
        }
        String clause = s.has(SYN) ? "RFC5961-6" : "RFC9293:3.10.7.4";
        boolean counts = c.state() != SYN_RECEIVED && s.has(ACK) && !s.has(SYN) && hasNewsInAck(c, s);
        if (counts && choices.pick(Choice.ACK_OF_UNACCEPTABLE) == Answer.ACT) {
            // MUST-66 and appendix A.2: neither text nor FIN counts, the acknowledgment does.
            Segment bare = s.withFlags(ACK).withPayload(Bytes.EMPTY);
            Outcome counted = acknowledgment(c, bare, choices);
            return counted.connection().state() == CLOSED ? counted : counted.challenge(choices, clause);
        }
        return Outcome.of(c).challenge(choices, clause);
    }

    /** Whether the ACK field, or the window with it, would change anything. */
    private static boolean hasNewsInAck(Connection c, Segment s) {
        SendSpace snd = c.snd();
        return s.ack().isAtOrAfter(snd.una())
                && s.ack().isAtOrBefore(snd.nxt())
                && (s.ack().isAfter(snd.una()) || (long) s.window() << c.sendShift() != snd.wnd());
    }

    /** Second: a RST inside the window (RFC 5961 section 3). */
    private static Outcome reset(Connection c, Segment s, Choices choices) {
        if (c.state() == TIME_WAIT && choices.pick(Choice.RST_IN_TIME_WAIT) == Answer.IGNORE) {
            return Outcome.drop(c); // RFC 1337
        }
        boolean exact = s.seq().equals(c.rcv().nxt());
        if (!exact && choices.pick(Choice.RST_IN_WINDOW) == Answer.CHALLENGE) {
            return Outcome.of(c).challenge(choices, "RFC5961-3");
        }
        Outcome gone = Outcome.of(c.in(CLOSED));
        return switch (c.state()) {
            // MUST-11: from LISTEN, back to LISTEN and nobody need know; after an active OPEN, it was refused.
            // With Fast Open the user has the connection already, and is told.
            case SYN_RECEIVED ->
                gone.tell(c.early() ? UserSignal.RESET : c.passive() ? UserSignal.RELISTENED : UserSignal.REFUSED);
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT -> gone.tell(UserSignal.RESET);
            default -> gone;
        };
    }

    /** Fourth: a SYN inside the window (RFC 5961 section 4). */
    private static Outcome synInWindow(Connection c, Segment s, Choices choices) {
        if (c.state() == SYN_RECEIVED && c.passive()) {
            return switch (choices.pick(Choice.SYN_IN_SYN_RECEIVED)) {
                case RELISTEN -> Outcome.of(c.in(CLOSED)).tell(UserSignal.RELISTENED);
                case RESET ->
                    Outcome.of(c.in(CLOSED)).tell(UserSignal.RELISTENED).sendResetFor(s, "RFC9293:3.10.7.4");
                case RESEND -> Outcome.of(c).sendSynAck("RFC9293:3.10.7.4");
                case IGNORE -> Outcome.drop(c);
                default -> Outcome.of(c).challenge(choices, "RFC9293:3.10.7.4");
            };
        }
        // In TIME-WAIT a SYN alone has a rule of its own, so this one has ACK.
        Choice choice = c.state() == TIME_WAIT ? Choice.SYN_ACK_IN_TIME_WAIT : Choice.SYN_IN_WINDOW;
        if (choices.pick(choice) == Answer.CHALLENGE) {
            return Outcome.of(c).challenge(choices, "RFC5961-6");
        }
        Outcome aborted = choices.pick(Choice.RESET_FOR_SYN_IN_WINDOW) == Answer.ACT
                ? Outcome.of(c).abort("RFC9293:3.10.7.4")
                : Outcome.of(c).sendResetFor(s, "RFC9293:3.10.7.4");
        return aborted.with(c.in(CLOSED)).tell(UserSignal.RESET);
    }

    /** With the segment's timestamp as TS.Recent, if it counts. */
    private static Connection stamped(Connection c, Segment s, Choices choices) {
        Connection stamped = Paws.recentAfter(c, s);
        boolean changes = stamped.tsRecent() != c.tsRecent();
        boolean dropped = s.has(ACK) && (s.ack().isAfter(c.snd().nxt()) || isAncient(c, s));
        return changes && dropped && choices.pick(Choice.TIMESTAMP_WITH_BAD_ACK) == Answer.IGNORE ? c : stamped;
    }

    private static boolean isAncient(Connection c, Segment s) {
        return s.ack().isBefore(c.snd().una().minus(c.snd().maxWnd()));
    }

    /** Fifth: the ACK field. */
    private static Outcome acknowledgment(Connection c, Segment s, Choices choices) {
        if (c.state() == SYN_RECEIVED) {
            return AcknowledgmentOfHandshake.at(c, s, c.sendShift(), choices);
        }
        SendSpace snd = c.snd();
        if (isAncient(c, s) && choices.pick(Choice.ANCIENT_ACK) == Answer.CHALLENGE) {
            return Outcome.of(c).challenge(choices, "RFC5961-9");
        }
        if (s.ack().isAfter(snd.nxt())) {
            return Outcome.of(c).challenge(choices, "RFC9293:3.10.7.4");
        }
        return TextAndFin.after(c.state(), acknowledged(c, s), s, choices);
    }

    /** SND.UNA, SND.WND, and the states that wait for our FIN's acknowledgment. */
    static Connection acknowledged(Connection c, Segment s) {
        SendSpace snd = c.snd();
        boolean fresh = s.ack().isAfter(snd.una());
        if (s.ack().isAtOrAfter(snd.una())) {
            // An old segment must not update the window: WL1 and WL2 tell.
            boolean newer = snd.wl1().isBefore(s.seq())
                    || snd.wl1().equals(s.seq()) && snd.wl2().isAtOrBefore(s.ack());
            if (fresh) {
                snd = snd.withUna(s.ack());
            }
            if (newer) {
                snd = snd.withWindow((long) s.window() << c.sendShift(), s.seq(), s.ack());
            } else if (fresh) {
                // SND.WND counts from SND.UNA: the right edge stays.
                snd = snd.withWindow(
                        Math.max(0, c.snd().edge().since(s.ack())),
                        c.snd().wl1(),
                        c.snd().wl2());
            }
        }
        Connection next = c.with(snd);
        if (!snd.finAcknowledged()) {
            return next;
        }
        return switch (c.state()) {
            case FIN_WAIT_1 -> next.in(TcpState.FIN_WAIT_2);
            case CLOSING -> next.in(TIME_WAIT);
            case LAST_ACK -> next.in(CLOSED);
            default -> next;
        };
    }
}
