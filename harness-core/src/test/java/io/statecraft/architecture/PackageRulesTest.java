package io.statecraft.architecture;

import static org.testng.Assert.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The house keeps its rules. */
public final class PackageRulesTest {
    private static final PackageRules RULES = new PackageRules("io.statecraft");

    private final JavaClasses house = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(RULES.root());

    @DataProvider
    public Object[][] rules() {
        return new Object[][] {
            {"arrows go downwards", RULES.arrowsGoDownwards()},
            {"only posix uses JNR", RULES.onlyPosixUsesJnr()},
            {"only clock reads time", RULES.onlyClockReadsTime()},
            {"chance has a seed", RULES.chanceHasASeed()},
            {"no package has an empty name", RULES.noPackageHasAnEmptyName()},
            {"no class is a manager", RULES.noClassIsAManager()},
        };
    }

    @Test(dataProvider = "rules")
    public void ruleIsKept(String name, ArchRule rule) {
        rule.check(house);
    }

    @Test
    public void everyPackageIsDescribed() {
        Path sources = Path.of(System.getProperty("basedir", "."), "src", "main", "java");
        assertEquals(PackageRules.packagesWithoutDescription(sources), List.of());
    }
}
