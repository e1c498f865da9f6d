package io.statecraft.oracle.offline;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import java.nio.ByteBuffer;

/** A connection as the capture has it: two endpoints, and what went before between the same ports. */
final class Conversation {
    // The ends; the first is the lesser of the two.
    final int version;
    final long firstHigh;
    final long firstLow;
    final int firstPort;
    final long secondHigh;
    final long secondLow;
    final int secondPort;
    final int captureInterface;

    Side first = new Side();
    Side second = new Side();

    /** What was between these ports before: its segments may still be on the way. Null if there was nothing. */
    Former former;

    /** Nothing but text in order and its acknowledgments is to be expected: {@link FastPath} may judge. */
    boolean plain;

    /** It cannot be told which numbers count: nothing is judged. */
    boolean abstains;

    long lastTime;
    long segments;

    /** A former connection's numbers. */
    record Former(int firstMax, int secondMax) {}

    private static final int NEAR = 1 << 24;

    Conversation(SegmentView s, boolean fromFirst) {
        version = s.version;
        captureInterface = s.captureInterface;
        firstHigh = fromFirst ? s.sourceHigh : s.destinationHigh;
        firstLow = fromFirst ? s.sourceLow : s.destinationLow;
        firstPort = fromFirst ? s.sourcePort : s.destinationPort;
        secondHigh = fromFirst ? s.destinationHigh : s.sourceHigh;
        secondLow = fromFirst ? s.destinationLow : s.sourceLow;
        secondPort = fromFirst ? s.destinationPort : s.sourcePort;
    }

    Side peerOf(Side side) {
        return side == first ? second : first;
    }

    /** A new connection takes this one's place. */
    void reopen() {
        former = new Former(first.max, second.max);
        Side[] fresh = {new Side(), new Side()};
        fresh[0].checksumsSeen = first.checksumsSeen;
        fresh[0].checksumsUnfit = first.checksumsUnfit;
        fresh[1].checksumsSeen = second.checksumsSeen;
        fresh[1].checksumsUnfit = second.checksumsUnfit;
        first = fresh[0];
        second = fresh[1];
        plain = false;
        abstains = false;
    }

    /** Whether the segment may be a late one of the connection before this. */
    boolean mayBeFormer(Side sender, SegmentView s) {
        if (former == null) {
            return false;
        }
        int bySeq = s.seq - (sender == first ? former.firstMax : former.secondMax);
        int byAck = s.ack - (sender == first ? former.secondMax : former.firstMax);
        return Math.abs(bySeq) < NEAR || s.has(SegmentView.ACK) && Math.abs(byAck) < NEAR;
    }

    /** Whether nothing more is to come but what is old. */
    boolean isOver() {
        return first.resetSeen || second.resetSeen || first.finSeen && second.finSeen;
    }

    /** The ends, with {@code side}'s as the local one. */
    FourTuple endsOf(Side side) {
        return side == first
                ? new FourTuple(address(firstHigh, firstLow), firstPort, address(secondHigh, secondLow), secondPort)
                : new FourTuple(address(secondHigh, secondLow), secondPort, address(firstHigh, firstLow), firstPort);
    }

    private IpAddress address(long high, long low) {
        byte[] bytes = version == 4
                ? ByteBuffer.allocate(4).putInt((int) low).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        return new IpAddress(Bytes.of(bytes));
    }
}
