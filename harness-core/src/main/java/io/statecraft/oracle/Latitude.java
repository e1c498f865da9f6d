package io.statecraft.oracle;

import java.util.List;

/**
 * What the RFCs leave to the implementer and no answer settles: times, numbers, and the manner of sending. The judge holds them to bounds, or
 * does not judge them.
 *
 * @param name in the form of a {@link io.statecraft.tcp.Choice}
 * @param text what is left open, in a sentence without a full stop at the end
 * @param allowed what the judge allows
 * @param source the RFC and section that leave it open
 */
public record Latitude(String name, String text, String allowed, String source) {
    private static final List<Latitude> ALL = List.of(
            new Latitude(
                    "SEGMENT_LIFETIME",
                    "How long TIME-WAIT lasts: two maximum segment lifetimes",
                    between(Limits.SHORTEST_TIME_WAIT, Limits.LONGEST_TIME_WAIT),
                    "RFC 9293 3.4.2 and 3.10.8 (MUST-13)"),
            new Latitude(
                    "ORPHANED_FIN_WAIT_2",
                    "FIN-WAIT-2 after CLOSE has ended both directions: to wait for the peer's FIN, or to give up",
                    "no end, or any from " + Notation.seconds(Limits.SHORTEST_ORPHAN) + " on",
                    "no RFC; RFC 9293 3.6"),
            new Latitude(
                    "DELAYED_ACKNOWLEDGMENT",
                    "When text is acknowledged, and with what",
                    "at once, or up to " + Notation.seconds(Limits.ACKNOWLEDGMENT)
                            + " later, several segments together",
                    "RFC 9293 3.8.6.3 (SHLD-18, MUST-40, MUST-58)"),
            new Latitude(
                    "SEGMENTATION",
                    "How text is cut, and for how long it waits for more: Nagle's algorithm, silly windows, push",
                    "any cut up to the effective MSS; what nothing holds back within "
                            + Notation.seconds(Limits.LONGEST_HOLD),
                    "RFC 9293 3.7.4, 3.8.6.2 and 3.9.1.2 (MUST-60, MAY-15)"),
            new Latitude(
                    "RETRANSMISSION_TIMEOUT",
                    "When a segment goes again, or a closed window is probed",
                    "any time, and within " + Notation.seconds(Limits.LONGEST_SILENCE),
                    "RFC 9293 3.8.1 and 3.8.6.1; RFC 6298 2 and 5"),
            new Latitude(
                    "CONGESTION_CONTROL",
                    "How much is on its way at a time: the initial window, the algorithm, recovery",
                    "not judged, but for the peer's window",
                    "RFC 5681; RFC 6582; RFC 6675; RFC 6928; RFC 6937; RFC 8985; RFC 9438"),
            new Latitude(
                    "GIVING_UP",
                    "When a connection ends for want of an answer: R2, the user timeout",
                    "after one retransmission or probe that stays without an answer; at any time if the user has set a limit",
                    "RFC 9293 3.8.3 and 3.9.1.1; RFC 5482"),
            new Latitude(
                    "KEEP_ALIVE",
                    "How idle a connection is when it is probed, how often, and with how many octets",
                    "none without SO_KEEPALIVE; with it any, and an end after two without an answer",
                    "RFC 9293 3.8.4 (MUST-25, MUST-29)"),
            new Latitude(
                    "WINDOW_PROBE",
                    "What probes a closed window",
                    "an acknowledgment at SND.UNA - 1 or later, text that went before, or one octet beyond the window",
                    "RFC 9293 3.8.6.1"),
            new Latitude(
                    "WINDOW",
                    "How large the receive window is, and when it is shown",
                    "any; it is not held against the target that it shrinks",
                    "RFC 9293 3.8.6 (SHLD-14)"),
            new Latitude(
                    "OPTIONS_OFFERED",
                    "Which options a SYN offers",
                    "any; a SYN,ACK no window scale and no timestamps that the SYN had not",
                    "RFC 9293 3.2; RFC 7323 1.3; RFC 2018 2; RFC 7413 4.1.1"),
            new Latitude(
                    "URGENT_POINTER",
                    "Whether the pointer is to the last urgent octet, or behind it",
                    "not judged",
                    "RFC 9293 3.8.5 (MUST-62); RFC 6093"),
            new Latitude(
                    "CHALLENGE_LIMIT",
                    "How many challenge ACKs are sent: each connection for itself, or all together",
                    "one may be held back for " + Notation.seconds(Limits.CHALLENGE_MEMORY) + " after another",
                    "RFC 5961 7"),
            new Latitude(
                    "TIME_FOR_AN_ANSWER",
                    "How soon a reset or a SYN,ACK comes, and the SYN of an open",
                    "within " + Notation.seconds(Limits.ANSWER) + ", and within " + Notation.seconds(Limits.SYN),
                    "no RFC"));

    /** All, in the order in which they are listed. */
    public static List<Latitude> all() {
        return ALL;
    }

    private static String between(long least, long most) {
        return "from " + Notation.seconds(least) + " to " + Notation.seconds(most);
    }
}
