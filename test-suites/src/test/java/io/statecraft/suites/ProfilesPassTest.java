package io.statecraft.suites;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.run.Baseline;
import io.statecraft.run.Plan;
import io.statecraft.run.Result;
import io.statecraft.run.Runner;
import io.statecraft.run.Scripts;
import io.statecraft.run.Selection;
import io.statecraft.run.Variants;
import io.statecraft.run.Verdict;
import io.statecraft.stack.Profiles;
import io.statecraft.target.embedded.EmbeddedTargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * That the profiles which imitate other stacks pass what is shipped, but for what their baselines name with a reason. Who adds a scenario
 * that one of them does not pass says there why: the profile is wrong, the scenario asks for more than the RFCs, or the stack that is
 * imitated differs.
 */
public class ProfilesPassTest {
    private static final long DAY = 24 * 3600 * 1_000_000_000L;

    @DataProvider
    public static Object[][] profiles() {
        return new Object[][] {{"linux"}, {"freebsd"}};
    }

    private static Baseline baseline(String profile) throws IOException {
        Path file = Path.of("src/main/baselines", profile + ".txt");
        return Baseline.parse(file.toString(), Files.readString(file), LocalDate.EPOCH);
    }

    private static List<Result> play(String profile, Baseline baseline) {
        try (EmbeddedTargetKind kind =
                new EmbeddedTargetKind(Profiles.named(profile).orElseThrow())) {
            Plan.Options options = new Plan.Options(
                    Selection.ALL,
                    Variants.usual(),
                    Map.of(),
                    Set.of(),
                    Map.of(),
                    kind.capabilities(),
                    Optional.empty());
            Plan plan = Plan.of(Scripts.find(List.of()).found(), options);
            Runner.Options how = new Runner.Options(2, 1, 1, DAY, false, baseline);
            return new Runner(kind, how, result -> {}).run(plan.jobs());
        }
    }

    @Test(dataProvider = "profiles")
    public void whatAProfileDoesNotPassIsExplained(String profile) throws IOException {
        Baseline baseline = baseline(profile);
        assertEquals(baseline.problems(), List.of());
        assertTrue(baseline.entries().stream().allMatch(entry -> entry.verdict() == Verdict.FAIL));
        List<Result> results = play(profile, baseline);
        assertEquals(
                results.stream()
                        .filter(Result::isBad)
                        .map(result -> result.id() + ": " + result.reason())
                        .toList(),
                List.of(),
                "mend the profile or the scenario, or explain it in src/main/baselines/" + profile + ".txt");
        assertEquals(
                results.stream()
                        .filter(result -> result.expectation() == Result.Expectation.EXPECTED)
                        .count(),
                baseline.entries().size(),
                "each entry is about a scenario");
    }
}
