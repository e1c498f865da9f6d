package io.statecraft.posix;

import com.kenai.jffi.Library;

/**
 * Gets a thread out of a system call that blocks: the call fails with EINTR, and nothing else happens.
 *
 * <p>The signal's handler has to be native code that does nothing. The C library's {@code abs} is that: it takes an int, and so does it.
 */
public final class ThreadSignal {
    /** A real-time signal that neither the C library (32, 33) nor the JVM (62) uses. */
    private static final int SIGNAL = 60;

    private static final int ACTION_SIZE = 152; // struct sigaction: handler, mask of 128 octets, flags, restorer

    private final long thread;

    static {
        NativeMemory action = NativeMemory.allocate(ACTION_SIZE);
        action.bytes().putLong(0, Library.getDefault().getSymbolAddress("abs"));
        // No SA_RESTART: an interrupted call is not to begin again.
        PosixException.check("sigaction", LibC.result(LibC.INSTANCE.sigaction(SIGNAL, action.address(), 0)));
    }

    private ThreadSignal(long thread) {
        this.thread = thread;
    }

    /** For the calling thread. */
    public static ThreadSignal forCurrentThread() {
        return new ThreadSignal(LibC.INSTANCE.pthread_self());
    }

    /** Interrupts the call that the thread is in, if it is in one. The thread must not have ended. */
    public void interrupt() {
        LibC.INSTANCE.pthread_kill(thread, SIGNAL);
    }
}
