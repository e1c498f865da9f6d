package io.statecraft.posix;

/** The tick by which the kernel counts its timers: so many a second, at a fixed beat. */
public final class KernelTick {
    private static final int CLOCK_MONOTONIC_COARSE = 6;
    private static final long SECOND = 1_000_000_000;

    private KernelTick() {}

    /** When the last one was that was noticed, in nanoseconds of the monotonic clock; 0 if that cannot be known. */
    public static long last() {
        NativeMemory memory = NativeMemory.scratch();
        return LibC.INSTANCE.clock_gettime(CLOCK_MONOTONIC_COARSE, memory.address()) < 0 ? 0 : nanos(memory);
    }

    /** How long it is from one to the next, in nanoseconds; 0 if that cannot be known. */
    public static long period() {
        NativeMemory memory = NativeMemory.scratch();
        return LibC.INSTANCE.clock_getres(CLOCK_MONOTONIC_COARSE, memory.address()) < 0 ? 0 : nanos(memory);
    }

    private static long nanos(NativeMemory memory) {
        return memory.bytes().getLong(0) * SECOND + memory.bytes().getLong(8);
    }
}
