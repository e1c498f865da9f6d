package io.statecraft.cli;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testng.SkipException;
import org.testng.annotations.Test;

/**
 * Scripts that others wrote for Linux's TCP, on the embedded target with that system's profile: those that do not pass are those of which
 * the profile's page says so. Played where the system property {@code statecraft.corpora} names their folder.
 */
public final class LinuxCorpusTest {
    private static final Path PAGE = Path.of("..", "docs", "linux-profile.md");
    private static final Pattern ROW = Pattern.compile("^\\| (`[^|]+`) \\| (all|ipv6) \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern RESULT = Pattern.compile(
            "\"path\" : \"[^\"]*/tcp/([^\"]+)\\.pkt\",\\s+\"variant\" : \"([^\"]+)\",\\s+\"verdict\" : \"([A-Z]+)\"");

    @Test
    public void whatDoesNotPassIsOnThePage() throws IOException {
        String corpora = System.getProperty("statecraft.corpora", "");
        if (corpora.isEmpty()) {
            throw new SkipException("statecraft.corpora is not set");
        }
        Path report = Files.createTempDirectory("linux-corpus");
        CommandLineRun run = CommandLineRun.of(
                "run",
                "--target",
                "embedded",
                "--profile",
                "linux",
                "--ip",
                "all",
                "--report",
                report.toString(),
                Path.of(corpora, "google").toString());
        Matcher results = RESULT.matcher(Files.readString(report.resolve("statecraft-results.json")));
        Set<String> failed = new TreeSet<>();
        Set<String> passedInIpv4 = new TreeSet<>();
        int count = 0;
        while (results.find()) {
            count++;
            if (results.group(3).equals("PASS")) {
                if (!results.group(2).equals("ipv6")) {
                    passedInIpv4.add(results.group(1));
                }
            } else {
                failed.add(results.group(1));
            }
        }
        assertTrue(count > 300, "only " + count + " results: " + run.said());
        Set<String> expected = new TreeSet<>();
        Set<String> expectedInIpv4 = new TreeSet<>();
        Matcher rows = ROW.matcher(Files.readString(PAGE));
        while (rows.find()) {
            Matcher names = NAME.matcher(rows.group(1));
            while (names.find()) {
                expected.add(names.group(1));
                if (rows.group(2).equals("ipv6")) {
                    expectedInIpv4.add(names.group(1));
                }
            }
        }
        assertEquals(failed, expected, "scripts that do not pass, and those of the page");
        failed.retainAll(passedInIpv4);
        assertEquals(failed, expectedInIpv4, "those that pass in IPv4");
    }
}
