package io.statecraft.report;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;
import static org.testng.Assert.expectThrows;

import io.statecraft.run.TraceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** The report's files are there whole, or it says why not. */
public final class ReportFolderTest {
    private Path folder;

    @BeforeMethod
    public void makeFolder() throws IOException {
        folder = Files.createTempDirectory("report");
    }

    @AfterMethod
    public void removeFolder() throws IOException {
        for (Path path : all()) {
            Files.delete(path);
        }
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private List<String> files() throws IOException {
        return all().stream()
                .filter(Files::isRegularFile)
                .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                .sorted()
                .toList();
    }

    @Test
    public void holdsResultsAndATraceOfEachScenario() throws IOException {
        ReportFolder.at(folder.resolve("deep/down"))
                .write(Reports.report(Reports.passed("close/a"), Reports.failed("b", "x"), Reports.skipped("c")));
        assertEquals(
                files(),
                List.of(
                        "deep/down/TEST-statecraft.embedded.xml",
                        "deep/down/captures/b@ipv4.pcapng",
                        "deep/down/captures/close/a@ipv4.pcapng",
                        "deep/down/statecraft-results.json",
                        "deep/down/traces/b@ipv4.trace",
                        "deep/down/traces/close/a@ipv4.trace"));
        String trace = Files.readString(folder.resolve("deep/down/traces/b@ipv4.trace"));
        assertEquals(TraceText.read(trace), Reports.TRACE);
    }

    @Test
    public void anIdLeadsNoTraceOutOfTheFolder() throws IOException {
        for (String id : List.of("../../evil", "/etc/evil", "a/../../../evil", "..", "nul\u0000", "a b:c*?")) {
            Path file = folder.resolve(ReportFolder.traceFile(id, "ipv4")).normalize();
            assertTrue(file.startsWith(folder.resolve("traces")), id + " leads to " + file);
        }
    }

    @Test
    public void twoScenariosOfOneNameHaveATraceAndACaptureEach() throws IOException {
        ReportFolder.at(folder)
                .write(Reports.report(Reports.passed("a b"), Reports.passed("a_b"), Reports.passed("a_b")));
        assertEquals(
                files(),
                List.of(
                        "TEST-statecraft.embedded.xml",
                        "captures/a_b@ipv4-2.pcapng",
                        "captures/a_b@ipv4-3.pcapng",
                        "captures/a_b@ipv4.pcapng",
                        "statecraft-results.json",
                        "traces/a_b@ipv4-2.trace",
                        "traces/a_b@ipv4-3.trace",
                        "traces/a_b@ipv4.trace"));
    }

    @Test
    public void aSecondRunReplacesTheFirst() throws IOException {
        ReportFolder report = ReportFolder.at(folder);
        report.write(Reports.report(Reports.passed("a")));
        report.write(Reports.report(Reports.failed("a", "x")));
        assertTrue(Files.readString(folder.resolve("statecraft-results.json")).contains("FAIL"));
        assertEquals(files().size(), 4);
    }

    @Test
    public void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        ReportException e = expectThrows(ReportException.class, () -> ReportFolder.at(file));
        assertTrue(e.getMessage().startsWith("the report cannot be written to " + file + ": "), e.getMessage());
    }

    @Test
    public void aFolderThatVanishesIsNamed() throws IOException {
        ReportFolder report = ReportFolder.at(folder.resolve("r"));
        Files.delete(folder.resolve("r"));
        Files.writeString(folder.resolve("r"), "now a file");
        expectThrows(ReportException.class, () -> report.write(Reports.report(Reports.passed("a"))));
    }
}
