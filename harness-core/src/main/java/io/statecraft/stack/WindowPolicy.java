package io.statecraft.stack;

/** Which window a receiver shows, and when it says that it has grown: silly window avoidance (RFC 9293 section 3.8.6.2.2). All in octets. */
public enum WindowPolicy {
    /** The right edge stays until it can move by a segment or half the buffer. */
    RFC9293 {
        @Override
        long window(long edge, long free, long capacity, int mss) {
            return free - edge >= Math.min(capacity / 2, mss) ? free : edge;
        }

        @Override
        boolean isUpdateDue(long edge, long free, long capacity, int mss) {
            return free - edge >= Math.min(capacity / 2, mss);
        }
    },
    /** BSD: whatever is free, unless it is less than a segment and a quarter of the buffer; updates are rarer than windows. */
    BSD {
        @Override
        long window(long edge, long free, long capacity, int mss) {
            return free < capacity / 4 && free < mss ? edge : Math.max(free, edge);
        }

        @Override
        boolean isUpdateDue(long edge, long free, long capacity, int mss) {
            long growth = window(edge, free, capacity, mss) - edge;
            if (growth >= 2L * mss && (growth >= capacity / 4 || free <= capacity / 8 || capacity <= 8L * mss)) {
                return true;
            }
            return growth > 0 && 2 * growth >= capacity;
        }
    },
    /** Linux: text takes twice its size in the buffer; whole segments, and nothing when little is left. */
    LINUX {
        @Override
        long window(long edge, long free, long capacity, int mss) {
            long full = capacity / 2;
            long space = full - (capacity - free);
            if (space < full / 2 && (space < full / 16 || space < mss)) {
                return edge;
            }
            boolean keeps = edge > space - mss && edge <= space;
            return keeps ? edge : Math.max(edge, space > mss ? space - space % mss : space);
        }

        @Override
        boolean isUpdateDue(long edge, long free, long capacity, int mss) {
            long next = window(edge, free, capacity, mss);
            return next > edge && next >= 2 * edge;
        }
    };

    /** The window of a SYN, of which no edge was shown before. */
    long initial(long capacity, int mss) {
        return Math.min(window(0, capacity, capacity, mss), LARGEST_UNSCALED);
    }

    private static final long LARGEST_UNSCALED = 65_535;

    /**
     * The window to show.
     *
     * @param edge how far the right edge shown before is from RCV.NXT: the window must not be less (SHLD-14)
     * @param free what the buffer has room for
     * @param capacity of the buffer
     * @param mss of our own side
     */
    abstract long window(long edge, long free, long capacity, int mss);

    /** Whether a window that has grown is worth a segment of its own. */
    abstract boolean isUpdateDue(long edge, long free, long capacity, int mss);
}
