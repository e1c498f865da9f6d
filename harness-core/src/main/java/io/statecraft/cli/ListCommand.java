package io.statecraft.cli;

import io.statecraft.run.Job;
import io.statecraft.run.Outcome;
import io.statecraft.run.Plan;
import io.statecraft.run.Playable;
import io.statecraft.run.Result;
import io.statecraft.run.Script;
import io.statecraft.scenario.Header;
import io.statecraft.script.Parsed;
import io.statecraft.target.TargetKind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code list}: says which scenarios there are, and what the judge knows of the RFCs. */
@Command(
        name = "list",
        description =
                "Lists scenarios, with what each is for; or the requirements and choices of the RFCs that we know.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ListCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    TargetOptions target;

    @Mixin
    SelectionOptions selection;

    @Option(names = "--ids", description = "Prints the ids alone.")
    boolean ids;

    @Option(
            names = "--requirements",
            description =
                    "Prints the catalogue of requirements instead, each with the scenarios that verify it, whether the oracle judges"
                            + " it, or why neither.")
    boolean requirements;

    @Option(
            names = "--choices",
            description = "Prints what the RFCs leave to the implementer instead, with the answers that they allow.")
    boolean choices;

    @Option(
            names = "--faults",
            description =
                    "Prints the violations that can be seeded into the embedded stack instead, with their clauses.")
    boolean faults;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Knowledge knowledge = new Knowledge(out);
        if (choices) {
            knowledge.choices();
            out.flush();
            return ExitStatus.PASSED.number();
        }
        if (faults) {
            knowledge.faults();
            out.flush();
            return ExitStatus.PASSED.number();
        }
        Knowledge.Verified verified = new Knowledge.Verified();
        PrintWriter err = spec.commandLine().getErr();
        boolean unreadable = false;
        int count = 0;
        List<Script> scripts = selection.scripts().found();
        try (TargetKind kind = target.open()) {
            Plan.Options options = selection.plan(kind, target, Map.of(), Optional.empty());
            for (Script script : scripts) {
                Parsed parsed = Plan.read(script, options);
                Header header = parsed.header();
                String id = header.id().orElse(script.plainId());
                if (!selection.selection(kind).selects(script, id, header)) {
                    continue;
                }
                count++;
                if (parsed.hasErrors()) {
                    unreadable = true;
                    err.print(parsed.render());
                }
                if (requirements) {
                    verified.add(id, header.verifies());
                } else {
                    print(id, header, out);
                    if (!ids) {
                        obstacles(script, kind, out);
                    }
                }
            }
        }
        if (requirements) {
            knowledge.requirements(verified.byClause());
        }
        out.flush();
        if (count == 0) {
            spec.commandLine().getErr().println("statecraft: " + selection.nothing(scripts.size()));
            return ExitStatus.NOTHING.number();
        }
        return (unreadable ? ExitStatus.USAGE : ExitStatus.PASSED).number();
    }

    private void print(String id, Header header, PrintWriter out) {
        out.println(id);
        if (ids) {
            return;
        }
        if (!header.title().isBlank()) {
            out.println("    " + header.title());
        }
        line("verifies", header.verifies(), out);
        line("tags", header.tags(), out);
        line("needs", header.needs(), out);
    }

    /** What keeps a scenario from being played, or what it needs for that; as far as that is known without playing it. */
    private void obstacles(Script script, TargetKind kind, PrintWriter out) {
        Plan plan = Plan.of(List.of(script), selection.plan(kind, target, Map.of(), Optional.empty()));
        for (Result known : plan.known()) {
            Outcome outcome = known.outcome();
            outcome.skipped().ifPresent(reason -> out.println("    skipped: " + reason));
            outcome.finding()
                    .ifPresent(finding -> out.println("    " + (known.isOfAnotherVariant() ? "fails" : "error")
                            + ": line " + finding.location().line() + ": " + finding.reason()));
        }
        plan.jobs().stream().limit(1).map(Job::scenario).forEach(scenario -> {
            Playable.reasonNot(scenario, kind).ifPresent(reason -> out.println("    skipped: " + reason));
            Playable.command(scenario, kind).ifPresent(what -> out.println("    with --allow-shell: " + what));
            Playable.foreignCode(scenario)
                    .ifPresent(what -> out.println("    by python3, with --allow-shell: " + what));
        });
    }

    private static void line(String name, List<String> words, PrintWriter out) {
        if (!words.isEmpty()) {
            out.println("    " + name + ": " + String.join(", ", words));
        }
    }
}
