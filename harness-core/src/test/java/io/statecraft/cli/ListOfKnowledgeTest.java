package io.statecraft.cli;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.oracle.Latitude;
import io.statecraft.requirement.Coverage;
import io.statecraft.requirement.RequirementCatalog;
import io.statecraft.tcp.Choice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** What {@code list} says of the RFCs themselves. */
public final class ListOfKnowledgeTest {
    private Path folder;

    @BeforeMethod
    public void makeFolder() throws Exception {
        folder = Files.createTempDirectory("statecraft-list");
    }

    @AfterMethod
    public void removeFolder() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Test
    public void everyChoiceIsListedWithItsAnswersAndItsSource() {
        CommandLineRun run = CommandLineRun.of("list", "--choices");
        assertEquals(run.status(), 0, run.err());
        List<String> lines = run.out().lines().toList();
        for (Choice choice : Choice.values()) {
            int at = lines.indexOf(choice.name() + (choice.isStanding() ? " (standing)" : " (momentary)"));
            assertTrue(at >= 0, choice + " is missing");
            assertEquals(lines.get(at + 1).strip(), choice.text());
            assertTrue(
                    lines.subList(at, Math.min(at + 5, lines.size())).contains("    source: " + choice.source()),
                    choice.name());
        }
        int listen = lines.indexOf("SYN_ACK_IN_LISTEN (standing)");
        assertEquals(lines.get(listen + 2), "    allowed: reset, ignore");
        assertEquals(lines.get(listen + 3), "    advised against: ignore (RFC9293:3.10.7.2)");
        int closed = lines.indexOf("SEGMENT_WHILE_CLOSED (standing)");
        assertEquals(lines.get(closed + 2), "    allowed: reset");
        assertEquals(lines.get(closed + 3), "    not allowed, but a profile may do so: ignore");
    }

    /** Times, numbers and manners are not choices with answers; they are listed with what is allowed all the same. */
    @Test
    public void whatIsLeftOpenWithinBoundsIsListedToo() {
        List<String> lines =
                CommandLineRun.of("list", "--choices").out().lines().toList();
        for (Latitude latitude : Latitude.all()) {
            int at = lines.indexOf(latitude.name() + " (within bounds)");
            assertTrue(at >= 0, latitude.name());
            assertEquals(
                    lines.subList(at + 1, at + 4),
                    List.of(
                            "    " + latitude.text(),
                            "    allowed: " + latitude.allowed(),
                            "    source: " + latitude.source()));
        }
        int lifetime = lines.indexOf("SEGMENT_LIFETIME (within bounds)");
        assertEquals(lines.get(lifetime + 2), "    allowed: from 1 s to 241 s");
        int delayed = lines.indexOf("DELAYED_ACKNOWLEDGMENT (within bounds)");
        assertEquals(lines.get(delayed + 2), "    allowed: at once, or up to 0.5 s later, several segments together");
    }

    @Test
    public void everyRequirementIsListedWithTheScenariosThatVerifyIt() throws Exception {
        Path scenario = folder.resolve("open.pkt");
        Files.writeString(scenario, """
                // A SYN is sent.
                // id: mine/open   verifies: RFC9293:MUST-14
                 0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
                """);
        CommandLineRun run = CommandLineRun.of("list", "--requirements", scenario.toString());
        assertEquals(run.status(), 0, run.err());
        List<String> lines = run.out().lines().toList();
        RequirementCatalog.shipped()
                .all()
                .forEach(requirement -> assertTrue(lines.contains(requirement.toString()), requirement.id()));
        assertEquals(
                lines.stream().filter(line -> line.contains("verified by")).toList(),
                List.of("    verified by mine/open"));
        int at = lines.indexOf("    verified by mine/open");
        assertTrue(lines.get(at - 1).startsWith("RFC9293:MUST-14 "), lines.get(at - 1));
        String last = lines.get(lines.size() - 1);
        assertTrue(
                last.startsWith("320 requirements of 26 RFCs: these scenarios verify 1, the oracle judges "
                        + Coverage.judged().size() + "; "),
                last);
        int judged = lines.indexOf(RequirementCatalog.shipped()
                .find("RFC9293:MUST-2")
                .orElseThrow()
                .toString());
        assertEquals(lines.get(judged + 1), "    judged by the oracle");
        int gap = lines.indexOf(RequirementCatalog.shipped()
                .find("RFC9293:MUST-9")
                .orElseThrow()
                .toString());
        assertEquals(
                lines.get(gap + 1),
                "    cannot be shown: "
                        + Coverage.gap("RFC9293:MUST-9").orElseThrow().reason());
    }
}
