package io.statecraft.posix;

import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/**
 * Who we are, signals, and what errors mean: by JNR-Posix, which takes a while to load, and so is left out of what every run does.
 */
public final class Processes {
    public static final int SIGKILL = 9;
    public static final int SIGTERM = 15;

    private static final POSIX POSIX = load();

    private Processes() {}

    private static POSIX load() {
        NativeLibraryCache.prepare();
        return POSIXFactory.getNativePOSIX();
    }

    /** The effective user. */
    public static int effectiveUser() {
        return POSIX.geteuid();
    }

    /** Sends a signal to a process, or to the group {@code -pid}. */
    public static int kill(int pid, int signal) {
        int status = POSIX.kill(pid, signal);
        return status < 0 ? -POSIX.errno() : status;
    }

    /** What an error number means, in words. */
    public static String errorText(int errno) {
        return POSIX.strerror(errno);
    }
}
