package io.statecraft.tcp;

import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;

/** A SYN in TIME-WAIT: RFC 9293 section 3.6.1 (MAY-2), RFC 6191 section 2. */
final class SegmentArrivesInTimeWait {
    private SegmentArrivesInTimeWait() {}

    static Outcome syn(Connection c, Segment s, SequenceNumber iss, Choices choices) {
        boolean newer = s.seq().isAfter(c.rcv().nxt()) || hasNewerTimestamp(c, s);
        Answer answer = choices.pick(Choice.SYN_IN_TIME_WAIT);
        if (newer && answer == Answer.ACT) {
            // A new connection takes the place of the old: CLOSED here, and the listener sees the SYN.
            return Outcome.of(c.in(TcpState.CLOSED)).tell(UserSignal.RELISTENED);
        }
        return answer == Answer.IGNORE ? Outcome.drop(c) : Outcome.of(c).challenge(choices, "RFC9293:3.10.7.4");
    }

    private static boolean hasNewerTimestamp(Connection c, Segment s) {
        TcpOption.Timestamps stamps = s.option(TcpOption.Timestamps.class);
        return c.timestamps() && stamps != null && stamps.value() - c.tsRecent() > 0;
    }
}
