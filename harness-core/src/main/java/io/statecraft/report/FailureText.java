package io.statecraft.report;

import io.statecraft.requirement.RequirementCatalog;
import io.statecraft.run.Finding;
import io.statecraft.run.Ladder;
import io.statecraft.run.Result;
import io.statecraft.run.RunReport;
import io.statecraft.run.Verdict;
import io.statecraft.run.mapping.Difference;
import java.util.ArrayList;
import java.util.List;

/** A failure as text: where, what was expected, what was, which clause, the last events, and how to see it again. */
public final class FailureText {
    /** As many events as show how it came to this. */
    private static final int EVENTS = 5;

    private FailureText() {}

    /** The lines about a result that did not pass. */
    public static List<String> of(Result result, RunReport report) {
        List<String> lines = new ArrayList<>();
        String name = result.word() + " " + result.id() + " (" + result.variant() + ")";
        List<Finding> findings = result.outcome().findings();
        if (result.isOfAnotherVariant()) {
            return List.of(name + ": " + place(findings.get(0), result) + ": " + result.reason());
        }
        lines.add(name);
        if (findings.isEmpty()) {
            lines.add("  " + result.reason());
        }
        for (int i = 0; i < findings.size(); i++) {
            lines.addAll(lines(findings.get(i), result, i == 0));
        }
        if (result.attempts() > 1) {
            lines.add("  attempts  " + result.attempts());
        }
        List<String> ladder = Ladder.lastOf(result.outcome().trace(), EVENTS);
        if (!ladder.isEmpty()) {
            lines.add("  last events");
            ladder.forEach(line -> lines.add("  " + line));
        }
        if (!result.isUnreadable()) {
            lines.add("  again     " + report.again(result));
        }
        return lines;
    }

    private static List<String> lines(Finding finding, Result result, boolean first) {
        List<String> lines = new ArrayList<>();
        int line = finding.location().line();
        lines.add("  " + (first ? "" : "also ") + place(finding, result) + ": " + finding.reason());
        if (!finding.location().text().isBlank()) {
            lines.add("    " + line + " | " + finding.location().text().strip());
        }
        finding.expected().ifPresent(text -> lines.add("  expected  " + text));
        finding.actual().ifPresent(text -> lines.add("  actual    " + text));
        if (finding.expected().isPresent()) {
            finding.actual()
                    .map(text -> marks(text, finding.differences()))
                    .filter(marks -> !marks.isBlank())
                    .ifPresent(marks -> lines.add("            " + marks));
        }
        for (Difference difference : finding.differences()) {
            lines.add("    " + difference);
        }
        for (String detail : finding.details()) {
            lines.add("    " + detail);
        }
        List<String> clauses = finding.clause()
                .map(List::of)
                .orElse(first && finding.verdict() == Verdict.FAIL ? result.verifies() : List.of());
        for (String clause : clauses) {
            lines.add("  clause    " + clause + meaning(clause));
        }
        return lines;
    }

    private static String place(Finding finding, Result result) {
        int line = finding.location().line();
        return result.script().name() + (line > 0 ? ":" + line : "");
    }

    private static String meaning(String clause) {
        return RequirementCatalog.textOf(clause).map(text -> ": " + text).orElse("");
    }

    /** Carets below those values of a packet that differ. */
    private static String marks(String packet, List<Difference> differences) {
        StringBuilder marks = new StringBuilder(" ".repeat(packet.length()));
        for (Difference difference : differences) {
            String shown =
                    switch (difference.field()) {
                        case "flags" -> " " + difference.actual() + " ";
                        case "seq" -> " " + difference.actual() + ":";
                        case "length" -> "(" + difference.actual() + ")";
                        case "ack", "win", "urg", "ttl", "tos", "dscp", "flowlabel" ->
                            difference.field() + " " + difference.actual();
                        default -> difference.actual();
                    };
            int at = packet.indexOf(shown);
            if (at >= 0 && !shown.isBlank()) {
                int from = at + shown.length() - shown.stripLeading().length();
                for (int i = from; i < at + shown.stripTrailing().length(); i++) {
                    marks.setCharAt(i, '^');
                }
            }
        }
        return marks.toString().stripTrailing();
    }
}
