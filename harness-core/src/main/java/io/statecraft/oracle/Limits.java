package io.statecraft.oracle;

/**
 * The times that the judge allows, in nanoseconds: where an RFC names one it is that one, elsewhere one that no working stack misses.
 */
final class Limits {
    private Limits() {}

    private static final long SECOND = 1_000_000_000L;

    /** MUST-40: an acknowledgment is delayed by less than half a second. */
    static final long ACKNOWLEDGMENT = SECOND / 2;

    /** A reset or a SYN,ACK: no RFC says how soon. */
    static final long ANSWER = SECOND;

    /** A first SYN after OPEN: it may wait for an address to be resolved. */
    static final long SYN = 5 * SECOND;

    /** RFC 5961 section 7: a challenge ACK may be held back if another was sent within this time. */
    static final long CHALLENGE_MEMORY = 5 * SECOND;

    /** Two MSL at the least that a stack can be set to: an MSL of half a second. */
    static final long SHORTEST_TIME_WAIT = SECOND;

    /** Two MSL at the most: RFC 9293 section 3.4.2 has an MSL of two minutes. */
    static final long LONGEST_TIME_WAIT = 241 * SECOND;

    /** FIN-WAIT-2 with nobody left to read: no RFC ends it, stacks do, by a setting of at least this. */
    static final long SHORTEST_ORPHAN = SECOND;

    /** With something unacknowledged or a closed window to probe: longer than any RTO that RFC 6298 leads to. */
    static final long LONGEST_SILENCE = 130 * SECOND;

    /** MUST-60: text that nothing holds back is not buffered for longer than this. */
    static final long LONGEST_HOLD = 5 * SECOND;
}
