package io.statecraft.stack;

import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What is in flight, segment by segment, and what is known of each: RFC 6675's scoreboard. Without SACK it counts the duplicate
 * acknowledgments, each of which says that one segment has left the network (RFC 5681 section 3.2). Amounts are octets by {@code weight},
 * or segments where it is said.
 */
final class Scoreboard {
    private final ToLongFunction<SentSegment> weight;
    private final List<SentSegment> segments = new ArrayList<>(); // by sequence number, without gaps
    private int departed; // duplicate acknowledgments, in place of SACK

    /** @param weight how much a segment counts, in octets */
    Scoreboard(ToLongFunction<SentSegment> weight) {
        this.weight = weight;
    }

    /** How much a segment counts, in octets. */
    long weigh(SentSegment segment) {
        return weight.applyAsLong(segment);
    }

    List<SentSegment> segments() {
        return segments;
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    /** Something new is sent. */
    void add(SentSegment segment) {
        segments.add(segment);
    }

    /** Forgets everything: it is going to be sent in other pieces. */
    void clear() {
        segments.clear();
        departed = 0;
    }

    // ---- what the peer says

    /** What an acknowledgment has changed. */
    static final class News {
        private final List<SentSegment> acknowledged = new ArrayList<>();
        private final List<SentSegment> sacked = new ArrayList<>();

        /** Segments that are acknowledged now: they have left the scoreboard. */
        List<SentSegment> acknowledged() {
            return acknowledged;
        }

        /** Segments that are reported for the first time, by SACK. */
        List<SentSegment> sacked() {
            return sacked;
        }
    }

    /** Everything before {@code una} is acknowledged; a segment's rest stays. */
    void acknowledge(SequenceNumber una, News news) {
        while (!segments.isEmpty() && segments.get(0).to().isAtOrBefore(una)) {
            news.acknowledged.add(segments.remove(0));
        }
        if (!segments.isEmpty() && segments.get(0).from().isBefore(una)) {
            SentSegment first = segments.get(0);
            segments.set(0, first.between(una, first.to(), first.closesRecord()));
        }
    }

    /** The peer reports blocks; a segment counts when it is wholly inside of one. */
    void sack(List<TcpOption.Sack.Block> blocks, News news) {
        for (SentSegment segment : segments) {
            if (!segment.isSacked() && isCovered(segment, blocks)) {
                segment.sacked(true);
                segment.lost(false);
                news.sacked.add(segment);
            }
        }
    }

    private static boolean isCovered(SentSegment segment, List<TcpOption.Sack.Block> blocks) {
        for (TcpOption.Sack.Block block : blocks) {
            if (block.left().isAtOrBefore(segment.from()) && block.right().isAtOrAfter(segment.to())) {
                return true;
            }
        }
        return false;
    }

    /** A duplicate acknowledgment without SACK: some segment has arrived behind the one that is missing. */
    void duplicate() {
        if (departed < segments.size() - 1) {
            departed++;
        }
    }

    /** An acknowledgment without SACK says that {@code count} segments are there: those that duplicates spoke of are among them. */
    void forgetDuplicates(int count) {
        departed = Math.max(0, departed - Math.max(0, count - 1));
        departed = Math.min(departed, Math.max(0, segments.size() - 1));
    }

    /** No duplicates have been counted. */
    void forgetDuplicates() {
        departed = 0;
    }

    /** RFC 2018 section 8: what was reported does not count any more. */
    void forgetSacks() {
        segments.forEach(segment -> segment.sacked(false));
        departed = 0;
    }

    // ---- what follows

    /** Pipe of RFC 6675: what is in the network, as far as one can tell. */
    long pipe() {
        long octets = 0;
        for (SentSegment segment : segments) {
            boolean there = !segment.isSacked() && !segment.isLost();
            octets += (there ? 1 : 0) * weight.applyAsLong(segment)
                    + (isCopyThere(segment) ? weight.applyAsLong(segment) : 0);
        }
        long gone = segments.isEmpty() ? 0 : departed * weight.applyAsLong(segments.get(segments.size() - 1));
        return Math.max(0, octets - gone);
    }

    private static boolean isCopyThere(SentSegment segment) {
        return segment.isResent() && !segment.isSacked();
    }

    /** FlightSize of RFC 5681: what is not acknowledged. */
    long flightSize() {
        long octets = 0;
        for (SentSegment segment : segments) {
            octets += weight.applyAsLong(segment);
        }
        return octets;
    }

    int count() {
        return segments.size();
    }

    /** Segments that are reported, or that duplicates speak of. */
    int sackedCount() {
        int count = departed;
        for (SentSegment segment : segments) {
            count += segment.isSacked() ? 1 : 0;
        }
        return count;
    }

    int lostCount() {
        int count = 0;
        for (SentSegment segment : segments) {
            count += segment.isLost() ? 1 : 0;
        }
        return count;
    }

    /** Segments whose copies are on their way. */
    int resentCount() {
        int count = 0;
        for (SentSegment segment : segments) {
            count += isCopyThere(segment) ? 1 : 0;
        }
        return count;
    }

    /** The segment to be sent again first: taken for lost, and not sent again since; null if there is none. */
    SentSegment nextLost() {
        for (SentSegment segment : segments) {
            if (segment.isLost() && !segment.isResent()) {
                return segment;
            }
        }
        return null;
    }

    /** The one sent last in sequence. */
    SentSegment last() {
        return segments.get(segments.size() - 1);
    }

    /** The oldest that is not acknowledged. */
    SentSegment first() {
        return segments.get(0);
    }

    /**
     * IsLost of RFC 6675 section 4, for each: so many segments, or so many octets, were reported behind it.
     *
     * @param copiesToo whether the copy that went again is lost too, when so many segments have arrived that were sent after it
     */
    boolean markByDuplicates(int threshold, int smss, boolean copiesToo) {
        int behind = 0;
        long octets = 0;
        boolean any = false;
        for (int i = segments.size() - 1; i >= 0; i--) {
            SentSegment segment = segments.get(i);
            if (segment.isSacked()) {
                behind++;
                octets += segment.length();
            } else if (!segment.isLost()
                    && !segment.isResent()
                    && (behind >= threshold || octets > (long) (threshold - 1) * smss)) {
                segment.lost(true);
                any = true;
            } else if (copiesToo && segment.isResent() && countSentAfter(segment, i) >= threshold) {
                segment.lostAgain();
                any = true;
            }
        }
        return any;
    }

    /** How many of those behind {@code segment}, which is at index {@code at}, have arrived and were sent after it. */
    private long countSentAfter(SentSegment segment, int at) {
        return segments.subList(at + 1, segments.size()).stream()
                .filter(later -> later.isSacked() && later.sentAt() > segment.sentAt())
                .count();
    }

    /** The oldest is taken for lost, also if it was sent again before: whether it was not yet. */
    boolean markFirst() {
        if (segments.isEmpty() || first().isSacked() || first().isLost() && !first().isResent()) {
            return false;
        }
        first().lostAgain();
        return true;
    }

    // ---- pieces

    /** Puts a segment and those behind it together as far as that fits into {@code most} octets; the one that results. */
    SentSegment joined(SentSegment segment, int most) {
        int at = segments.indexOf(segment);
        SentSegment whole = segment;
        while (at + 1 < segments.size() && whole.length() < most) {
            SentSegment next = segments.get(at + 1);
            boolean fits = whole.length() + next.length() <= most
                    && !whole.closesRecord()
                    && !next.isSacked()
                    && next.isLost() == whole.isLost()
                    && !next.isResent();
            if (!fits) {
                break;
            }
            segments.remove(at + 1);
            whole = whole.between(whole.from(), next.to(), next.closesRecord());
            segments.set(at, whole);
        }
        return whole;
    }

    /** Cuts a segment that has become too long; the first part. */
    SentSegment cut(SentSegment segment, int most) {
        int at = segments.indexOf(segment);
        SequenceNumber middle = segment.from().plus(most);
        SentSegment first = segment.between(segment.from(), middle, false);
        segments.set(at, first);
        segments.add(at + 1, segment.between(middle, segment.to(), segment.closesRecord()));
        return first;
    }

    /** Everything that is not reported is taken for lost, and cut anew into pieces of {@code most} octets. */
    void loseAll(int most) {
        List<SentSegment> old = List.copyOf(segments);
        segments.clear();
        SentSegment run = null;
        for (SentSegment segment : old) {
            boolean continues = run != null && !segment.isSacked();
            if (run != null && !continues) {
                addCut(run, most);
                run = null;
            }
            if (segment.isSacked()) {
                segments.add(segment);
            } else {
                run = continues ? run.between(run.from(), segment.to(), segment.closesRecord()) : segment;
            }
        }
        if (run != null) {
            addCut(run, most);
        }
    }

    private void addCut(SentSegment run, int most) {
        SequenceNumber from = run.from();
        while (from.isBefore(run.to())) {
            SequenceNumber to = SequenceNumber.min(from.plus(most), run.to());
            SentSegment piece = run.between(from, to, to.equals(run.to()) && run.closesRecord());
            piece.lostAgain();
            segments.add(piece);
            from = to;
        }
    }
}
