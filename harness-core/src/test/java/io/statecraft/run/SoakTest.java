package io.statecraft.run;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.run.Finding.Kind;
import io.statecraft.stack.Profiles;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetUnavailableException;
import io.statecraft.target.embedded.EmbeddedTargetKind;
import io.statecraft.target.kernel.KernelTargetKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.testng.SkipException;
import org.testng.annotations.Test;

/**
 * However many scenarios a process has played, it holds what it held before. {@code -Dstatecraft.soak.kernel} and {@code
 * -Dstatecraft.soak.embedded} say how many to play.
 */
public final class SoakTest {
    private static final String FORMS = "src/test/resources/io/statecraft/forms";
    private static final long LIMIT = 30_000_000_000L;
    private static final int ATTEMPTS = 3;

    /** What the process holds is looked at so often, first when a part of the scenarios has been played. */
    private static final int LOOKS = 5;

    private static final long MEBI = 1 << 20;

    /** What may come to be reachable between the first look and the last: caches and classes, and no scenario's own. */
    private static final long HEAP = 16 * MEBI;

    /** What the kernel may count more then: compiled code, and pages of a heap that are not all in use. */
    private static final long RESIDENT = 128 * MEBI;

    @Test(timeOut = 1_200_000)
    public void nothingGrowsAtTheKernel() throws Exception {
        soak(KernelTargetKind::new, Integer.getInteger("statecraft.soak.kernel", 100));
    }

    @Test(timeOut = 1_200_000)
    public void nothingGrowsInMemory() throws Exception {
        soak(() -> new EmbeddedTargetKind(Profiles.LINUX), Integer.getInteger("statecraft.soak.embedded", 1000));
    }

    private static void soak(Supplier<TargetKind> kinds, int scenarios) throws Exception {
        Footprint before = null;
        List<Footprint.Memory> memory = new ArrayList<>();
        for (int look = 0; look < LOOKS; look++) {
            play(kinds, scenarios / LOOKS);
            memory.add(Footprint.Memory.now());
            // Not at the beginning: some things are loaded once, and stay.
            before = before == null ? Footprint.now() : before;
            System.out.println((look + 1) * (scenarios / LOOKS) + " scenarios: " + memory.get(look));
        }
        before.awaitNewcomers();
        assertEquals(Footprint.now().beyond(before).toString(), "[]");
        Footprint.Memory first = memory.get(0);
        Footprint.Memory last = memory.get(LOOKS - 1);
        assertTrue(last.heap() - first.heap() < HEAP, memory.toString());
        assertTrue(last.resident() - first.resident() < RESIDENT, memory.toString());
    }

    /** Plays the forms of the language, over and over, and sees that they were played. */
    private static void play(Supplier<TargetKind> kinds, int scenarios) throws IOException {
        try (TargetKind kind = kinds.get()) {
            List<Job> forms = Plan.of(
                            Scripts.find(List.of(FORMS)).found(),
                            new Plan.Options(
                                    Selection.ALL,
                                    Variants.all(),
                                    Map.of(),
                                    Set.of("Linux"),
                                    Map.of(),
                                    kind.capabilities(),
                                    Optional.empty()))
                    .jobs();
            List<Job> jobs = new ArrayList<>();
            for (int i = 0; i < scenarios; i++) {
                jobs.add(forms.get(i % forms.size()));
            }
            Jobs atOnce = Jobs.inRealTime(Runtime.getRuntime().availableProcessors());
            Runner.Options options = new Runner.Options(atOnce, 1, ATTEMPTS, LIMIT, true, Baseline.NONE);
            List<Result> results = new Runner(kind, options, result -> {}).run(jobs);
            assertEquals(results.size(), scenarios);
            for (Result result : results) {
                assertTrue(
                        result.outcome().findings().stream().noneMatch(finding -> finding.kind() == Kind.INTERNAL),
                        result.id() + ": " + result.outcome().findings());
            }
        } catch (TargetUnavailableException e) {
            if (System.getProperty("statecraft.require", "").contains("kernel")) {
                throw new AssertionError(e);
            }
            throw new SkipException("no kernel to test here: " + e.getMessage());
        }
    }
}
