package io.statecraft.requirement;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertThrows;
import static org.testng.Assert.assertTrue;
import static org.testng.Assert.expectThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The shipped catalogue is whole, and a broken one is not taken. */
public final class RequirementCatalogTest {
    private static final String HEADER = "id;level;section;topic;text;testable;how-to-test;verified\n";
    private static final String ROW = "RFC5961-3;MUST;3.2;RST;Challenge it.;wire;Send it.;y\n";

    private final RequirementCatalog shipped = RequirementCatalog.shipped();

    @Test
    public void shippedAreThoseThatRfc9293LabelsAndThoseOfTheRfcsAroundIt() {
        assertEquals(shipped.ofRfc("RFC9293").size(), 119);
        assertEquals(shipped.all().size(), 119 + 201);
        assertEquals(
                shipped.rfcs().stream()
                        .mapToInt(rfc -> shipped.ofRfc(rfc).size())
                        .sum(),
                119 + 201);
    }

    @Test
    public void everyClauseThatTheRulesAndTheJudgeNameHasAText() throws IOException {
        Pattern clause = Pattern.compile("\"(RFC[0-9]+[:-][A-Z0-9.-]+)\"");
        Set<String> named = new TreeSet<>();
        for (String folder : List.of("tcp", "oracle")) {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/statecraft", folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    clause.matcher(Files.readString(file)).results().forEach(found -> named.add(found.group(1)));
                }
            }
        }
        assertTrue(named.size() > 30, named.toString());
        assertEquals(
                named.stream()
                        .filter(name -> RequirementCatalog.textOf(name).isEmpty())
                        .toList(),
                List.of());
    }

    @Test
    public void everyIdIsUnique() {
        Set<String> ids = shipped.all().stream().map(Requirement::id).collect(Collectors.toCollection(HashSet::new));
        assertEquals(ids.size(), shipped.all().size());
    }

    @Test
    public void theRowsOfAnRfcAreNumberedWithoutAGap() {
        for (String rfc : shipped.rfcs()) {
            List<String> ids = shipped.ofRfc(rfc).stream().map(Requirement::id).toList();
            List<String> expected = rfc.equals("RFC9293")
                    ? labelsOfRfc9293()
                    : IntStream.rangeClosed(1, ids.size())
                            .mapToObj(i -> rfc + "-" + i)
                            .toList();
            assertEquals(ids, expected);
        }
    }

    private static List<String> labelsOfRfc9293() {
        return java.util.stream.Stream.of(labels("MUST", 69), labels("SHLD", 31), labels("MAY", 18), labels("REC", 1))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> labels(String kind, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "RFC9293:" + kind + "-" + i)
                .toList();
    }

    @Test
    public void aRequirementIsFoundByItsId() {
        Requirement simultaneousOpen = shipped.find("RFC9293:MUST-10").orElseThrow();
        assertEquals(simultaneousOpen.level(), Level.MUST);
        assertEquals(simultaneousOpen.section(), "3.5");
        assertEquals(simultaneousOpen.topic(), "simultaneous open");
        assertEquals(simultaneousOpen.rfc(), "RFC9293");
        Requirement challenge = shipped.find("RFC5961-3").orElseThrow();
        assertEquals(challenge.topic(), "RST in window");
        assertEquals(challenge.testability(), Testability.WIRE);
        assertEquals(challenge.rfc(), "RFC5961");
        assertTrue(challenge.verified());
    }

    @Test
    public void everyRowHasBeenComparedWithTheRfc() {
        assertEquals(shipped.all().stream().filter(r -> !r.verified()).toList(), List.of());
    }

    @Test
    public void whatIsNotThereIsNotFound() {
        assertEquals(shipped.find("RFC9293:MUST-70"), Optional.empty());
        assertEquals(shipped.find("MUST-10"), Optional.empty());
        assertEquals(shipped.ofRfc("RFC1"), List.of());
    }

    @Test
    public void labelsAgreeWithLevels() {
        for (Requirement requirement : shipped.ofRfc("RFC9293")) {
            String label = requirement
                    .id()
                    .substring("RFC9293:".length(), requirement.id().lastIndexOf('-'));
            Level.Weight weight =
                    switch (label) {
                        case "MUST" -> Level.Weight.BINDING;
                        case "MAY" -> Level.Weight.INFORMATIVE;
                        default -> Level.Weight.ADVISED;
                    };
            assertEquals(requirement.level().weight(), weight, requirement.toString());
        }
    }

    @Test
    public void aRowIsReadColumnByColumn() {
        Requirement requirement =
                RequirementCatalog.parse(HEADER + ROW).find("RFC5961-3").orElseThrow();
        assertEquals(
                requirement,
                new Requirement(
                        "RFC5961-3", Level.MUST, "3.2", "RST", "Challenge it.", Testability.WIRE, "Send it.", true));
        assertEquals(requirement.toString(), "RFC5961-3 (MUST, section 3.2): Challenge it.");
    }

    @DataProvider
    public Object[][] malformed() {
        return new Object[][] {
            {"", "line 1"},
            {"id;level\n" + ROW, "line 1"},
            {HEADER + ROW + ROW, "line 3 of the catalogue: second row with the id RFC5961-3"},
            {HEADER + "\n" + ROW, "line 2 of the catalogue: 1 columns"},
            {HEADER + ROW.replace("y\n", "y;\n"), "line 2 of the catalogue: 9 columns"},
            {HEADER + ROW.replace("Challenge it.", " "), "line 2 of the catalogue: an empty column"},
            {HEADER + ROW.replace("MUST", "Must"), "line 2 of the catalogue: no level: Must"},
            {HEADER + ROW.replace("wire", "eye"), "line 2 of the catalogue: no testability: eye"},
            {HEADER + ROW.replace("y\n", "?\n"), "line 2 of the catalogue: verified is y or n, not ?"},
            {HEADER + ROW.replace("RFC5961-3", "RFC5961-0"), "not the id of a requirement: RFC5961-0"},
            {HEADER + ROW.replace("RFC5961-3", "RFC5961:MUST-3"), "not the id of a requirement: RFC5961:MUST-3"},
        };
    }

    @Test(dataProvider = "malformed")
    public void aMalformedCatalogueIsRefusedWithItsLine(String text, String message) {
        IllegalStateException e = expectThrows(IllegalStateException.class, () -> RequirementCatalog.parse(text));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    public void whatItHandsOutCannotBeChanged() {
        assertThrows(UnsupportedOperationException.class, () -> shipped.all().clear());
        assertThrows(UnsupportedOperationException.class, () -> shipped.ofRfc("RFC9293")
                .clear());
    }
}
