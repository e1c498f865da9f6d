package io.statecraft.clock;

import static org.testng.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/** Timers on a clock that goes on by itself, for which a virtual one stands in. */
public final class LiveTimersTest {
    private final List<String> ran = new ArrayList<>();

    @Test
    public void onlyWhatIsDueRuns() {
        VirtualClock clock = new VirtualClock();
        LiveTimers timers = new LiveTimers(clock);
        ran.clear();
        timers.at(300, () -> ran.add("late"));
        timers.at(100, () -> ran.add("first"));
        timers.at(100, () -> ran.add("second"));
        assertEquals(timers.next(), 100);
        timers.runDue();
        assertEquals(ran, List.of());
        clock.sleepUntil(200);
        timers.runDue();
        assertEquals(ran, List.of("first", "second"));
        assertEquals(timers.next(), 300);
    }

    @Test
    public void whatIsTakenBackDoesNotRun() {
        VirtualClock clock = new VirtualClock();
        LiveTimers timers = new LiveTimers(clock);
        ran.clear();
        Timers.Timer timer = timers.at(100, () -> ran.add("cancelled"));
        timers.at(200, () -> ran.add("kept"));
        timer.cancel();
        assertEquals(timers.next(), 200);
        timers.sleepUntil(250);
        assertEquals(ran, List.of("kept"));
        assertEquals(timers.now(), 250);
        assertEquals(timers.next(), Long.MAX_VALUE);
    }

    @Test
    public void manyThatAreTakenBackDoNotDisturbTheRest() {
        VirtualClock clock = new VirtualClock();
        LiveTimers timers = new LiveTimers(clock);
        ran.clear();
        List<Timers.Timer> taken = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            taken.add(timers.at(1000 - i, () -> ran.add("cancelled")));
            if (i % 100 == 0) {
                String name = "kept " + i;
                timers.at(1000 - i, () -> ran.add(name));
            }
        }
        taken.forEach(Timers.Timer::cancel);
        taken.forEach(Timers.Timer::cancel);
        timers.sleepUntil(1000);
        assertEquals(ran.size(), 10);
        assertEquals(ran.get(0), "kept 900");
        assertEquals(ran.get(9), "kept 0");
    }
}
