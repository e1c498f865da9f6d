package io.statecraft.clock;

import static org.testng.Assert.assertEquals;

import io.statecraft.posix.TickTimer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The beat of the kernel's tick is found among late awakenings, and goes on. */
public final class KernelTickTest {
    private static final long PERIOD = 4_000_000;

    @DataProvider
    public Object[][] awakenings() {
        return new Object[][] {
            {"on time", new long[] {8_000_100, 16_000_100, 20_000_100}, 100},
            {"the median of small delays", new long[] {4_000_090, 12_000_130, 20_000_100, 24_000_110, 32_000_095}, 100},
            {"a few are late by any time", new long[] {4_000_090, 13_700_000, 20_000_100, 26_100_000, 32_000_110}, 100},
            {"just before and after a multiple", new long[] {3_999_990, 12_000_030, 20_000_010}, 10},
            {"between multiples", new long[] {7_999_999, 11_999_999, 20_000_001}, 3_999_999},
            {"one only", new long[] {6_500_000}, 2_500_000},
            {"before the clock's origin", new long[] {-3_999_900, -7_999_900, 100}, 100},
        };
    }

    @Test(dataProvider = "awakenings")
    public void theBeatIsWhereMostAwoke(String story, long[] awake, long phase) {
        assertEquals(KernelTick.of(PERIOD, awake), new KernelTick(PERIOD, phase), story);
    }

    @Test
    public void theNextTickIsLaterThanNow() {
        KernelTick tick = new KernelTick(PERIOD, 1_000_000);
        assertEquals(tick.after(0), 1_000_000);
        assertEquals(tick.after(999_999), 1_000_000);
        assertEquals(tick.after(1_000_000), 5_000_000);
        assertEquals(tick.after(1_000_001), 5_000_000);
        assertEquals(tick.after(4_999_999), 5_000_000);
        assertEquals(tick.after(-3_500_000), -3_000_000);
    }

    @Test
    public void withoutAPeriodEveryMomentIsAsGood() {
        KernelTick tick = KernelTick.of(0, 5, 6, 7);
        assertEquals(tick.period(), 0);
        assertEquals(tick.after(42), 42);
    }

    @Test
    public void thisMachineHasTheKernelsPeriod() {
        KernelTick tick = KernelTick.ofThisMachine();
        assertEquals(tick.period(), TickTimer.period());
        assertEquals(KernelTick.ofThisMachine(), tick, "it is looked for once");
    }
}
