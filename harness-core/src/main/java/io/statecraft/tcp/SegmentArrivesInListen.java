package io.statecraft.tcp;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;

/**
 * SEGMENT ARRIVES in LISTEN: RFC 9293 section 3.10.7.2. The outcome's connection is the new one; the listener goes on listening, and
 * there is no new one as long as the state is LISTEN.
 */
final class SegmentArrivesInListen {
    private SegmentArrivesInListen() {}

    static Outcome at(Connection c, Segment s, SequenceNumber iss, Choices choices) {
        // First, check for a RST: it could not have been sent in reply to anything from here.
        if (s.has(RST)) {
            return Outcome.drop(c);
        }
        // Second, check for an ACK: any is bad here.
        if (s.has(ACK)) {
            if (s.has(SYN) && choices.pick(Choice.SYN_ACK_IN_LISTEN) == Answer.IGNORE) {
                return Outcome.drop(c);
            }
            return Outcome.of(c).sendResetFor(s, "RFC9293:3.10.7.2");
        }
        // Third, check for a SYN. Fourth, anything else: not likely to get here, drop it.
        if (!s.has(SYN) || s.has(FIN) && choices.pick(Choice.SYN_WITH_FIN) == Answer.IGNORE) {
            return Outcome.drop(c);
        }
        Connection child = Paws.recentFromSyn(c, s)
                .with(SendSpace.startingAt(iss).withNxt(iss.plus(1)).withWindow(s.window(), s.seq(), iss))
                .with(c.rcv().synchronizedAt(s.seq()))
                .offered(Offer.of(s))
                .opened(true)
                .in(TcpState.SYN_RECEIVED);
        // RFC 7413: a cookie, or text from where no cookies are wanted.
        boolean mayBeEarly = child.peer().cookie() != null
                ? !child.peer().cookie().isRequest()
                : !s.payload().isEmpty();
        if (mayBeEarly && choices.pick(Choice.FAST_OPEN) == Answer.ACT) {
            return SynText.takeEarly(Outcome.of(child.openedEarly()), s).sendSynAck("RFC7413-10");
        }
        // Any other control or text is queued for processing later.
        return SynText.keep(Outcome.of(child), s, choices).sendSynAck("RFC9293:3.10.7.2");
    }
}
