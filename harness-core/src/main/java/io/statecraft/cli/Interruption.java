package io.statecraft.cli;

import io.statecraft.run.Runner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a kind word from the system: the run is stopped, and the JVM waits until what there is has been reported. It then exits
 * with the status of the signal: 130 for Ctrl-C.
 */
final class Interruption {
    /** A report is written in far less; a target that hangs must not keep us. */
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook;

    Interruption(Runner runner) {
        hook = new Thread(
                () -> {
                    runner.stop();
                    await();
                },
                "statecraft-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            reported.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The run is over, and reported. */
    void over() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // It was interrupted: the hook has run, or runs.
        }
    }
}
