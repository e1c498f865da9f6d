package io.statecraft.requirement;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertThrows;
import static org.testng.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** That what is said of the coverage agrees with the code. */
public class CoverageTest {
    private static final Path SOURCES = Path.of("src/main/java/io/statecraft");
    private static final Pattern CLAUSE = Pattern.compile("\"(RFC[0-9]+(?::[A-Z]+)?-[0-9]+)\"");

    @Test
    public void theOracleJudgesWhatItsSourceNames() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String folder : List.of("oracle", "tcp")) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    Matcher clause = CLAUSE.matcher(Files.readString(file));
                    while (clause.find()) {
                        named.add(clause.group(1));
                    }
                }
            }
        }
        assertEquals(
                new TreeSet<>(Coverage.judged()),
                named,
                "judged.txt, beside the catalogue, lists what the packages oracle and tcp name");
    }

    @Test
    public void everyIdIsInTheCatalogue() {
        Set<String> known =
                RequirementCatalog.shipped().all().stream().map(Requirement::id).collect(Collectors.toSet());
        assertTrue(known.containsAll(Coverage.judged()));
        assertTrue(known.containsAll(
                Coverage.gaps(RequirementCatalog.resource("uncovered.csv")).keySet()));
    }

    @Test
    public void whatIsMalformedIsOurMistake() {
        assertThrows(IllegalStateException.class, () -> Coverage.gaps("id;reason\n"));
        assertThrows(IllegalStateException.class, () -> Coverage.gaps("id;kind;reason\nRFC1-1;perhaps;It may.\n"));
        assertThrows(IllegalStateException.class, () -> Coverage.gaps("id;kind;reason\nRFC1-1;not yet; \n"));
        String twice = "id;kind;reason\nRFC1-1;not yet;So.\nRFC1-1;not yet;So.\n";
        assertThrows(IllegalStateException.class, () -> Coverage.gaps(twice));
    }
}
