package io.statecraft.report;

import io.statecraft.explore.MatrixTable;
import io.statecraft.run.Result;
import io.statecraft.run.RunReport;
import io.statecraft.run.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says on the console what is going on, and in the end what came of it. */
public final class Console {
    /** How it speaks. */
    public enum Style {
        /** The end alone. */
        PLAIN,
        /** Every result when it is there. */
        VERBOSE,
        /** A line that counts, which is written over and over: for terminals. */
        LIVE
    }

    private static final Pattern LINE = Pattern.compile("^line (\\d+): ");
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter out;
    private final Style style;
    private final int total;
    private int done;
    private int bad;

    /** @param total how many results there will be */
    public Console(PrintWriter out, Style style, int total) {
        this.out = out;
        this.style = style;
        this.total = total;
    }

    /** A result is there. */
    public void finished(Result result) {
        done++;
        bad += result.isBad() ? 1 : 0;
        if (style == Style.VERBOSE) {
            String reason = result.reason();
            out.println(String.format(Locale.ROOT, "%-12s %s (%s)", result.word(), result.id(), result.variant())
                    + (reason.isEmpty() ? "" : ": " + printable(reason)));
        } else if (style == Style.LIVE) {
            out.print(ERASE + done + "/" + total + (bad == 0 ? "" : ", not passed: " + bad) + "  " + result.id());
            out.flush();
        }
    }

    /** All that there was. */
    public void summarize(RunReport report) {
        summarize(report, Optional.empty());
    }

    /** All that there was; of a matrix the table, and in full the first of what did not pass. */
    public void summarize(RunReport report, Optional<MatrixTable> matrix) {
        if (style == Style.LIVE) {
            out.print(ERASE);
        }
        report.results().stream()
                .filter(Result::isBad)
                .limit(matrix.isPresent() ? 1 : Long.MAX_VALUE)
                .forEach(result -> {
                    FailureText.of(result, report).forEach(line -> out.println(printable(line)));
                    out.println();
                });
        matrix.ifPresent(table -> MatrixText.lines(table).forEach(line -> out.println(printable(line))));
        skipped(report.results())
                .forEach((reason, results) ->
                        out.println("SKIPPED " + results.size() + ": " + printable(reason + place(results.get(0)))));
        expected(report);
        out.println(table(report));
        if (report.interrupted()) {
            out.println("Interrupted: what was not played is missing.");
        }
    }

    /** What a script or a target says must not steer the terminal. */
    private static String printable(String line) {
        return line.replaceAll("\\p{Cntrl}", "?");
    }

    /** By reason, in the order of the first of each. */
    private static Map<String, List<Result>> skipped(Collection<Result> results) {
        Map<String, List<Result>> reasons = new LinkedHashMap<>();
        for (Result result : results) {
            result.outcome().skipped().ifPresent(reason -> reasons.computeIfAbsent(
                            LINE.matcher(reason).replaceFirst(""), unseen -> new ArrayList<>())
                    .add(result));
        }
        return reasons;
    }

    /** The first script of a reason, and the line where it is known. */
    private static String place(Result first) {
        Matcher line = LINE.matcher(first.outcome().skipped().orElse(""));
        String number = line.lookingAt() ? ":" + line.group(1) : "";
        return "  (" + first.script().name() + number + ")";
    }

    private void expected(RunReport report) {
        count(report, Result.Expectation.EXPECTED, "Not passed as the baseline expects: ");
        count(report, Result.Expectation.DEPARTURE, "FAIL by documented departures of the target, and nothing else: ");
    }

    private void count(RunReport report, Result.Expectation expectation, String words) {
        long count = report.results().stream()
                .filter(result -> result.expectation() == expectation)
                .count();
        if (count > 0) {
            out.println(words + count);
        }
    }

    private static String table(RunReport report) {
        Map<Verdict, Integer> counts = report.counts();
        String target = report.target()
                + report.profile().map(profile -> " (" + profile + ")").orElse("");
        String format = "%-" + Math.max(8, target.length()) + "s %6s %13s %6s %6s %8s %6s%n";
        List<String> head = List.of("target", "PASS", "INCONCLUSIVE", "FAIL", "ERROR", "SKIPPED", "all");
        return String.format(Locale.ROOT, format, head.toArray())
                + String.format(
                        Locale.ROOT,
                        format,
                        target,
                        counts.get(Verdict.PASS),
                        counts.get(Verdict.INCONCLUSIVE),
                        counts.get(Verdict.FAIL),
                        counts.get(Verdict.ERROR),
                        report.skipped(),
                        report.results().size())
                + String.format(Locale.ROOT, "took %.1f s, seed %d", report.duration() / 1e9, report.seed());
    }
}
