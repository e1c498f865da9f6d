package io.statecraft.run;

import io.statecraft.oracle.Violation;
import io.statecraft.run.Finding.Kind;
import io.statecraft.scenario.Step.Location;
import io.statecraft.tcp.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Weighs what an attempt showed.
 *
 * @param strict whether a MUST that was broken fails the scenario
 * @param late whether the harness was ever later than the script tolerates
 * @param lossy whether the host lost packets
 */
record Verdicts(boolean strict, boolean late, boolean lossy) {

    /**
     * The findings in the order of their weight.
     *
     * @param shown what the player found, in order
     * @param violations what the oracle found
     */
    List<Finding> weigh(List<Finding> shown, List<Violation> violations) {
        List<Finding> all = new ArrayList<>();
        boolean settled = isSettled(shown);
        for (Finding finding : shown) {
            Finding named = violations.isEmpty() || finding.clause().isPresent()
                    ? finding
                    : finding.breaking(violations.get(violations.size() - 1).clause());
            all.add(settled && finding.isOnTime() && !lossy ? named : weigh(named));
        }
        if (strict) {
            violations.stream().filter(Violation::must).forEach(violation -> all.add(weigh(finding(violation))));
        }
        all.sort((a, b) -> b.verdict().compareTo(a.verdict()));
        return all;
    }

    /**
     * Whether nothing that the harness did late could have changed what was found: assertions failed before, and nothing else. Anything else
     * would have been reported first, and there the lateness counts; but that the harness was late in the end says nothing of the target.
     */
    static boolean isSettled(List<Finding> shown) {
        List<Finding> ofTarget =
                shown.stream().filter(finding -> finding.kind() != Kind.LATE).toList();
        return !ofTarget.isEmpty()
                && ofTarget.get(0).isOnTime()
                && ofTarget.stream().allMatch(finding -> finding.kind() == Kind.CODE);
    }

    /** What we did late, or did not see, is not held against the target; but nothing of ours makes it be early. */
    private Finding weigh(Finding finding) {
        if (finding.verdict() != Verdict.FAIL) {
            return finding;
        }
        boolean excused = lossy || late && finding.kind() != Kind.EARLY && finding.kind() != Kind.CLAUSE;
        return excused ? finding.weighing(Verdict.INCONCLUSIVE) : finding;
    }

    private static Finding finding(Violation violation) {
        return new Finding(
                Verdict.FAIL,
                Kind.CLAUSE,
                Location.NONE,
                "at " + Seconds.of(violation.time()) + " the target broke " + violation.clause() + ": "
                        + violation.event(),
                Optional.empty(),
                Optional.of(violation.event()),
                List.of(),
                Optional.of(violation.clause()),
                lines(violation),
                Finding.Timeliness.UNKNOWN);
    }

    /** The states before it, what would have been allowed, and what the target contradicted of its own. */
    static List<String> lines(Violation violation) {
        List<String> lines = new ArrayList<>();
        lines.add("before: "
                + violation.before().stream().map(TcpState::toString).sorted().collect(Collectors.joining(" or ")));
        violation.allowed().forEach(allowed -> lines.add("allowed: " + allowed));
        violation.remembered().ifPresent(choice -> lines.add("remembered: " + choice));
        return lines;
    }
}
