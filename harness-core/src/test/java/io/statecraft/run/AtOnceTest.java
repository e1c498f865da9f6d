package io.statecraft.run;

import static io.statecraft.run.AtOnce.WHILE;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertThrows;
import static org.testng.Assert.assertTrue;

import io.statecraft.clock.Clock;
import io.statecraft.run.AtOnce.End;
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
    private final SetClock clock = new SetClock();

    @Test
    public void thereIsRoomForOneMoreWhenAllWereOnTimeForAWhile() {
        AtOnce atOnce = new AtOnce(fourToSixteen, clock);
        begin(atOnce, 8);
        assertOneMoreComesInAfterAWhile(atOnce, 8);
        for (int i = 10; i <= 16; i++) {
            clock.now += WHILE;
            begin(atOnce, 1);
            assertEquals(atOnce.limit(), i);
        }
    }

    @Test
    public void thereIsNeverRoomForMoreThanTheMost() {
        AtOnce atOnce = grown();
        List<Turn> all = begin(atOnce, 16);
        clock.now += 10 * WHILE;
        CompletableFuture<Optional<Turn>> next = CompletableFuture.supplyAsync(atOnce::begin);
        atOnce.end(all.get(0), End.ON_TIME);
        assertTrue(next.join().isPresent());
        assertEquals(atOnce.limit(), 16);
    }

    @Test
    public void whereThereIsRoomNobodyNeedsMore() {
        AtOnce atOnce = new AtOnce(fourToSixteen, clock);
        clock.now += 100 * WHILE;
        play(atOnce, 100, End.ON_TIME);
        assertEquals(atOnce.limit(), 8);
    }

    @Test
    public void oneThatWasLateDelaysIt() {
        AtOnce atOnce = new AtOnce(fourToSixteen, clock);
        List<Turn> first = begin(atOnce, 8);
        clock.now += WHILE - 1;
        atOnce.end(first.get(0), End.LATE);
        begin(atOnce, 1);
        assertOneMoreComesInAfterAWhile(atOnce, 8);
    }

    @Test
    public void oneThatCameToNothingTakesAQuarterOff() {
        AtOnce atOnce = grown();
        play(atOnce, 1, End.IN_VAIN);
        assertEquals(atOnce.limit(), 12);
        play(atOnce, 1, End.IN_VAIN);
        assertEquals(atOnce.limit(), 9);
        play(atOnce, 5, End.IN_VAIN);
        assertEquals(atOnce.limit(), 4);
    }

    @Test
    public void afterThatAllHaveToBeOnTimeForAWhileAgain() {
        AtOnce atOnce = grown();
        clock.now += 10 * WHILE;
        play(atOnce, 1, End.IN_VAIN);
        begin(atOnce, 12);
        assertOneMoreComesInAfterAWhile(atOnce, 12);
    }

    @Test
    public void thoseThatCameToNothingTogetherCountOnce() {
        AtOnce atOnce = new AtOnce(fourToSixteen, clock);
        List<Turn> together = begin(atOnce, 3);
        together.forEach(turn -> atOnce.end(turn, End.IN_VAIN));
        assertEquals(atOnce.limit(), 6);
        atOnce.end(begin(atOnce, 1).get(0), End.IN_VAIN);
        assertEquals(atOnce.limit(), 4);
    }

    @Test
    public void oneThatBeganBeforeTheLastCameToNothingDoesNotCount() {
        AtOnce atOnce = new AtOnce(new Jobs(1, 8, 8), clock);
        Turn before = begin(atOnce, 1).get(0);
        play(atOnce, 1, End.IN_VAIN);
        assertEquals(atOnce.limit(), 6);
        atOnce.end(before, End.IN_VAIN);
        assertEquals(atOnce.limit(), 6);
    }

    @Test
    public void aFixedNumberStays() {
        AtOnce atOnce = new AtOnce(Jobs.fixed(3), clock);
        clock.now += 100 * WHILE;
        play(atOnce, 100, End.ON_TIME);
        play(atOnce, 100, End.IN_VAIN);
        assertEquals(atOnce.limit(), 3);
    }

    @Test
    public void whoFindsNoRoomWaitsUntilSomebodyEnds() throws Exception {
        AtOnce atOnce = new AtOnce(Jobs.fixed(1), clock);
        Turn first = begin(atOnce, 1).get(0);
        CompletableFuture<Optional<Turn>> second = CompletableFuture.supplyAsync(atOnce::begin);
        assertFalse(second.isDone());
        atOnce.end(first, End.ON_TIME);
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

    private static void play(AtOnce atOnce, int times, End how) {
        for (int i = 0; i < times; i++) {
            atOnce.end(begin(atOnce, 1).get(0), how);
        }
    }

    /** {@code limit} are playing, and one more asks. */
    private void assertOneMoreComesInAfterAWhile(AtOnce atOnce, int limit) {
        assertEquals(atOnce.limit(), limit);
        clock.now += WHILE - 1;
        CompletableFuture<Optional<Turn>> next = CompletableFuture.supplyAsync(atOnce::begin);
        assertEquals(atOnce.limit(), limit);
        clock.now += 1;
        assertTrue(next.join().isPresent());
        assertEquals(atOnce.limit(), limit + 1);
    }

    /** It has come to let sixteen play. */
    private AtOnce grown() {
        AtOnce atOnce = new AtOnce(fourToSixteen, clock);
        List<Turn> turns = new ArrayList<>(begin(atOnce, 8));
        for (int i = 9; i <= 16; i++) {
            clock.now += WHILE;
            turns.addAll(begin(atOnce, 1));
        }
        turns.forEach(turn -> atOnce.end(turn, End.ON_TIME));
        assertEquals(atOnce.limit(), 16);
        return atOnce;
    }

    private static List<Turn> begin(AtOnce atOnce, int times) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            turns.add(atOnce.begin().orElseThrow());
        }
        return turns;
    }

    /** Shows what it was set to. */
    private static final class SetClock implements Clock {
        private volatile long now;

        @Override
        public long now() {
            return now;
        }

        @Override
        public void sleepUntil(long time) {
            now = Math.max(now, time);
        }
    }
}
