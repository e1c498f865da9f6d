package io.statecraft.posix;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** What everybody waits for goes before what is ordinary, while that is wanted and no longer. */
public final class PromptnessTest {

    @Test
    public void theThreadOfPausesHasRealTimePriorityUntilItIsClosed() {
        requirePriority();
        Set<Integer> pausing = pausing();
        assertTrue(pausing.size() >= 1, "the JVM has a thread of pauses");
        try (Promptness promptness = new Promptness()) {
            assertTrue(promptness.hastened().containsAll(pausing));
            pausing.forEach(thread -> assertTrue(Scheduling.isRealTime(thread)));
            assertFalse(Scheduling.isRealTime(), "the calling thread is none of them");
        }
        pausing.forEach(thread -> assertFalse(Scheduling.isRealTime(thread)));
    }

    @Test
    public void memoryIsLockedUntilItIsClosed() throws IOException {
        long before = locked();
        try (Promptness promptness = new Promptness()) {
            if (!promptness.isLocked()) {
                throw new SkipException("locking memory is not permitted here");
            }
            assertTrue(locked() > before, "as much as there is");
        }
        assertEquals(locked(), before);
    }

    @Test
    public void workersOfTheCollectorAreAmongThemAndOthersAreNot() {
        assertTrue(Promptness.isPausing("VM Thread"));
        assertTrue(Promptness.isPausing("GC Thread#3"));
        assertFalse(Promptness.isPausing("C2 CompilerThre"));
        assertFalse(Promptness.isPausing("VM Periodic Tas"));
    }

    private static void requirePriority() {
        if (Scheduling.realTime(Urgency.PLAYING) < 0) {
            throw new SkipException("real-time priority is not permitted here");
        }
        Scheduling.ordinary();
    }

    private static Set<Integer> pausing() {
        String[] tasks =
                Objects.requireNonNull(Path.of("/proc/self/task").toFile().list());
        return Arrays.stream(tasks)
                .map(Integer::valueOf)
                .filter(task -> Promptness.isPausing(Promptness.nameOf(task)))
                .collect(Collectors.toSet());
    }

    /** {@code VmLck}, in kibibytes. */
    private static long locked() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmLck:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
