package io.statecraft.architecture;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Each rule finds each thing it forbids, in the small house under {@code broken} that breaks them all. */
public final class BrokenHouseTest {
    private static final PackageRules RULES = new PackageRules("broken");

    private final JavaClasses house = new ClassFileImporter().importPackages(RULES.root());

    @DataProvider
    public Object[][] breaches() {
        return new Object[][] {
            {RULES.arrowsGoDownwards(), List.of("broken.cli.Top", "broken.stray.Homeless")},
            {RULES.onlyPosixUsesJnr(), List.of("jnr.ffi.Pointer")},
            {
                RULES.onlyClockReadsTime(),
                List.of("System.nanoTime()", "System.currentTimeMillis()", "Thread.sleep(long)", "Instant.now()")
            },
            {
                RULES.chanceHasASeed(),
                List.of("java.util.Random.<init>()", "Math.random()", "Collections.shuffle(java.util.List)")
            },
            {RULES.noPackageHasAnEmptyName(), List.of("broken.cli.util.Thing")},
            {RULES.noClassIsAManager(), List.of("broken.cli.Top$ThingManager")},
        };
    }

    @Test(dataProvider = "breaches")
    public void breachIsFound(ArchRule rule, List<String> breaches) {
        List<String> found = rule.evaluate(house).getFailureReport().getDetails();
        for (String breach : breaches) {
            assertTrue(found.stream().anyMatch(detail -> detail.contains(breach)), breach + " in " + found);
        }
        assertEquals(found.size(), breaches.size(), "nothing else is a breach: " + found);
    }

    @Test
    public void packageWithoutDescriptionIsFound() {
        Path sources = Path.of(System.getProperty("basedir", "."), "src", "test", "java", "broken");
        assertEquals(PackageRules.packagesWithoutDescription(sources), List.of("cli", "cli/util", "stray", "wire"));
    }
}
