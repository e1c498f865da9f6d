package io.statecraft.explore;

import io.statecraft.explore.Stimulus.Control;
import io.statecraft.oracle.Violation;
import io.statecraft.run.Finding;
import io.statecraft.run.Outcome;
import io.statecraft.run.Result;
import io.statecraft.run.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What came of the cells of the matrix, counted: by place and combination of control bits; each way of breaking a clause once; and the
 * documented departures of the target, seen or not.
 *
 * @param counts by place and control bits
 * @param groups what did not pass, alike under one key, the largest first
 * @param departures those that some of the cells played are about
 */
public record MatrixTable(Map<Place, Map<Control, Count>> counts, List<Group> groups, List<DepartureCount> departures) {

    /**
     * How many cells there are, and what came of them.
     *
     * @param passed those of which nothing is to be said
     * @param expected those that did not pass, as a baseline has it
     * @param departing those that show nothing but a documented departure of the target
     * @param broken those in which a clause was broken
     * @param open those that could not be brought to their place, or that nothing can be said of
     */
    public record Count(int passed, int expected, int departing, int broken, int open) {
        /** Of no cells. */
        public static final Count NONE = new Count(0, 0, 0, 0, 0);

        /** Both together. */
        public Count plus(Count other) {
            return new Count(
                    passed + other.passed,
                    expected + other.expected,
                    departing + other.departing,
                    broken + other.broken,
                    open + other.open);
        }

        /** All of them. */
        public int cells() {
            return passed + expected + departing + broken + open;
        }

        /**
         * {@code 160}, or {@code 150+10!}: passed, and what did not; {@code =} as expected, {@code ~} a departure, {@code !} broken,
         * {@code ?} open.
         */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder().append(passed);
            part(text, expected, '=');
            part(text, departing, '~');
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
     * @param places where
     * @param clause that was broken; empty if none was
     * @param reason what happened, without numbers
     * @param example the id of one of them
     * @param size how many there are
     */
    public record Group(Set<Place> places, String clause, String reason, String example, int size) {
        private Group plus(Group other) {
            Set<Place> both = EnumSet.copyOf(places);
            both.addAll(other.places);
            return new Group(both, clause, reason, example, size + other.size);
        }
    }

    /**
     * A documented departure, and what became of the cells that it is about.
     *
     * @param departure which
     * @param cells how many of those played it is about
     * @param shown how many show it
     */
    public record DepartureCount(Departure departure, int cells, int shown) {}

    /** Counts results of a target of which these departures are known. */
    public static MatrixTable of(List<Result> results, Departures known) {
        Map<Place, Map<Control, Count>> counts = new EnumMap<>(Place.class);
        Map<String, Group> groups = new LinkedHashMap<>();
        Map<String, Cell> cells = new HashMap<>();
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
                groups.merge(group.clause() + group.reason(), group, Group::plus);
            }
        }
        List<Group> sorted = new ArrayList<>(groups.values());
        sorted.sort((a, b) -> Integer.compare(b.size(), a.size()));
        return new MatrixTable(
                counts,
                List.copyOf(sorted),
                known.all().stream()
                        .map(departure -> counted(departure, results))
                        .filter(counted -> counted.cells() > 0)
                        .toList());
    }

    /** All cells together. */
    public Count total() {
        return counts.values().stream().flatMap(row -> row.values().stream()).reduce(Count.NONE, Count::plus);
    }

    private static DepartureCount counted(Departure departure, List<Result> results) {
        Predicate<String> isAbout = departure.matcher();
        int cells = 0;
        int shown = 0;
        for (Result result : results) {
            if (result.outcome().skipped().isEmpty() && isAbout.test(result.id())) {
                cells++;
                shown += result.departure().equals(Optional.of(departure.id())) ? 1 : 0;
            }
        }
        return new DepartureCount(departure, cells, shown);
    }

    private static Count count(Result result) {
        if (result.expectation() == Result.Expectation.EXPECTED) {
            return new Count(0, 1, 0, 0, 0);
        } else if (result.expectation() == Result.Expectation.DEPARTURE) {
            return new Count(0, 0, 1, 0, 0);
        } else if (!result.isBad()) {
            return new Count(1, 0, 0, 0, 0);
        }
        boolean broken = result.outcome().verdict().equals(Optional.of(Verdict.FAIL));
        return broken ? new Count(0, 0, 0, 1, 0) : new Count(0, 0, 0, 0, 1);
    }

    private static Group group(Cell cell, Result result) {
        List<Violation> violations =
                result.outcome().violations().stream().filter(Violation::must).toList();
        String clause = violations.isEmpty() ? "" : violations.get(0).clause();
        String reason = violations.isEmpty()
                ? withoutNumbers(result.reason())
                : withoutNumbers(violations.get(0).event()) + "; allowed: "
                        + String.join(
                                " or ",
                                violations.get(0).allowed().stream()
                                        .map(sentence -> withoutNumbers(sentence.replaceFirst("^[A-Z0-9-]+: ", "")))
                                        .distinct()
                                        .toList());
        return new Group(EnumSet.of(cell.place()), clause, reason, result.id(), 1);
    }

    /** What differs from cell to cell becomes {@code N}; the names of states and of RFCs stay. */
    private static String withoutNumbers(String text) {
        return text.replaceAll("(?<![A-Z-])[0-9]+(?:[.][0-9]+)?", "N");
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
}
