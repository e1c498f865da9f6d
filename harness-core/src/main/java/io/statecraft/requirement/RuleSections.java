package io.statecraft.requirement;

import java.util.Map;
import java.util.Optional;

/** What the sections of RFC 9293 that are named where no requirement has an id ask for, in our words. */
public final class RuleSections {
    private RuleSections() {}

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("3.1", "Once a connection is established the ACK control bit is always set."),
            Map.entry(
                    "3.4",
                    "Every octet has a sequence number; acknowledgments are cumulative: all octets up to the number, and none from it on,"
                            + " have been received."),
            Map.entry(
                    "3.5.2",
                    "A reset is sent for a segment that is apparently not for the connection, with the number that the segment asks for;"
                            + " never for a reset."),
            Map.entry(
                    "3.8.6",
                    "The window tells how much text the receiver is prepared to accept, and the sender keeps within it."),
            Map.entry("3.10.4", "CLOSE queues a FIN behind all text; nothing is sent after it."),
            Map.entry("3.10.5", "ABORT sends a reset with SND.NXT, in the states that have something to reset."),
            Map.entry("3.10.7", "What a segment that arrives leads to depends on the state, step by step."),
            Map.entry(
                    "3.10.7.1", "In CLOSED everything but a reset is answered with a reset, and nothing else is sent."),
            Map.entry("3.10.7.2", "In LISTEN a SYN is answered with a SYN,ACK that acknowledges it."),
            Map.entry("3.10.7.3", "In SYN-SENT nothing is sent but the SYN, until the peer's SYN has come."),
            Map.entry(
                    "3.10.7.4",
                    "In the other states segments are checked in order: sequence number, RST, SYN, ACK, URG, text, FIN; what is"
                            + " unacceptable is acknowledged and dropped."),
            Map.entry("3.10.8", "On a retransmission timeout the segment at the front of the queue is sent again."));

    /** The sentence for a clause such as {@code RFC9293:3.10.7.4}; empty if it names another section. */
    public static Optional<String> textOf(String clause) {
        return clause.startsWith("RFC9293:") ? Optional.ofNullable(TEXTS.get(clause.substring(8))) : Optional.empty();
    }
}
