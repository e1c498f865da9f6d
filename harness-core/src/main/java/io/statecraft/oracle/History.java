package io.statecraft.oracle;

import io.statecraft.wire.SequenceNumber;

/**
 * When what happened last, as far as the judge needs it; nanoseconds by the target's clock.
 *
 * @param stateSince when the state was entered, or its timer restarted
 * @param lastSent when the target last sent something that takes sequence space, or a probe
 * @param progress when the peer last acknowledged something new, or the target last had nothing to do
 * @param repeats how often the target has sent something again since then
 * @param probes keep-alive or window probes since the peer was last heard
 * @param challengedAt when the target last acknowledged something unacceptable; {@link Long#MIN_VALUE} if never
 * @param saidAt when the target last sent an acknowledgment; {@link Long#MIN_VALUE} if never
 * @param said what it acknowledged then
 * @param reduction what the peer was told, or is to be told, of the congestion window
 * @param synText what the peer's SYN,ACK has left out of the text that went with the SYN
 */
record History(
        long stateSince,
        long lastSent,
        long progress,
        int repeats,
        int probes,
        long challengedAt,
        long saidAt,
        SequenceNumber said,
        Reduction reduction,
        SynTextLeft synText) {

    static History from(long time) {
        return new History(
                time,
                time,
                time,
                0,
                0,
                Long.MIN_VALUE,
                Long.MIN_VALUE,
                SequenceNumber.ZERO,
                Reduction.NONE,
                SynTextLeft.NONE);
    }

    History enteredStateAt(long time) {
        return new History(time, lastSent, progress, repeats, probes, challengedAt, saidAt, said, reduction, synText);
    }

    History sentAt(long time, boolean again) {
        return new History(
                stateSince,
                time,
                progress,
                again ? repeats + 1 : repeats,
                probes,
                challengedAt,
                saidAt,
                said,
                reduction,
                synText);
    }

    History probedAt(long time) {
        return new History(
                stateSince, time, progress, repeats, probes + 1, challengedAt, saidAt, said, reduction, synText);
    }

    /** The peer was heard; with {@code progressed}, it acknowledged something new. */
    History heardAt(long time, boolean progressed) {
        return progressed
                ? new History(stateSince, time, time, 0, 0, challengedAt, saidAt, said, reduction, synText)
                : new History(
                        stateSince, lastSent, progress, repeats, 0, challengedAt, saidAt, said, reduction, synText);
    }

    History idleAt(long time) {
        return new History(stateSince, time, time, 0, probes, challengedAt, saidAt, said, reduction, synText);
    }

    History challengedAt(long time) {
        return new History(stateSince, lastSent, progress, repeats, probes, time, saidAt, said, reduction, synText);
    }

    /** Whether an acknowledgment of something suspicious may be left out at {@code time}. */
    boolean mayThrottle(long time) {
        return challengedAt != Long.MIN_VALUE && time - challengedAt < Limits.CHALLENGE_MEMORY;
    }

    History saidAt(long time, SequenceNumber ack) {
        return new History(
                stateSince, lastSent, progress, repeats, probes, challengedAt, time, ack, reduction, synText);
    }

    /** Whether the target has said the same within the time that it has for an acknowledgment anyway. */
    boolean said(SequenceNumber ack, long time) {
        return saidAt != Long.MIN_VALUE && said.equals(ack) && time - saidAt < Limits.ACKNOWLEDGMENT;
    }

    History with(Reduction next) {
        return next == reduction
                ? this
                : new History(
                        stateSince, lastSent, progress, repeats, probes, challengedAt, saidAt, said, next, synText);
    }

    History with(SynTextLeft left) {
        return left == synText
                ? this
                : new History(
                        stateSince, lastSent, progress, repeats, probes, challengedAt, saidAt, said, reduction, left);
    }
}
