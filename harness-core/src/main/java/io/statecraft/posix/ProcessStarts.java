package io.statecraft.posix;

import java.util.function.BooleanSupplier;

/**
 * The starts of processes, kept apart from what must not happen meanwhile. Until a child has become the program that it is to run, it
 * holds a copy of every descriptor of ours: what another thread closes stays open for that long. A listener keeps its port then, and a
 * connection sends no FIN.
 *
 * <p>Thread-safe.
 */
public final class ProcessStarts {
    private static final ProcessStarts ALL = new ProcessStarts();

    private int goingOn;
    private int pauses;

    private ProcessStarts() {}

    /** Those of this process. */
    public static ProcessStarts all() {
        return ALL;
    }

    /** Waits until none is going on, and lets none begin before {@link #resume}: what is closed now is closed at once. */
    public synchronized void pause() {
        pauses++;
        await(() -> goingOn == 0);
    }

    /** Ends a {@link #pause}. */
    public synchronized void resume() {
        pauses--;
        notifyAll();
    }

    /** A process is about to be started. */
    synchronized void begin() {
        await(() -> pauses == 0);
        goingOn++;
    }

    /** It has become the program, or will never. */
    synchronized void end() {
        goingOn--;
        notifyAll();
    }

    private void await(BooleanSupplier condition) {
        boolean interrupted = false;
        while (!condition.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
