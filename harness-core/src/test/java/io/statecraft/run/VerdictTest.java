package io.statecraft.run;

import static org.testng.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Verdicts are joined by taking the worst, in whatever order they come. */
public final class VerdictTest {

    @DataProvider
    public static Object[][] triples() {
        List<Object[]> triples = new ArrayList<>();
        for (Verdict a : Verdict.values()) {
            for (Verdict b : Verdict.values()) {
                for (Verdict c : Verdict.values()) {
                    triples.add(new Object[] {a, b, c});
                }
            }
        }
        return triples.toArray(Object[][]::new);
    }

    @Test(dataProvider = "triples")
    public void theOrderOfJoiningDoesNotMatter(Verdict a, Verdict b, Verdict c) {
        assertEquals(a.join(b), b.join(a));
        assertEquals(a.join(b).join(c), a.join(b.join(c)));
        assertEquals(a.join(a), a);
        assertEquals(a.join(Verdict.PASS), a);
        assertEquals(a.join(Verdict.ERROR), Verdict.ERROR);
    }

    @Test
    public void failingIsWorseThanNotKnowing() {
        assertEquals(Verdict.INCONCLUSIVE.join(Verdict.FAIL), Verdict.FAIL);
        assertEquals(Verdict.FAIL.join(Verdict.ERROR), Verdict.ERROR);
    }
}
