package io.statecraft.stack;

import io.statecraft.wire.SequenceNumber;

/**
 * How fast the network delivers, measured at each acknowledgment from the segment among those delivered that was sent last: what has
 * arrived since it went, by the time that this took at the sender or at the peer, whichever was longer
 * (draft-cheng-iccrg-delivery-rate-estimation). Amounts are octets, times nanoseconds. Nothing is measured for a congestion control that does not ask.
 */
final class DeliveryRate {
    private final Endpoint endpoint;
    private long delivered; // C.delivered
    private long deliveredAt; // C.delivered_time
    private long firstSentAt; // C.first_sent_time: of the flight that is being measured
    private long limitedUntil; // C.app_limited; 0: the network is the limit
    private SentSegment newest; // of those delivered by this acknowledgment; null: none
    private long sendTime; // how long sending took that this acknowledgment measures
    private long roundTrip = -1;

    DeliveryRate(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * What a segment takes with it: how far delivery had come when it went.
     *
     * @param delivered P.delivered
     * @param deliveredAt P.delivered_time
     * @param firstSentAt P.first_sent_time
     * @param limited whether the user, and not the network, was the limit
     */
    record Mark(long delivered, long deliveredAt, long firstSentAt, boolean limited) {}

    /**
     * What an acknowledgment has shown.
     *
     * @param total C.delivered: octets delivered so far
     * @param acknowledged octets delivered by this acknowledgment
     * @param lost octets found lost by it
     * @param before C.delivered when the measured segment went; -1 if none was measured
     * @param delivered octets that have arrived since then
     * @param interval the time that it took; -1 if it says nothing about the path
     * @param limited whether the user was the limit
     * @param roundTrip of what went once and was delivered now; -1 if there is none
     * @param inFlightBefore octets in the network before
     * @param inFlight and now
     */
    record Sample(
            long total,
            long acknowledged,
            long lost,
            long before,
            long delivered,
            long interval,
            boolean limited,
            long roundTrip,
            long inFlightBefore,
            long inFlight) {

        /** Whether it says something about the path. */
        boolean isValid() {
            return before >= 0 && interval > 0;
        }
    }

    private boolean isWanted() {
        return endpoint.window().isGoverned();
    }

    /** Whether the user was the limit, as far as what is on its way will show. */
    boolean isLimited() {
        return limitedUntil > 0;
    }

    /** A segment is about to go; {@code idle}: nothing was in flight. */
    void sent(SentSegment segment, boolean idle) {
        if (!isWanted()) {
            return;
        }
        if (idle) {
            firstSentAt = endpoint.now();
            deliveredAt = endpoint.now();
        }
        segment.mark(new Mark(delivered, deliveredAt, firstSentAt, isLimited()));
    }

    /** What was sent so far was all that there was, with room for more, or the sender holds itself back: measurements until it has arrived say less than the path can do. */
    void limit() {
        limitedUntil = Math.max(1, delivered + endpoint.recovery().scoreboard().pipe());
    }

    /** A segment was delivered, by the acknowledgment that is being read. */
    void delivered(SentSegment segment) {
        if (segment.mark() == null) {
            return;
        }
        if (newest == null || isLater(segment.sentAt(), segment.to(), newest.sentAt(), newest.to())) {
            newest = segment;
            sendTime = segment.sentAt() - segment.mark().firstSentAt();
            firstSentAt = segment.sentAt();
        }
        if (!segment.wasResent()) {
            long trip = endpoint.now() - segment.sentAt();
            roundTrip = roundTrip < 0 ? trip : Math.min(roundTrip, trip);
        }
    }

    private static boolean isLater(long time, SequenceNumber to, long otherTime, SequenceNumber otherTo) {
        return time > otherTime || time == otherTime && to.isAfter(otherTo);
    }

    /**
     * The acknowledgment is read.
     *
     * @param octets delivered by it
     * @param lost octets found lost by it
     * @param inFlightBefore octets in the network before
     * @param inFlight and now
     */
    Sample sample(long octets, long lost, long inFlightBefore, long inFlight) {
        long now = endpoint.now();
        delivered += octets;
        if (isLimited() && delivered > limitedUntil) {
            limitedUntil = 0;
        }
        if (octets > 0) {
            deliveredAt = now;
        }
        Mark mark = newest == null ? null : newest.mark();
        long interval = mark == null ? -1 : Math.max(sendTime, now - mark.deliveredAt());
        // Shorter than a round trip: several acknowledgments at once, or one of what went twice.
        boolean tooShort = interval < endpoint.window().leastRoundTrip();
        Sample sample = new Sample(
                delivered,
                octets,
                lost,
                mark == null ? -1 : mark.delivered(),
                mark == null ? 0 : delivered - mark.delivered(),
                tooShort ? -1 : interval,
                mark != null && mark.limited(),
                roundTrip,
                inFlightBefore,
                inFlight);
        newest = null;
        roundTrip = -1;
        return sample;
    }
}
