package io.statecraft.posix;

/** Waits for the ends of threads that hold what belongs to the whole machine: an interrupt does not make that any less. */
public final class ThreadEnd {
    private ThreadEnd() {}

    /** Returns when {@code thread} has ended. An interrupt meanwhile is kept for the caller. */
    public static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
