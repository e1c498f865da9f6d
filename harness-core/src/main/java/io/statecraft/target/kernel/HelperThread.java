package io.statecraft.target.kernel;

import io.statecraft.posix.Io;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.Scheduling;
import io.statecraft.posix.ThreadEnd;
import io.statecraft.posix.ThreadSignal;
import io.statecraft.posix.Urgency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * A thread for calls that wait. It is born in the namespaces of the thread that makes it.
 *
 * <p>Used by that one thread, one call at a time.
 */
final class HelperThread implements AutoCloseable {
    private static final int TEXT_SIZE = 256;

    private final SynchronousQueue<Runnable> work = new SynchronousQueue<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final Thread thread;
    private volatile ThreadSignal signal;
    private volatile String statusPath;
    private volatile boolean closing;

    HelperThread(String name) {
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        Scheduling.passingOn(thread::start);
        awaitUninterruptibly(started);
    }

    private void run() {
        signal = ThreadSignal.forCurrentThread();
        Scheduling.realTime(Urgency.PLAYING); // when a call returned is measured here
        statusPath = "/proc/" + ownTask() + "/syscall";
        started.countDown();
        while (!closing) {
            try {
                work.take().run();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static Path ownTask() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/thread-self"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands over a call; the thread is idle. */
    void submit(Runnable call) {
        boolean interrupted = false;
        while (true) {
            try {
                work.put(call);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether the thread waits in the kernel in a call whose first argument is {@code mark}. Such a line of /proc reads {@code 42 0x5
     * 0x7f…}, and {@code running} while the thread runs. Its own waiting for work has an address as first argument.
     */
    boolean waitsInCall(long mark) {
        int fd = Io.open(statusPath, Io.O_RDONLY | Io.O_CLOEXEC, 0);
        if (fd < 0) {
            return false;
        }
        NativeMemory memory = NativeMemory.scratch();
        long length = Io.read(fd, memory.address(), TEXT_SIZE);
        Io.close(fd);
        byte[] text = new byte[(int) Math.max(0, length)];
        memory.bytes().get(0, text);
        String[] words = new String(text, StandardCharsets.US_ASCII).split(" ", 3);
        return words.length == 3 && words[1].equals("0x" + Long.toHexString(mark));
    }

    /** Interrupts the call that the thread is in until {@code done} is so: a signal that comes too early is lost. */
    void interruptUntil(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                signal.interrupt();
                if (done.await(1, TimeUnit.MILLISECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread, which is idle, and waits for that: nothing holds the namespaces then. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        ThreadEnd.await(thread);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
