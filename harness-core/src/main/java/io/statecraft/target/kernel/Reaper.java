package io.statecraft.target.kernel;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes what takes the kernel tens of milliseconds to let go of, off the scenarios' way.
 *
 * <p>The kernel waits rather than works then, and waits for several at once as long as for one: hence several threads. They are started
 * all at the beginning, by a thread that is in no namespace of a target: one that was started later would be born in one, and hold it.
 */
final class Reaper implements AutoCloseable {
    private static final int THREADS = 8;

    /** More than this many things to close make whoever brings the next one wait. */
    private static final int BACKLOG = 64;

    private static final long PATIENCE_SECONDS = 30;

    private final Semaphore room = new Semaphore(BACKLOG);
    private final AtomicInteger started = new AtomicInteger();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::newThread);

    Reaper() {
        threads.prestartAllCoreThreads();
    }

    private Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "reaper " + started.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Has {@code close} run soon. */
    void submit(Runnable close) {
        room.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                close.run();
            } finally {
                room.release();
            }
        });
    }

    /** Waits until all is closed; at most half a minute. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
