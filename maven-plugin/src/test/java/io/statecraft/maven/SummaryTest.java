package io.statecraft.maven;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;
import static org.testng.Assert.expectThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public final class SummaryTest {
    private Path reports;

    @BeforeMethod
    public void freshFolder() throws IOException {
        reports = Files.createTempDirectory(Path.of("target"), "reports");
    }

    @Test
    public void eachExecutionHasItsOwn() throws IOException {
        new Summary("on-kernel", 1).write(reports);
        new Summary("on-embedded", 0).write(reports);

        assertEquals(Summary.readAll(reports), List.of(new Summary("on-embedded", 0), new Summary("on-kernel", 1)));
    }

    @Test
    public void laterRunOfAnExecutionTakesThePlaceOfTheEarlier() throws IOException {
        new Summary("it", 1).write(reports);
        new Summary("it", 0).write(reports);

        assertEquals(Summary.readAll(reports), List.of(new Summary("it", 0)));
    }

    @Test
    public void noFolderAndFoldersOfOthersAreNoSummaries() throws IOException {
        Files.createDirectories(reports.resolve("pictures"));

        assertEquals(Summary.readAll(reports), List.of());
        assertEquals(Summary.readAll(reports.resolve("none")), List.of());
    }

    @Test
    public void brokenSummaryIsNamed() throws IOException {
        new Summary("it", 0).write(reports);
        Path file = reports.resolve("it").resolve("statecraft-summary.properties");
        Files.writeString(file, "status=fine");

        IOException thrown = expectThrows(IOException.class, () -> Summary.readAll(reports));
        assertTrue(thrown.getMessage().contains(file.toString()), thrown.getMessage());
    }
}
