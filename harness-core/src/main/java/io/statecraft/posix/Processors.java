package io.statecraft.posix;

import java.util.BitSet;
import java.util.function.Supplier;

/** The processors that the calling thread may run on. What it starts meanwhile may run on the same ones. */
public final class Processors {
    private static final int MASK_SIZE = 128; // octets: 1024 processors, as the C library has it
    private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

    private Processors() {}

    /** Those that are permitted, by number; empty where that cannot be asked. */
    static BitSet permitted() {
        if (!LINUX) {
            return new BitSet();
        }
        NativeMemory memory = NativeMemory.scratch();
        byte[] mask = new byte[MASK_SIZE];
        memory.bytes().put(0, mask);
        if (LibC.INSTANCE.sched_getaffinity(0, MASK_SIZE, memory.address()) < 0) {
            return new BitSet();
        }
        memory.bytes().get(0, mask);
        return BitSet.valueOf(mask); // least significant octet first, as are the words of the machines that we know
    }

    private static boolean permit(BitSet processors) {
        NativeMemory memory = NativeMemory.scratch();
        byte[] mask = new byte[MASK_SIZE];
        byte[] set = processors.toByteArray();
        System.arraycopy(set, 0, mask, 0, Math.min(set.length, MASK_SIZE));
        memory.bytes().put(0, mask);
        return LibC.INSTANCE.sched_setaffinity(0, MASK_SIZE, memory.address()) == 0;
    }

    /**
     * Does {@code work} on one of the permitted processors: {@code turn} by {@code turn} on each of them. Where there is but one, or that
     * cannot be chosen, it is done wherever it may be.
     *
     * @param turn from 0 on
     */
    public static <T> T inTurn(int turn, Supplier<T> work) {
        BitSet permitted = permitted();
        if (permitted.cardinality() < 2) {
            return work.get();
        }
        int[] numbers = permitted.stream().toArray();
        BitSet one = new BitSet();
        one.set(numbers[turn % numbers.length]);
        if (!permit(one)) {
            return work.get();
        }
        try {
            return work.get();
        } finally {
            permit(permitted);
        }
    }
}
