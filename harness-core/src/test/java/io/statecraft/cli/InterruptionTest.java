package io.statecraft.cli;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** A run that is ended from outside reports what there is. */
public final class InterruptionTest {
    /** More than are played while a signal is on its way. */
    private static final int MANY = 4_000;

    private static final int STATEMENTS = 200;

    private static final int TERMINATED = 128 + 15;

    private Path folder;

    @BeforeMethod
    public void makeFolder() throws IOException {
        folder = Files.createTempDirectory("interruption");
    }

    @AfterMethod
    public void removeFolder() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test(timeOut = 60_000)
    public void whatWasPlayedIsReported() throws Exception {
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        Path script = Files.writeString(
                scripts.resolve("s.pkt"),
                "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n" + "+0 state(3) = CLOSED\n".repeat(STATEMENTS));
        for (int i = 1; i < MANY; i++) {
            Files.createLink(scripts.resolve("s" + i + ".pkt"), script);
        }
        Path report = folder.resolve("report");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "-v",
                "--jobs",
                "1",
                "--report",
                report.toString(),
                scripts.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process run = builder.start();
        try (BufferedReader out = run.inputReader()) {
            assertTrue(out.readLine().startsWith("PASS"));
            run.toHandle().destroy(); // which leaves the pipe open
            while (out.readLine() != null) {
                // The pipe must not fill up.
            }
        }
        assertEquals(run.waitFor(), TERMINATED);
        JsonNode results = new ObjectMapper().readTree(Files.readAllBytes(report.resolve("statecraft-results.json")));
        assertTrue(results.get("interrupted").asBoolean());
        int played = results.get("results").size();
        assertTrue(played > 0 && played < MANY, played + " were played");
    }
}
