package io.statecraft.run.mapping;

import io.statecraft.wire.SequenceNumber;

/**
 * How a script's sequence numbers relate to the wire's. A segment with SYN has absolute numbers, any other has numbers relative to the
 * initial ones, as tcpdump prints them. The harness's own initial number is on the wire what the script says it is; the target chooses
 * its own, whatever the script says.
 *
 * @param numbering what the script's numbers mean
 * @param scriptLocal the target's initial sequence number as the script writes it
 * @param liveLocal the same on the wire
 * @param remote the harness's initial sequence number
 */
public record Mapping(
        Numbering numbering, SequenceNumber scriptLocal, SequenceNumber liveLocal, SequenceNumber remote) {

    /** Before anything is known. */
    public static Mapping unknown(Numbering numbering) {
        return new Mapping(numbering, SequenceNumber.ZERO, SequenceNumber.ZERO, SequenceNumber.ZERO);
    }

    /**
     * What a script's 0 is on the wire among the target's numbers: sequence numbers of outbound segments, acknowledgment numbers and
     * SACK blocks of inbound ones.
     *
     * @param syn whether the segment has SYN
     */
    public long ofLocal(boolean syn) {
        return switch (numbering) {
            case RELATIVE -> syn ? liveLocal.since(scriptLocal) : liveLocal.toLong();
            case ABSOLUTE -> liveLocal.since(scriptLocal);
            case WIRE -> 0;
        };
    }

    /**
     * What a script's 0 is on the wire among the harness's numbers: sequence numbers of inbound segments, acknowledgment numbers and
     * SACK blocks of outbound ones.
     *
     * @param syn whether the segment has SYN
     */
    public long ofRemote(boolean syn) {
        return syn || numbering != Numbering.RELATIVE ? 0 : remote.toLong();
    }

    Mapping withLocal(SequenceNumber script, SequenceNumber live) {
        return new Mapping(numbering, script, live, remote);
    }

    Mapping withRemote(SequenceNumber isn) {
        return new Mapping(numbering, scriptLocal, liveLocal, isn);
    }
}
