package io.statecraft.posix;

/** A call failed that should not have: our environment's fault, or our own. */
public final class PosixException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int errno;

    /**
     * A failed call.
     *
     * @param call what was attempted, for the message
     * @param errno the error number, positive
     */
    public PosixException(String call, int errno) {
        super(call + ": " + Processes.errorText(errno) + " (" + Symbols.errno(errno) + ")");
        this.errno = errno;
    }

    /** The error number, positive. */
    public int errno() {
        return errno;
    }

    /**
     * The result of a call that should not fail.
     *
     * @throws PosixException if it did
     */
    public static int check(String call, int result) {
        if (result < 0) {
            throw new PosixException(call, -result);
        }
        return result;
    }

    /**
     * The result of a call that should not fail.
     *
     * @throws PosixException if it did
     */
    public static long check(String call, long result) {
        if (result < 0) {
            throw new PosixException(call, (int) -result);
        }
        return result;
    }
}
