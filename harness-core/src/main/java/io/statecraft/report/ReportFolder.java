package io.statecraft.report;

import io.statecraft.capture.TraceCapture;
import io.statecraft.explore.MatrixTable;
import io.statecraft.explore.detection.DetectionTable;
import io.statecraft.run.Result;
import io.statecraft.run.RunReport;
import io.statecraft.run.TraceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of a run's reports: {@code statecraft-results.json}, {@code TEST-*.xml}, below {@code traces} what happened in each
 * scenario, and below {@code captures} its packets. A later report in another form is one more file here.
 */
public final class ReportFolder {
    /** The file for other programs. */
    public static final String RESULTS = "statecraft-results.json";

    /** The file with the table of the matrix, as text. */
    public static final String MATRIX = "statecraft-matrix.txt";

    /** The same for browsers. */
    public static final String MATRIX_PAGE = "statecraft-matrix.html";

    private final Path folder;

    private ReportFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder, if it is not there, and sees that it can be written to: before the work is done, not after.
     *
     * @throws ReportException if it cannot
     */
    public static ReportFolder at(Path folder) {
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, ".statecraft", ".tmp");
            Files.delete(probe);
            return new ReportFolder(folder.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new ReportException(folder, e);
        }
    }

    public Path path() {
        return folder;
    }

    /**
     * Writes all of it. A file is there whole or not at all.
     *
     * @throws ReportException if it cannot
     */
    public void write(RunReport report) {
        try {
            write(RESULTS, Json.of(report));
            write("TEST-" + Junit.name(report) + ".xml", Junit.of(report).getBytes(StandardCharsets.UTF_8));
            Map<String, Integer> used = new HashMap<>();
            for (Result result : report.results()) {
                if (!result.outcome().trace().events().isEmpty()) {
                    String name = traceFile(result.id(), result.variant());
                    int times = used.merge(name, 1, Integer::sum);
                    String unique = times == 1 ? name : name.replaceFirst("[.]trace$", "-" + times + ".trace");
                    write(unique, TraceText.write(result.outcome().trace()).getBytes(StandardCharsets.UTF_8));
                    writeCapture(unique, result, report);
                }
            }
        } catch (IOException e) {
            throw new ReportException(folder, e);
        }
    }

    /**
     * Writes which scenarios notice which fault: {@code statecraft-faults.json}, {@code .md} and {@code .html}.
     *
     * @throws ReportException if it cannot
     */
    public void write(DetectionTable table) {
        try {
            write("statecraft-faults.json", DetectionReport.json(table));
            write("statecraft-faults.md", DetectionReport.markdown(table).getBytes(StandardCharsets.UTF_8));
            write("statecraft-faults.html", DetectionPage.of(table).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ReportException(folder, e);
        }
    }

    /**
     * Writes what came of captures: JSON and JUnit XML.
     *
     * @throws ReportException if it cannot
     */
    public void write(CaptureResults results) {
        try {
            write(RESULTS, results.json());
            write("TEST-" + CaptureResults.SUITE + ".xml", results.junit().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ReportException(folder, e);
        }
    }

    /**
     * Writes what came of the matrix: the table as text, and as a page.
     *
     * @throws ReportException if it cannot
     */
    public void write(MatrixTable table, RunReport report) {
        try {
            write(MATRIX, (String.join("\n", MatrixText.lines(table)) + "\n").getBytes(StandardCharsets.UTF_8));
            write(MATRIX_PAGE, MatrixPage.of(table, report).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ReportException(folder, e);
        }
    }

    /** Beside the trace, below {@code captures}: the packets, for Wireshark. */
    private void writeCapture(String traceFile, Result result, RunReport report) throws IOException {
        Optional<byte[]> capture =
                TraceCapture.of(result.outcome().trace(), result.outcome().violations(), report.started());
        if (capture.isPresent()) {
            write(traceFile.replaceFirst("^traces/", "captures/").replaceFirst("[.]trace$", ".pcapng"), capture.get());
        }
    }

    /** Where the trace of a scenario in a variant is, below the folder. */
    static String traceFile(String id, String variant) {
        String name = id.replaceAll("[^A-Za-z0-9_./-]", "_").replaceAll("\\.\\.+|^/+|^[.]", "_");
        return "traces/" + name + "@" + variant + ".trace";
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(partial, bytes);
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
