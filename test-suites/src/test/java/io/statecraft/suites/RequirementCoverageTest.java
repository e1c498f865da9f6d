package io.statecraft.suites;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.requirement.Coverage;
import io.statecraft.requirement.Requirement;
import io.statecraft.requirement.RequirementCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.testng.annotations.Test;

/** That each requirement of the catalogue is looked at, or that it is said why not: by {@code list --requirements}, and in docs. */
public class RequirementCoverageTest {
    private static final Path PAGE = Path.of("../docs/requirements.md");

    private final Set<String> verified = ShippedScenarios.all().stream()
            .flatMap(shipped -> shipped.parsed().header().verifies().stream())
            .collect(Collectors.toSet());
    private final List<Requirement> all = RequirementCatalog.shipped().all();

    private boolean isCovered(Requirement requirement) {
        return verified.contains(requirement.id()) || Coverage.judged().contains(requirement.id());
    }

    @Test
    public void whatIsNotCoveredHasAReason() {
        List<String> silent = all.stream()
                .filter(requirement -> !isCovered(requirement))
                .map(Requirement::id)
                .filter(id -> Coverage.gap(id).isEmpty())
                .toList();
        assertEquals(silent, List.of(), "without scenario, judgement, or a reason in uncovered.csv");
    }

    @Test
    public void whatIsCoveredNeedsNone() {
        List<String> excused = all.stream()
                .filter(this::isCovered)
                .map(Requirement::id)
                .filter(id -> Coverage.gap(id).isPresent())
                .toList();
        assertEquals(excused, List.of(), "covered by now: their lines in uncovered.csv can go");
    }

    @Test
    public void everyMustOfRfc9293ThatCanBeShownHasAScenario() {
        List<String> without = all.stream()
                .filter(requirement -> requirement.id().startsWith("RFC9293:MUST-"))
                .map(Requirement::id)
                .filter(id -> !verified.contains(id))
                .filter(id -> Coverage.gap(id)
                        .filter(gap -> gap.kind() == Coverage.Kind.CANNOT_BE)
                        .isEmpty())
                .toList();
        assertEquals(without, List.of());
    }

    @Test
    public void thePageListsWhatIsNotCovered() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| RFC"))
                .toList();
        List<String> expected = all.stream().flatMap(r -> row(r).stream()).toList();
        assertEquals(rows, expected);
    }

    @Test
    public void thePageHasTheFigures() throws IOException {
        long scenarios = all.stream().filter(r -> verified.contains(r.id())).count();
        long neither =
                all.stream().filter(r -> Coverage.gap(r.id()).isPresent()).count();
        String figures = String.format(
                "Of %d requirements shipped scenarios verify %d, and the oracle judges %d; %d are looked at by neither.",
                all.size(), scenarios, Coverage.judged().size(), neither);
        assertTrue(Files.readString(PAGE).contains(figures), figures);
    }

    private static Optional<String> row(Requirement requirement) {
        return Coverage.gap(requirement.id())
                .map(gap -> String.format(
                        "| %s | %s | %s | %s |",
                        requirement.id(),
                        requirement.level(),
                        gap.kind() == Coverage.Kind.CANNOT_BE ? "cannot be" : "not yet",
                        gap.reason()));
    }
}
