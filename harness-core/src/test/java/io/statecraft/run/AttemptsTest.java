package io.statecraft.run;

import static org.testng.Assert.assertEquals;

import io.statecraft.oracle.Delivery;
import io.statecraft.run.Finding.Kind;
import io.statecraft.scenario.Step.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** How many attempts there are, and what comes of them. */
public final class AttemptsTest {
    private static final int LIMIT = 3;
    private static final Outcome PASSED = outcome(Verdict.PASS, Kind.PACKET, 0, false);
    private static final Outcome LATE = outcome(Verdict.INCONCLUSIVE, Kind.LATE, 4, true);
    private static final Outcome WRONG = outcome(Verdict.FAIL, Kind.PACKET, 7, false);
    private static final Outcome WRONG_IN_DOUBT = outcome(Verdict.FAIL, Kind.PACKET, 7, true);
    private static final Outcome ELSEWHERE_IN_DOUBT = outcome(Verdict.FAIL, Kind.PACKET, 9, true);
    private static final Outcome OTHERWISE_IN_DOUBT = outcome(Verdict.FAIL, Kind.RESULT, 7, true);
    private static final Outcome SLOW = outcome(Verdict.FAIL, Kind.TIMING, 7, false);
    private static final Outcome ABSENT = absent(false);
    private static final Outcome ABSENT_IN_DOUBT = absent(true);
    private static final Outcome BY_A_TICK = marginal(7);
    private static final Outcome BROKEN = outcome(Verdict.ERROR, Kind.INTERNAL, 7, false);

    @DataProvider
    public Object[][] stories() {
        return new Object[][] {
            {"a pass counts at once", List.of(PASSED), 1, Verdict.PASS},
            {"a failure on time counts at once", List.of(WRONG), 1, Verdict.FAIL},
            {"an error of ours counts at once", List.of(BROKEN), 1, Verdict.ERROR},
            {"what is inconclusive is tried again", List.of(LATE, PASSED), 2, Verdict.PASS},
            {"up to the limit", List.of(LATE, LATE, LATE), 3, Verdict.INCONCLUSIVE},
            {"a failure in doubt counts the second time", List.of(WRONG_IN_DOUBT, WRONG_IN_DOUBT), 2, Verdict.FAIL},
            {"with something else in between", List.of(WRONG_IN_DOUBT, LATE, WRONG_IN_DOUBT), 3, Verdict.FAIL},
            {"a pass after one in doubt counts", List.of(WRONG_IN_DOUBT, PASSED), 2, Verdict.PASS},
            {"so does one on time", List.of(WRONG_IN_DOUBT, WRONG), 2, Verdict.FAIL},
            {
                "failures at different lines are none",
                List.of(WRONG_IN_DOUBT, ELSEWHERE_IN_DOUBT, LATE),
                3,
                Verdict.INCONCLUSIVE
            },
            {
                "nor are different ones at a line, the last of which is in doubt",
                List.of(LATE, WRONG_IN_DOUBT, OTHERWISE_IN_DOUBT),
                3,
                Verdict.INCONCLUSIVE
            },
            {"one of time counts the third time", List.of(SLOW, SLOW, SLOW), 3, Verdict.FAIL},
            {"but not if lateness had no part in it", List.of(ABSENT), 1, Verdict.FAIL},
            {"unless the machine was busy after all", List.of(ABSENT_IN_DOUBT, PASSED), 2, Verdict.PASS},
            {"and not before the third", List.of(SLOW, SLOW, PASSED), 3, Verdict.PASS},
            {"nor if another attempt was late", List.of(SLOW, LATE, SLOW), 3, Verdict.INCONCLUSIVE},
            {
                "one by a tick counts the fifth time",
                List.of(BY_A_TICK, BY_A_TICK, BY_A_TICK, BY_A_TICK, BY_A_TICK),
                5,
                Verdict.FAIL
            },
            {
                "also if one passes in between",
                List.of(BY_A_TICK, BY_A_TICK, PASSED, BY_A_TICK, BY_A_TICK, BY_A_TICK),
                6,
                Verdict.FAIL
            },
            {"but not if two do", List.of(BY_A_TICK, BY_A_TICK, PASSED, BY_A_TICK, BY_A_TICK, PASSED), 6, Verdict.PASS},
            {"two passes are enough", List.of(BY_A_TICK, PASSED, PASSED), 3, Verdict.PASS},
            {"with something else between them, too", List.of(LATE, BY_A_TICK, PASSED, LATE, PASSED), 5, Verdict.PASS},
            {"one pass is, if the last", List.of(LATE, BY_A_TICK, LATE, LATE, LATE, PASSED), 6, Verdict.PASS},
            {
                "six attempts are all",
                List.of(BY_A_TICK, LATE, BY_A_TICK, LATE, BY_A_TICK, BY_A_TICK),
                6,
                Verdict.INCONCLUSIVE
            },
            {
                "one by more than a tick after two by one is the third",
                List.of(BY_A_TICK, BY_A_TICK, SLOW),
                3,
                Verdict.FAIL
            },
            {
                "one by a tick elsewhere is another",
                List.of(BY_A_TICK, BY_A_TICK, BY_A_TICK, BY_A_TICK, marginal(9), marginal(9)),
                6,
                Verdict.INCONCLUSIVE
            }
        };
    }

    @Test(dataProvider = "stories")
    public void thereAreAsManyAttemptsAsAVerdictNeeds(
            String story, List<Outcome> outcomes, int count, Verdict verdict) {
        Attempts attempts = new Attempts(false, (number, ticked) -> outcomes.get(number));
        attempts.make(LIMIT, () -> false);
        assertEquals(attempts.count(), count, story);
        assertEquals(attempts.outcome().verdict(), Optional.of(verdict), story);
    }

    @DataProvider
    public Object[][] kindsOfTime() {
        return new Object[][] {
            {Kind.TIMING}, {Kind.EARLY}, {Kind.MISSING}, {Kind.UNEXPECTED}, {Kind.STATE}, {Kind.LIMIT}
        };
    }

    @Test(dataProvider = "kindsOfTime")
    public void whatTheKernelsTimersMayCauseNeedsToBeSeenThrice(Kind kind) {
        Attempts attempts = new Attempts(false, (number, ticked) -> outcome(Verdict.FAIL, kind, 1, false));
        attempts.make(LIMIT, () -> false);
        assertEquals(attempts.count(), 3);
    }

    @Test
    public void whereTimeIsOursTheFirstAttemptCounts() {
        for (Outcome outcome : List.of(PASSED, LATE, WRONG_IN_DOUBT, SLOW)) {
            Attempts attempts = new Attempts(true, (number, ticked) -> outcome);
            attempts.make(LIMIT, () -> false);
            assertEquals(attempts.count(), 1);
            assertEquals(attempts.outcome(), outcome);
        }
    }

    @Test
    public void whenItIsStoppedTheAttemptIsTheLast() {
        Attempts attempts = new Attempts(false, (number, ticked) -> SLOW);
        attempts.make(LIMIT, () -> true);
        assertEquals(attempts.count(), 1);
        assertEquals(attempts.outcome().verdict(), Optional.of(Verdict.INCONCLUSIVE));
    }

    @Test
    public void whatIsSkippedIsNotTriedAgain() {
        Attempts attempts = new Attempts(false, (number, ticked) -> Outcome.skipped("no such thing"));
        attempts.make(LIMIT, () -> false);
        assertEquals(attempts.count(), 1);
        assertEquals(attempts.outcome().skipped(), Optional.of("no such thing"));
    }

    @Test
    public void whatFollowsAFailureByATickIsToldSo() {
        List<Outcome> outcomes = List.of(SLOW, BY_A_TICK, PASSED, PASSED);
        List<Boolean> told = new ArrayList<>();
        new Attempts(false, (number, ticked) -> {
                    told.add(ticked);
                    return outcomes.get(number);
                })
                .make(6, () -> false);
        assertEquals(told, List.of(false, false, true, true));
    }

    private static Outcome marginal(int line) {
        return outcome(finding(Verdict.FAIL, Kind.TIMING, line).timed(Finding.Timeliness.MARGINAL), false);
    }

    private static Outcome absent(boolean doubtful) {
        return outcome(finding(Verdict.FAIL, Kind.MISSING, 7).timed(Finding.Timeliness.ON_TIME), doubtful);
    }

    private static Outcome outcome(Verdict verdict, Kind kind, int line, boolean doubtful) {
        return outcome(finding(verdict, kind, line), doubtful);
    }

    private static Finding finding(Verdict verdict, Kind kind, int line) {
        return Finding.of(verdict, kind, new Location("test.pkt", line, ""), kind.toString());
    }

    private static Outcome outcome(Finding finding, boolean doubtful) {
        Verdict verdict = finding.verdict();
        return new Outcome(
                Optional.of(verdict),
                verdict == Verdict.PASS ? List.of() : List.of(finding),
                Optional.empty(),
                List.of(),
                0,
                doubtful,
                List.of(),
                new Trace(Delivery.PROMPT, true, List.of()));
    }
}
