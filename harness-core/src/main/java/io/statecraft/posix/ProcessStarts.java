package io.statecraft.posix;

import java.util.TreeSet;

/**
 * The starts of processes that are going on. Until a child has become the program that it is to run, it holds a copy of every descriptor
 * of ours: what another thread closes meanwhile stays open for that long. A listener keeps its port then, and a connection sends no FIN.
 */
final class ProcessStarts {
    private static final ProcessStarts ALL = new ProcessStarts();

    private final TreeSet<Long> goingOn = new TreeSet<>();
    private long next;

    /** Those of this process. */
    static ProcessStarts all() {
        return ALL;
    }

    /** A process is about to be started; the number is for {@link #ended}. */
    synchronized long begun() {
        long number = next++;
        goingOn.add(number);
        return number;
    }

    /** It has become the program, or will never. */
    synchronized void ended(long number) {
        goingOn.remove(number);
        notifyAll();
    }

    /** Waits for those that have begun: nobody has a copy then of what was closed before. */
    void awaitBegun() {
        boolean interrupted = false;
        synchronized (this) {
            long limit = next;
            while (!goingOn.isEmpty() && goingOn.first() < limit) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
