package io.statecraft.cli;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.statecraft.cli.PacketdrillVerdicts.Comparison;
import io.statecraft.cli.PacketdrillVerdicts.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.testng.SkipException;
import org.testng.annotations.Test;

/**
 * At this machine's kernel we say of packetdrill's scripts what packetdrill says of them.
 *
 * <p>{@code -Dstatecraft.verdicts=FOLDER/NAME-verdicts.csv} names a table of what packetdrill said, beside whose folder of scripts, {@code
 * FOLDER/NAME}, it lies; {@code -Dstatecraft.verdicts.busy=N} has so many processes compete for the processors meanwhile.
 */
public final class PacketdrillVerdictsTest {
    private static final String SUFFIX = "-verdicts.csv";

    /** One in so many rows may be inconclusive. */
    private static final int INCONCLUSIVE = 50;

    @Test(timeOut = 1_800_000)
    public void packetdrillSaysTheSame() throws Exception {
        Path table = table();
        int processes = Integer.getInteger("statecraft.verdicts.busy", 0);
        PacketdrillVerdicts verdicts = PacketdrillVerdicts.parse(Files.readString(table));
        Path scripts = scripts(table, verdicts);
        Path report = Path.of("target", "verdicts").toAbsolutePath();
        JsonNode results;
        try (BusyProcesses busy = new BusyProcesses(processes)) {
            say(
                    "playing the scripts of %s with %d busy processes beside",
                    scripts, busy.handles().size());
            results = play(scripts, report);
        }
        Comparison comparison = verdicts.compare(said(results, scripts));
        say(
                "%s: %d of %d rows as packetdrill has them, %d inconclusive; %d left out",
                table.getFileName(),
                comparison.agreeing(),
                comparison.compared(),
                comparison.inconclusive().size(),
                comparison.leftOut().size());
        say(
                "it took %.1f s; %d runs needed more than one attempt",
                results.path("durationMs").asLong() / 1e3, playedAgain(results));
        comparison.differing().forEach(row -> say("differs       %s", row));
        comparison.inconclusive().forEach(row -> say("inconclusive  %s", row));
        comparison.leftOut().forEach(row -> say("left out      %s", row));
        assertTrue(comparison.compared() > 0, "no row of " + table + " can be compared");
        assertEquals(comparison.differing(), List.of(), "traces are in " + report);
        assertTrue(
                comparison.inconclusive().size() * INCONCLUSIVE <= comparison.compared(),
                comparison.inconclusive().toString());
    }

    /** By its path, which may be from here or from the project's root. */
    private static Path table() {
        String name = System.getProperty("statecraft.verdicts", "");
        if (name.isEmpty()) {
            throw new SkipException("nothing to compare with: -Dstatecraft.verdicts=FOLDER/NAME" + SUFFIX);
        }
        return Stream.of(Path.of(name), Path.of("..").resolve(name))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new AssertionError("statecraft.verdicts: there is no file " + name))
                .toAbsolutePath()
                .normalize();
    }

    /** The folder in which the table's scripts are, by the table's name. */
    private static Path scripts(Path table, PacketdrillVerdicts verdicts) throws IOException {
        String name = table.getFileName().toString();
        assertTrue(name.endsWith(SUFFIX), "statecraft.verdicts: " + name + " is not called NAME" + SUFFIX);
        Path corpus = table.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
        assertTrue(Files.isDirectory(corpus), "there is no folder " + corpus + " of the scripts in " + table);
        try (Stream<Path> folders = Files.walk(corpus).filter(Files::isDirectory)) {
            return folders.filter(folder ->
                            verdicts.rows().stream().allMatch(row -> Files.isRegularFile(folder.resolve(row.script()))))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no folder in " + corpus + " has all scripts of " + table));
        }
    }

    /** Plays them as a user would, in a JVM of its own. */
    private static JsonNode play(Path scripts, Path report) throws IOException, InterruptedException {
        Path results = report.resolve("statecraft-results.json");
        Files.deleteIfExists(results);
        Process run = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/java.io=ALL-UNNAMED",
                        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "--target",
                        "kernel",
                        "--ip",
                        "all",
                        "--allow-shell",
                        "--report",
                        report.toString(),
                        scripts.toString()))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (run.waitFor() == ExitStatus.ENVIRONMENT.number()
                    && !System.getProperty("statecraft.require", "").contains("kernel")) {
                throw new SkipException("no kernel to test here: " + said);
            }
            assertTrue(Files.exists(results), said);
        } finally {
            run.destroyForcibly();
        }
        return new ObjectMapper().readTree(results.toFile());
    }

    private static Map<String, Said> said(JsonNode results, Path scripts) {
        Map<String, Said> said = new HashMap<>();
        for (JsonNode result : results.path("results")) {
            Path script = scripts.relativize(Path.of(result.path("path").asText()));
            said.put(
                    script + " " + result.path("variant").asText(),
                    new Said(
                            result.path("verdict").asText(),
                            result.path("line").asInt(),
                            result.path("reason").asText()));
        }
        return said;
    }

    private static long playedAgain(JsonNode results) {
        return StreamSupport.stream(results.path("results").spliterator(), false)
                .filter(result -> result.path("attempts").asInt() > 1)
                .count();
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
