package io.statecraft.oracle.offline;

import static io.statecraft.oracle.offline.SegmentView.ACK;

import io.statecraft.oracle.Reactions;
import io.statecraft.tcp.Connection;
import io.statecraft.tcp.Emission;
import io.statecraft.tcp.SendSpace;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;

/**
 * Resets: each answers a segment, or gives a connection up. Which segment asks for which reset, the rules say; here they are asked for every
 * segment of the peer that may have been the one.
 */
final class ResetChecks {
    private final SegmentLog log;

    ResetChecks(SegmentLog log) {
        this.log = log;
    }

    /** What the reset of {@code a} is charged with; null if it may be. */
    Charge of(Side a, Side b, SegmentView s) {
        int seq = s.seq;
        int ack = s.ack;
        boolean hasAck = s.has(ACK);
        if (isExplained(a, b, seq, ack, hasAck)) {
            return null;
        }
        return Charge.unless(
                "RFC9293:3.5.2",
                "no reset: no segment asks for this one" + (onlyResets(b) ? ", and a reset is never answered" : ""),
                () -> !isExplained(a, b, seq, ack, hasAck));
    }

    private boolean isExplained(Side a, Side b, int seq, int ack, boolean hasAck) {
        // Where the capture does not have the connection from its start, or one direction alone, anything may have
        // come.
        boolean whole = (b.synSeen || onlyResets(b) && a.synSeen) && (a.synSeen || !a.spoke);
        return !whole
                || isOwn(a, b, seq)
                || !a.synSeen && mayBeUnseenOwn(b, ack, hasAck)
                || answers(a, b, seq, ack, hasAck);
    }

    /** An abort in SYN-RECEIVED whose SYN,ACK did not come this far: its number can be any, its acknowledgment cannot. */
    private static boolean mayBeUnseenOwn(Side b, int ack, boolean hasAck) {
        return !hasAck || ack - b.iss > 0 && ack - b.max <= 0;
    }

    /** An abort: in the states in which there is something to reset, somewhere in what is sent (RFC 9293 section 3.10.5). */
    static boolean isOwn(Side a, Side b, int seq) {
        if (!a.synSeen || !a.synAckSeen && !a.synchronised && !b.synSeen) {
            return false; // SYN-SENT: the TCB is deleted, and no more
        }
        int end = b.edgeKnown && b.edge + 2 - a.max > 0 ? b.edge + 2 : a.max;
        return seq - a.iss >= 0 && seq - end <= 0;
    }

    /** Whether it may have been sent before there was a connection: by the listener, to a segment that came too early or out of order. */
    boolean mayBeTheListeners(Side a, Side b, SegmentView s) {
        return a.synAckSeen && !s.has(ACK) && answers(a, b, s.seq, s.ack, false);
    }

    private static boolean onlyResets(Side b) {
        return !b.spoke && b.resetSeen;
    }

    private boolean answers(Side a, Side b, int seq, int ack, boolean hasAck) {
        for (long entry = b.logged; entry >= 0; entry = log.before(entry)) {
            if (!log.has(entry)) {
                return true; // too long ago to say
            }
            if (isPossibleAnswer(entry, seq, ack, hasAck) && rulesAnswer(a, entry, seq, ack, hasAck)) {
                return true;
            }
        }
        return false;
    }

    /** A first look at the numbers, so that the rules are asked only of what can lead to this reset at all. */
    private boolean isPossibleAnswer(long entry, int seq, int ack, boolean hasAck) {
        return (log.flags(entry) & ACK) != 0 ? log.ack(entry) == seq : hasAck && seq == 0 && endOf(entry) == ack;
    }

    private int endOf(long entry) {
        int flags = log.flags(entry);
        return log.seq(entry)
                + log.length(entry)
                + ((flags & SegmentView.SYN) != 0 ? 1 : 0)
                + ((flags & SegmentView.FIN) != 0 ? 1 : 0);
    }

    /** Whether the rules, in a state that the endpoint may have been in, answer the logged segment so. */
    private boolean rulesAnswer(Side a, long entry, int seq, int ack, boolean hasAck) {
        Segment arriving = Segment.between(0, 0)
                .withSeq(new SequenceNumber(log.seq(entry)))
                .withAck(new SequenceNumber(log.ack(entry)))
                .withFlags(log.flags(entry))
                .withPayload(Bytes.zeros(log.length(entry)));
        return resets(Connection.closed(), arriving, seq, ack, hasAck)
                || resets(Connection.listening(0xffff), arriving, seq, ack, hasAck)
                || a.synSeen && resets(halfOpen(a, TcpState.SYN_SENT), arriving, seq, ack, hasAck)
                || a.synSeen && resets(halfOpen(a, TcpState.SYN_RECEIVED), arriving, seq, ack, hasAck);
    }

    private static Connection halfOpen(Side a, TcpState state) {
        SequenceNumber iss = new SequenceNumber(a.iss);
        return Connection.closed()
                .with(SendSpace.startingAt(iss).withNxt(iss.plus(1)))
                .in(state);
    }

    private static boolean resets(Connection c, Segment arriving, int seq, int ack, boolean hasAck) {
        for (Emission emission : Reactions.of(c, arriving)) {
            if (emission.kind() == Emission.Kind.RESET
                    && emission.seq().bits() == seq
                    && ((emission.flags() & ACK) == 0
                            || hasAck && emission.ack().bits() == ack)) {
                return true;
            }
        }
        return false;
    }
}
