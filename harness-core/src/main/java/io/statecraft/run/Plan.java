package io.statecraft.run;

import io.statecraft.run.Finding.Kind;
import io.statecraft.scenario.Header;
import io.statecraft.scenario.Scenario;
import io.statecraft.scenario.Step.Location;
import io.statecraft.script.Diagnostic;
import io.statecraft.script.Parsed;
import io.statecraft.target.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be played, and what is selected but cannot be.
 *
 * @param entries in the order of the scripts
 * @param diagnostics what the parser has to say of scripts that it cannot read, each with its source line
 */
public record Plan(List<Entry> entries, List<String> diagnostics) {

    /** One scenario in one variant: a job, or already a result. */
    public sealed interface Entry {
        /** To be played. */
        record ToPlay(Job job) implements Entry {}

        /** Known without playing it: skipped, or unreadable. */
        record Known(Result result) implements Entry {}
    }

    /**
     * How to plan.
     *
     * @param selection which scripts
     * @param variants which address variants
     * @param defines values of names in scripts
     * @param conditions names for which {@code #ifdef} holds
     * @param overriding options that win over the scripts' own, by name
     * @param capabilities of the target
     * @param oracle what its judgement is for; empty: it fails scenarios that have an id, and only reports on others
     */
    public record Options(
            Selection selection,
            Variants variants,
            Map<String, String> defines,
            Set<String> conditions,
            Map<String, String> overriding,
            Set<String> capabilities,
            Optional<Judge.Mode> oracle) {}

    public Plan {
        entries = List.copyOf(entries);
        diagnostics = List.copyOf(diagnostics);
    }

    /** The script as it reads in the first variant that is wanted, or in another one if it cannot be read there. */
    public static Parsed read(Script script, Options options) {
        return new Reading(script, options).inAny();
    }

    /** Reads the scripts, and plans. */
    public static Plan of(List<Script> scripts, Options options) {
        List<Entry> entries = new ArrayList<>();
        List<String> diagnostics = new ArrayList<>();
        for (Script script : scripts) {
            plan(script, options, entries, diagnostics);
        }
        return new Plan(entries, diagnostics);
    }

    public List<Job> jobs() {
        return entries.stream()
                .filter(Entry.ToPlay.class::isInstance)
                .map(entry -> ((Entry.ToPlay) entry).job())
                .toList();
    }

    /** What is known without playing. */
    public List<Result> known() {
        return entries.stream()
                .filter(Entry.Known.class::isInstance)
                .map(entry -> ((Entry.Known) entry).result())
                .toList();
    }

    /** All results in the order of the plan; those of jobs that were not played are missing. */
    public List<Result> merge(List<Result> played) {
        List<Result> all = new ArrayList<>(known());
        all.addAll(played);
        List<String> order = entries.stream()
                .map(entry -> entry instanceof Entry.ToPlay play
                        ? play.job().id() + "@" + play.job().family()
                        : key(((Entry.Known) entry).result()))
                .toList();
        Map<String, Integer> places = new java.util.HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            places.putIfAbsent(order.get(i), i);
        }
        all.sort(java.util.Comparator.comparingInt(result -> places.getOrDefault(key(result), order.size())));
        return all;
    }

    private static String key(Result result) {
        return result.id() + "@" + result.variant();
    }

    private static void plan(Script script, Options options, List<Entry> entries, List<String> diagnostics) {
        Family first = options.variants().first();
        Reading reading = new Reading(script, options);
        Parsed parsed = reading.inAny();
        Header header = parsed.header();
        String id = header.id().orElse(script.plainId());
        if (!options.selection().selects(script, id, header)) {
            return;
        }
        if (parsed.hasErrors()) {
            diagnostics.add(parsed.render());
            entries.add(new Entry.Known(result(script, id, header, first, Outcome.of(unreadable(parsed)))));
            return;
        }
        Optional<String> reason = reasonToSkip(parsed, options);
        if (reason.isPresent()) {
            entries.add(new Entry.Known(result(script, id, header, first, Outcome.skipped(reason.get()))));
            return;
        }
        Variants.Chosen chosen =
                options.variants().choose(script, parsed.scenario().orElseThrow());
        if (chosen.families().isEmpty()) {
            entries.add(new Entry.Known(result(script, id, header, first, Outcome.skipped(chosen.reason()))));
        }
        for (Family family : chosen.families()) {
            Parsed variant = reading.in(family);
            entries.add(
                    variant.hasErrors()
                            ? new Entry.Known(
                                    result(script, id, header, family, Outcome.of(meaningless(variant, family))))
                            : entry(script, id, family, variant, options));
        }
    }

    private static Entry entry(Script script, String id, Family family, Parsed parsed, Options options) {
        if (!options.capabilities().contains(family.toString())) {
            return new Entry.Known(
                    result(script, id, parsed.header(), family, Outcome.skipped("the target has no " + family)));
        }
        Scenario scenario = parsed.scenario().orElseThrow();
        Optional<String> reason = Playable.reasonNot(scenario, options.capabilities());
        if (reason.isPresent()) {
            return new Entry.Known(result(script, id, parsed.header(), family, Outcome.skipped(reason.get())));
        }
        try {
            PlaySettings settings =
                    PlaySettings.of(options.variants().settings(scenario, family), options.overriding());
            Judge.Mode mode =
                    options.oracle().orElse(parsed.header().id().isPresent() ? Judge.Mode.STRICT : Judge.Mode.REPORT);
            return new Entry.ToPlay(new Job(script, id, family, scenario, settings, mode));
        } catch (IllegalArgumentException e) {
            Finding finding =
                    Finding.of(Verdict.ERROR, Kind.SCRIPT, new Location(script.name(), 0, ""), e.getMessage());
            return new Entry.Known(result(script, id, parsed.header(), family, Outcome.of(finding)));
        }
    }

    /** Why a scenario does not apply, if it does not. */
    private static Optional<String> reasonToSkip(Parsed parsed, Options options) {
        if (parsed.skipped().isPresent()) {
            Diagnostic construct = parsed.skipped().get();
            return Optional.of("line " + construct.line() + ": not supported: " + construct.message());
        }
        Header header = parsed.header();
        for (String need : header.needs()) {
            String name = need.replaceFirst("=.*", "");
            if (!options.capabilities().contains(need)
                    && !options.capabilities().contains(name)) {
                return Optional.of("it needs " + need + ", which the target does not have");
            }
        }
        return options.selection().isTooSlow(header)
                ? Optional.of("it takes long where time is not ours: --slow plays it")
                : Optional.empty();
    }

    /** Of a script that can be read, but not in this variant: it speaks of what only another one has. There it fails. */
    private static Finding meaningless(Parsed parsed, Family family) {
        Finding unreadable = unreadable(parsed);
        return Finding.fail(
                Kind.SCRIPT, unreadable.location(), "it cannot be played as " + family + ": " + unreadable.reason());
    }

    private static Finding unreadable(Parsed parsed) {
        Diagnostic first = parsed.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .findFirst()
                .orElseThrow();
        return Finding.of(
                Verdict.ERROR,
                Kind.SCRIPT,
                new Location(first.source(), first.line(), first.sourceLine()),
                first.message());
    }

    private static Result result(Script script, String id, Header header, Family family, Outcome outcome) {
        return new Result(
                id,
                script,
                header.title(),
                family.toString(),
                header.verifies(),
                outcome,
                0,
                0,
                Result.Expectation.NONE);
    }
}
