package io.statecraft.cli;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/**
 * A run on the kernel that is killed leaves no process, namespace, interface or temporary file, whenever that happens. {@code
 * -Dstatecraft.kills} says how often to try.
 */
public final class KilledRunTest {
    /** What a run takes to start, and what the scripts take, in milliseconds. */
    private static final int STARTING = 700;

    private static final int PLAYING = 900;
    private static final long SEED = 20_251;

    private KernelRun runs;

    @BeforeClass
    public void requireKernel() throws IOException, InterruptedException {
        runs = new KernelRun();
        runs.requireKernel();
    }

    @AfterClass(alwaysRun = true)
    public void cleanUp() throws IOException {
        runs.close();
    }

    @Test(timeOut = 300_000)
    public void nothingIsLeftWheneverItIsKilled() throws Exception {
        int kills = Integer.getInteger("statecraft.kills", 6);
        Random random = new Random(SEED);
        for (int i = 0; i < kills; ) {
            Process run = runs.start();
            if (i % 2 == 0) {
                KernelRun.awaitResult(run);
            }
            // The moment is anybody's guess; that there is nothing left is not.
            run.waitFor(random.nextInt(i % 2 == 0 ? PLAYING : STARTING), TimeUnit.MILLISECONDS);
            i += run.isAlive() ? 1 : 0;
            run.destroyForcibly().waitFor();
        }
        assertEquals(runs.survivors(), List.of());
        assertEquals(runs.leftovers(), Set.of());
    }

    @Test(timeOut = 60_000)
    public void aCommandThatIsKilledIsAFailedCommandAndNoMore() throws Exception {
        Process run = runs.start("--jobs", "1", "--include", "0-commands");
        ProcessHandle shell = null;
        while (shell == null && run.isAlive()) {
            shell = run.children().filter(KilledRunTest::isShell).findFirst().orElse(null);
        }
        boolean killed = shell != null && shell.destroyForcibly();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (killed && run.waitFor() != 0) { // else it was over before
            assertEquals(run.exitValue(), 1, said);
            assertTrue(said.contains("the command ended with status 137"), said);
        }
        assertEquals(runs.survivors(), List.of());
    }

    private static boolean isShell(ProcessHandle process) {
        return process.info().command().map(program -> program.contains("sh")).orElse(false);
    }
}
