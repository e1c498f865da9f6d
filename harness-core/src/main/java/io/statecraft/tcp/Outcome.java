package io.statecraft.tcp;

import io.statecraft.tcp.Emission.Kind;
import io.statecraft.tcp.Emission.Urgency;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule makes of an event.
 *
 * @param connection the connection afterwards; in CLOSED, it is to be deleted
 * @param emissions what is to be sent, in order
 * @param signals what the user is told, in order
 * @param text the part of the segment's text that is to be stored for the user, in order or held; null if none is
 * @param restartTimeWait whether the time-wait timer starts anew
 */
public record Outcome(
        Connection connection,
        List<Emission> emissions,
        List<UserSignal> signals,
        SequenceRange text,
        boolean restartTimeWait) {

    private static final int ACK = TcpFlag.ACK.mask();
    private static final int RST = TcpFlag.RST.mask();
    private static final int SYN = TcpFlag.SYN.mask();

    public Outcome {
        emissions = List.copyOf(emissions);
        signals = List.copyOf(signals);
    }

    /** Nothing but the connection. */
    public static Outcome of(Connection connection) {
        return new Outcome(connection, List.of(), List.of(), null, false);
    }

    /** The event is dropped: the connection is as it was. */
    static Outcome drop(Connection connection) {
        return of(connection);
    }

    /** The same, going on from another connection. */
    Outcome with(Connection next) {
        return new Outcome(next, emissions, signals, text, restartTimeWait);
    }

    Outcome send(Emission emission) {
        List<Emission> more = new ArrayList<>(emissions);
        more.add(emission);
        return new Outcome(connection, more, signals, text, restartTimeWait);
    }

    Outcome tell(UserSignal signal) {
        List<UserSignal> more = new ArrayList<>(signals);
        more.add(signal);
        return new Outcome(connection, emissions, more, text, restartTimeWait);
    }

    Outcome storing(SequenceRange range) {
        return new Outcome(connection, emissions, signals, range, restartTimeWait);
    }

    Outcome restartingTimeWait() {
        return new Outcome(connection, emissions, signals, text, true);
    }

    /** {@code <SEQ=ISS><CTL=SYN>}. */
    Outcome sendSyn(String clause) {
        return send(new Emission(Kind.SYN, connection.snd().iss(), SequenceNumber.ZERO, SYN, Urgency.AT_ONCE, clause));
    }

    /** {@code <SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>}. */
    Outcome sendSynAck(String clause) {
        return send(new Emission(
                Kind.SYN_ACK, connection.snd().iss(), connection.rcv().nxt(), SYN | ACK, Urgency.AT_ONCE, clause));
    }

    /** {@code <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>}. */
    Outcome acknowledge(Urgency urgency, String clause) {
        return send(
                new Emission(Kind.ACK, connection.snd().nxt(), connection.rcv().nxt(), ACK, urgency, clause));
    }

    /** {@code <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>} in reply to what is dropped, unless it is held back (RFC 5961 section 7). */
    Outcome challenge(Choices choices, String clause) {
        if (choices.pick(Choice.ACK_THROTTLE) == Answer.IGNORE) {
            return this;
        }
        return send(new Emission(
                Kind.CHALLENGE_ACK, connection.snd().nxt(), connection.rcv().nxt(), ACK, Urgency.AT_ONCE, clause));
    }

    /** {@code <SEQ=SND.NXT><CTL=RST>} for an abort, with the ACK bit as stacks send it. */
    Outcome abort(String clause) {
        return send(new Emission(
                Kind.RESET, connection.snd().nxt(), connection.rcv().nxt(), RST | ACK, Urgency.AT_ONCE, clause));
    }

    /**
     * The reset for a segment that has no connection here (RFC 9293 section 3.10.7.1): {@code <SEQ=SEG.ACK><CTL=RST>}, or {@code
     * <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>} if it has no ACK.
     */
    Outcome sendResetFor(Segment s, String clause) {
        return s.has(TcpFlag.ACK)
                ? send(new Emission(Kind.RESET, s.ack(), SequenceNumber.ZERO, RST, Urgency.AT_ONCE, clause))
                : send(new Emission(Kind.RESET, SequenceNumber.ZERO, s.end(), RST | ACK, Urgency.AT_ONCE, clause));
    }
}
