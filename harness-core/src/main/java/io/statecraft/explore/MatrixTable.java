package io.statecraft.explore;

import io.statecraft.explore.Stimulus.Control;
import io.statecraft.oracle.Violation;
import io.statecraft.run.Finding;
import io.statecraft.run.Outcome;
import io.statecraft.run.Result;
import io.statecraft.run.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of the cells of the matrix, counted: a line for each place, a column for each combination of control bits; and what broke
 * which clause, each way of breaking it once.
 *
 * @param counts by place and control bits
 * @param groups what did not pass, alike under one key
 */
public record MatrixTable(Map<Place, Map<Control, Count>> counts, List<Group> groups) {

    /**
     * How many cells there are, and what came of them.
     *
     * @param passed those of which nothing is to be said
     * @param expected those that did not pass, as a baseline has it
     * @param broken those in which a clause was broken
     * @param open those that could not be brought to their place, or that nothing can be said of
     */
    public record Count(int passed, int expected, int broken, int open) {
        static final Count NONE = new Count(0, 0, 0, 0);

        private Count plus(Count other) {
            return new Count(
                    passed + other.passed, expected + other.expected, broken + other.broken, open + other.open);
        }

        /** {@code 160}, or {@code 150+10!}: passed, and what did not; {@code =} as expected, {@code !} broken, {@code ?} open. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder().append(passed);
            part(text, expected, '=');
            part(text, broken, '!');
            part(text, open, '?');
            return text.toString();
        }

        private static void part(StringBuilder text, int number, char mark) {
            if (number > 0) {
                text.append('+').append(number).append(mark);
            }
        }
    }

    /**
     * Cells that did not pass for the same reason.
     *
     * @param place where
     * @param clause that was broken; empty if none was
     * @param reason what happened, without numbers
     * @param example the id of one of them
     * @param size how many there are
     */
    public record Group(Place place, String clause, String reason, String example, int size) {}

    /** Counts results. */
    public static MatrixTable of(List<Result> results) {
        Map<Place, Map<Control, Count>> counts = new EnumMap<>(Place.class);
        Map<String, Group> groups = new LinkedHashMap<>();
        Map<String, Cell> cells = new TreeMap<>();
        Matrix.whole().cells().forEach(cell -> cells.put(cell.id(), cell));
        for (Result result : results) {
            Cell cell = cells.get(result.id());
            if (result.outcome().skipped().isPresent()) {
                continue;
            }
            counts.computeIfAbsent(cell.place(), place -> new EnumMap<>(Control.class))
                    .merge(cell.stimulus().control(), count(result), Count::plus);
            if (result.isBad()) {
                Group group = group(cell, result);
                groups.merge(
                        group.place() + group.clause() + group.reason(),
                        group,
                        (a, b) -> new Group(a.place(), a.clause(), a.reason(), a.example(), a.size() + b.size()));
            }
        }
        return new MatrixTable(counts, List.copyOf(groups.values()));
    }

    private static Count count(Result result) {
        if (result.expectation() == Result.Expectation.EXPECTED) {
            return new Count(0, 1, 0, 0);
        } else if (!result.isBad()) {
            return new Count(1, 0, 0, 0);
        }
        boolean broken = result.outcome().verdict().equals(Optional.of(Verdict.FAIL));
        return broken ? new Count(0, 0, 1, 0) : new Count(0, 0, 0, 1);
    }

    private static Group group(Cell cell, Result result) {
        List<Violation> violations =
                result.outcome().violations().stream().filter(Violation::must).toList();
        String clause = violations.isEmpty() ? "" : violations.get(0).clause();
        String reason = violations.isEmpty()
                ? result.reason()
                : violations.get(0).event() + "; allowed: "
                        + String.join(" or ", violations.get(0).allowed());
        return new Group(cell.place(), clause, reason.replaceAll("[0-9]+", "N"), result.id(), 1);
    }

    /**
     * What the runner is to keep of a result: no trace where nothing is to be said, for there are many cells; and a target that could
     * not be brought to the place is held against nobody.
     */
    public static Result kept(Result result) {
        Outcome outcome = result.outcome();
        Optional<Finding> finding = outcome.finding();
        if (outcome.verdict().equals(Optional.of(Verdict.PASS))) {
            return result.with(outcome.withoutTrace());
        }
        boolean onTheWay = outcome.verdict().equals(Optional.of(Verdict.FAIL))
                && finding.isPresent()
                && finding.get().kind() != Finding.Kind.CLAUSE
                && outcome.violations().stream().noneMatch(Violation::must);
        return onTheWay ? result.with(outcome.inconclusive()) : result;
    }

    /** The table as lines of text. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-13s %-16s", "state", "way"));
        for (Control control : Control.values()) {
            head.append(String.format(Locale.ROOT, " %9s", control));
        }
        lines.add(head.toString());
        counts.forEach((place, row) -> {
            StringBuilder line =
                    new StringBuilder(String.format(Locale.ROOT, "%-13s %-16s", place.state(), place.way()));
            for (Control control : Control.values()) {
                line.append(String.format(Locale.ROOT, " %9s", row.containsKey(control) ? row.get(control) : ""));
            }
            lines.add(line.toString().stripTrailing());
        });
        lines.add("passed; += as the baseline expects, +! a clause broken, +? not brought there or nothing to be said");
        for (Group group : groups) {
            lines.add("");
            lines.add(group.place().state() + " " + group.place().way() + ": " + group.size() + " cells: "
                    + (group.clause().isEmpty() ? "" : group.clause() + ": ") + group.reason());
            lines.add("  such as " + group.example());
        }
        return lines;
    }
}
