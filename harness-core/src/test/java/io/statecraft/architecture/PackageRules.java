package io.statecraft.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of the house, each a value, for the packages below one root. The root is a parameter so that the rules can
 * be seen to fail on a small house that breaks them all.
 */
record PackageRules(String root) {
    /** The packages, top to bottom: each may use itself and what stands below it. */
    static final List<String> ORDER = List.of(
            "cli",
            "report",
            "capture",
            "explore",
            "run",
            "target",
            "script",
            "scenario",
            "oracle",
            "stack",
            "tcp",
            "link",
            "clock",
            "requirement",
            "posix",
            "wire");

    private static final Set<String> EMPTY_NAMES =
            Set.of("util", "utils", "common", "helper", "helpers", "misc", "impl");

    /** What reads a clock or sleeps, by class. */
    private static final Map<String, Set<String>> TIME = Map.of(
            "java.lang.System", Set.of("nanoTime", "currentTimeMillis"),
            "java.lang.Thread", Set.of("sleep", "onSpinWait"),
            "java.util.concurrent.TimeUnit", Set.of("sleep"),
            "java.util.concurrent.locks.LockSupport", Set.of("parkNanos", "parkUntil"));

    /** What draws without a seed that the report could name. */
    private static final Map<String, String> CHANCE = Map.of(
            "java.lang.Math", "random",
            "java.util.concurrent.ThreadLocalRandom", "current",
            "java.util.UUID", "randomUUID");

    /** Arrows go downwards only, and every package is in the order. */
    ArchRule arrowsGoDownwards() {
        return classes().that(are(describe("in the house", this::isInside))).should(new UseOnlyWhatStandsBelow());
    }

    /** Only {@code posix} knows that native calls go through JNR. */
    ArchRule onlyPosixUsesJnr() {
        return noClasses()
                .that(are(outside("posix")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jnr..", "com.kenai.jffi..");
    }

    /** Time comes from a {@code Clock}: a virtual one makes the same run again. */
    ArchRule onlyClockReadsTime() {
        return noClasses().that(are(outside("clock"))).should().accessTargetWhere(describe("reads a clock", access -> {
            String owner = access.getTargetOwner().getName();
            boolean now = owner.startsWith("java.time.") && access.getName().equals("now");
            return now || TIME.getOrDefault(owner, Set.of()).contains(access.getName());
        }));
    }

    /** Every random choice has a seed. */
    ArchRule chanceHasASeed() {
        return noClasses()
                .that(are(describe("in the house", this::isInside)))
                .should()
                .accessTargetWhere(describe("draws without a seed", this::drawsWithoutASeed));
    }

    /** A name says what a package is about. */
    ArchRule noPackageHasAnEmptyName() {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        EMPTY_NAMES.stream().map(name -> ".." + name + "..").toArray(String[]::new));
    }

    /** A name says what a class does. */
    ArchRule noClassIsAManager() {
        return noClasses().should().haveSimpleNameEndingWith("Manager");
    }

    /**
     * The packages of a source folder that no {@code package-info.java} describes.
     *
     * @param sources a folder of Java sources
     * @return folders, relative to the sources
     */
    static List<String> packagesWithoutDescription(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .map(folder -> sources.relativize(folder).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isInside(JavaClass c) {
        return c.getPackageName().startsWith(root + ".");
    }

    /** The first word of the package below the root, or an empty text at the root itself. */
    private String layerOf(JavaClass c) {
        String rest = isInside(c) ? c.getPackageName().substring(root.length() + 1) : "";
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    private DescribedPredicate<JavaClass> outside(String layer) {
        return describe("outside " + layer, c -> !layerOf(c).equals(layer));
    }

    private boolean drawsWithoutASeed(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        int parameters = access.getTarget() instanceof CodeUnitAccessTarget called
                ? called.getRawParameterTypes().size()
                : 0;
        return switch (owner) {
            case "java.util.Random", "java.util.SplittableRandom" ->
                access.getName().equals("<init>") && parameters == 0;
            case "java.security.SecureRandom" -> true;
            case "java.util.Collections" -> access.getName().equals("shuffle") && parameters == 1;
            default -> CHANCE.getOrDefault(owner, "").equals(access.getName());
        };
    }

    private final class UseOnlyWhatStandsBelow extends ArchCondition<JavaClass> {
        UseOnlyWhatStandsBelow() {
            super("use only what stands below, in the order " + ORDER);
        }

        @Override
        public void check(JavaClass c, ConditionEvents events) {
            int own = ORDER.indexOf(layerOf(c));
            if (own < 0) {
                events.add(SimpleConditionEvent.violated(
                        c, c.getName() + " is in a package that has no place in the order"));
            }
            for (Dependency dependency : c.getDirectDependenciesFromSelf()) {
                JavaClass used = dependency.getTargetClass().getBaseComponentType();
                if (own >= 0 && isInside(used) && ORDER.indexOf(layerOf(used)) < own) {
                    events.add(SimpleConditionEvent.violated(c, dependency.getDescription()));
                }
            }
        }
    }
}
