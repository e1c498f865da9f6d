package io.statecraft.posix;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import org.testng.annotations.Test;

/** Waiting for the kernel's tick ends, in the way that says that time was up. */
public final class TickTimerTest {

    @Test
    public void theWaitIsOverAtATick() {
        int descriptors = Descriptor.openCount();
        try (TickTimer timer = new TickTimer()) {
            assertTrue(timer.await());
            assertTrue(timer.await(), "again");
        }
        assertEquals(Descriptor.openCount(), descriptors);
    }

    @Test
    public void theKernelTellsItsPeriod() {
        long perSecond = 1_000_000_000 / TickTimer.period();
        assertTrue(perSecond >= 10 && perSecond <= 10_000, perSecond + " ticks a second");
    }
}
