package io.statecraft.suites;

import static org.testng.Assert.assertEquals;

import io.statecraft.run.Finding;
import io.statecraft.run.Verdict;
import io.statecraft.run.live.LiveFailure;
import io.statecraft.scenario.Step.Location;
import java.util.concurrent.atomic.AtomicInteger;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** A test that is inconclusive is tried three times, and then skipped; one that fails is neither. */
public class InconclusiveTestsTest {
    private static final AtomicInteger PLAYED = new AtomicInteger();

    /** Is what the test says, so often; nothing where it is run by itself. */
    public static class Subject extends ConformanceSuite {
        static Verdict verdict;
        static int times;

        @Test
        public void test() {
            if (verdict != null && PLAYED.incrementAndGet() <= times) {
                throw new LiveFailure(Finding.of(verdict, Finding.Kind.LATE, Location.NONE, "late"), "late");
            }
        }
    }

    @BeforeMethod
    public void forget() {
        PLAYED.set(0);
    }

    @Test
    public void whatIsInconclusiveOnceIsTriedAgain() {
        TestListenerAdapter results = run(Verdict.INCONCLUSIVE, 1);
        assertEquals(PLAYED.get(), 2);
        assertEquals(results.getPassedTests().size(), 1);
        assertEquals(results.getFailedTests().size(), 0);
    }

    @Test
    public void whatStaysInconclusiveIsSkippedAfterThreeAttempts() {
        TestListenerAdapter results = run(Verdict.INCONCLUSIVE, 10);
        assertEquals(PLAYED.get(), 3);
        assertEquals(results.getPassedTests().size(), 0);
        assertEquals(results.getFailedTests().size(), 0);
    }

    @Test
    public void whatFailsFailsAtOnce() {
        TestListenerAdapter results = run(Verdict.FAIL, 10);
        assertEquals(PLAYED.get(), 1);
        assertEquals(results.getFailedTests().size(), 1);
    }

    private static TestListenerAdapter run(Verdict verdict, int times) {
        Subject.verdict = verdict;
        Subject.times = times;
        TestListenerAdapter results = new TestListenerAdapter();
        TestNG testng = new TestNG(false);
        testng.setVerbose(0);
        testng.setTestClasses(new Class<?>[] {Subject.class});
        testng.addListener(results);
        testng.run();
        Subject.verdict = null;
        return results;
    }
}
