package io.statecraft.tcp;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static io.statecraft.tcp.TcpState.SYN_RECEIVED;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;

import io.statecraft.tcp.Emission.Urgency;
import io.statecraft.wire.Segment;

/** SEGMENT ARRIVES in SYN-SENT: RFC 9293 section 3.10.7.3. */
final class SegmentArrivesInSynSent {
    private SegmentArrivesInSynSent() {}

    static Outcome at(Connection c, Segment s, Choices choices) {
        SendSpace snd = c.snd();
        // First, check the ACK bit: SND.UNA < SEG.ACK =< SND.NXT is acceptable.
        boolean acceptable = s.has(ACK) && s.ack().isAfter(snd.una()) && s.ack().isAtOrBefore(snd.nxt());
        if (s.has(ACK) && !acceptable) {
            // A reset is never answered.
            return s.has(RST) ? Outcome.drop(c) : Outcome.of(c).sendResetFor(s, "RFC9293:3.10.7.3");
        }
        // Second, check the RST bit.
        if (s.has(RST)) {
            return acceptable ? Outcome.of(c.in(CLOSED)).tell(UserSignal.RESET) : Outcome.drop(c);
        }
        // Third, security and compartment: this endpoint has none.
        // Fourth, check the SYN bit: the peer's half of the handshake, or a simultaneous open (MUST-10).
        if (!s.has(SYN) || s.has(FIN) && choices.pick(Choice.SYN_WITH_FIN) == Answer.IGNORE) {
            return Outcome.drop(c);
        }
        Connection synchronising =
                Paws.recentFromSyn(c, s).offered(Offer.of(s)).with(c.rcv().synchronizedAt(s.seq()));
        return acceptable ? handshakeComplete(synchronising, s, choices) : simultaneousOpen(synchronising, s, choices);
    }

    private static Outcome handshakeComplete(Connection c, Segment s, Choices choices) {
        // The window of a SYN is never scaled (RFC 7323 section 2.2).
        // Text of our SYN that is not acknowledged was not taken: it goes again, now (RFC 7413 section 4.2.2).
        Connection established = c.with(
                        c.snd().withUna(s.ack()).unsentFromUna().withWindow(s.window(), s.seq(), s.ack()))
                .in(ESTABLISHED);
        if (established.snd().closing()) {
            established = established.in(TcpState.FIN_WAIT_1);
        }
        Outcome told = Outcome.of(established).tell(UserSignal.ESTABLISHED);
        // Text, URG and FIN go on at the sixth step; their acknowledgment is that of the SYN, too.
        Segment rest = s.withSeq(s.seq().plus(1)).withFlags(s.flags() & ~SYN.mask());
        boolean discarded = !rest.payload().isEmpty() && choices.pick(Choice.TEXT_WITH_SYN) == Answer.IGNORE;
        if (rest.length() > 0 && !discarded) {
            return TextAndFin.process(told, rest, choices);
        }
        return told.acknowledge(Urgency.AT_ONCE, "RFC9293:3.10.7.3");
    }

    private static Outcome simultaneousOpen(Connection c, Segment s, Choices choices) {
        Connection received = c.with(c.snd().withWindow(s.window(), s.seq(), s.ack()))
                .opened(false) // MUST-11: remembered as active
                .in(SYN_RECEIVED);
        return SynText.keep(Outcome.of(received), s, choices).sendSynAck("RFC9293:MUST-10");
    }
}
