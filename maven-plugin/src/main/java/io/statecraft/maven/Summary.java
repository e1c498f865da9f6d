package io.statecraft.maven;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What {@code integration-test} leaves for {@code verify}: one small file for each execution, beside its report.
 *
 * @param execution the id of the execution in the POM
 * @param status the exit status of the command line
 */
record Summary(String execution, int status) {
    private static final String FILE = "statecraft-summary.properties";

    /** The folder of an execution's reports. */
    static Path folder(Path reports, String execution) {
        return reports.resolve(execution);
    }

    void write(Path reports) throws IOException {
        Path folder = Files.createDirectories(folder(reports, execution));
        Files.writeString(folder.resolve(FILE), "status=" + status + "\n");
    }

    /** All summaries under a folder of reports, by execution; none when there is no such folder. */
    static List<Summary> readAll(Path reports) throws IOException {
        if (!Files.isDirectory(reports)) {
            return List.of();
        }
        List<Summary> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(reports)) {
            for (Path folder : folders.sorted().toList()) {
                Path file = folder.resolve(FILE);
                if (Files.exists(file)) {
                    all.add(read(folder.getFileName().toString(), file));
                }
            }
        }
        return all;
    }

    private static Summary read(String execution, Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
            return new Summary(execution, Integer.parseInt(properties.getProperty("status", "")));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not a summary: no status in it", e);
        }
    }
}
