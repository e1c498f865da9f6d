package io.statecraft.suites;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import io.statecraft.requirement.RequirementCatalog;
import io.statecraft.scenario.Header;
import io.statecraft.suites.ShippedScenarios.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What each shipped scenario must say of itself. */
public class ScenarioHeadersTest {
    private static final Path SOURCES = Path.of("src/main/scenarios");
    static final Pattern SECTION = Pattern.compile("RFC9293:3(\\.[0-9]+){1,3}");
    private static final Set<String> KNOWN_NEEDS = Set.of("embedded", "kernel", "ipv4", "ipv6");

    @DataProvider
    public static Object[][] scenarios() {
        return ShippedScenarios.all().stream()
                .map(shipped -> new Object[] {shipped})
                .toArray(Object[][]::new);
    }

    @Test
    public void theIndexNamesEveryScenarioAndNothingElse() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> scenarios = files.filter(file -> file.toString().endsWith(".pkt"))
                    .map(file -> SOURCES.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
            assertEquals(ShippedScenarios.index(), scenarios);
        }
    }

    @Test(dataProvider = "scenarios")
    public void aScenarioParsesWithoutARemark(Shipped shipped) {
        assertEquals(shipped.parsed().render(), "");
    }

    @Test(dataProvider = "scenarios")
    public void theIdIsThePathSoThatItIsUnique(Shipped shipped) {
        assertEquals(header(shipped).id().orElse("none") + ".pkt", shipped.path());
    }

    @Test(dataProvider = "scenarios")
    public void theTitleIsASentence(Shipped shipped) {
        assertTrue(
                header(shipped).title().matches("(?s)[A-Z].{20,}\\."),
                header(shipped).title());
    }

    @Test(dataProvider = "scenarios")
    public void eachClauseIsInTheCatalogueOrIsASectionOfTheStandard(Shipped shipped) {
        List<String> unknown = header(shipped).verifies().stream()
                .filter(clause -> RequirementCatalog.shipped().find(clause).isEmpty()
                        && !SECTION.matcher(clause).matches())
                .toList();
        assertEquals(unknown, List.of());
        assertFalse(header(shipped).verifies().isEmpty());
    }

    @Test(dataProvider = "scenarios")
    public void theTopicIsATag(Shipped shipped) {
        assertFalse(header(shipped).tags().isEmpty());
    }

    @Test(dataProvider = "scenarios")
    public void whatAScenarioNeedsIsKnownAndOneTargetAloneIsExplained(Shipped shipped) {
        Header header = header(shipped);
        assertTrue(KNOWN_NEEDS.containsAll(header.needs()), header.needs().toString());
        for (String target : List.of("embedded", "kernel")) {
            if (header.needs().contains(target)) {
                assertTrue(header.title().contains("For the embedded target")
                        || header.title().contains("For Linux"));
            }
        }
    }

    @Test
    public void thereAreAtLeastSixty() {
        Set<String> ids = ShippedScenarios.all().stream()
                .map(shipped -> header(shipped).id().orElse("none"))
                .collect(Collectors.toSet());
        assertTrue(ids.size() >= 60, ids.size() + " scenarios");
    }

    private static Header header(Shipped shipped) {
        return shipped.parsed().header();
    }
}
