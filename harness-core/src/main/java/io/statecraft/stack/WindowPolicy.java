package io.statecraft.stack;

/** Which window a receiver shows, and when it says that it has grown: silly window avoidance (RFC 9293 section 3.8.6.2.2). */
public enum WindowPolicy {
    /** The right edge stays until it can move by a segment or half the buffer. */
    RFC9293 {
        @Override
        long window(Room room) {
            return isUpdateDue(room) ? room.free() : room.edge();
        }

        @Override
        boolean isUpdateDue(Room room) {
            return room.visible(room.free()) - room.edge() >= Math.min(room.capacity() / 2, room.mss());
        }
    },
    /** BSD: whatever is free, unless it is less than a segment and a quarter of the buffer; updates are rarer than windows. */
    BSD {
        @Override
        long window(Room room) {
            long free = room.free();
            boolean silly = free < room.capacity() / 4 && free < room.mss();
            long unit = 1L << room.shift();
            return silly ? room.edge() : Math.max((free + unit - 1) / unit * unit, room.edge());
        }

        @Override
        boolean isUpdateDue(Room room) {
            long growth = room.visible(window(room)) - room.edge();
            boolean large = growth >= room.capacity() / 4
                    || room.free() <= room.capacity() / 8
                    || room.capacity() <= 8L * room.mss();
            return growth >= 2L * room.mss() && large || growth > 0 && 2 * growth >= room.capacity();
        }
    },
    /** Linux: text takes twice its size in the buffer; whole segments while there is no scale; nothing when little is left. */
    LINUX {
        @Override
        long window(Room room) {
            long full = room.capacity() / 2;
            long mss = Math.min(room.mss(), full);
            long space = Math.max(0, full - (room.capacity() - room.free()));
            long unit = 1L << room.shift();
            if (space < full / 2 && (space < full / 16 || space - space % unit < mss)) {
                return room.edge();
            }
            if (room.shift() > 0) {
                return Math.max(room.edge(), (space + unit - 1) / unit * unit);
            }
            boolean keeps = room.edge() > space - mss && room.edge() <= space;
            return keeps ? room.edge() : Math.max(room.edge(), space - space % mss);
        }

        @Override
        boolean isUpdateDue(Room room) {
            long next = room.visible(window(room));
            return next > room.edge() && next >= 2 * room.edge();
        }
    };

    private static final long LARGEST_UNSCALED = 65_535;

    /**
     * What the choice rests on, in octets.
     *
     * @param edge how far the right edge shown before is from RCV.NXT: the window must not be less (SHLD-14)
     * @param free what the buffer has room for
     * @param capacity of the buffer
     * @param mss of our own side
     * @param shift of the window field
     */
    record Room(long edge, long free, long capacity, int mss, int shift) {
        /** As much of a window as its field can show. */
        long visible(long window) {
            return Math.min(window, LARGEST_UNSCALED << shift);
        }
    }

    /** The window of a SYN, before which no edge was shown. */
    long initial(long capacity, int mss) {
        return Math.min(window(new Room(0, capacity, capacity, mss, 0)), LARGEST_UNSCALED);
    }

    /** The window to show, in octets. */
    abstract long window(Room room);

    /** Whether a window that has grown is worth a segment of its own. */
    abstract boolean isUpdateDue(Room room);
}
