package io.statecraft.cli;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.Test;

/** A child whose parent goes away does not stay. */
public final class ExitOnEofTest {
    /** Arms the watch, says so, and would stay for ever, as would the process it starts. */
    static final class Stayer {
        public static void main(String[] arguments) throws Exception {
            ExitOnEof.arm();
            long child = arguments.length == 0
                    ? -1
                    : java("-cp", arguments[0], Stayer.class.getName()).start().pid();
            System.out.println(child);
            new CountDownLatch(1).await();
        }
    }

    @Test(timeOut = 20_000)
    public void endsWithAllThatItStartedWhenItsInputEnds() throws Exception {
        String classPath = System.getProperty("java.class.path");
        Process stayer = java("-Dstatecraft.exitOnEof=true", "-cp", classPath, Stayer.class.getName(), classPath)
                .start();
        ProcessHandle child = ProcessHandle.of(
                        Long.parseLong(stayer.inputReader().readLine()))
                .orElseThrow();
        assertTrue(stayer.isAlive() && child.isAlive());

        stayer.getOutputStream().close();

        assertEquals(stayer.waitFor(), ExitOnEof.STATUS);
        child.onExit().get(5, TimeUnit.SECONDS);
    }

    @Test(timeOut = 20_000)
    public void staysWhenNobodyAskedForTheWatch() throws Exception {
        Process stayer = java("-cp", System.getProperty("java.class.path"), Stayer.class.getName())
                .start();
        try {
            stayer.inputReader().readLine();
            stayer.getOutputStream().close();
            assertFalse(stayer.waitFor(500, TimeUnit.MILLISECONDS));
        } finally {
            stayer.destroyForcibly();
        }
    }

    private static ProcessBuilder java(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.command()
                .add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
