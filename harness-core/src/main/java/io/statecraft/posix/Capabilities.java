package io.statecraft.posix;

/** The calling thread's capabilities (capabilities(7)): three sets of 64 bits. A value. */
public record Capabilities(long effective, long permitted, long inheritable) {
    /** {@code _LINUX_CAPABILITY_VERSION_3}: two structures of 32 bits a set. */
    private static final int VERSION = 0x20080522;

    private static final int HEADER = 0;
    private static final int DATA = 8;
    private static final int HALF = 12;
    private static final int SIZE = DATA + 2 * HALF;

    /** Those that the calling thread has. */
    public static Capabilities get() {
        NativeMemory memory = memory();
        int result = LibC.result(LibC.INSTANCE.capget(memory.address(HEADER), memory.address(DATA)));
        PosixException.check("read the thread's capabilities", result);
        return new Capabilities(set(memory, 0), set(memory, 1), set(memory, 2));
    }

    /**
     * Gives them to the calling thread.
     *
     * @return 0, or the negative error number
     */
    public int apply() {
        NativeMemory memory = memory();
        put(memory, 0, effective);
        put(memory, 1, permitted);
        put(memory, 2, inheritable);
        return LibC.result(LibC.INSTANCE.capset(memory.address(HEADER), memory.address(DATA)));
    }

    private static NativeMemory memory() {
        NativeMemory memory = NativeMemory.allocate(SIZE);
        memory.bytes().putInt(HEADER, VERSION).putInt(HEADER + 4, 0); // 0: the calling thread
        return memory;
    }

    private static long set(NativeMemory memory, int index) {
        long low = Integer.toUnsignedLong(memory.bytes().getInt(DATA + 4 * index));
        long high = Integer.toUnsignedLong(memory.bytes().getInt(DATA + HALF + 4 * index));
        return high << 32 | low;
    }

    private static void put(NativeMemory memory, int index, long set) {
        memory.bytes().putInt(DATA + 4 * index, (int) set).putInt(DATA + HALF + 4 * index, (int) (set >>> 32));
    }
}
