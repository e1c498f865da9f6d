package io.statecraft.stack;

import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.SequenceNumber;

/** Asks after two round trips without an acknowledgment whether the end of a flight was lost: RFC 8985 section 7. Nanoseconds. */
final class TailLossProbe {
    private static final long SLACK = 2_000_000;

    private final Endpoint endpoint;
    private final Recovery recovery;
    private final Countdown timer;
    private SequenceNumber end; // TLP.end_seq; null: no probe is out
    private boolean isRetransmission; // TLP.is_retrans

    TailLossProbe(Endpoint endpoint, Recovery recovery) {
        this.endpoint = endpoint;
        this.recovery = recovery;
        this.timer = endpoint.countdown(Alarm.TAIL_LOSS_PROBE, this::send);
    }

    /** Whether a probe may be scheduled (section 7.2). */
    boolean isPossible() {
        return endpoint.profile().has(Setting.TAIL_LOSS_PROBE)
                && endpoint.connection().sack()
                && end == null
                && !recovery.scoreboard().isEmpty()
                && (recovery.mode() == Recovery.Mode.OPEN || recovery.mode() == Recovery.Mode.REDUCTION)
                && recovery.scoreboard().sackedCount() == 0;
    }

    /** Whether the timer runs. */
    boolean isSet() {
        return timer.isSet();
    }

    /** Sets the timer anew. */
    void arrange() {
        RoundTrip trip = endpoint.retransmission().roundTrip();
        long timeout = endpoint.profile().get(Setting.RTO_INITIAL);
        if (trip.smoothed() >= 0) {
            // PTO = 2 * SRTT, and for a single segment as much as the peer may delay its acknowledgment.
            boolean single = recovery.scoreboard().count() == 1;
            timeout = 2 * trip.smoothed() + (single ? endpoint.profile().get(Setting.RTO_MIN) : SLACK);
        }
        long untilTimeout = recovery.scoreboard().first().sentAt() + trip.timeout() - endpoint.now();
        timer.start(untilTimeout > 0 ? Math.min(timeout, untilTimeout) : timeout);
    }

    private void send() {
        if (recovery.scoreboard().isEmpty()) {
            return;
        }
        SendSpace before = endpoint.connection().snd();
        if (!endpoint.sender().sendBeyondCongestionWindow()) {
            recovery.queue().resend(recovery.scoreboard().last());
            isRetransmission = true;
        } else {
            isRetransmission = false;
        }
        end = SequenceNumber.max(before.nxt(), endpoint.connection().snd().nxt());
        endpoint.retransmission().restart();
        endpoint.settle();
    }

    /** Section 7.4: what an acknowledgment says of the probe. */
    void acknowledged(SequenceNumber una, boolean advanced, boolean duplicateSack) {
        if (advanced) {
            timer.clear();
        }
        if (end == null || una.isBefore(end)) {
            return;
        }
        if (isRetransmission && !duplicateSack && una.isAfter(end)) {
            recovery.reduceWindow(); // the probe has mended a loss
            end = null;
        } else if (!isRetransmission || duplicateSack || !advanced) {
            end = null; // nothing was lost
        }
    }

    /** Something else asks first. */
    void clear() {
        timer.clear();
    }

    void stop() {
        timer.clear();
        end = null;
    }
}
