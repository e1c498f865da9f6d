package io.statecraft.run;

import static org.testng.Assert.assertEquals;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Times are printed as scripts write them. */
public final class SecondsTest {
    @DataProvider
    public static Object[][] times() {
        return new Object[][] {
            {0L, "0 s"},
            {100_000_000L, "0.1 s"},
            {1_234_567_890L, "1.234568 s"},
            {-12_000L, "-0.000012 s"},
            {-400L, "0 s"},
            {60_000_000_000L, "60 s"},
        };
    }

    @Test(dataProvider = "times")
    public void prints(long nanos, String text) {
        assertEquals(Seconds.of(nanos), text);
    }
}
