package io.statecraft.stack;

import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.List;

/** Reads from acknowledgments what has arrived at the peer: by the ACK field, by SACK blocks, by duplicates. */
final class Delivery {
    private final Endpoint endpoint;
    private final RetransmissionQueue queue;
    private final LossDetection losses;
    private final DeliveryRate rate;
    private int duplicateSacks;
    private long segments;

    Delivery(Endpoint endpoint, RetransmissionQueue queue, LossDetection losses, DeliveryRate rate) {
        this.endpoint = endpoint;
        this.queue = queue;
        this.losses = losses;
        this.rate = rate;
    }

    /** Who wants to know of single segments and blocks while they are read. */
    interface Witness {
        /** A segment that was never sent again has arrived. */
        void arrivedFirst(SentSegment segment);

        /** The peer reports what it had already (RFC 2883), SND having been {@code before}. */
        void cameTwice(TcpOption.Sack.Block block, SendSpace before);
    }

    /**
     * What an acknowledgment says.
     *
     * @param advanced whether SND.UNA has moved
     * @param duplicate whether it is a duplicate (RFC 5681 section 2)
     * @param duplicateSack whether it reports what had arrived before
     * @param sacked whether it reports segments for the first time
     * @param octets DeliveredData of RFC 6937
     */
    record Reading(boolean advanced, boolean duplicate, boolean duplicateSack, boolean sacked, long octets) {}

    /** Reports of what had arrived twice (RFC 2883). */
    int duplicateSacks() {
        return duplicateSacks;
    }

    /** Segments of text that have arrived, as far as one knows; what a SYN carried is not one of its own. */
    long segments() {
        return segments;
    }

    /** An acknowledgment was taken that found the send space as it was {@code before}; {@code afterTimeout}: duplicates say nothing. */
    Reading read(Segment s, SendSpace before, boolean afterTimeout, Witness witness) {
        Scoreboard scoreboard = queue.scoreboard();
        Scoreboard.News news = new Scoreboard.News();
        SequenceNumber una = endpoint.connection().snd().una();
        boolean advanced = una.isAfter(before.una());
        SequenceNumber highestBefore = scoreboard.highestSacked(before.una());
        boolean duplicateSack = readSacks(s, before, news, witness);
        SequenceNumber highest = scoreboard.highestSacked(before.una());
        long sacked = weigh(news);
        if (advanced) {
            scoreboard.acknowledge(una, news);
        }
        note(news, highestBefore, highest, witness);
        endpoint.retransmission().measure(s, news);
        count(news);
        boolean reports = !news.sacked().isEmpty();
        boolean duplicate = isDuplicate(s, before, advanced);
        long octets = advanced || reports ? weigh(news) : sacked;
        if (!losses.hasSack()) {
            octets = countDuplicates(duplicate, una.since(before.una()), afterTimeout, news, octets);
        }
        return new Reading(advanced, duplicate, duplicateSack, reports, octets);
    }

    private boolean readSacks(Segment s, SendSpace before, Scoreboard.News news, Witness witness) {
        TcpOption.Sack option = losses.hasSack() ? s.option(TcpOption.Sack.class) : null;
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
            witness.cameTwice(first, before);
        }
        queue.scoreboard().sack(duplicate ? blocks.subList(1, blocks.size()) : blocks, news);
        return duplicate;
    }

    /**
     * What arrives below the highest octet that had arrived {@code before} was out of order (RFC 8985 section 6.2 step 3); how far, the
     * highest one says that has arrived by now.
     */
    private void note(Scoreboard.News news, SequenceNumber before, SequenceNumber highest, Witness witness) {
        SequenceNumber lowest = before;
        for (SentSegment segment : news.sacked()) {
            lowest = note(segment, lowest, witness);
        }
        for (SentSegment segment : news.acknowledged()) {
            lowest = segment.isSacked() ? lowest : note(segment, lowest, witness);
        }
        if (lowest.isBefore(before)) {
            losses.reordered(highest.since(lowest));
        }
    }

    private SequenceNumber note(SentSegment segment, SequenceNumber lowest, Witness witness) {
        losses.delivered(segment);
        rate.delivered(segment);
        if (segment.wasResent()) {
            return lowest;
        }
        witness.arrivedFirst(segment);
        return SequenceNumber.min(segment.from(), lowest);
    }

    private void count(Scoreboard.News news) {
        segments += news.sacked().size();
        for (SentSegment segment : news.acknowledged()) {
            segments += segment.isSacked() || queue.wentWithSyn(segment) ? 0 : 1;
        }
    }

    /** DeliveredData of RFC 6937. */
    private long weigh(Scoreboard.News news) {
        Scoreboard scoreboard = queue.scoreboard();
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
                && endpoint.connection().snd().wnd() == before.wnd();
    }

    private long countDuplicates(
            boolean duplicate, long octetsAcknowledged, boolean afterTimeout, Scoreboard.News news, long octets) {
        Scoreboard scoreboard = queue.scoreboard();
        if (duplicate && afterTimeout) {
            return 0; // it speaks of what came before the timer ran out: RFC 6582 section 4
        } else if (duplicate) {
            int had = scoreboard.sackedCount();
            scoreboard.duplicate();
            return scoreboard.sackedCount() > had ? endpoint.segmentSize() : 0;
        } else if (octetsAcknowledged > 0) {
            long counted = (long) scoreboard.sackedCount() * endpoint.segmentSize();
            scoreboard.forgetDuplicates(news.acknowledged().size());
            // No more than was acknowledged, in however many pieces (RFC 5681 section 3.1, RFC 3465 section 2.4).
            return Math.max(octets - counted, Math.min(octetsAcknowledged, endpoint.segmentSize()));
        }
        return 0;
    }
}
