package io.statecraft.tcp;

import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;

/** A SYN in TIME-WAIT: RFC 9293 section 3.6.1 (MAY-2), RFC 6191 section 2. */
final class SegmentArrivesInTimeWait {
    private SegmentArrivesInTimeWait() {}

    static Outcome syn(Connection c, Segment s, SequenceNumber iss, Choices choices) {
        if (s.has(TcpFlag.FIN) && choices.pick(Choice.SYN_WITH_FIN) == Answer.IGNORE) {
            return Outcome.drop(c);
        }
        return switch (choices.pick(choice(c, s))) {
            // A new connection takes the place of the old: CLOSED here, and the listener sees the SYN.
            case ACT -> Outcome.of(c.in(TcpState.CLOSED)).tell(UserSignal.RELISTENED);
            case IGNORE -> Outcome.drop(c);
            default -> Outcome.of(c).challenge(choices, "RFC9293:3.10.7.4");
        };
    }

    private static Choice choice(Connection c, Segment s) {
        if (s.seq().isAfter(c.rcv().nxt()) || hasNewerTimestamp(c, s)) {
            return Choice.SYN_IN_TIME_WAIT;
        }
        return s.seq().equals(c.rcv().nxt()) ? Choice.SYN_AT_RCV_NXT_IN_TIME_WAIT : Choice.OLD_SYN_IN_TIME_WAIT;
    }

    private static boolean hasNewerTimestamp(Connection c, Segment s) {
        TcpOption.Timestamps stamps = s.option(TcpOption.Timestamps.class);
        return c.timestamps() && stamps != null && stamps.value() - c.tsRecent() > 0;
    }
}
