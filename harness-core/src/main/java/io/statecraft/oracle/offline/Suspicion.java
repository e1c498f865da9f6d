package io.statecraft.oracle.offline;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.Packet;
import io.statecraft.wire.PacketCodec;
import io.statecraft.wire.PacketNotation;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import java.nio.ByteBuffer;

/** A segment that is charged with something, with all that a report says of it: the capture has gone on since. */
final class Suspicion {
    final Conversation conversation;
    final Side side;
    final Charge charge;
    final long number;
    final long time;
    final String event;
    /** Whether it may have been damaged on the way. */
    final boolean damaged;
    /** Whether nobody can tell that it, or what speaks against it, was not damaged: the capture has too little of it. */
    final boolean unverified;
    /** For a claim: the sequence number that the peer has not been seen to reach. For a stray SYN,ACK: its own. */
    final int claimed;

    final int states;

    Suspicion(Conversation conversation, Side side, Charge charge, SegmentView s, int claimed, int states) {
        this.conversation = conversation;
        this.side = side;
        this.charge = charge;
        this.number = s.number;
        this.time = s.time;
        this.claimed = claimed;
        this.states = states;
        this.event = textOf(s, side, conversation.peerOf(side));
        this.unverified = s.isCut() || charge.ownWords() && side.blurred;
        this.damaged = s.checksum() == SegmentView.Checksum.WRONG;
    }

    /** The segment as scripts write it, numbers counted from the initial ones where they are known. */
    static String textOf(SegmentView s, Side sender, Side receiver) {
        byte[] copy = java.util.Arrays.copyOfRange(s.bytes, s.ipStart, s.capturedEnd);
        Packet packet =
                PacketCodec.decodeTrustingChecksums(ByteBuffer.wrap(copy)).packet();
        Segment segment = packet.segment();
        if (segment == null) {
            return "a segment that cannot be printed";
        }
        long seqBase = sender.synSeen || segment.has(TcpFlag.SYN)
                ? Integer.toUnsignedLong(sender.synSeen ? sender.iss : s.seq)
                : 0;
        long ackBase = receiver.synSeen ? Integer.toUnsignedLong(receiver.iss) : 0;
        // Its length by the headers, not by what the capture has of it.
        Segment whole = segment.withPayload(Bytes.zeros(s.length));
        return PacketNotation.segment(whole, seqBase, ackBase);
    }
}
