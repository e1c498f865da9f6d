package io.statecraft.run;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import io.statecraft.clock.Tolerance;
import io.statecraft.run.Schedule.Completion;
import io.statecraft.run.Schedule.Doer;
import io.statecraft.run.Schedule.Due;
import io.statecraft.scenario.Timing;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** When statements are due, and within which bounds (all in milliseconds here). */
public final class ScheduleTest {
    private static final long MS = 1_000_000;

    private Schedule schedule;

    @BeforeMethod
    public void start() {
        schedule = new Schedule(new Tolerance(4 * MS, 12.5));
    }

    private static Timing after(long ms) {
        return new Timing.Relative(ms * MS);
    }

    private static Timing at(long ms) {
        return new Timing.Absolute(ms * MS);
    }

    private Due done(Timing timing, boolean injects, long from, long at, long noticed) {
        Due due = schedule.due(timing, injects);
        schedule.completed(due, injects, new Completion(from * MS, at * MS, noticed * MS), Doer.TARGET);
        return due;
    }

    @Test
    public void aRelativeTimeCountsFromTheCompletionOfTheStatementBefore() {
        done(at(0), false, 0, 30, 30);
        assertEquals(schedule.due(after(10), false).at(), 40 * MS);
    }

    @Test
    public void anAbsoluteTimeCountsFromTheStart() {
        done(at(0), false, 0, 30, 30);
        assertEquals(schedule.due(at(50), false).at(), 50 * MS);
    }

    @Test
    public void anInjectionAfterAnInjectionCountsFromWhenThatWasDue() {
        done(after(100), true, 103, 103, 103);
        assertEquals(schedule.due(after(10), true).at(), 110 * MS);
    }

    @Test
    public void anythingElseAfterAnInjectionCountsFromWhenItWasDone() {
        done(after(100), true, 103, 103, 103);
        assertEquals(schedule.due(after(10), false).at(), 113 * MS);
    }

    @Test
    public void anInjectionAfterAnythingElseCountsFromItsCompletion() {
        done(after(100), true, 100, 100, 100);
        done(after(0), false, 101, 101, 101);
        assertEquals(schedule.due(after(10), true).at(), 111 * MS);
    }

    @Test
    public void theToleranceGrowsWithTheScriptedDistance() {
        assertEquals(schedule.due(after(10), false).tolerance(), 4 * MS);
        assertEquals(schedule.due(after(1000), false).tolerance(), 125 * MS);
        done(after(1000), false, 1000, 1000, 1000);
        assertEquals(schedule.due(after(10), false).tolerance(), 4 * MS);
        assertEquals(schedule.due(at(2000), false).tolerance(), 125 * MS);
    }

    @Test
    public void aRangeIsWidenedByTheTolerance() {
        Due due = schedule.due(new Timing.RelativeRange(100 * MS, 300 * MS), false);
        assertEquals(due.notBefore(), (100_000 - 12_500) * MS / 1000);
        assertEquals(due.notAfter(), (300_000 + 12_500) * MS / 1000);
    }

    @Test
    public void anAnswerMayComeWhileTheStatementBeforeIsStillBeingDone() {
        done(after(0), false, 10, 30, 35);
        Due due = schedule.due(after(0), false);
        assertEquals(due.notBefore(), 6 * MS);
        assertEquals(due.notAfter(), 34 * MS);
        assertEquals(due.startBy(), 35 * MS);
    }

    @Test
    public void anyTimeHasNoBounds() {
        Due due = schedule.due(new Timing.Anytime(), false);
        assertTrue(due.isAnytime());
        assertFalse(schedule.isOvertaken(due));
        schedule.completed(due, false, Completion.at(500 * MS), Doer.TARGET);
        assertEquals(schedule.due(after(10), false).at(), 510 * MS);
    }

    @Test
    public void anAbsoluteTimeThatHasPassedBeforeItsTurnIsOvertaken() {
        done(at(0), false, 0, 60, 60);
        assertTrue(schedule.isOvertaken(schedule.due(at(50), false)));
        assertFalse(schedule.isOvertaken(schedule.due(at(57), false)));
    }

    @Test
    public void aBlockingCallReturnsAtATimeToTheSameBaseAsItsStart() {
        done(at(0), false, 0, 30, 30);
        Due start = schedule.due(after(100), false);
        Due end = schedule.returning(start, after(100), after(300));
        assertEquals(end.at(), 330 * MS);
        assertEquals(end.tolerance(), 25 * MS);
        assertEquals(schedule.returning(start, at(130), at(250)).at(), 250 * MS);
    }

    @Test
    public void delaysWithinTheToleranceAddUp() {
        done(after(10), true, 12, 12, 12);
        done(after(0), false, 15, 15, 15);
        assertEquals(schedule.behind(), 5 * MS);
        done(new Timing.Anytime(), false, 500, 500, 500);
        assertEquals(schedule.behind(), 5 * MS);
        done(after(10), false, 510, 510, 510);
        assertEquals(schedule.behind(), 5 * MS);
    }
}
