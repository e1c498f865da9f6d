package io.statecraft.run;

import static org.testng.Assert.assertEquals;

import io.statecraft.target.Family;
import io.statecraft.target.TargetKind;
import io.statecraft.target.TargetUnavailableException;
import io.statecraft.target.kernel.KernelTargetKind;
import java.util.List;
import java.util.Optional;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** What is rehearsed can be played to its end: what comes after a failure would be left out. */
public final class RehearsalTest {

    @Test
    public void itPassesOnTheKernel() {
        try (KernelTargetKind kind = new KernelTargetKind()) {
            for (Family family : Family.values()) {
                assertEquals(play(kind, family), List.of("PASS"), family.toString());
            }
        } catch (TargetUnavailableException e) {
            if (System.getProperty("statecraft.require", "").contains("kernel")) {
                throw e;
            }
            throw new SkipException(e.getMessage());
        }
    }

    private static List<String> play(TargetKind kind, Family family) {
        Job job = new Job(
                new Script("rehearsal", "rehearsal", Optional.empty(), ""),
                "rehearsal",
                family,
                Rehearsal.scenario(),
                PlaySettings.DEFAULT,
                Judge.Mode.STRICT);
        Runner.Options options = new Runner.Options(1, 1, 3, 60 * Play.SECOND, false, Baseline.NONE);
        return new Runner(kind, options, result -> {})
                .run(List.of(job)).stream()
                        .map(result -> result.outcome().findings().isEmpty()
                                ? result.word()
                                : result.outcome().findings().toString())
                        .toList();
    }
}
