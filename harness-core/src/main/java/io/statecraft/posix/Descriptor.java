package io.statecraft.posix;

import java.util.concurrent.atomic.AtomicInteger;

/** A file descriptor that we own. Closing it twice does nothing; a number is never closed for its next owner. */
public final class Descriptor implements AutoCloseable {

    private static final AtomicInteger OPEN = new AtomicInteger();
    private static final AtomicInteger HIGHEST = new AtomicInteger();

    private final AtomicInteger number;

    /** Takes ownership of {@code number}. */
    public Descriptor(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("not a descriptor: " + number);
        }
        this.number = new AtomicInteger(number);
        OPEN.incrementAndGet();
        HIGHEST.accumulateAndGet(number, Math::max);
    }

    /**
     * Takes ownership of what a call returned.
     *
     * @param call what was attempted, for the message
     * @param result a descriptor, or the negative error number
     * @throws PosixException if the call failed
     */
    public static Descriptor of(String call, int result) {
        return new Descriptor(PosixException.check(call, result));
    }

    /** The highest number that any of them has had. */
    static int highest() {
        return HIGHEST.get();
    }

    /** How many are owned and not closed, in the whole process. */
    public static int openCount() {
        return OPEN.get();
    }

    /**
     * The number, for calls.
     *
     * @throws IllegalStateException if it is closed
     */
    public int number() {
        int value = number.get();
        if (value < 0) {
            throw new IllegalStateException("the descriptor is closed");
        }
        return value;
    }

    public boolean isOpen() {
        return number.get() >= 0;
    }

    /** Gives up ownership: the caller closes the number. */
    public int release() {
        int value = number.getAndSet(-1);
        if (value < 0) {
            throw new IllegalStateException("the descriptor is closed");
        }
        OPEN.decrementAndGet();
        return value;
    }

    /** Closes it. An error of close is not reported: the descriptor is gone either way. */
    @Override
    public void close() {
        int value = number.getAndSet(-1);
        if (value >= 0) {
            OPEN.decrementAndGet();
            Io.close(value);
        }
    }
}
