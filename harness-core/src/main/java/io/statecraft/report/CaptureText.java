package io.statecraft.report;

import io.statecraft.capture.CaptureReport;
import io.statecraft.oracle.Violation;
import io.statecraft.oracle.offline.CaptureFindings;
import io.statecraft.oracle.offline.CaptureViolation;
import io.statecraft.requirement.Requirement;
import io.statecraft.requirement.RequirementCatalog;
import io.statecraft.requirement.RuleSections;
import io.statecraft.tcp.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came of a capture, in lines to read. */
public final class CaptureText {
    /** How many of each kind are printed in full; all are in the report. */
    private static final int MOST = 50;

    private CaptureText() {}

    /** All of it: the violations, what could not be proven, and the summary. */
    public static List<String> of(CaptureReport report) {
        List<String> lines = new ArrayList<>();
        CaptureFindings findings = report.findings();
        int printed = 0;
        for (CaptureViolation found : findings.violations()) {
            if (printed++ < MOST) {
                lines.addAll(of(found, report));
                lines.add("");
            }
        }
        if (printed > MOST) {
            lines.add(printed - MOST + " more are in the report (--report DIR).");
        }
        if (findings.count() > printed) {
            lines.add("Of " + (findings.count() - printed) + " more only the number is kept.");
        }
        lines.addAll(unproven(findings));
        lines.addAll(summary(report));
        return lines;
    }

    /** One violation. */
    static List<String> of(CaptureViolation found, CaptureReport report) {
        Violation v = found.violation();
        List<String> lines = new ArrayList<>();
        lines.add((v.must() ? "FAIL" : "WARNING") + " " + report.file() + ": packet " + found.packet() + ", "
                + v.connection() + ": " + v.clause());
        lines.add("  rule      " + ruleOf(v.clause()));
        lines.add("  state     " + states(v));
        lines.add("  sent      " + v.event());
        v.allowed().forEach(allowed -> lines.add("  allowed   " + allowed));
        return lines;
    }

    /** One violation as the comment of its packet. */
    public static String comment(CaptureViolation found) {
        Violation v = found.violation();
        return (v.must() ? "Statecraft FAIL " : "Statecraft WARNING ") + v.clause() + ": " + ruleOf(v.clause())
                + "\nsent: " + v.event() + "\nallowed: " + String.join("; ", v.allowed());
    }

    /** What the clause says, in our words. */
    static String ruleOf(String clause) {
        return RequirementCatalog.shipped()
                .find(clause)
                .map(Requirement::text)
                .or(() -> RuleSections.textOf(clause))
                .orElse("see the section");
    }

    static String states(Violation v) {
        return String.join(
                ", ", v.before().stream().sorted().map(TcpState::toString).toList());
    }

    private static List<String> unproven(CaptureFindings findings) {
        List<String> lines = new ArrayList<>();
        if (findings.missing() > 0) {
            lines.add("The capture lacks packets: " + findings.missing() + " signs of it.");
            findings.signs().forEach(sign -> lines.add("  " + sign));
        }
        if (!findings.unproven().isEmpty()) {
            lines.add(
                    "Unproven, since a packet that the capture lacks, damage to one that it has not whole, or what came before it"
                            + " began could explain it:");
        }
        findings.unproven().stream().limit(MOST).forEach(found -> {
            Violation v = found.violation();
            lines.add("  packet " + found.packet() + ", " + v.connection() + ": " + v.clause());
            lines.add("    sent      " + v.event());
            v.allowed().forEach(allowed -> lines.add("    allowed   " + allowed));
        });
        return lines;
    }

    private static List<String> summary(CaptureReport report) {
        CaptureFindings findings = report.findings();
        List<String> lines = new ArrayList<>();
        report.problems().forEach(problem -> lines.add("Note: " + problem));
        lines.add(String.format(
                Locale.ROOT,
                "%s: %d packets in %.3f s, %d TCP segments%s",
                report.file(),
                report.packets(),
                (report.lastTime() - report.firstTime()) / 1e9,
                findings.segments(),
                leftOut(report)));
        lines.add("connections: " + findings.connections() + kinds(findings));
        Map<String, Long> clauses = new TreeMap<>(findings.byClause());
        lines.add("violations: " + findings.count()
                + (clauses.isEmpty()
                        ? ""
                        : " ("
                                + String.join(
                                        ", ",
                                        clauses.entrySet().stream()
                                                .map(e -> e.getKey() + ": " + e.getValue())
                                                .toList())
                                + ")"));
        lines.add(String.format(
                Locale.ROOT,
                "judged in %.3f s: %.0f segments/s, %.1f %% by header prediction; states at once: median %d, at most %d",
                report.duration() / 1e9,
                findings.segments() / (report.duration() / 1e9),
                100.0 * findings.ordinary() / Math.max(1, findings.segments()),
                findings.medianStates(),
                findings.mostStates()));
        return lines;
    }

    /** How much of the connections could be judged: nothing of those that there are none of. */
    private static String kinds(CaptureFindings findings) {
        List<String> parts = new ArrayList<>();
        add(parts, findings.whole(), "whole");
        add(parts, findings.joined(), "joined in the middle");
        add(parts, findings.oneWay(), "in one direction alone");
        add(parts, findings.abstained(), "not judged, as one end began twice, with another sequence number");
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private static String leftOut(CaptureReport report) {
        List<String> parts = new ArrayList<>();
        add(parts, report.others(), "other");
        add(parts, report.fragments(), "fragments");
        add(parts, report.cut(), "cut off in the headers");
        add(parts, report.malformed(), "malformed");
        add(parts, report.findings().damaged(), "with a wrong checksum");
        add(
                parts,
                report.unknownLinks().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                "of unknown link types");
        return parts.isEmpty() ? "" : "; left out: " + String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
