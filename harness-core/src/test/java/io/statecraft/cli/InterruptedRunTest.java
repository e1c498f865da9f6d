package io.statecraft.cli;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.posix.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A run on the kernel that is interrupted reports what it has played, leaves nothing, and exits with the signal's status. */
public final class InterruptedRunTest {
    private static final int SIGINT = 2;

    private KernelRun runs;

    @BeforeClass
    public void requireKernel() throws IOException, InterruptedException {
        runs = new KernelRun();
        runs.requireKernel();
    }

    @AfterClass(alwaysRun = true)
    public void cleanUp() throws IOException {
        runs.close();
    }

    @DataProvider
    public Object[][] signals() {
        return new Object[][] {{SIGINT, 130}, {Processes.SIGTERM, 143}};
    }

    @Test(dataProvider = "signals", timeOut = 60_000)
    public void whatWasPlayedIsReported(int signal, int status) throws Exception {
        Path report = runs.folder().resolve("report" + signal);
        Process run = runs.start("--jobs", "1", "--report", report.toString());
        KernelRun.awaitResult(run);
        if (ignores(run, signal)) {
            run.destroyForcibly();
            throw new SkipException(
                    "whoever started the tests has this signal ignored, as a shell does for jobs in the background");
        }
        Processes.kill((int) run.pid(), signal);
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(run.waitFor(), status, said);
        assertTrue(said.contains("Interrupted: what was not played is missing."), said);
        String results = Files.readString(report.resolve("statecraft-results.json"));
        assertTrue(results.matches("(?s).*\"interrupted\" *: *true.*"), results);
        assertTrue(results.contains("\"id\"") && !results.contains("3-waiting"), results);
        assertEquals(runs.survivors(), List.of());
        assertEquals(runs.leftovers(), Set.of());
    }

    private static boolean ignores(Process run, int signal) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + run.pid() + "/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .anyMatch(mask -> (mask >> signal - 1 & 1) != 0);
    }
}
