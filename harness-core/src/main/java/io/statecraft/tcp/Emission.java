package io.statecraft.tcp;

import io.statecraft.wire.SequenceNumber;

/**
 * A segment that a rule says is to be sent. Ports, window, options and text are the sender's business.
 *
 * @param kind what it is
 * @param seq its sequence number; for an {@link Kind#ACK} that waits, SND.NXT at the time of sending counts
 * @param ack its acknowledgment number, 0 if it has no ACK bit; for an {@link Kind#ACK} that waits, at least this
 * @param flags its control bits
 * @param urgency how soon
 * @param clause who says so: a requirement id, or the RFC and section
 */
public record Emission(Kind kind, SequenceNumber seq, SequenceNumber ack, int flags, Urgency urgency, String clause) {

    /** What is sent. */
    public enum Kind {
        SYN,
        SYN_ACK,
        /** An acknowledgment; text that is sent anyway can carry it. */
        ACK,
        /** The acknowledgment of something suspicious or unacceptable; it may be throttled. */
        CHALLENGE_ACK,
        RESET
    }

    /** How soon it is to be sent. */
    public enum Urgency {
        AT_ONCE,
        /** In less than half a second, or with the next segment (MUST-40, SHLD-18). */
        SOON,
        /** It may be sent, and may be left out. */
        OPTIONAL
    }
}
