package io.statecraft.stack;

import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;

/**
 * How the sender stands, and what a loss, a mark or a timeout changes: fast recovery (RFC 5681, RFC 6582, RFC 6675), and what follows the
 * retransmission timer (RFC 5681, RFC 5682). What was lost says {@link LossDetection}, what goes again {@link RetransmissionQueue}.
 */
final class Recovery implements Delivery.Witness {

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
    private final CongestionWindow window;
    private final WindowReduction reduction;
    private final RetransmissionQueue queue;
    private final Scoreboard scoreboard;
    private final LossDetection losses;
    private final DeliveryRate rate;
    private final Delivery delivery;
    private final SpuriousTimeout spurious = new SpuriousTimeout();
    private final TailLossProbe probe;
    private Mode mode = Mode.OPEN;
    private SequenceNumber recoveryPoint; // RecoveryPoint of RFC 6675, recover of RFC 6582; null: never recovered

    Recovery(Endpoint endpoint, CongestionWindow window) {
        this.endpoint = endpoint;
        this.window = window;
        this.reduction = new WindowReduction(endpoint, window);
        this.queue = new RetransmissionQueue(endpoint, window, reduction);
        this.scoreboard = queue.scoreboard();
        this.losses = new LossDetection(endpoint, scoreboard, this::reorderingIsOver);
        this.rate = new DeliveryRate(endpoint);
        this.delivery = new Delivery(endpoint, queue, losses, rate);
        this.probe = new TailLossProbe(endpoint, this);
    }

    RetransmissionQueue queue() {
        return queue;
    }

    Scoreboard scoreboard() {
        return scoreboard;
    }

    LossDetection losses() {
        return losses;
    }

    Delivery delivery() {
        return delivery;
    }

    DeliveryRate rate() {
        return rate;
    }

    TailLossProbe probe() {
        return probe;
    }

    Mode mode() {
        return mode;
    }

    private SendSpace space() {
        return endpoint.connection().snd();
    }

    // ---- acknowledgments

    /** An acknowledgment was taken that found the send space as it was {@code before}. */
    void acknowledged(Segment s, SendSpace before) {
        boolean governed = window.isGoverned();
        long inFlightBefore = governed ? scoreboard.pipe() : 0;
        Delivery.Reading reading = delivery.read(s, before, mode == Mode.LOSS, this);
        probe.acknowledged(space().una(), reading.advanced(), reading.duplicateSack());
        int lostBefore = scoreboard.lostCount();
        long waiting = governed ? scoreboard.toResend() : 0;
        boolean recovered = mode == Mode.RECOVERY;
        judge(reading);
        if (governed) {
            long lost = Math.max(0, scoreboard.toResend() - waiting);
            window.delivered(rate.sample(reading.octets(), lost, inFlightBefore, scoreboard.pipe()));
        } else if (reduction.isUnderWay()) {
            if (reading.octets() > 0) {
                boolean progress = reading.advanced() && scoreboard.lostCount() <= lostBefore;
                reduction.acknowledged(reading.octets(), scoreboard.pipe(), progress);
            }
        } else if (reading.advanced() && mode != Mode.RECOVERY && !recovered) {
            window.acknowledged(reading.octets());
        }
    }

    @Override
    public void arrivedFirst(SentSegment segment) {
        spurious.delivered(segment, recoveryPoint);
    }

    @Override
    public void cameTwice(TcpOption.Sack.Block block, SendSpace before) {
        reduction.duplicate(block, before);
        losses.cameTwice();
    }

    private void judge(Delivery.Reading reading) {
        boolean past = recoveryPoint != null && space().una().isAtOrAfter(recoveryPoint);
        if (mode == Mode.LOSS) {
            afterTimeout(reading.advanced(), reading.duplicate() || reading.sacked(), past);
        } else if (mode.compareTo(Mode.REDUCTION) >= 0 && past) {
            end();
        } else if (mode == Mode.RECOVERY && reading.advanced()) {
            partly();
        }
        if (reading.advanced() && mode.compareTo(Mode.RECOVERY) < 0) {
            scoreboard.forgetDuplicates(); // RFC 5681 section 3.2: three in a row
        }
        findLosses();
        if (mode.compareTo(Mode.RECOVERY) < 0) {
            if (losses.found(recoveryPoint)) {
                enter();
            } else if (mode != Mode.REDUCTION) {
                undoIfNothingWasLost();
                mode = scoreboard.sackedCount() > 0 ? Mode.DISORDER : Mode.OPEN;
            }
        } else if (mode == Mode.RECOVERY) {
            undoIfNothingWasLost();
        }
    }

    /** A part of what recovery is about is acknowledged. */
    private void partly() {
        if (losses.hasSack()) {
            boolean resends = endpoint.profile().has(Setting.PARTIAL_ACK_RESENDS);
            if (resends && scoreboard.sackedCount() > 0 && !scoreboard.first().isResent()) {
                scoreboard.markFirst(); // RFC 6675 waits until enough is reported behind it
                queue.force();
            }
            return;
        }
        scoreboard.markFirst(); // RFC 6582 section 3.2
        if (!endpoint.profile().has(Setting.RATE_REDUCTION)) {
            queue.force();
        } else {
            queue.relax();
        }
    }

    private void findLosses() {
        if (losses.find(mode.compareTo(Mode.RECOVERY) >= 0)) {
            probe.clear();
        }
    }

    private void reorderingIsOver() {
        int before = scoreboard.lostCount();
        findLosses();
        if (scoreboard.lostCount() > before) {
            if (mode.compareTo(Mode.RECOVERY) < 0) {
                enter();
                if (reduction.isUnderWay()) {
                    reduction.acknowledged(endpoint.segmentSize(), scoreboard.pipe(), false);
                }
            }
            endpoint.output();
        }
    }

    // ---- recovery

    private void enter() {
        if (mode != Mode.REDUCTION) {
            reduction.remember();
            window.congested(scoreboard.flightSize());
            endpoint.ecn().windowReduced();
        }
        recoveryPoint = space().nxt();
        if (!losses.hasSack()) {
            scoreboard.markFirst();
        }
        mode = Mode.RECOVERY;
        queue.force();
        probe.clear();
        reduction.begin();
    }

    /** The network has said that it is congested, and nothing is lost: the window shrinks as in recovery (RFC 3168 section 6.1.2). */
    void reduceWindow() {
        if (mode.compareTo(Mode.REDUCTION) >= 0) {
            return;
        }
        window.congested(scoreboard.flightSize());
        recoveryPoint = space().nxt();
        mode = Mode.REDUCTION;
        reduction.begin();
    }

    private void end() {
        if (reduction.isUnderWay() || mode == Mode.RECOVERY) {
            reduction.arrived();
        }
        if (mode == Mode.REDUCTION) {
            reduction.stands();
        } else {
            losses.recovered(); // and the reports that nothing was lost may still be on their way (RFC 3708 section 3)
        }
        queue.relax();
        mode = Mode.OPEN;
        scoreboard.forgetDuplicates();
    }

    private void undoIfNothingWasLost() {
        if (reduction.wasForNothing()) {
            restore();
        }
    }

    /** The losses were none: the window is as it was. */
    private void restore() {
        reduction.takeBack();
        for (SentSegment segment : scoreboard.segments()) {
            segment.lost(false);
        }
        mode = scoreboard.sackedCount() > 0 ? Mode.DISORDER : Mode.OPEN;
    }

    /** Everything goes again at once, without a sign of congestion: it was too large for the path, or was not taken. */
    void resendAll() {
        if (mode != Mode.LOSS) {
            mode = Mode.LOSS;
            recoveryPoint = space().nxt();
            reduction.over();
            reduction.stands();
            spurious.timedOut(false);
        }
        queue.resendAll();
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
            reduction.remember();
            window.congested(scoreboard.flightSize());
        }
        losses.timedOut();
        boolean wasLoss = mode == Mode.LOSS;
        mode = Mode.LOSS;
        reduction.over();
        recoveryPoint = space().nxt();
        spurious.timedOut(endpoint.profile().has(Setting.SPURIOUS_TIMEOUTS) && (!wasLoss || !first));
        window.collapse(scoreboard.pipe());
        probe.stop();
        queue.force();
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
                if (endpoint.sender().hasUnsent() && snd.edge().isAfter(snd.nxt())) {
                    queue.newTextFirst();
                } else {
                    spurious.isReal();
                }
            }
        }
        if (past) {
            mode = Mode.OPEN;
            losses.recovered();
            reduction.stands();
            scoreboard.forgetDuplicates();
        }
    }

    void stop() {
        losses.stop();
        probe.stop();
    }
}
