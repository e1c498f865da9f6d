package io.statecraft.oracle.offline;

import io.statecraft.oracle.offline.SegmentView.Checksum;

/**
 * Whether what a segment said can be held against its sender. One that goes by header prediction is not summed up: what it said is good enough
 * to widen what is possible. Before it is held against somebody, its checksum is looked at, where it stands in the capture.
 */
final class Verification {
    /** It has been looked at: the sum was right, or is filled in behind the tap. */
    static final int DONE = 0;

    /** The capture does not have all of it: nobody can tell. */
    static final int IMPOSSIBLE = -1;

    private final Octets octets;
    private final SegmentView earlier = new SegmentView();
    private byte[] packet = new byte[2048];

    Verification(Octets octets) {
        this.octets = octets;
    }

    /** How a segment that has gone by the checks can be verified later: what {@link #holds} wants as the size. */
    static int afterChecks(SegmentView s) {
        return s.isCut() ? IMPOSSIBLE : DONE;
    }

    /** The same for one that has gone by header prediction. */
    static int afterPrediction(SegmentView s) {
        return s.isCut() ? IMPOSSIBLE : s.size();
    }

    /** Whether the segment of {@code sender} at {@code fileOffset} was whole when it was captured. */
    boolean holds(Side sender, long fileOffset, int size) {
        if (size <= 0) {
            return size == DONE;
        }
        if (packet.length < size) {
            packet = new byte[size];
        }
        return octets.read(fileOffset, packet, size)
                && earlier.read(packet, 0, size, size) == SegmentView.Kind.TCP
                && (sender.checksumsUnfit || earlier.checksum() != Checksum.WRONG);
    }
}
