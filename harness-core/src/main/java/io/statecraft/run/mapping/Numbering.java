package io.statecraft.run.mapping;

/** What the sequence and acknowledgment numbers of a scenario's packets mean. */
public enum Numbering {
    /** packetdrill's: a segment with SYN has absolute numbers, any other has numbers relative to the initial ones. */
    RELATIVE,
    /** All numbers continue those of the SYNs, as in the figures of RFC 9293: {@code --sequence=absolute}. */
    ABSOLUTE,
    /** The numbers on the wire themselves; what a packet does not say is not compared. For tests that are played step by step. */
    WIRE
}
