package io.statecraft.posix;

import static io.statecraft.posix.LibC.result;

import java.util.function.Supplier;

/**
 * The calling thread's right to a processor. Threads and programs that it starts have ordinary priority, unless it passes its own on.
 *
 * <p>A thread with real-time priority must never spin for more than a millisecond: nothing ordinary runs on its processor then.
 */
public final class Scheduling {
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_FIFO = 1;
    private static final int SCHED_RESET_ON_FORK = 0x40000000;

    private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

    private Scheduling() {}

    /** Gives the calling thread real-time priority; a negative error number where that is not permitted. */
    public static int realTime(Urgency urgency) {
        return realTime(0, urgency);
    }

    /** Gives it to the thread of this number. */
    static int realTime(int thread, Urgency urgency) {
        return set(thread, SCHED_FIFO | SCHED_RESET_ON_FORK, urgency.priority());
    }

    /** Whether the calling thread has real-time priority. */
    public static boolean isRealTime() {
        return LINUX && isRealTime(0);
    }

    static boolean isRealTime(int thread) {
        return (LibC.INSTANCE.sched_getscheduler(thread) & ~SCHED_RESET_ON_FORK) == SCHED_FIFO;
    }

    /**
     * Does {@code work} such that the threads and processes that it starts begin with the real-time priority that the calling thread has,
     * if it has that. A process keeps it until somebody takes it away.
     *
     * @return whether they had it
     */
    public static boolean passingOn(Runnable work) {
        int priority = isRealTime() ? priority() : 0;
        boolean passing = priority > 0 && set(0, SCHED_FIFO, priority) == 0;
        try {
            work.run();
        } finally {
            if (passing) {
                set(0, SCHED_FIFO | SCHED_RESET_ON_FORK, priority);
            }
        }
        return passing;
    }

    /**
     * Does {@code work} with ordinary priority. Where the kernel tries for a lock again and again instead of waiting for it, a thread with
     * real-time priority may keep the one that holds it from ever letting go.
     */
    public static <T> T ordinarily(Supplier<T> work) {
        int priority = isRealTime() ? priority() : 0;
        if (priority == 0) {
            return work.get();
        }
        ordinary();
        try {
            return work.get();
        } finally {
            set(0, SCHED_FIFO | SCHED_RESET_ON_FORK, priority);
        }
    }

    private static int priority() {
        NativeMemory memory = NativeMemory.scratch();
        return LibC.INSTANCE.sched_getparam(0, memory.address()) < 0
                ? 0
                : memory.bytes().getInt(0);
    }

    /** Gives the calling thread back its ordinary priority. */
    public static int ordinary() {
        return ordinary(0);
    }

    static int ordinary(int thread) {
        return set(thread, SCHED_OTHER, 0);
    }

    private static int set(int thread, int policy, int priority) {
        NativeMemory memory = NativeMemory.scratch();
        memory.bytes().putInt(0, priority);
        return result(LibC.INSTANCE.sched_setscheduler(thread, policy, memory.address()));
    }
}
