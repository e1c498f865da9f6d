package io.statecraft.oracle.offline;

import java.util.function.Consumer;
import java.util.function.Predicate;

/** The connections that are alive, by their ends: a hash table of their own, since nothing else is asked as often. */
final class Conversations {
    private static final int SMALLEST = 1 << 10;

    private final Consumer<Conversation> forgotten;
    private Conversation[] slots = new Conversation[SMALLEST];
    private int size;
    private boolean fromFirst;

    /** @param forgotten is told of each that is let go */
    Conversations(Consumer<Conversation> forgotten) {
        this.forgotten = forgotten;
    }

    int size() {
        return size;
    }

    /** Whether the segment last asked for came from the conversation's first end. */
    boolean fromFirst() {
        return fromFirst;
    }

    /** The conversation that the segment belongs to; a new one if there is none. */
    Conversation of(SegmentView s) {
        Conversation known = find(s);
        return known != null ? known : begin(s);
    }

    /** The conversation that the segment belongs to; null if there is none. */
    Conversation find(SegmentView s) {
        fromFirst = isFromFirst(s);
        int mask = slots.length - 1;
        int at = hash(s) & mask;
        while (slots[at] != null && !matches(slots[at], s, fromFirst)) {
            at = at + 1 & mask;
        }
        return slots[at];
    }

    private Conversation begin(SegmentView s) {
        if (size + 1 > slots.length / 2) {
            rebuild(slots.length * 2, c -> false);
        }
        Conversation fresh = new Conversation(s, fromFirst);
        put(fresh);
        size++;
        return fresh;
    }

    /** Lets go of those that {@code done} holds of. */
    void forget(Predicate<Conversation> done) {
        rebuild(slots.length, done);
    }

    private void rebuild(int capacity, Predicate<Conversation> done) {
        Conversation[] old = slots;
        slots = new Conversation[capacity];
        size = 0;
        for (Conversation c : old) {
            if (c == null) {
                continue;
            }
            if (done.test(c)) {
                forgotten.accept(c);
                continue;
            }
            put(c);
            size++;
        }
    }

    private void put(Conversation c) {
        int mask = slots.length - 1;
        int at = hash(c) & mask;
        while (slots[at] != null) {
            at = at + 1 & mask;
        }
        slots[at] = c;
    }

    private static boolean isFromFirst(SegmentView s) {
        if (s.sourceLow != s.destinationLow) {
            return s.sourceLow < s.destinationLow;
        } else if (s.sourceHigh != s.destinationHigh) {
            return s.sourceHigh < s.destinationHigh;
        }
        return s.sourcePort <= s.destinationPort;
    }

    private static boolean matches(Conversation c, SegmentView s, boolean fromFirst) {
        return fromFirst
                ? c.firstLow == s.sourceLow
                        && c.secondLow == s.destinationLow
                        && c.firstPort == s.sourcePort
                        && c.secondPort == s.destinationPort
                        && c.firstHigh == s.sourceHigh
                        && c.secondHigh == s.destinationHigh
                        && c.version == s.version
                        && c.captureInterface == s.captureInterface
                : c.secondLow == s.sourceLow
                        && c.firstLow == s.destinationLow
                        && c.secondPort == s.sourcePort
                        && c.firstPort == s.destinationPort
                        && c.secondHigh == s.sourceHigh
                        && c.firstHigh == s.destinationHigh
                        && c.version == s.version
                        && c.captureInterface == s.captureInterface;
    }

    private static int hash(SegmentView s) {
        return mix(
                s.sourceHigh + s.destinationHigh + s.sourceLow + s.destinationLow,
                (s.sourceLow ^ s.destinationLow) + (s.sourcePort ^ s.destinationPort),
                s.sourcePort + s.destinationPort);
    }

    private static int hash(Conversation c) {
        return mix(
                c.firstHigh + c.secondHigh + c.firstLow + c.secondLow,
                (c.firstLow ^ c.secondLow) + (c.firstPort ^ c.secondPort),
                c.firstPort + c.secondPort);
    }

    /** The same for both directions. */
    private static int mix(long addresses, long crossed, int ports) {
        long h = addresses * 0x9e37_79b9_7f4a_7c15L ^ crossed * 0xc2b2_ae3d_27d4_eb4fL ^ ports * 0x1656_67b1_9e37_79f9L;
        h ^= h >>> 32;
        h *= 0xd6e8_feb8_6659_fd93L;
        return (int) (h >>> 32);
    }
}
