package io.statecraft.posix;

import static io.statecraft.posix.LibC.result;

/**
 * The calling thread's right to a processor. Threads and processes that it starts have ordinary priority.
 *
 * <p>A thread with real-time priority must never spin for more than a millisecond: nothing ordinary runs on its processor then.
 */
public final class Scheduling {
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_FIFO = 1;
    private static final int SCHED_RESET_ON_FORK = 0x40000000;

    /** The lowest: that suffices to go before everything ordinary. */
    private static final int PRIORITY = 1;

    private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

    private Scheduling() {}

    /** Gives the calling thread real-time priority; a negative error number where that is not permitted. */
    public static int realTime() {
        return set(SCHED_FIFO | SCHED_RESET_ON_FORK, PRIORITY);
    }

    /** Whether the calling thread has real-time priority. */
    public static boolean isRealTime() {
        return LINUX && (LibC.INSTANCE.sched_getscheduler(0) & ~SCHED_RESET_ON_FORK) == SCHED_FIFO;
    }

    /** Gives the calling thread back its ordinary priority. */
    public static int ordinary() {
        return set(SCHED_OTHER, 0);
    }

    private static int set(int policy, int priority) {
        NativeMemory memory = NativeMemory.scratch();
        memory.bytes().putInt(0, priority);
        return result(LibC.INSTANCE.sched_setscheduler(0, policy, memory.address()));
    }
}
