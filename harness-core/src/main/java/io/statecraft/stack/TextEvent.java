package io.statecraft.stack;

import io.statecraft.wire.SequenceNumber;

/**
 * What has become of the last octet of a write whose user wants to know.
 *
 * @param end behind that octet
 * @param kind what has happened to it
 * @param time when, nanoseconds by the stack's clock
 */
public record TextEvent(SequenceNumber end, Kind kind, long time) {

    /** What can happen to it. */
    public enum Kind {
        /** It has left in a segment, for the first time. */
        SENT,
        /** The peer has acknowledged it. */
        ACKNOWLEDGED
    }
}
