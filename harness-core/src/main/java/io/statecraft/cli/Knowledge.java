package io.statecraft.cli;

import io.statecraft.oracle.Latitude;
import io.statecraft.requirement.Coverage;
import io.statecraft.requirement.Level;
import io.statecraft.requirement.Requirement;
import io.statecraft.requirement.RequirementCatalog;
import io.statecraft.stack.fault.Faults;
import io.statecraft.stack.fault.SeededFault;
import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints what the rules know of the RFCs: the requirements, and what is left to the implementer. */
final class Knowledge {
    private final PrintWriter out;

    Knowledge(PrintWriter out) {
        this.out = out;
    }

    /**
     * The catalogue, a requirement a line, each followed by the scenarios that verify it, whether the oracle judges it, or why neither.
     *
     * @param verifiedBy the ids of scenarios by the clause that they name
     */
    void requirements(Map<String, List<String>> verifiedBy) {
        RequirementCatalog catalog = RequirementCatalog.shipped();
        catalog.all().forEach(requirement -> requirement(requirement, verifiedBy));
        List<String> ids = catalog.all().stream().map(Requirement::id).toList();
        out.printf(
                "%d requirements of %d RFCs: these scenarios verify %d, the oracle judges %d; %d cannot be shown%n",
                ids.size(),
                catalog.rfcs().size(),
                ids.stream().filter(verifiedBy::containsKey).count(),
                Coverage.judged().size(),
                ids.stream()
                        .flatMap(id -> Coverage.gap(id).stream())
                        .filter(gap -> gap.kind() == Coverage.Kind.CANNOT_BE)
                        .count());
    }

    private void requirement(Requirement requirement, Map<String, List<String>> verifiedBy) {
        out.println(requirement);
        List<String> scenarios = verifiedBy.getOrDefault(requirement.id(), List.of());
        if (!scenarios.isEmpty()) {
            out.println("    verified by " + String.join(", ", scenarios));
        }
        if (Coverage.judged().contains(requirement.id())) {
            out.println("    judged by the oracle");
        }
        Coverage.gap(requirement.id())
                .ifPresent(gap ->
                        out.println((gap.kind() == Coverage.Kind.CANNOT_BE ? "    cannot be shown: " : "    not yet: ")
                                + gap.reason()));
    }

    /** The choices of {@link Choice}, each with what is allowed and where that is written. */
    void choices() {
        for (Choice choice : Choice.values()) {
            out.println(choice + (choice.isStanding() ? " (standing)" : " (momentary)"));
            out.println("    " + choice.text());
            out.println("    allowed: "
                    + choice.allowed().stream().map(Knowledge::word).collect(Collectors.joining(", ")));
            for (Answer answer : choice.allowed()) {
                choice.clauseAgainst(answer)
                        .ifPresent(clause -> out.println("    advised against: " + word(answer) + " (" + clause + ")"));
            }
            var others = new ArrayList<>(choice.answers());
            others.removeAll(choice.allowed());
            if (!others.isEmpty()) {
                out.println("    not allowed, but a profile may do so: "
                        + others.stream().map(Knowledge::word).collect(Collectors.joining(", ")));
            }
            out.println("    source: " + choice.source());
        }
        for (Latitude latitude : Latitude.all()) {
            out.println(latitude.name() + " (within bounds)");
            out.println("    " + latitude.text());
            out.println("    allowed: " + latitude.allowed());
            out.println("    source: " + latitude.source());
        }
    }

    /** The violations that can be seeded, each with what it breaks and how strongly that is asked for. */
    void faults() {
        for (SeededFault fault : Faults.all()) {
            out.println(fault.id());
            out.println("    " + fault.text());
            out.println("    breaks: " + String.join(", ", fault.clauses()) + " ("
                    + fault.level().map(Level::toString).orElse("procedure") + ")");
        }
        out.println(Faults.all().size() + " faults");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** A table to give to {@link #requirements}: filled scenario by scenario. */
    static final class Verified {
        private final Map<String, List<String>> byClause = new TreeMap<>();

        /** Notes that a scenario verifies these clauses. */
        void add(String scenario, List<String> clauses) {
            clauses.forEach(clause ->
                    byClause.computeIfAbsent(clause, none -> new ArrayList<>()).add(scenario));
        }

        Map<String, List<String>> byClause() {
            return byClause;
        }
    }
}
