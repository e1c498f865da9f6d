package io.statecraft.tcp;

import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;

/** Protection against wrapped sequence numbers, and TS.Recent: RFC 7323 sections 4.3 and 5.3. */
final class Paws {
    private Paws() {}

    /** What becomes of a segment that the timestamps turn away; null if they let it pass. */
    static Outcome check(Connection c, Segment s, Choices choices) {
        if (!c.timestamps() || s.has(TcpFlag.RST)) {
            return null; // a reset is exempt
        }
        TcpOption.Timestamps stamps = s.option(TcpOption.Timestamps.class);
        if (stamps == null) {
            return choices.pick(Choice.MISSING_TIMESTAMP) == Answer.IGNORE ? Outcome.drop(c) : null;
        }
        return stamps.value() - c.tsRecent() < 0 ? Outcome.of(c).challenge(choices, "RFC7323:5.3") : null;
    }

    /** With TS.Recent brought up to date, if the segment is the one that RCV.NXT waits for. */
    static Connection recentAfter(Connection c, Segment s) {
        if (!c.timestamps()) {
            return c;
        }
        TcpOption.Timestamps stamps = s.option(TcpOption.Timestamps.class);
        return stamps != null
                        && stamps.value() - c.tsRecent() >= 0
                        && s.seq().isAtOrBefore(c.rcv().nxt())
                ? c.withTsRecent(stamps.value())
                : c;
    }

    /** With TS.Recent from the peer's SYN. */
    static Connection recentFromSyn(Connection c, Segment syn) {
        TcpOption.Timestamps stamps = syn.option(TcpOption.Timestamps.class);
        return stamps == null ? c : c.withTsRecent(stamps.value());
    }
}
