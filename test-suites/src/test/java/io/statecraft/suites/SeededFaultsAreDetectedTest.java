package io.statecraft.suites;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.explore.detection.Detection;
import io.statecraft.explore.detection.DetectionTable;
import io.statecraft.explore.detection.Trials;
import io.statecraft.report.DetectionReport;
import io.statecraft.run.Plan;
import io.statecraft.run.Scripts;
import io.statecraft.run.Selection;
import io.statecraft.run.Variants;
import io.statecraft.stack.Profiles;
import io.statecraft.stack.fault.Faults;
import io.statecraft.stack.fault.SeededFault;
import io.statecraft.target.embedded.EmbeddedTargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** That the shipped scenarios notice what is seeded into the embedded stack: the test of the tests. */
public class SeededFaultsAreDetectedTest {
    private static final double DETECTED = 95;
    private static final double NAMED = 95;

    /** About what a socket says alone, where a fault of the stack does not reach. */
    private static final List<String> ABOUT_SOCKETS =
            List.of("open/towards-many@ipv4", "receive/before-it-is-connected@ipv4", "send/without-a-connection@ipv4");

    private static final Path PAGE = Path.of("../docs/faults.md");
    private static final Pattern SCENARIO = Pattern.compile("`([^`]+)`");

    private DetectionTable table;

    @BeforeClass
    public void playAllWithEachFault() {
        try (EmbeddedTargetKind kind = new EmbeddedTargetKind(Profiles.RFC9293)) {
            Plan.Options options = new Plan.Options(
                    Selection.ALL,
                    Variants.usual(),
                    Map.of(),
                    Set.of(),
                    Map.of(),
                    kind.capabilities(),
                    Optional.empty());
            Plan plan = Plan.of(Scripts.find(List.of()).found(), options);
            int processors = Runtime.getRuntime().availableProcessors();
            table = new Trials(Profiles.RFC9293, plan.jobs(), processors, 1).of(Faults.all(), detection -> {});
        }
    }

    @Test
    public void nothingIsReportedWithoutAFault() {
        assertEquals(table.unprovoked(), List.of());
        assertTrue(table.scenarios().size() > 200);
    }

    @Test
    public void whatMustBeKeptIsNoticedWithoutException() {
        assertEquals(ids(table.escapedBinding()), List.of(), DetectionReport.summary(table));
    }

    @Test
    public void nearlyAllIsNoticed() {
        assertTrue(table.percent(table.detected()) >= DETECTED, DetectionReport.summary(table));
    }

    @Test
    public void nearlyAllIsNoticedUnderItsOwnName() {
        assertTrue(table.percent(table.named()) >= NAMED, DetectionReport.summary(table));
    }

    @Test
    public void everyScenarioNoticesSomething() {
        assertEquals(table.idle(), ABOUT_SOCKETS);
    }

    @Test
    public void onlyAFaultThatReadsEveryWindowWronglyFailsAThird() {
        assertEquals(ids(table.coarse()), List.of("sending/window-is-signed"));
    }

    @Test
    public void thePageHasTheFaultsAsTheyAre() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| `[a-z-]+/.*"))
                .toList();
        List<Detection> detections = table.detections();
        assertEquals(rows.size(), detections.size(), "faults --report writes the table anew: statecraft-faults.md");
        for (int i = 0; i < rows.size(); i++) {
            String prefix = DetectionReport.prefix(detections.get(i).fault());
            assertTrue(rows.get(i).startsWith(prefix), rows.get(i) + " is not: " + prefix);
            List<String> noticing = detections.get(i).rightly().stream()
                    .map(sighting -> sighting.scenario().replaceFirst("@ipv4$", ""))
                    .toList();
            Matcher named = SCENARIO.matcher(rows.get(i).substring(prefix.length()));
            assertTrue(named.find(), rows.get(i));
            do {
                assertTrue(noticing.contains(named.group(1)), named.group(1) + " does not notice: " + prefix);
            } while (named.find());
        }
    }

    @Test
    public void thePageHasTheFigures() throws IOException {
        String figures = String.format(
                "There are %d faults; %d of them break what must be kept.",
                Faults.all().size(),
                Faults.all().stream().filter(SeededFault::isBinding).count());
        assertTrue(Files.readString(PAGE).contains(figures), figures);
    }

    @Test
    public void noFaultComesToAnErrorOfOurs() {
        List<String> errors =
                table.detections().stream().flatMap(d -> d.errors().stream()).toList();
        assertEquals(errors, List.of());
    }

    private static List<String> ids(List<Detection> detections) {
        return detections.stream().map(Detection::fault).map(SeededFault::id).toList();
    }
}
