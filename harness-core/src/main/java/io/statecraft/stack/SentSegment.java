package io.statecraft.stack;

import io.statecraft.wire.SequenceNumber;

/** A segment in flight: what it carried, and what has become of it so far. Changed by its {@link Scoreboard} alone. */
final class SentSegment {
    private final SequenceNumber from;
    private final SequenceNumber to;
    private final boolean closesRecord;
    private final int train;
    private long sentAt;
    private boolean sacked;
    private boolean lost;
    private boolean resent; // and the copy that went again is still on its way, as far as one knows
    private boolean everResent;
    private Tally tally; // null: it is not in flight any more, or not yet
    private DeliveryRate.Mark mark; // null: nobody measures how fast it is delivered

    /**
     * @param to behind its last octet, or behind its FIN
     * @param closesRecord whether it must not be put together with what follows
     * @param train the number of the train that it left in
     */
    SentSegment(SequenceNumber from, SequenceNumber to, long now, boolean closesRecord, int train) {
        this.from = from;
        this.to = to;
        this.sentAt = now;
        this.closesRecord = closesRecord;
        this.train = train;
    }

    SequenceNumber from() {
        return from;
    }

    SequenceNumber to() {
        return to;
    }

    /** Octets of sequence space. */
    int length() {
        return to.since(from);
    }

    boolean closesRecord() {
        return closesRecord;
    }

    /** The number of the train that it left in. */
    int train() {
        return train;
    }

    /** When it was sent last, in nanoseconds. */
    long sentAt() {
        return sentAt;
    }

    /** Whether the peer has reported it as received (RFC 2018). */
    boolean isSacked() {
        return sacked;
    }

    /** Whether it is taken for lost. */
    boolean isLost() {
        return lost;
    }

    /** Whether it was sent again, and nothing says that the copy was lost as well. */
    boolean isResent() {
        return resent;
    }

    /** Whether it was ever sent again: its round trip cannot be measured (Karn's algorithm). */
    boolean wasResent() {
        return everResent;
    }

    /** How far delivery had come when it was sent last; null if nobody measures that. */
    DeliveryRate.Mark mark() {
        return mark;
    }

    void mark(DeliveryRate.Mark value) {
        mark = value;
    }

    void sacked(boolean value) {
        leave();
        sacked = value;
        enter();
    }

    void lost(boolean value) {
        leave();
        lost = value;
        enter();
    }

    void lostAgain() {
        leave();
        lost = true;
        resent = false;
        enter();
    }

    void sentAgain(long now) {
        leave();
        sentAt = now;
        resent = true;
        everResent = true;
        enter();
    }

    /** Counts from now on, with each change, in {@code flight}. */
    void join(Tally flight) {
        tally = flight;
        enter();
    }

    /** Counts no more. */
    void part() {
        leave();
        tally = null;
    }

    private void enter() {
        if (tally != null) {
            tally.add(this);
        }
    }

    private void leave() {
        if (tally != null) {
            tally.remove(this);
        }
    }

    /** The same with other edges. */
    SentSegment between(SequenceNumber start, SequenceNumber end, boolean closes) {
        SentSegment part = new SentSegment(start, end, sentAt, closes, train);
        part.sacked = sacked;
        part.lost = lost;
        part.resent = resent;
        part.everResent = everResent;
        part.mark = mark;
        return part;
    }
}
