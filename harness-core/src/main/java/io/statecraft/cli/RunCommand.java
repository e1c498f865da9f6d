package io.statecraft.cli;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.clock.WallTime;
import io.statecraft.explore.Departures;
import io.statecraft.explore.MatrixTable;
import io.statecraft.report.Console;
import io.statecraft.report.ReportFolder;
import io.statecraft.run.Baseline;
import io.statecraft.run.Jobs;
import io.statecraft.run.Judge;
import io.statecraft.run.Plan;
import io.statecraft.run.PlaySettings;
import io.statecraft.run.Result;
import io.statecraft.run.RunReport;
import io.statecraft.run.Runner;
import io.statecraft.run.Script;
import io.statecraft.target.TargetKind;
import io.statecraft.target.kernel.UserNamespace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: plays scenarios. */
@Command(
        name = "run",
        description = "Plays scenarios at a target, and says which passed.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    private static final long SECOND = 1_000_000_000;

    /** Where time is ours a day costs nothing; where it is not, somebody is waiting. */
    private static final long VIRTUAL_LIMIT = 24 * 3600;

    private static final long REAL_LIMIT = 180;
    private static final int ATTEMPTS = 3;

    @Spec
    CommandSpec spec;

    @Mixin
    TargetOptions target;

    @Mixin
    SelectionOptions selection;

    @Mixin
    MatrixOptions matrix;

    @Option(
            names = "--oracle",
            paramLabel = "MODE",
            description = {
                "strict: a MUST that the target breaks fails a scenario; report: it is reported; off.",
                "Default: strict for scenarios with an id, report for others."
            })
    String oracle;

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            description = {
                "How many scenarios at a time. Default: one for each processor;",
                "where time is not ours two to eight for each, as the machine lets them be on time."
            })
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
            description = "Where to write the results, as JSON, JUnit XML and traces.")
    Path report;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Failures that are known: they do not fail the run.")
    Path baseline;

    @Option(
            names = "--fault",
            paramLabel = "ID",
            description =
                    "Seeds a violation into the embedded stack, to see the scenarios notice; list says which there are.")
    String fault;

    @Option(names = "--allow-shell", description = "Lets scenarios run shell commands: for scenarios that you trust.")
    boolean allowShell;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "Of a scenario, by the target's time. Default: 180, or a day where time is virtual.")
    Long timeLimit;

    @Option(
            names = {"-v", "--verbose"},
            description = "Prints each result when it is there.")
    boolean verbose;

    @Mixin
    ScriptOptions overriding;

    @Mixin
    ToolOptions tool;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        if ("list".equals(fault)) {
            new Knowledge(spec.commandLine().getOut()).faults();
            spec.commandLine().getOut().flush();
            return ExitStatus.PASSED.number();
        }
        check();
        if (target.wantsUserNamespace()) {
            return UserNamespace.reexec();
        }
        List<Script> scripts = matrix.matrix ? List.of() : selection.scripts().found();
        Baseline known = readBaseline();
        Optional<ReportFolder> folder = Optional.ofNullable(report).map(ReportFolder::at);
        try (TargetKind kind = target.open(fault)) {
            Plan plan = matrix.matrix
                    ? matrix.plan(kind, selection.selection(kind), selection.ip, seed)
                    : Plan.of(scripts, selection.plan(kind, target, overriding.values(), mode()));
            plan.diagnostics().forEach(err::print);
            err.flush();
            if (plan.entries().isEmpty()) {
                err.println("statecraft: "
                        + (matrix.matrix
                                ? "nothing was selected: --include and --exclude leave no cell of the matrix"
                                : selection.nothing(scripts.size())));
                return ExitStatus.NOTHING.number();
            }
            return (tool.dryRun ? read(plan) : play(kind, plan, known, folder)).number();
        }
    }

    /** Says how many scenarios could be played, and plays none. */
    private ExitStatus read(Plan plan) {
        long unreadable = plan.known().stream().filter(Result::isUnreadable).count();
        int playable = plan.jobs().size();
        spec.commandLine()
                .getOut()
                .println("read: " + playable + ", not to be played: "
                        + (plan.known().size() - unreadable) + ", in error: " + unreadable);
        return unreadable > 0 ? ExitStatus.USAGE : ExitStatus.PASSED;
    }

    private ExitStatus play(TargetKind kind, Plan plan, Baseline known, Optional<ReportFolder> folder) {
        MonotonicClock clock = new MonotonicClock();
        Instant started = WallTime.now();
        Console console =
                new Console(spec.commandLine().getOut(), style(), plan.entries().size());
        plan.known().forEach(console::finished);
        Runner.Options options = new Runner.Options(
                jobs == null ? usualJobs(kind) : Jobs.fixed(jobs),
                seed,
                ATTEMPTS,
                limit(kind) * SECOND,
                allowShell,
                known);
        Departures departures = matrix.matrix ? Departures.of(kind.name()) : Departures.NONE;
        Runner runner = new Runner(
                kind,
                options,
                console::finished,
                matrix.matrix ? result -> departures.marked(MatrixTable.kept(result)) : UnaryOperator.identity());
        Interruption interruption = new Interruption(runner);
        try {
            List<Result> results = plan.merge(runner.run(plan.jobs()));
            RunReport all = new RunReport(
                    kind.name(),
                    target.profileName(),
                    seed,
                    started,
                    clock.now(),
                    Version.number(),
                    new Again(this).words(),
                    runner.isStopped(),
                    results);
            Optional<MatrixTable> table =
                    matrix.matrix ? Optional.of(MatrixTable.of(results, departures)) : Optional.empty();
            console.summarize(all, table);
            folder.ifPresent(where -> {
                where.write(all);
                table.ifPresent(matrix -> where.write(matrix, all));
                spec.commandLine().getOut().println("report: " + where.path());
            });
            return status(all);
        } finally {
            interruption.over();
        }
    }

    /** What is worst: our own fault, then what cannot be read, then what did not pass. */
    static ExitStatus status(RunReport report) {
        boolean internal = false;
        boolean unreadable = false;
        boolean failed = false;
        for (Result result : report.results()) {
            internal |= result.isBad() && result.isInternal();
            unreadable |= result.isBad() && result.isUnreadable();
            failed |= result.isBad();
        }
        if (internal) {
            return ExitStatus.INTERNAL;
        } else if (unreadable) {
            return ExitStatus.USAGE;
        } else if (failed) {
            return ExitStatus.FAILED;
        }
        boolean judged = report.results().stream()
                .anyMatch(result -> result.outcome().verdict().isPresent());
        return judged ? ExitStatus.PASSED : ExitStatus.NOTHING;
    }

    private void check() {
        tool.check();
        matrix.check(selection);
        if (jobs != null && jobs < 1) {
            throw new UsageException("--jobs is a number from 1 on");
        }
        if (timeLimit != null && timeLimit < 1) {
            throw new UsageException("--time-limit is a number of seconds from 1 on");
        }
        if (report != null && report.toString().isBlank()) {
            throw new UsageException("--report is the name of a folder");
        }
        try {
            PlaySettings.of(List.of(), overriding.values());
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private Optional<Judge.Mode> mode() {
        if (oracle == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Judge.Mode.valueOf(oracle.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--oracle is strict, report or off, not `" + oracle + "`");
        }
    }

    private static Jobs usualJobs(TargetKind kind) {
        int processors = Runtime.getRuntime().availableProcessors();
        return kind.virtualTime() ? Jobs.fixed(processors) : Jobs.inRealTime(processors);
    }

    private long limit(TargetKind kind) {
        if (timeLimit != null) {
            return timeLimit;
        }
        return kind.virtualTime() ? VIRTUAL_LIMIT : REAL_LIMIT;
    }

    private Console.Style style() {
        if (verbose) {
            return Console.Style.VERBOSE;
        }
        return System.console() != null ? Console.Style.LIVE : Console.Style.PLAIN;
    }

    private Baseline readBaseline() {
        if (baseline == null) {
            return Baseline.NONE;
        }
        try {
            Baseline read = Baseline.parse(baseline.toString(), Files.readString(baseline), WallTime.today());
            read.problems().forEach(problem -> spec.commandLine().getErr().println("statecraft: " + problem));
            return read;
        } catch (NoSuchFileException e) {
            throw new UsageException("the baseline " + baseline + " cannot be read: there is no such file");
        } catch (CharacterCodingException e) {
            throw new UsageException("the baseline " + baseline + " cannot be read: it is not text");
        } catch (IOException e) {
            throw new UsageException("the baseline " + baseline + " cannot be read: " + e.getMessage());
        }
    }
}
