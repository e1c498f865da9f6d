package io.statecraft.stack;

import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * What is in flight, segment by segment, and what is known of each: RFC 6675's scoreboard. Without SACK it counts the duplicate
 * acknowledgments, each of which says that one segment has left the network (RFC 5681 section 3.2). Amounts are octets, or
 * segments where it is said.
 */
final class Scoreboard {
    private final IntSupplier wholeSize; // null: a segment counts as it is
    private final List<SentSegment> segments = new ArrayList<>(); // by sequence number, without gaps
    private final Tally tally = new Tally();
    private SequenceNumber highest; // where the highest segment ends that was reported; null: none
    private int departed; // duplicate acknowledgments, in place of SACK

    /** @param wholeSize octets that each segment counts, however small it is; null if it counts its own */
    Scoreboard(IntSupplier wholeSize) {
        this.wholeSize = wholeSize;
    }

    /** How much a segment counts, in octets. */
    long weigh(SentSegment segment) {
        return wholeSize == null ? segment.length() : wholeSize.getAsInt();
    }

    private long weigh(Tally.Amount amount) {
        return wholeSize == null ? amount.octets() : (long) amount.count() * wholeSize.getAsInt();
    }

    List<SentSegment> segments() {
        return segments;
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    /** Something new is sent. */
    void add(SentSegment segment) {
        append(segment);
    }

    private void append(SentSegment segment) {
        insert(segments.size(), segment);
    }

    private void insert(int at, SentSegment segment) {
        segments.add(at, segment);
        segment.join(tally);
    }

    private SentSegment remove(int at) {
        SentSegment segment = segments.remove(at);
        segment.part();
        return segment;
    }

    private void replace(int at, SentSegment segment) {
        segments.set(at, segment).part();
        segment.join(tally);
    }

    /** Forgets everything: it is going to be sent in other pieces. */
    void clear() {
        removeAll();
        departed = 0;
    }

    private void removeAll() {
        segments.forEach(SentSegment::part);
        segments.clear();
        highest = null;
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
            news.acknowledged.add(remove(0));
        }
        if (!segments.isEmpty() && segments.get(0).from().isBefore(una)) {
            SentSegment first = segments.get(0);
            replace(0, first.between(una, first.to(), first.closesRecord()));
        }
    }

    /** The peer reports blocks; a segment counts when it is wholly inside of one. */
    void sack(List<TcpOption.Sack.Block> blocks, News news) {
        for (SentSegment segment : segments) {
            if (!segment.isSacked() && isCovered(segment, blocks)) {
                segment.sacked(true);
                segment.lost(false);
                highest = highest == null ? segment.to() : SequenceNumber.max(highest, segment.to());
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
        highest = null;
        departed = 0;
    }

    /** Where the highest segment ends that was reported, or {@code una} if none was that is not acknowledged. */
    SequenceNumber highestSacked(SequenceNumber una) {
        return highest == null ? una : SequenceNumber.max(una, highest);
    }

    // ---- what follows

    /** Pipe of RFC 6675: what is in the network, as far as one can tell. */
    long pipe() {
        long gone = departed == 0 || segments.isEmpty() ? 0 : departed * weigh(last());
        return Math.max(0, weigh(tally.originals()) + weigh(tally.copies()) - gone);
    }

    /** FlightSize of RFC 5681: what is not acknowledged. */
    long flightSize() {
        return weigh(tally.all());
    }

    int count() {
        return segments.size();
    }

    /** Segments that are reported, or that duplicates speak of. */
    int sackedCount() {
        return departed + tally.sacked().count();
    }

    int lostCount() {
        return tally.lost().count();
    }

    /** Segments whose copies are on their way. */
    int resentCount() {
        return tally.copies().count();
    }

    /** Octets of what is taken for lost, and not sent again since. */
    long toResend() {
        return weigh(tally.waiting());
    }

    /** The segment to be sent again first: taken for lost, and not sent again since; null if there is none. */
    SentSegment nextLost() {
        if (tally.waiting().count() == 0) {
            return null;
        }
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
            remove(at + 1);
            whole = whole.between(whole.from(), next.to(), next.closesRecord());
            replace(at, whole);
        }
        return whole;
    }

    /** Cuts a segment that has become too long; the first part. */
    SentSegment cut(SentSegment segment, int most) {
        int at = segments.indexOf(segment);
        SequenceNumber middle = segment.from().plus(most);
        SentSegment first = segment.between(segment.from(), middle, false);
        replace(at, first);
        insert(at + 1, segment.between(middle, segment.to(), segment.closesRecord()));
        return first;
    }

    /** Everything that is not reported is taken for lost, and cut anew into pieces of {@code most} octets. */
    void loseAll(int most) {
        List<SentSegment> old = List.copyOf(segments);
        SequenceNumber reported = highest;
        removeAll();
        highest = reported;
        SentSegment run = null;
        for (SentSegment segment : old) {
            boolean continues = run != null && !segment.isSacked();
            if (run != null && !continues) {
                addCut(run, most);
                run = null;
            }
            if (segment.isSacked()) {
                append(segment);
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
            append(piece);
            from = to;
        }
    }
}
