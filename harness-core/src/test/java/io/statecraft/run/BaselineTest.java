package io.statecraft.run;

import static org.testng.Assert.assertEquals;

import io.statecraft.run.Result.Expectation;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Known failures do not fail a run, and known failures that no longer happen do. */
public final class BaselineTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-06-15");
    private static final Baseline BASELINE = Baseline.parse("known.txt", """
            # id        verdict expires link reason
            close/abort FAIL    2026-06-15 https://example.org/1  sends FIN, not RST
            open/slow@ipv6 inconclusive - - the machine is slow
            old/one     FAIL    2026-06-14 - was to be mended by now
            """, TODAY);

    @DataProvider
    public static Object[][] outcomes() {
        return new Object[][] {
            {"close/abort", "ipv4", Verdict.FAIL, Expectation.EXPECTED},
            {"close/abort", "ipv6", Verdict.FAIL, Expectation.EXPECTED},
            {"close/abort", "ipv4", Verdict.PASS, Expectation.UNEXPECTED},
            {"close/abort", "ipv4", Verdict.ERROR, Expectation.UNEXPECTED},
            {"open/slow", "ipv6", Verdict.INCONCLUSIVE, Expectation.EXPECTED},
            {"open/slow", "ipv4", Verdict.INCONCLUSIVE, Expectation.NONE},
            {"old/one", "ipv4", Verdict.FAIL, Expectation.NONE},
            {"close/other", "ipv4", Verdict.FAIL, Expectation.NONE},
        };
    }

    @Test(dataProvider = "outcomes")
    public void expects(String id, String variant, Verdict verdict, Expectation expected) {
        assertEquals(BASELINE.expectationOf(id, variant, Optional.of(verdict)), expected);
    }

    @Test
    public void saysWhatHasExpired() {
        assertEquals(
                BASELINE.problems(), List.of("known.txt:4: old/one has expired on 2026-06-14: it is expected to pass"));
    }

    @Test
    public void keepsWhatItKnows() {
        Baseline.Entry entry = BASELINE.entries().get(0);
        assertEquals(entry.link(), Optional.of("https://example.org/1"));
        assertEquals(entry.reason(), "sends FIN, not RST");
        assertEquals(entry.line(), 2);
    }

    @DataProvider
    public static Object[][] faults() {
        return new Object[][] {
            {"close/abort FAIL", "not an entry: id, verdict, expiry, link and reason are expected, with - for none"},
            {"close/abort BAD - - x", "not an entry: BAD is no verdict"},
            {"close/abort FAIL soon - x", "not an entry: Text 'soon' could not be parsed at index 0"},
        };
    }

    @Test(dataProvider = "faults")
    public void saysWhatIsWrongWithALine(String line, String message) {
        Baseline broken = Baseline.parse("b", line, TODAY);
        assertEquals(broken.problems(), List.of("b:1: " + message));
        assertEquals(broken.entries(), List.of());
    }
}
