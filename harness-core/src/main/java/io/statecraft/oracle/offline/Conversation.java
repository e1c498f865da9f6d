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

    /** A former connection's numbers; null for an end that was not heard. */
    record Former(Integer firstMax, Integer secondMax) {}

    /** Numbers of one connection that come close together are no farther apart. */
    static final int NEAR = 1 << 24;

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
        former = new Former(
                first.spoke || former == null ? maxOf(first) : former.firstMax,
                second.spoke || former == null ? maxOf(second) : former.secondMax);
        first = freshInPlaceOf(first);
        second = freshInPlaceOf(second);
        plain = false;
        abstains = false;
    }

    private static Integer maxOf(Side side) {
        return side.spoke ? side.max : null;
    }

    private static Side freshInPlaceOf(Side side) {
        Side fresh = new Side();
        fresh.checksumsSeen = side.checksumsSeen;
        fresh.checksumsUnfit = side.checksumsUnfit;
        return fresh;
    }

    /** What one end has said so far was no part of the connection that it begins now; what the other said was. */
    void begins(Side side) {
        if (side == first) {
            first = freshInPlaceOf(side);
        } else {
            second = freshInPlaceOf(side);
        }
        plain = false;
    }

    /** Whether the segment may be a late one of the connection before this. */
    boolean mayBeFormer(Side sender, SegmentView s) {
        if (former == null) {
            return false;
        }
        return isNear(s.seq, sender == first ? former.firstMax : former.secondMax)
                || s.has(SegmentView.ACK) && isNear(s.ack, sender == first ? former.secondMax : former.firstMax);
    }

    private static boolean isNear(int number, Integer max) {
        return max == null || Math.abs(number - max) < NEAR;
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
