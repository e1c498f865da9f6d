package io.statecraft.report;

import io.statecraft.run.Result;
import io.statecraft.run.RunReport;
import io.statecraft.run.TraceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The folder of a run's reports: {@code statecraft-results.json}, {@code TEST-*.xml}, and below {@code traces} what happened in each
 * scenario. A later report in another form is one more file here.
 */
public final class ReportFolder {
    /** The file for other programs. */
    public static final String RESULTS = "statecraft-results.json";

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
            for (Result result : report.results()) {
                if (!result.outcome().trace().events().isEmpty()) {
                    String text = TraceText.write(result.outcome().trace());
                    write(traceFile(result), text.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new ReportException(folder, e);
        }
    }

    /** Where a result's trace is, below the folder. */
    static String traceFile(Result result) {
        String name = result.id().replaceAll("[^A-Za-z0-9_./-]", "_").replaceAll("\\.\\.+|^/+|^[.]", "_");
        return "traces/" + name + "@" + result.variant() + ".trace";
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
