package io.statecraft.cli;

import io.statecraft.explore.Matrix;
import io.statecraft.explore.detection.DetectionTable;
import io.statecraft.explore.detection.Sighting;
import io.statecraft.explore.detection.Trials;
import io.statecraft.report.DetectionReport;
import io.statecraft.report.ReportFolder;
import io.statecraft.run.Job;
import io.statecraft.run.Plan;
import io.statecraft.stack.fault.Faults;
import io.statecraft.stack.fault.SeededFault;
import io.statecraft.target.Family;
import java.io.PrintWriter;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code faults}: tests the scenarios by the violations that they notice. */
@Command(
        name = "faults",
        description = "Seeds one violation after another into the embedded stack, and says which scenarios notice.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class FaultsCommand implements Callable<Integer> {
    /** Fault, clause, scenarios that fail, those of them that name the clause, and one of these. */
    private static final String ROW = "%-42s %-17s %7s %7s  %s%n";

    @Spec
    CommandSpec spec;

    @Mixin
    SelectionOptions selection;

    @Option(
            names = "--fault",
            paramLabel = "GLOB",
            description = "Only faults whose id is like this; may be repeated. Default: all.")
    List<String> faults = new ArrayList<>();

    @Option(
            names = "--matrix",
            paramLabel = "N",
            description = "Also so many cells of the state x event matrix, drawn with --seed.")
    Integer matrix;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "How the stack behaves otherwise. Default: rfc9293.")
    String profile;

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            description = "How many scenarios at a time. Default: the number of processors.")
    Integer jobs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "For every random choice. Default: 1.")
    long seed;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Where to write statecraft-faults.json, .html and .md.")
    Path report;

    @Override
    public Integer call() {
        if (jobs != null && jobs < 1) {
            throw new UsageException("--jobs is a number from 1 on");
        }
        if (matrix != null && matrix < 1) {
            throw new UsageException("--matrix is a number of cells from 1 on");
        }
        TargetOptions target = new TargetOptions();
        target.target = "embedded";
        target.profile = profile;
        List<SeededFault> seeded = selected();
        Optional<ReportFolder> folder = Optional.ofNullable(report).map(ReportFolder::at);
        PrintWriter out = spec.commandLine().getOut();
        List<Job> played = jobs(target);
        if (played.isEmpty() || seeded.isEmpty()) {
            spec.commandLine().getErr().println("statecraft: nothing was selected");
            return ExitStatus.NOTHING.number();
        }
        Trials trials = new Trials(
                target.embeddedProfile(),
                played,
                jobs == null ? Runtime.getRuntime().availableProcessors() : jobs,
                seed);
        out.printf(ROW, "fault", "clause", "noticed", "rightly", "first of those");
        DetectionTable table = trials.of(seeded, detection -> {
            out.printf(
                    ROW,
                    detection.fault().id(),
                    detection.fault().clause(),
                    detection.sightings().size(),
                    detection.rightly().size(),
                    detection.rightly().stream()
                            .findFirst()
                            .map(Sighting::scenario)
                            .orElse(detection.isDetected() ? "none: under other clauses" : "none"));
            out.flush();
        });
        out.print(DetectionReport.summary(table));
        folder.ifPresent(where -> {
            where.write(table);
            out.println("report: " + where.path());
        });
        out.flush();
        boolean good = table.escaped().isEmpty() && table.unprovoked().isEmpty();
        return (good ? ExitStatus.PASSED : ExitStatus.FAILED).number();
    }

    private List<Job> jobs(TargetOptions target) {
        try (var kind = target.open()) {
            Plan plan = Plan.of(selection.scripts().found(), selection.plan(kind, target, Map.of(), Optional.empty()));
            plan.diagnostics().forEach(spec.commandLine().getErr()::print);
            List<Job> all = new ArrayList<>(plan.jobs());
            if (matrix != null) {
                all.addAll(Matrix.whole()
                        .sample(matrix, seed)
                        .plan(kind, List.of(Family.IPV4))
                        .jobs());
            }
            return all;
        }
    }

    private List<SeededFault> selected() {
        for (String pattern : faults) {
            if (Faults.all().stream().noneMatch(fault -> matches(pattern, fault))) {
                throw new UsageException(
                        "there is no fault like `" + pattern + "`: list --faults says which there are");
            }
        }
        return Faults.all().stream()
                .filter(fault -> faults.isEmpty() || faults.stream().anyMatch(pattern -> matches(pattern, fault)))
                .toList();
    }

    private static boolean matches(String pattern, SeededFault fault) {
        return pattern.equals(fault.id())
                || FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(fault.id()));
    }
}
