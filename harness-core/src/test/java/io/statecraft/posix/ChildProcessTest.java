package io.statecraft.posix;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** Children run with what they are given, and end with us. */
public final class ChildProcessTest {
    private static final int F_DUPFD = 0;
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "NAME", "value");

    @Test
    public void outputErrorsAndStatusOfAShellAreKnown() {
        assertEquals(output("echo out; echo err >&2; echo $NAME; exit 3"), "out\nerr\nvalue\n3");
    }

    @Test
    public void theParentIsThisProcess() {
        assertEquals(output("echo $PPID"), ProcessHandle.current().pid() + "\n0");
    }

    @Test
    public void aBrokenPipeKillsTheWriterAsInAnyShell() {
        assertEquals(output("yes | head -1; echo done"), "y\ndone\n0");
    }

    @Test(timeOut = 20_000) // what is not killed sleeps for long
    public void closingKillsTheChildAndWhatItStarted() {
        try (Io.Pipe pipe = Io.pipe()) {
            List<String> command = List.of("/bin/sh", "-c", "sleep 1000 & sleep 1000");
            ChildProcess child = ChildProcess.start(
                    command, ENVIRONMENT, OptionalInt.of(pipe.writeEnd().number()));
            pipe.writeEnd().close();
            child.close();
            // The end of the pipe comes only when all who could write to it are gone.
            assertEquals(read(pipe.readEnd()), "");
            assertEquals(child.status(), OptionalInt.of(128 + Processes.SIGKILL));
        }
    }

    @Test
    public void aProgramThatIsNotThereIsAnError() {
        try (Io.Pipe pipe = Io.pipe()) {
            ChildProcess.start(
                    List.of("/nonexistent"),
                    ENVIRONMENT,
                    OptionalInt.of(pipe.writeEnd().number()));
            throw new AssertionError("started");
        } catch (PosixException e) {
            assertEquals(Symbols.errno(e.errno()), "ENOENT");
        }
    }

    @Test
    public void itsOutputMayHaveTheNumberThatItsLifelineGets() {
        try (Io.Pipe pipe = Io.pipe()) {
            // The lowest free number from this one on, whatever other threads open and close meanwhile.
            int output = Io.fcntl(pipe.writeEnd().number(), F_DUPFD, ChildProcess.LIFELINE);
            try (Descriptor second = new Descriptor(output)) {
                if (output != ChildProcess.LIFELINE) {
                    throw new SkipException("descriptor " + ChildProcess.LIFELINE + " is taken");
                }
                try (ChildProcess child = ChildProcess.start(
                        List.of("/bin/echo", "said"), ENVIRONMENT, OptionalInt.of(second.number()))) {
                    assertEquals(child.waitFor(), 0);
                }
            }
            pipe.writeEnd().close();
            assertEquals(read(pipe.readEnd()), "said\n");
        }
    }

    @Test
    public void whoeverStartsItHasRealTimePriorityAsBeforeAndItHasNot() {
        if (Scheduling.realTime(Urgency.PLAYING) < 0) {
            throw new SkipException("real-time priority is not permitted here");
        }
        try {
            // The second shell is started by the first: neither inherits it.
            assertEquals(output("cut -d' ' -f41 /proc/$$/stat; cut -d' ' -f41 /proc/self/stat"), "0\n0\n0");
            assertTrue(Scheduling.isRealTime());
        } finally {
            Scheduling.ordinary();
        }
    }

    @Test(timeOut = 60_000)
    public void whatIsClosedWhileOthersStartProcessesIsClosedAtOnce() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread other = new Thread(() -> {
            while (!over.get()) {
                output("true");
            }
        });
        other.start();
        NativeMemory memory = NativeMemory.allocate(1);
        try {
            for (int i = 0; i < 1000; i++) {
                try (Io.Pipe pipe = Io.pipe()) {
                    Io.fcntl(pipe.readEnd().number(), Io.F_SETFL, Io.O_NONBLOCK);
                    Thread.yield();
                    ProcessStarts.all().pause();
                    pipe.writeEnd().close();
                    ProcessStarts.all().resume();
                    // Its end, and not that there is nothing yet: nobody else can write to it any more.
                    assertEquals(Io.read(pipe.readEnd().number(), memory.address(), 1), 0, "time " + i);
                }
            }
        } finally {
            over.set(true);
            other.join();
        }
    }

    private static String output(String script) {
        try (Io.Pipe pipe = Io.pipe();
                ChildProcess child = ChildProcess.start(
                        List.of("/bin/sh", "-c", script),
                        ENVIRONMENT,
                        OptionalInt.of(pipe.writeEnd().number()));
                Descriptor end = child.end()) {
            pipe.writeEnd().close();
            String text = read(pipe.readEnd());
            Io.ppoll(pollFor(end), 1, 0);
            assertTrue(child.status().isPresent());
            return text + child.waitFor();
        }
    }

    private static long pollFor(Descriptor descriptor) {
        NativeMemory memory = NativeMemory.scratch();
        Layout.Poll.put(memory, 0, descriptor.number(), Io.POLLIN);
        return memory.address();
    }

    private static String read(Descriptor descriptor) {
        StringBuilder text = new StringBuilder();
        NativeMemory memory = NativeMemory.allocate(4096);
        long count;
        while ((count = Io.read(descriptor.number(), memory.address(), 4096)) > 0) {
            byte[] part = new byte[(int) count];
            memory.bytes().get(0, part);
            text.append(new String(part, StandardCharsets.US_ASCII));
        }
        return text.toString();
    }
}
