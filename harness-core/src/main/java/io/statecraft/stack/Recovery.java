package io.statecraft.stack;

import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.List;

/**
 * Finds out what was lost, and says when it goes again: fast retransmit and fast recovery by duplicate acknowledgments (RFC 5681, RFC
 * 6582) or SACK (RFC 6675), or by RACK (RFC 8985), and what follows a timeout.
 */
final class Recovery {
    private static final long TIMER_SLACK = 2_000_000; // nanoseconds

    /** How the sender stands, in the order of gravity. */
    enum Mode {
        /** Nothing unusual. */
        OPEN,
        /** Something arrived out of order, or not at all. */
        DISORDER,
        /** The window is being reduced although nothing was lost. */
        REDUCTION,
        /** Fast recovery. */
        RECOVERY,
        /** The timer has run out. */
        LOSS
    }

    private final Endpoint endpoint;
    private final Scoreboard scoreboard;
    private final CongestionWindow window;
    private final Rack rack; // null: losses are found by counting
    private final Countdown reorderingTimer;
    private final SpuriousTimeout spurious = new SpuriousTimeout();
    private final Undo undo = new Undo();
    private final TailLossProbe probe;
    private ProportionalRateReduction reduction; // null: the window is not being reduced
    private Mode mode = Mode.OPEN;
    private SequenceNumber recoveryPoint; // RecoveryPoint of RFC 6675, recover of RFC 6582; null: never recovered
    private boolean forced; // one segment goes whatever the window says: the fast retransmit
    private boolean newFirst; // new text goes before what was lost, for once (RFC 5682)
    private long total;
    private int duplicateSacks;
    private long delivered; // segments
    private SequenceNumber endWithSyn; // of the text that a SYN carried; null: none

    Recovery(Endpoint endpoint, CongestionWindow window) {
        Profile profile = endpoint.profile();
        boolean whole = profile.has(Setting.WHOLE_SEGMENT_WINDOWS);
        this.endpoint = endpoint;
        this.window = window;
        this.scoreboard = new Scoreboard(whole ? segment -> endpoint.segmentSize() : SentSegment::length);
        int threshold = (int) profile.get(Setting.DUPLICATE_THRESHOLD);
        RoundTrip roundTrip = endpoint.retransmission().roundTrip();
        this.rack = profile.has(Setting.RACK) ? new Rack(roundTrip, threshold) : null;
        this.reorderingTimer = endpoint.countdown(Alarm.OTHER, this::reorderingIsOver);
        this.probe = new TailLossProbe(endpoint, this);
    }

    Scoreboard scoreboard() {
        return scoreboard;
    }

    TailLossProbe probe() {
        return probe;
    }

    Mode mode() {
        return mode;
    }

    /** Segments that were sent again, in all. */
    long total() {
        return total;
    }

    /** Reports of what had arrived twice (RFC 2883). */
    int duplicateSacks() {
        return duplicateSacks;
    }

    /** Segments of text that have arrived, as far as one knows; what a SYN carried is not one of its own. */
    long delivered() {
        return delivered;
    }

    /** How far segments are taken to be out of order, in segments. */
    int reordering() {
        return rack == null ? threshold() : rack.reordering();
    }

    int timesReordered() {
        return rack == null ? 0 : rack.timesReordered();
    }

    private int threshold() {
        return (int) endpoint.profile().get(Setting.DUPLICATE_THRESHOLD);
    }

    private SendSpace space() {
        return endpoint.connection().snd();
    }

    private boolean hasSack() {
        return endpoint.connection().sack();
    }

    private boolean usesRack() {
        return rack != null && hasSack();
    }

    // ---- acknowledgments

    /** An acknowledgment was taken that found the send space as it was {@code before}. */
    void acknowledged(Segment s, SendSpace before) {
        Scoreboard.News news = new Scoreboard.News();
        SequenceNumber una = space().una();
        boolean advanced = una.isAfter(before.una());
        SequenceNumber highestBefore = highestDelivered(before);
        boolean duplicateSack = readSacks(s, before, news);
        SequenceNumber highest = highestDelivered(before);
        long delivered = weigh(news);
        if (advanced) {
            scoreboard.acknowledge(una, news);
        }
        noteDelivered(news, highestBefore, highest);
        endpoint.retransmission().measure(s, news);
        countDelivered(news);
        delivered = advanced || !news.sacked().isEmpty() ? weigh(news) : delivered;
        boolean duplicate = isDuplicate(s, before, advanced);
        if (!hasSack()) {
            delivered = countDuplicates(duplicate, advanced, news, delivered);
        }
        probe.acknowledged(una, advanced, duplicateSack);
        int lostBefore = scoreboard.lostCount();
        boolean recovered = mode == Mode.RECOVERY;
        judge(advanced, duplicate, news);
        if (reduction != null) {
            if (delivered > 0) {
                boolean progress = advanced && scoreboard.lostCount() <= lostBefore;
                reduce(delivered, progress);
            }
        } else if (advanced && mode != Mode.RECOVERY && !recovered) {
            window.acknowledged(delivered);
        }
    }

    private boolean readSacks(Segment s, SendSpace before, Scoreboard.News news) {
        TcpOption.Sack option = hasSack() ? s.option(TcpOption.Sack.class) : null;
        if (option == null || option.blocks().isEmpty()) {
            return false;
        }
        List<TcpOption.Sack.Block> blocks = option.blocks();
        TcpOption.Sack.Block first = blocks.get(0);
        boolean below = first.right().isAtOrBefore(s.ack());
        boolean inside = blocks.size() > 1
                && first.left().isAtOrAfter(blocks.get(1).left())
                && first.right().isAtOrBefore(blocks.get(1).right());
        boolean duplicate = below || inside; // RFC 2883 section 4
        if (duplicate) {
            duplicateSacks++;
            undo.duplicate(first, before.una());
        }
        scoreboard.sack(duplicate ? blocks.subList(1, blocks.size()) : blocks, news);
        return duplicate;
    }

    /** The end of what was delivered and stands highest. */
    private SequenceNumber highestDelivered(SendSpace before) {
        SequenceNumber highest = before.una();
        for (SentSegment segment : scoreboard.segments()) {
            highest = segment.isSacked() ? segment.to() : highest;
        }
        return highest;
    }

    /**
     * What arrives below the highest octet that had arrived {@code before} was out of order (RFC 8985 section 6.2 step 3); how far, the
     * highest one says that has arrived by now.
     */
    private void noteDelivered(Scoreboard.News news, SequenceNumber before, SequenceNumber highest) {
        SequenceNumber lowest = before;
        for (SentSegment segment : news.sacked()) {
            lowest = noteDelivered(segment, lowest);
        }
        for (SentSegment segment : news.acknowledged()) {
            lowest = segment.isSacked() ? lowest : noteDelivered(segment, lowest);
        }
        if (usesRack() && lowest.isBefore(before)) {
            rack.reordered(highest.since(lowest), endpoint.segmentSize());
        }
    }

    private SequenceNumber noteDelivered(SentSegment segment, SequenceNumber lowest) {
        if (usesRack()) {
            rack.delivered(segment, endpoint.now());
        }
        if (segment.wasResent()) {
            return lowest;
        }
        spurious.delivered(segment, recoveryPoint);
        return SequenceNumber.min(segment.from(), lowest);
    }

    private void countDelivered(Scoreboard.News news) {
        delivered += news.sacked().size();
        for (SentSegment segment : news.acknowledged()) {
            delivered += segment.isSacked() || segment.to().equals(endWithSyn) ? 0 : 1;
        }
    }

    /** DeliveredData of RFC 6937. */
    private long weigh(Scoreboard.News news) {
        long octets = 0;
        for (SentSegment segment : news.sacked()) {
            octets += scoreboard.weigh(segment);
        }
        for (SentSegment segment : news.acknowledged()) {
            octets += segment.isSacked() ? 0 : scoreboard.weigh(segment);
        }
        return octets;
    }

    /** RFC 5681 section 2: a duplicate acknowledgment. */
    private boolean isDuplicate(Segment s, SendSpace before, boolean advanced) {
        return !advanced
                && before.inFlight() > 0
                && s.ack().equals(before.una())
                && s.payload().isEmpty()
                && !s.has(TcpFlag.FIN)
                && space().wnd() == before.wnd();
    }

    private long countDuplicates(boolean duplicate, boolean advanced, Scoreboard.News news, long delivered) {
        if (duplicate && mode == Mode.LOSS) {
            return 0; // it speaks of what came before the timer ran out: RFC 6582 section 4
        } else if (duplicate) {
            int had = scoreboard.sackedCount();
            scoreboard.duplicate();
            return scoreboard.sackedCount() > had ? endpoint.segmentSize() : 0;
        } else if (advanced) {
            long counted = (long) scoreboard.sackedCount() * endpoint.segmentSize();
            scoreboard.forgetDuplicates(news.acknowledged().size());
            return Math.max(delivered - counted, endpoint.segmentSize());
        }
        return 0;
    }

    private void judge(boolean advanced, boolean duplicate, Scoreboard.News news) {
        SequenceNumber una = space().una();
        boolean past = recoveryPoint != null && una.isAtOrAfter(recoveryPoint);
        if (mode == Mode.LOSS) {
            afterTimeout(advanced, duplicate || !news.sacked().isEmpty(), past);
        } else if (mode == Mode.RECOVERY && past) {
            end();
        } else if (mode == Mode.REDUCTION && past) {
            end();
        } else if (mode == Mode.RECOVERY && advanced && !hasSack()) {
            scoreboard.markFirst(); // RFC 6582 section 3.2: a partial acknowledgment
            forced = !endpoint.profile().has(Setting.RATE_REDUCTION);
        }
        findLosses();
        if (mode.compareTo(Mode.RECOVERY) < 0) {
            boolean lost = hasSack() ? scoreboard.lostCount() > 0 : hasEnoughDuplicates();
            if (lost) {
                enter();
            } else if (mode != Mode.REDUCTION) {
                undoIfNothingWasLost();
                mode = scoreboard.sackedCount() > 0 ? Mode.DISORDER : Mode.OPEN;
            }
        } else if (mode == Mode.RECOVERY) {
            undoIfNothingWasLost();
        }
    }

    private boolean hasEnoughDuplicates() {
        // RFC 6582 section 3.2 step 2: once for each window.
        boolean again = recoveryPoint != null && !space().una().isAfter(recoveryPoint);
        return !again && scoreboard.sackedCount() >= threshold();
    }

    private void findLosses() {
        if (usesRack()) {
            long wait = rack.detect(scoreboard, endpoint.now(), mode.compareTo(Mode.RECOVERY) >= 0);
            if (wait > 0) {
                reorderingTimer.start(wait + TIMER_SLACK);
                probe.clear();
            } else {
                reorderingTimer.clear();
            }
        } else if (hasSack()) {
            scoreboard.markByDuplicates(threshold(), endpoint.segmentSize());
        }
    }

    /** RFC 8985 section 6.2 step 5: what might have been out of order has not come. */
    private void reorderingIsOver() {
        int before = scoreboard.lostCount();
        findLosses();
        if (scoreboard.lostCount() > before) {
            if (mode.compareTo(Mode.RECOVERY) < 0) {
                enter();
                if (reduction != null) {
                    reduce(endpoint.segmentSize(), false);
                }
            }
            endpoint.output();
        }
    }

    // ---- recovery

    private void enter() {
        long prior = window.size();
        if (mode != Mode.REDUCTION) {
            undo.begin(prior, window.threshold(), space().una());
            window.congested(scoreboard.flightSize());
            endpoint.ecn().windowReduced();
        }
        recoveryPoint = space().nxt();
        if (!hasSack()) {
            scoreboard.markFirst();
        }
        mode = Mode.RECOVERY;
        forced = true;
        probe.clear();
        if (endpoint.profile().has(Setting.RATE_REDUCTION)) {
            reduction = new ProportionalRateReduction(prior);
        } else {
            window.size(window.threshold());
        }
    }

    /** The network has said that it is congested, and nothing is lost: the window shrinks as in recovery (RFC 3168 section 6.1.2). */
    void reduceWindow() {
        if (mode.compareTo(Mode.REDUCTION) >= 0) {
            return;
        }
        long prior = window.size();
        window.congested(scoreboard.flightSize());
        recoveryPoint = space().nxt();
        mode = Mode.REDUCTION;
        if (endpoint.profile().has(Setting.RATE_REDUCTION)) {
            reduction = new ProportionalRateReduction(prior);
        } else {
            window.size(window.threshold());
        }
    }

    private void reduce(long delivered, boolean progress) {
        long pipe = scoreboard.pipe();
        long goes = reduction.acknowledged(delivered, pipe, window.threshold(), endpoint.segmentSize(), progress);
        window.size(pipe + Math.max(0, goes));
    }

    private void end() {
        if (reduction != null || mode == Mode.RECOVERY) {
            window.size(window.threshold());
        }
        reduction = null;
        forced = false;
        mode = Mode.OPEN;
        scoreboard.forgetDuplicates();
        undo.over();
    }

    private void undoIfNothingWasLost() {
        if (endpoint.profile().has(Setting.UNDO) && undo.isDue()) {
            restore();
        }
    }

    /** The losses were none: the window is as it was. */
    private void restore() {
        window.size(Math.max(window.size(), undo.size()));
        window.threshold(Math.max(window.threshold(), undo.threshold()));
        reduction = null;
        undo.over();
        for (SentSegment segment : scoreboard.segments()) {
            segment.lost(false);
        }
        mode = scoreboard.sackedCount() > 0 ? Mode.DISORDER : Mode.OPEN;
    }

    // ---- the timer

    /** The retransmission timer has run out; whether for the first time since an acknowledgment. */
    void timedOut(boolean first) {
        boolean fresh = mode.compareTo(Mode.RECOVERY) < 0
                || recoveryPoint == null
                || space().una().isAtOrAfter(recoveryPoint)
                || mode == Mode.LOSS && first;
        if (first && fresh) {
            // RFC 5681 section 3.1: when a segment goes again for the second time, ssthresh stays.
            undo.begin(window.size(), window.threshold(), space().una());
            window.congested(scoreboard.flightSize());
        }
        boolean reneged = !scoreboard.isEmpty() && scoreboard.first().isSacked();
        if (!endpoint.profile().has(Setting.SACKS_OUTLAST_TIMEOUT) || reneged || !hasSack()) {
            scoreboard.forgetSacks();
        }
        long now = endpoint.now();
        boolean head = true;
        for (SentSegment segment : scoreboard.segments()) {
            if (!segment.isSacked() && (head || !usesRack() || reneged || rack.isOverdue(segment, now))) {
                segment.lostAgain();
            }
            head = false;
        }
        boolean wasLoss = mode == Mode.LOSS;
        mode = Mode.LOSS;
        reduction = null;
        recoveryPoint = space().nxt();
        spurious.timedOut(endpoint.profile().has(Setting.SPURIOUS_TIMEOUTS) && (!wasLoss || !first));
        window.collapse(scoreboard.pipe());
        probe.stop();
        reorderingTimer.clear();
        forced = true;
    }

    private void afterTimeout(boolean advanced, boolean more, boolean past) {
        SendSpace snd = space();
        if (spurious.isProven()) {
            restore();
            return;
        }
        if (spurious.isLooking()) {
            if (snd.nxt().isAfter(recoveryPoint)) {
                if (more) {
                    spurious.isReal();
                }
            } else if (advanced && !past) {
                recoveryPoint = snd.nxt();
                newFirst = endpoint.sender().hasUnsent() && snd.edge().isAfter(snd.nxt());
                if (!newFirst) {
                    spurious.isReal();
                }
            }
        }
        if (past) {
            mode = Mode.OPEN;
            undo.over();
            scoreboard.forgetDuplicates();
        }
    }

    /** Everything goes again at once, without a sign of congestion: segments were too large for the path. */
    void resendAll() {
        scoreboard.loseAll(endpoint.sendMss());
        forced = true;
    }

    // ---- sending

    /** Sends what was lost, as far as the window allows. */
    void transmit() {
        if (newFirst) {
            newFirst = false;
            return;
        }
        SentSegment lost = scoreboard.nextLost();
        while (lost != null && (forced || hasRoom())) {
            resend(lost);
            lost = scoreboard.nextLost();
        }
        forced = false;
    }

    private boolean hasRoom() {
        return scoreboard.pipe() + endpoint.segmentSize() <= window.size();
    }

    /** Sends a segment of the scoreboard again, in one piece as far as it fits. */
    void resend(SentSegment segment) {
        int most = endpoint.sendMss();
        boolean fin = space().finSent() && segment.to().isAfter(space().end());
        int text = segment.length() - (fin ? 1 : 0);
        SentSegment piece = text > most ? scoreboard.cut(segment, most) : scoreboard.joined(segment, most);
        endpoint.sender().sendAgain(piece.from(), piece.length());
        piece.sentAgain(endpoint.now());
        undo.resent();
        total++;
        forced = false;
        if (reduction != null) {
            reduction.sent(scoreboard.weigh(piece));
        }
    }

    /** New text has gone. */
    void sent(SequenceNumber from, SequenceNumber to, boolean closesRecord) {
        SentSegment segment = new SentSegment(from, to, endpoint.now(), closesRecord);
        scoreboard.add(segment);
        if (reduction != null) {
            reduction.sent(scoreboard.weigh(segment));
        }
    }

    /** Text has gone with the SYN. */
    void sentWithSyn(SequenceNumber from, SequenceNumber to) {
        endWithSyn = to;
        sent(from, to, false);
    }

    /** It was not taken. */
    void forgetTextWithSyn() {
        endWithSyn = null;
        scoreboard.clear();
    }

    /** How much more the congestion window lets go, in octets. */
    long room() {
        return window.size() - scoreboard.pipe();
    }

    void stop() {
        reorderingTimer.clear();
        probe.stop();
    }
}
