package io.statecraft.oracle.offline;

import java.util.List;
import java.util.Map;

/**
 * What a capture shows.
 *
 * @param violations what no endpoint that keeps the clause could have sent, in the order of the packets; the SHOULDs among them warn. In a
 *     capture with very many, the first
 * @param byClause how many there were, by clause: of all
 * @param failed whether a MUST was broken
 * @param unproven what would be a violation if the capture lacked no packets, had all of each, and if nothing had come before it began
 * @param missing how often it shows that it lacks something
 * @param signs the first of these, one sentence each
 * @param segments TCP segments in it
 * @param ordinary those that went by header prediction
 * @param damaged those whose checksum was wrong, and that were left out for that
 * @param whole connections whose two SYNs are there
 * @param joined connections that began before the capture, or that it lacks the handshake of: less can be judged
 * @param oneWay connections of which it has one direction alone: only what a segment says by itself can be judged
 * @param abstained connections with two initial sequence numbers on one side: not judged
 * @param medianStates the largest number of states that an endpoint may have been in at once: the median of all endpoints
 * @param mostStates the largest of all
 */
public record CaptureFindings(
        List<CaptureViolation> violations,
        Map<String, Long> byClause,
        boolean failed,
        List<CaptureViolation> unproven,
        long missing,
        List<String> signs,
        long segments,
        long ordinary,
        long damaged,
        long whole,
        long joined,
        long oneWay,
        long abstained,
        int medianStates,
        int mostStates) {
    public CaptureFindings {
        violations = List.copyOf(violations);
        byClause = Map.copyOf(byClause);
        unproven = List.copyOf(unproven);
        signs = List.copyOf(signs);
    }

    /** How many connections it has. */
    public long connections() {
        return whole + joined + oneWay + abstained;
    }

    /** How many violations there were. */
    public long count() {
        return byClause.values().stream().mapToLong(Long::longValue).sum();
    }
}
