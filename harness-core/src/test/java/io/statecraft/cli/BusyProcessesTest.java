package io.statecraft.cli;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.Test;

/** Whatever happens to those who start busy processes, the processes end. */
public final class BusyProcessesTest {

    @Test
    public void theyAreBusyUntilTheyAreNotWanted() throws Exception {
        List<ProcessHandle> handles;
        try (BusyProcesses busy = new BusyProcesses(2)) {
            handles = busy.handles();
            assertEquals(handles.size(), 2);
            for (ProcessHandle handle : handles) {
                assertTrue(handle.isAlive());
            }
        }
        for (ProcessHandle handle : handles) {
            handle.onExit().get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    public void oneEndsWhenItsOwnerHas() throws Exception {
        Process owner = new ProcessBuilder("/bin/cat").start();
        Process busy = new ProcessBuilder(BusyProcesses.busyWhile(owner.pid()))
                .redirectErrorStream(true)
                .start();
        assertTrue(busy.isAlive());
        owner.destroyForcibly().waitFor();
        assertTrue(busy.waitFor(1, TimeUnit.MINUTES));
    }
}
