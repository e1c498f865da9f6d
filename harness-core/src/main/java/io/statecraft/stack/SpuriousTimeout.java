package io.statecraft.stack;

import io.statecraft.wire.SequenceNumber;

/** Forward RTO recovery: whether the retransmission timer ran out too early (RFC 5682 section 3, with SACK). */
final class SpuriousTimeout {
    private boolean looking;
    private boolean proven;

    /** The timer has run out; {@code looks} if the question can be asked. */
    void timedOut(boolean looks) {
        looking = looks;
        proven = false;
    }

    /** A segment that was never sent again was delivered; step 3.b if it was sent before the timer ran out. */
    void delivered(SentSegment segment, SequenceNumber recoveryPoint) {
        if (looking && recoveryPoint != null && segment.to().isAtOrBefore(recoveryPoint)) {
            proven = true;
        }
    }

    boolean isLooking() {
        return looking;
    }

    boolean isProven() {
        return looking && proven;
    }

    /** Step 3.a: the loss was real. */
    void isReal() {
        looking = false;
    }
}
