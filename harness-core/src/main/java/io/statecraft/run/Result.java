package io.statecraft.run;

import io.statecraft.run.Finding.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of a scenario in one variant.
 *
 * @param id what reports and baselines call it
 * @param script where it comes from
 * @param title the first sentences of its header
 * @param variant {@code ipv4}, {@code ipv6} or {@code ipv4-mapped}
 * @param verifies the requirements that it is for
 * @param outcome of the last attempt
 * @param attempts how many were made; 0 if it was not played
 * @param duration of all attempts, nanoseconds of real time, without the wait for their turn
 * @param expectation what a baseline says of it, or what is known of the target
 * @param departure the target's documented departure that it shows, by name
 */
public record Result(
        String id,
        Script script,
        String title,
        String variant,
        List<String> verifies,
        Outcome outcome,
        int attempts,
        long duration,
        Expectation expectation,
        Optional<String> departure) {

    /** How a result stands to the baseline. */
    public enum Expectation {
        /** The baseline does not name it. */
        NONE,
        /** It is the verdict that the baseline expects. */
        EXPECTED,
        /** The baseline expects another verdict. */
        UNEXPECTED,
        /** It fails by nothing but a departure of the target from the RFCs that is known and explained. */
        DEPARTURE
    }

    public Result {
        verifies = List.copyOf(verifies);
    }

    /** One that shows no documented departure. */
    public Result(
            String id,
            Script script,
            String title,
            String variant,
            List<String> verifies,
            Outcome outcome,
            int attempts,
            long duration,
            Expectation expectation) {
        this(id, script, title, variant, verifies, outcome, attempts, duration, expectation, Optional.empty());
    }

    /** The same with another outcome. */
    public Result with(Outcome other) {
        return new Result(id, script, title, variant, verifies, other, attempts, duration, expectation, departure);
    }

    /** The same, showing the documented departure of this name. */
    public Result departing(String name) {
        return new Result(
                id,
                script,
                title,
                variant,
                verifies,
                outcome,
                attempts,
                duration,
                Expectation.DEPARTURE,
                Optional.of(name));
    }

    /** {@code PASS}, …, or {@code SKIPPED}. */
    public String word() {
        return outcome.verdict().map(Verdict::name).orElse("SKIPPED");
    }

    /** Whether it keeps the run from being green. */
    public boolean isBad() {
        return switch (expectation) {
            case EXPECTED, DEPARTURE -> false;
            case UNEXPECTED -> true;
            case NONE ->
                outcome.verdict().map(verdict -> verdict != Verdict.PASS).orElse(false);
        };
    }

    /** Why, in one line; empty if it passed as it should. */
    public String reason() {
        if (expectation == Expectation.UNEXPECTED && outcome.verdict().equals(Optional.of(Verdict.PASS))) {
            return "it passes, and the baseline says that it does not";
        }
        return outcome.skipped()
                .or(() -> outcome.finding().map(Finding::reason))
                .orElse("");
    }

    /** The line of the script that it failed at; 0 if there is none. */
    public int line() {
        return outcome.finding().map(finding -> finding.location().line()).orElse(0);
    }

    /** The requirements: those that the oracle saw broken, and those that the scenario is for where it did not see what it expects. */
    public List<String> clauses() {
        return Stream.concat(broken().stream(), unmet().stream()).distinct().toList();
    }

    /** The requirements that the oracle saw broken. */
    public List<String> broken() {
        return outcome.findings().stream()
                .flatMap(finding -> finding.clause().stream())
                .distinct()
                .toList();
    }

    /** The requirements that the scenario is for, unless all that it expects was there. */
    public List<String> unmet() {
        boolean asExpected = !outcome.findings().isEmpty()
                && outcome.findings().stream().allMatch(finding -> finding.kind() == Kind.CLAUSE);
        return asExpected ? List.of() : verifies;
    }

    /** Whether it is our own fault: neither the scenario's, nor of a target that died. */
    public boolean isInternal() {
        return isError()
                && outcome.finding().map(f -> f.kind() == Kind.INTERNAL).orElse(true);
    }

    /** Whether the scenario itself could not be read. */
    public boolean isUnreadable() {
        return isError() && outcome.finding().map(f -> f.kind() == Kind.SCRIPT).orElse(false);
    }

    /** Whether the scenario can be read, but makes no sense in this variant: it was not played. */
    public boolean isOfAnotherVariant() {
        return attempts == 0
                && outcome.verdict().equals(Optional.of(Verdict.FAIL))
                && outcome.finding().map(f -> f.kind() == Kind.SCRIPT).orElse(false);
    }

    private boolean isError() {
        return outcome.verdict().equals(Optional.of(Verdict.ERROR));
    }

    /** The same as a baseline sees it, if it names it. */
    Result against(Baseline baseline) {
        Expectation named = baseline.expectationOf(id, variant, outcome.verdict());
        return named == Expectation.NONE
                ? this
                : new Result(
                        id, script, title, variant, verifies, outcome, attempts, duration, named, Optional.empty());
    }
}
