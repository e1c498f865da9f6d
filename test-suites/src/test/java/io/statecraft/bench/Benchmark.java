package io.statecraft.bench;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.run.Baseline;
import io.statecraft.run.Plan;
import io.statecraft.run.Runner;
import io.statecraft.run.Scripts;
import io.statecraft.run.Selection;
import io.statecraft.run.Variants;
import io.statecraft.stack.Profiles;
import io.statecraft.target.TargetKind;
import io.statecraft.target.embedded.EmbeddedTargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.testng.SkipException;
import org.testng.annotations.Test;

/**
 * Measures, and prints what it measured: not a test, so that no test run plays it. The profile {@code bench} does.
 *
 * <p>{@code statecraft.bench.run} are the words after {@code run --target kernel}: options and paths, from the root of the project.
 */
public class Benchmark {
    private static final Path ROOT = Path.of("..");
    private static final String JAR = "harness-core/target/statecraft.jar";
    private static final Path REPORT = Path.of("target", "bench").toAbsolutePath();

    private static final int LACKING = 3;
    private static final long SECOND = 1_000_000_000;
    private static final double MILLI = 1_000_000;
    private static final int ROUNDS = 5;

    /** The command line as a user starts it, at this machine's kernel. */
    @Test
    public void kernel() throws IOException, InterruptedException {
        String words = System.getProperty("statecraft.bench.run", "");
        int status =
                play(words.isBlank() ? List.of("shipped") : List.of(words.trim().split("\\s+")));
        if (status == LACKING) {
            throw new SkipException("this machine does not let us at its kernel");
        }
        Path results = REPORT.resolve("statecraft-results.json");
        List<PlayedRun> runs = PlayedRun.read(results);
        if (runs.isEmpty()) {
            throw new SkipException("nothing was played");
        }
        long wall = PlayedRun.wallMillis(results);
        Map<String, Long> scripted = scripted(runs);
        long again = runs.stream().filter(run -> run.attempts() > 1).count();
        // One that fails is not played to its end.
        List<PlayedRun> whole = runs.stream()
                .filter(run -> run.attempts() == 1 && run.verdict().equals("PASS"))
                .toList();
        say("kernel     %d runs in %.1f s: %.0f runs per minute", runs.size(), wall / 1e3, runs.size() * 60e3 / wall);
        say("verdicts   %s; %d runs needed more than one attempt", verdicts(runs), again);
        say(
                "scripted   %.1f s in all, one after another",
                total(runs, run -> scripted.get(key(run.path(), run.variant()))) / SECOND);
        if (!whole.isEmpty()) {
            Spread overhead = Spread.of(whole.stream()
                    .mapToDouble(run -> run.millis() - scripted.get(key(run.path(), run.variant())) / MILLI));
            say(
                    "overhead   over the scripted duration, of those that passed at the first attempt: %s",
                    overhead.in("ms"));
        }
        say(
                "lateness   worst of each run: %s",
                Spread.of(runs.stream().mapToDouble(PlayedRun::lateMicros)).in("us"));
    }

    /** The shipped scenarios in this process, where nothing is waited for. */
    @Test
    public void embedded() {
        int jobs = Runtime.getRuntime().availableProcessors();
        try (TargetKind kind = new EmbeddedTargetKind(Profiles.RFC9293)) {
            Plan plan = plan(List.of(), kind.capabilities());
            for (int round = 0; round < ROUNDS; round++) {
                playInMemory(kind, plan, jobs); // until the compiler knows it
            }
            double[] perSecond = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                perSecond[round] = plan.jobs().size() / playInMemory(kind, plan, jobs);
            }
            double scripted = total(plan.jobs(), job -> ScriptedDuration.of(job.scenario())) / SECOND;
            say(
                    "embedded   %d scenarios of %.0f scripted seconds, %d at a time: %.0f scenarios per second",
                    plan.jobs().size(), scripted, jobs, Spread.of(perSecond).median());
        }
    }

    /** Seconds. */
    private static double playInMemory(TargetKind kind, Plan plan, int jobs) {
        MonotonicClock clock = new MonotonicClock();
        Runner.Options options = new Runner.Options(jobs, 1, 1, 24 * 3600 * SECOND, false, Baseline.NONE);
        long start = clock.now();
        new Runner(kind, options, result -> {}).run(plan.jobs());
        return (clock.now() - start) / (double) SECOND;
    }

    private static int play(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR,
                "run",
                "--target",
                "kernel",
                "--report",
                REPORT.toString()));
        command.addAll(words);
        Files.deleteIfExists(REPORT.resolve("statecraft-results.json"));
        Files.createDirectories(REPORT);
        return new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(REPORT.resolve("output.txt").toFile())
                .start()
                .waitFor();
    }

    /** The scripted durations of what was played, nanoseconds. */
    private static Map<String, Long> scripted(List<PlayedRun> runs) {
        List<String> paths = runs.stream()
                .map(PlayedRun::path)
                .distinct()
                .map(Benchmark::fromHere)
                .toList();
        Map<String, Long> durations = new HashMap<>();
        plan(paths, Set.of("kernel", "ipv4", "ipv6", "ipv4-mapped", "sockets", "probe", "shell"))
                .jobs()
                .forEach(job -> durations.put(
                        key(job.script().name(), job.family().toString()), ScriptedDuration.of(job.scenario())));
        Map<String, Long> ofRuns = new HashMap<>();
        for (PlayedRun run : runs) {
            ofRuns.put(
                    key(run.path(), run.variant()),
                    durations.getOrDefault(key(fromHere(run.path()), run.variant()), 0L));
        }
        return ofRuns;
    }

    /** A path of the report is from the root of the project, unless it is absolute. */
    private static String fromHere(String path) {
        return path.startsWith("shipped:") ? path : ROOT.resolve(path).toString();
    }

    private static Plan plan(List<String> paths, Set<String> capabilities) {
        return Plan.of(
                Scripts.find(paths).found(),
                new Plan.Options(
                        Selection.ALL,
                        paths.isEmpty() ? Variants.usual() : Variants.all(),
                        Map.of(),
                        Set.of("Linux"),
                        Map.of(),
                        capabilities,
                        Optional.empty()));
    }

    private static String key(String path, String variant) {
        return path + "@" + variant;
    }

    private static <T> double total(List<T> all, ToDoubleFunction<T> figure) {
        return all.stream().mapToDouble(figure).sum();
    }

    private static String verdicts(List<PlayedRun> runs) {
        return runs.stream()
                .collect(Collectors.groupingBy(PlayedRun::verdict, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
