package io.statecraft.run;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertThrows;
import static org.testng.Assert.assertTrue;

import io.statecraft.run.AtOnce.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.Test;

/** As many play at once as are on time. */
public final class AtOnceTest {
    private final Jobs fourToSixteen = new Jobs(4, 8, 16);

    @Test
    public void thereIsRoomForOneMoreWhenAsManyWereOnTime() {
        AtOnce atOnce = new AtOnce(fourToSixteen);
        play(atOnce, 7, false);
        assertEquals(atOnce.limit(), 8);
        play(atOnce, 1, false);
        assertEquals(atOnce.limit(), 9);
        play(atOnce, 8, false);
        assertEquals(atOnce.limit(), 9);
        play(atOnce, 1, false);
        assertEquals(atOnce.limit(), 10);
        play(atOnce, 1000, false);
        assertEquals(atOnce.limit(), 16);
    }

    @Test
    public void oneThatIsLateTakesAQuarterOff() {
        AtOnce atOnce = new AtOnce(fourToSixteen);
        play(atOnce, 1000, false);
        play(atOnce, 1, true);
        assertEquals(atOnce.limit(), 12);
        play(atOnce, 1, true);
        assertEquals(atOnce.limit(), 9);
        play(atOnce, 5, true);
        assertEquals(atOnce.limit(), 4);
    }

    @Test
    public void thoseThatWereLateTogetherCountOnce() {
        AtOnce atOnce = new AtOnce(fourToSixteen);
        List<Turn> together = begin(atOnce, 3);
        together.forEach(turn -> atOnce.end(turn, true));
        assertEquals(atOnce.limit(), 6);
        play(atOnce, 6, false);
        assertEquals(atOnce.limit(), 7);
        atOnce.end(begin(atOnce, 1).get(0), true);
        assertEquals(atOnce.limit(), 5);
    }

    @Test
    public void oneThatBeganBeforeTheLastWasLateDoesNotCount() {
        AtOnce atOnce = new AtOnce(new Jobs(1, 8, 8));
        Turn before = begin(atOnce, 1).get(0);
        play(atOnce, 1, true);
        assertEquals(atOnce.limit(), 6);
        atOnce.end(before, true);
        assertEquals(atOnce.limit(), 6);
    }

    @Test
    public void aFixedNumberStays() {
        AtOnce atOnce = new AtOnce(Jobs.fixed(3));
        play(atOnce, 100, false);
        play(atOnce, 100, true);
        assertEquals(atOnce.limit(), 3);
    }

    @Test
    public void whoFindsNoRoomWaitsUntilSomebodyEnds() throws Exception {
        AtOnce atOnce = new AtOnce(Jobs.fixed(1));
        Turn first = begin(atOnce, 1).get(0);
        CompletableFuture<Optional<Turn>> second = CompletableFuture.supplyAsync(atOnce::begin);
        assertFalse(second.isDone());
        atOnce.end(first, false);
        assertTrue(second.get(10, TimeUnit.SECONDS).isPresent());
        CompletableFuture<Optional<Turn>> third = CompletableFuture.supplyAsync(atOnce::begin);
        atOnce.stop();
        assertTrue(third.get(10, TimeUnit.SECONDS).isEmpty());
    }

    @Test
    public void theUsualNumbersComeFromTheProcessors() {
        assertEquals(Jobs.inRealTime(2), new Jobs(4, 8, 16));
        assertEquals(Jobs.inRealTime(64), new Jobs(32, 32, 32));
        assertThrows(IllegalArgumentException.class, () -> new Jobs(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Jobs(2, 1, 3));
        assertThrows(IllegalArgumentException.class, () -> new Jobs(1, 3, 2));
    }

    private static void play(AtOnce atOnce, int times, boolean late) {
        for (int i = 0; i < times; i++) {
            atOnce.end(begin(atOnce, 1).get(0), late);
        }
    }

    private static List<Turn> begin(AtOnce atOnce, int times) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            turns.add(atOnce.begin().orElseThrow());
        }
        return turns;
    }
}
