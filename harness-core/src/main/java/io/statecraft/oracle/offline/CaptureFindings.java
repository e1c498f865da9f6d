package io.statecraft.oracle.offline;

import java.util.List;

/**
 * What a capture shows.
 *
 * @param violations what no endpoint that keeps the clause could have sent, in the order of the packets; the SHOULDs among them warn
 * @param unproven what would be a violation if the capture lacked no packets, and it does
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
        unproven = List.copyOf(unproven);
        signs = List.copyOf(signs);
    }

    /** How many connections it has. */
    public long connections() {
        return whole + joined + oneWay + abstained;
    }

    /** Whether a MUST was broken. */
    public boolean failed() {
        return violations.stream().anyMatch(found -> found.violation().must());
    }
}
