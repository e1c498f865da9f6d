package io.statecraft.stack;

/** How much of what is in flight is in which condition, kept with each change of a segment, so that nobody has to go through all of them. */
final class Tally {
    private final Amount all = new Amount();
    private final Amount sacked = new Amount();
    private final Amount lost = new Amount();
    private final Amount waiting = new Amount();
    private final Amount originals = new Amount();
    private final Amount copies = new Amount();

    /** So many segments, with so many octets of sequence space. */
    static final class Amount {
        private int count;
        private long octets;

        int count() {
            return count;
        }

        long octets() {
            return octets;
        }

        private void change(int sign, int length) {
            count += sign;
            octets += (long) sign * length;
        }
    }

    /** Everything that is not acknowledged. */
    Amount all() {
        return all;
    }

    /** What the peer has reported. */
    Amount sacked() {
        return sacked;
    }

    /** What is taken for lost, whether it went again or not. */
    Amount lost() {
        return lost;
    }

    /** What is taken for lost, and did not go again since. */
    Amount waiting() {
        return waiting;
    }

    /** What is believed to be on its way as it went first, or was reported by nobody. */
    Amount originals() {
        return originals;
    }

    /** What went again, and is believed to be on its way. */
    Amount copies() {
        return copies;
    }

    /** Counts a segment as it is. */
    void add(SentSegment segment) {
        change(segment, 1);
    }

    /** Takes a segment out that is as it was when it was counted. */
    void remove(SentSegment segment) {
        change(segment, -1);
    }

    private void change(SentSegment segment, int sign) {
        int length = segment.length();
        all.change(sign, length);
        if (segment.isLost()) {
            lost.change(sign, length);
            if (!segment.isResent()) {
                waiting.change(sign, length);
            }
        }
        if (segment.isSacked()) {
            sacked.change(sign, length);
            return;
        }
        if (!segment.isLost()) {
            originals.change(sign, length);
        }
        if (segment.isResent()) {
            copies.change(sign, length);
        }
    }
}
