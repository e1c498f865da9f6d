package io.statecraft.run;

import io.statecraft.clock.Clock;
import io.statecraft.clock.VirtualClock;

/** A clock that is not the harness's to set, as a real one, but that moves only when somebody waits, or when a test says so. */
final class HarnessTime implements Clock {
    private final VirtualClock time = new VirtualClock();

    /** Whatever is being done takes so long. */
    void pass(long nanos) {
        time.sleepUntil(time.now() + nanos);
    }

    @Override
    public long now() {
        return time.now();
    }

    @Override
    public void sleepUntil(long deadline) {
        time.sleepUntil(deadline);
    }
}
