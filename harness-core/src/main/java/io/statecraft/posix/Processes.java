package io.statecraft.posix;

import static io.statecraft.posix.LibC.result;

import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/** Who we are, and the processes that we start. */
public final class Processes {
    public static final int SIGINT = 2;
    public static final int SIGKILL = 9;
    public static final int SIGTERM = 15;

    static final POSIX POSIX = load();

    private static final int PR_SET_PDEATHSIG = 1;

    private Processes() {}

    private static POSIX load() {
        NativeLibraryCache.prepare();
        return POSIXFactory.getNativePOSIX();
    }

    /** The effective user. */
    public static int effectiveUser() {
        return POSIX.geteuid();
    }

    /** The effective group. */
    public static int effectiveGroup() {
        return POSIX.getegid();
    }

    /** This process. */
    public static int self() {
        return POSIX.getpid();
    }

    /** Sends a signal to a process, or to the group {@code -pid}. */
    public static int kill(int pid, int signal) {
        int status = POSIX.kill(pid, signal);
        return status < 0 ? -POSIX.errno() : status;
    }

    /** Has this process sent {@code signal} when the thread that started it ends, be it by SIGKILL. */
    public static int dieWithParent(int signal) {
        return result(LibC.INSTANCE.prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0));
    }

    /** What an error number means, in words. */
    public static String errorText(int errno) {
        return POSIX.strerror(errno);
    }
}
