package io.statecraft.posix;

/**
 * Waits for the tick by which the kernel counts its timers, in the one way that is open to everybody: the time after which a socket gives
 * up waiting for packets is counted in ticks. Confined to one thread.
 */
public final class TickTimer implements AutoCloseable {
    private static final int CLOCK_MONOTONIC_COARSE = 6;
    private static final long SECOND = 1_000_000_000;
    private static final int TIME_SIZE = 16;
    private static final int EAGAIN = 11;

    private final Descriptor socket;

    /** @throws PosixException if there are no sockets to be had */
    public TickTimer() {
        socket = Descriptor.of("socket", Sockets.socket(Sockets.AF_INET, Sockets.SOCK_DGRAM | Sockets.SOCK_CLOEXEC, 0));
        NativeMemory memory = NativeMemory.scratch();
        memory.bytes().putLong(0, 0).putLong(8, 1); // a microsecond: rounded up to a tick
        int option = (int) Symbols.valueOf("SO_RCVTIMEO").orElseThrow();
        PosixException.check(
                "setsockopt SO_RCVTIMEO",
                Sockets.setsockopt(socket.number(), Sockets.SOL_SOCKET, option, memory.address(), TIME_SIZE));
    }

    /** How long it is from one tick to the next, in nanoseconds; 0 if that cannot be known. */
    public static long period() {
        NativeMemory memory = NativeMemory.scratch();
        return LibC.INSTANCE.clock_getres(CLOCK_MONOTONIC_COARSE, memory.address()) < 0
                ? 0
                : memory.bytes().getLong(0) * SECOND + memory.bytes().getLong(8);
    }

    /** Returns just after a tick, the next but one at the earliest; false if something else ended the wait. */
    public boolean await() {
        NativeMemory memory = NativeMemory.scratch();
        return Sockets.recvfrom(socket.number(), memory.address(), 1, 0, 0, 0) == -EAGAIN;
    }

    @Override
    public void close() {
        socket.close();
    }
}
