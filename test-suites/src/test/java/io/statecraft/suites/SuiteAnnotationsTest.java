package io.statecraft.suites;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertNotNull;

import io.statecraft.requirement.RequirementCatalog;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.NoInjection;
import org.testng.annotations.Test;

/** What the shipped suites say of themselves. */
public class SuiteAnnotationsTest {
    private static final Path SOURCES = Path.of("src/main/java/io/statecraft/suites");

    @DataProvider
    public static Object[][] tests() {
        return SuitesOnEmbeddedTest.SUITES.stream()
                .flatMap(suite -> Stream.of(suite.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> new Object[] {method})
                .toArray(Object[][]::new);
    }

    @Test
    public void everySuiteIsRunHere() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            Set<String> suites = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
            assertEquals(
                    SuitesOnEmbeddedTest.SUITES.stream()
                            .map(Class::getSimpleName)
                            .collect(Collectors.toSet()),
                    suites);
        }
    }

    @Test(dataProvider = "tests")
    public void eachTestNamesClausesThatExist(@NoInjection Method test) {
        Verifies verifies = test.getAnnotation(Verifies.class);
        assertNotNull(verifies);
        assertEquals(
                Stream.of(verifies.value())
                        .filter(clause -> RequirementCatalog.shipped()
                                        .find(clause)
                                        .isEmpty()
                                && !ScenarioHeadersTest.SECTION.matcher(clause).matches())
                        .toList(),
                List.of());
    }
}
