package io.statecraft.posix;

import static io.statecraft.posix.LibC.result;

/** Real-time priority and locked memory: what keeps a timed send on time where it is permitted. */
public final class Scheduling {
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_FIFO = 1;
    private static final int SCHED_RESET_ON_FORK = 0x40000000;
    private static final int MCL_CURRENT = 1;
    private static final int MCL_FUTURE = 2;

    private Scheduling() {}

    /**
     * Gives the calling thread real-time priority 1 to 99. It must never spin for more than a millisecond then. Threads and processes that
     * it starts have ordinary priority.
     */
    public static int realTime(int priority) {
        NativeMemory memory = NativeMemory.scratch();
        memory.bytes().putInt(0, priority);
        return result(LibC.INSTANCE.sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, memory.address()));
    }

    /** Gives the calling thread back its ordinary priority. */
    public static int ordinary() {
        NativeMemory memory = NativeMemory.scratch();
        memory.bytes().putInt(0, 0);
        return result(LibC.INSTANCE.sched_setscheduler(0, SCHED_OTHER, memory.address()));
    }

    /** Keeps all of the process's memory resident, now and later. */
    public static int lockMemory() {
        return result(LibC.INSTANCE.mlockall(MCL_CURRENT | MCL_FUTURE));
    }
}
