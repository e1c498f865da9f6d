package io.statecraft.tcp;

import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;

/** SEGMENT ARRIVES in CLOSED: RFC 9293 section 3.10.7.1. */
final class SegmentArrivesInClosed {
    private SegmentArrivesInClosed() {}

    static Outcome at(Connection c, Segment s, Choices choices) {
        if (s.has(TcpFlag.RST) || choices.pick(Choice.SEGMENT_WHILE_CLOSED) == Answer.IGNORE) {
            return Outcome.drop(c);
        }
        return Outcome.of(c).sendResetFor(s, "RFC9293:3.10.7.1");
    }
}
