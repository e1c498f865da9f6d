package io.statecraft.bench;

import io.statecraft.capture.CaptureJudge;
import io.statecraft.clock.MonotonicClock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.testng.annotations.Test;

/**
 * How fast captures are judged, in figures: as a user would start it, on one processor and with 256 MB of heap, beside tshark and tcptrace on
 * the same file if they are installed. They take turns, {@value #ROUNDS} times, and the best of each counts, so that what else the machine does
 * troubles all alike. Not a test, so that no test run plays it; the profile {@code bench} does.
 */
public class CaptureBenchmark {
    private static final String JAR = "../harness-core/target/statecraft.jar";
    private static final int CONVERSATIONS = Integer.getInteger("statecraft.bench.conversations", 40_000);
    private static final int SEGMENTS_EACH = 47;
    private static final long SEED = 1;
    private static final int ROUNDS = 3;

    @Test
    public void check() throws IOException, InterruptedException {
        Path file = Files.createTempFile(Path.of("target"), "many", ".pcap");
        try {
            long segments = ManyConversations.write(file, CONVERSATIONS, SEGMENTS_EACH, SEED);
            say(
                    "capture    %d segments, %d connections, %d MB, seed %d",
                    segments, CONVERSATIONS, Files.size(file) >> 20, SEED);
            compare(file.toString(), segments);
            MonotonicClock clock = new MonotonicClock();
            for (boolean fast : new boolean[] {true, false}) {
                CaptureJudge.judge(file, fast, clock);
                var report = CaptureJudge.judge(file, fast, clock);
                say(
                        "judge      %.0f segments/s warm%s, %.1f %% by header prediction; hypotheses (states that an end may be in at"
                                + " once): median %d, at most %d",
                        segments / (report.duration() / 1e9),
                        fast ? "" : " without header prediction",
                        100.0 * report.findings().ordinary() / segments,
                        report.findings().medianStates(),
                        report.findings().mostStates());
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void compare(String file, long segments) throws IOException, InterruptedException {
        List<String[]> commands = new ArrayList<>();
        commands.add(new String[] {word("java"), "-Xmx256m", "-jar", JAR, "check", file});
        for (String[] other :
                new String[][] {{"tshark", "-n", "-q", "-z", "expert", "-r", file}, {"tcptrace", "-n", file}}) {
            if (isInstalled(other[0])) {
                commands.add(other);
            }
        }
        double[] best = new double[commands.size()];
        Arrays.fill(best, Double.MAX_VALUE);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < best.length; i++) {
                best[i] = Math.min(best[i], seconds(commands.get(i)));
            }
        }
        say("check      %.0f segments/s, JVM start included, best of %d", segments / best[0], ROUNDS);
        for (int i = 1; i < best.length; i++) {
            say(
                    "%-10s %.0f segments/s: check is %.1f times as fast",
                    commands.get(i)[0], segments / best[i], best[i] / best[0]);
        }
    }

    /** How long a command takes on one processor, where there is taskset to see to that. */
    private static double seconds(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isInstalled("taskset")) {
            command.addAll(List.of("taskset", "-c", "0"));
        }
        command.addAll(List.of(words));
        MonotonicClock clock = new MonotonicClock();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int status = process.waitFor();
        double seconds = clock.now() / 1e9;
        if (status != 0) {
            throw new IllegalStateException(String.join(" ", words) + " ended with status " + status);
        }
        return seconds;
    }

    private static String word(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    private static boolean isInstalled(String program) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
