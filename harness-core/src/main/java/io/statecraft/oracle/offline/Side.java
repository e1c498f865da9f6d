package io.statecraft.oracle.offline;

import java.util.Arrays;

/**
 * What the capture has shown of one endpoint's sending: bounds in primitive fields, since there are two of these for every connection.
 * Sequence numbers are 32 bits and compared by their difference.
 */
final class Side {
    /** Runs out of order that are kept apart; beyond that the farthest grow together. */
    private static final int MOST_RUNS = 32;

    /** Numbers that are farther apart are not compared. */
    static final int FAR = 1 << 30;

    /** It has sent something that is no reset. */
    boolean spoke;

    // The handshake.
    /** Its SYN has been seen, with the number below. */
    boolean synSeen;

    int iss;
    /** Octets of text that came with its SYN. */
    int synText;
    /** Its SYN had the ACK bit, at least once. */
    boolean synAckSeen;

    /** What its SYN,ACK acknowledged. */
    int synAcknowledged;
    /** It acknowledged the peer's SYN with something else than a SYN: it was in a synchronized state. */
    boolean synchronised;
    /** Fast Open: text may come before the handshake is complete. */
    boolean fastOpen;

    // What its SYNs offered: in one of them, and in all of them.
    int offeredOnce;
    int offeredAlways;
    /** The window scale shift that its SYN had. */
    int shift;

    int synWindow;
    /** By how much its window field counts on segments without SYN; {@link #UNKNOWN} if that is not known. */
    int scale = UNKNOWN;

    static final int UNKNOWN = -1;

    static final int STAMPS = 1;
    static final int SACK = 2;
    static final int SCALE = 4;

    // What it sent.
    /** The highest sequence number after anything that it sent: SND.NXT is at least this. */
    int max;
    /** The same without what an acknowledgment alone tells: SND.NXT counts a FIN that was not seen. */
    int textMax;
    /** Up to here the capture has everything, from the start of the connection or from where the capture begins. */
    int contiguous;

    private int[] runs; // out of order: from, to, from, to, … disjoint, in order
    private int runCount;

    boolean finSeen;
    /** The FIN's sequence number. */
    int fin;

    boolean resetSeen;
    /** It reset a connection that it had. */
    boolean aborted;
    /** Where the peer was then. */
    int peerAtReset;

    // What it acknowledged.
    boolean acks;
    /** The highest acknowledgment, its TSval, where in the file it stands, and how it can be verified. */
    int ack;

    int ackStamp;
    long ackAt;
    int ackSize;

    boolean edgeKnown;
    /** The rightmost edge of the window that it showed. */
    int edge;

    int edgeStamp;
    long edgeAt;
    int edgeSize;

    boolean stamped;
    /** The capture lacks the options of one of its segments: it may have sent later timestamps than were seen. */
    boolean stampsUnread;

    int stampMax;

    /** Whether its checksums have been looked at, and whether they are not to be trusted: the capture was made before they were filled in. */
    boolean checksumsSeen;

    boolean checksumsUnfit;

    /** The last of its segments in the log; -1 if none. */
    long logged = -1;

    /** A segment of it that the capture does not have whole, and that may have been damaged, has told how far its stream goes. */
    boolean blurred;

    /** Once it has broken a MUST nothing more is said of it: what follows from a wrong state proves nothing. */
    boolean accused;

    boolean warned;

    /** Something that could not be proven was said of it: the first is enough. */
    boolean doubted;

    /** Something that it acknowledged and that the peer has not been seen to send; null if there is no such thing. */
    Suspicion claim;

    /** A SYN,ACK of its own that acknowledges another SYN; null if there is none. */
    Suspicion stray;

    /** The largest number of states that it may have been in. */
    int mostStates;

    boolean offersAlways(int option) {
        return synSeen && (offeredAlways & option) != 0;
    }

    boolean offersOnce(int option) {
        return (offeredOnce & option) != 0;
    }

    /** Whether the initial sequence number is near enough to say that something is before it. */
    boolean isYoung() {
        return synSeen && max - iss >= 0 && max - iss < FAR;
    }

    /**
     * It acknowledged something, and showed a window of {@code window} octets from there, or none that can be told.
     *
     * @param verifiable how it can be verified: a size as {@link Verification} has it
     */
    void acknowledged(SegmentView s, long window, int stamp, int verifiable) {
        if (!acks || s.ack - ack > 0) {
            acks = true;
            ack = s.ack;
            ackStamp = stamp;
            ackAt = s.fileOffset;
            ackSize = verifiable;
        }
        if (window >= 0) {
            shows(s.ack + (int) window, stamp, s.fileOffset, verifiable);
        }
    }

    void shows(int right, int stamp, long at, int verifiable) {
        if (!edgeKnown || right - edge > 0) {
            edgeKnown = true;
            edge = right;
            edgeStamp = stamp;
            edgeAt = at;
            edgeSize = verifiable;
        }
    }

    /** A sequence number of its own, counted from its initial one where that is known. */
    String relative(int number) {
        return Integer.toUnsignedString(synSeen ? number - iss : number);
    }

    /** Whether the stream can end at {@code end}: no text beyond it has been seen, and no number beyond the FIN. */
    boolean canEndAt(int end) {
        return !spoke || end - textMax >= 0 && max - end <= 1;
    }

    /**
     * Whether an acknowledgment of what it sent may have this number. No window is larger than half of what this allows: what is farther would
     * only make nonsense of comparisons.
     */
    boolean canBeAcknowledgedAt(int number) {
        return !spoke || number - max < FAR && number - max > -FAR;
    }

    boolean hasGaps() {
        return contiguous != max;
    }

    /** It sent {@code from} up to {@code to}. */
    void sent(int from, int to) {
        if (!spoke) {
            spoke = true;
            max = to;
            textMax = from == to ? to - 1 : to; // a FIN before the capture began may have the number before
            contiguous = to;
            return;
        }
        if (to - max > 0) {
            max = to;
        }
        if (from != to && to - textMax > 0) {
            textMax = to;
        }
        if (from - contiguous <= 0) {
            if (to - contiguous > 0) {
                contiguous = to;
                absorb();
            }
        } else if (from != to) {
            keep(from, to);
        }
    }

    /** What was not seen below {@code to} was there all the same: the peer has it. */
    void filled(int to) {
        if (to - contiguous > 0) {
            contiguous = to;
            absorb();
        }
    }

    private void absorb() {
        int taken = 0;
        while (taken < runCount && runs[2 * taken] - contiguous <= 0) {
            if (runs[2 * taken + 1] - contiguous > 0) {
                contiguous = runs[2 * taken + 1];
            }
            taken++;
        }
        if (taken > 0) {
            System.arraycopy(runs, 2 * taken, runs, 0, 2 * (runCount - taken));
            runCount -= taken;
        }
    }

    private void keep(int from, int to) {
        if (runs == null) {
            runs = new int[8];
        }
        int at = 0;
        while (at < runCount && runs[2 * at + 1] - from < 0) {
            at++;
        }
        int end = at;
        int low = from;
        int high = to;
        while (end < runCount && runs[2 * end] - to <= 0) {
            low = runs[2 * end] - low < 0 ? runs[2 * end] : low;
            high = runs[2 * end + 1] - high > 0 ? runs[2 * end + 1] : high;
            end++;
        }
        replace(at, end, low, high);
    }

    /** Puts one run in the place of those from {@code at} to before {@code end}. */
    private void replace(int at, int end, int low, int high) {
        int count = runCount - (end - at) + 1;
        if (count > MOST_RUNS) {
            // Only to say what is missing from the capture: the last run takes the new one in.
            runs[2 * runCount - 1] = high - runs[2 * runCount - 1] > 0 ? high : runs[2 * runCount - 1];
            return;
        }
        if (2 * count > runs.length) {
            runs = Arrays.copyOf(runs, 2 * runs.length);
        }
        System.arraycopy(runs, 2 * end, runs, 2 * at + 2, 2 * (runCount - end));
        runs[2 * at] = low;
        runs[2 * at + 1] = high;
        runCount = count;
    }
}
