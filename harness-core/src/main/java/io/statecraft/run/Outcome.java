package io.statecraft.run;

import io.statecraft.oracle.Delivery;
import io.statecraft.oracle.Violation;
import io.statecraft.tcp.TcpState;
import java.util.List;
import java.util.Optional;

/**
 * What came of one attempt to play a scenario.
 *
 * @param verdict empty if the scenario does not apply and was skipped
 * @param findings what keeps it from passing, the most telling first
 * @param skipped why it was skipped
 * @param states those that were seen, in order
 * @param lateness the worst delay of the harness, nanoseconds
 * @param doubtful whether the machine kept us or the target waiting for a processor, so that a failure is worth another attempt
 * @param violations what the oracle found, whether it fails the scenario or not
 * @param trace what happened
 */
public record Outcome(
        Optional<Verdict> verdict,
        List<Finding> findings,
        Optional<String> skipped,
        List<TcpState> states,
        long lateness,
        boolean doubtful,
        List<Violation> violations,
        Trace trace) {
    private static final Trace NOTHING = new Trace(Delivery.EXACT, false, List.of());

    public Outcome {
        findings = List.copyOf(findings);
        states = List.copyOf(states);
        violations = List.copyOf(violations);
    }

    /** Of what was not played because of {@code finding}. */
    public static Outcome of(Finding finding) {
        return new Outcome(
                Optional.of(finding.verdict()),
                List.of(finding),
                Optional.empty(),
                List.of(),
                0,
                false,
                List.of(),
                NOTHING);
    }

    /** Of what was not played, for this reason, and need not be. */
    public static Outcome skipped(String reason) {
        return new Outcome(Optional.empty(), List.of(), Optional.of(reason), List.of(), 0, false, List.of(), NOTHING);
    }

    /** The same, held against nobody: it failed in another way each time. */
    public Outcome inconclusive() {
        return new Outcome(
                Optional.of(Verdict.INCONCLUSIVE),
                findings.stream()
                        .map(finding -> finding.weighing(Verdict.INCONCLUSIVE))
                        .toList(),
                skipped,
                states,
                lateness,
                doubtful,
                violations,
                trace);
    }

    /** The same without what happened: for those that are many. */
    public Outcome withoutTrace() {
        return new Outcome(verdict, findings, skipped, states, lateness, doubtful, violations, NOTHING);
    }

    /** The finding that the verdict rests on, if it is not PASS. */
    public Optional<Finding> finding() {
        return findings.stream()
                .filter(finding -> verdict.equals(Optional.of(finding.verdict())))
                .findFirst();
    }
}
