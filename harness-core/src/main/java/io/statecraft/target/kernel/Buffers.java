package io.statecraft.target.kernel;

import io.statecraft.posix.NativeMemory;
import io.statecraft.scenario.Expression;
import io.statecraft.target.UnknownCallException;

/**
 * Memory for the data of calls: what is sent is zeros, and what is received is looked at by nobody.
 *
 * <p>Memory that was handed out stays valid as long as whoever got it keeps it. Confined to one thread.
 */
final class Buffers {
    private static final int LARGEST = 1 << 28;
    private static final int SMALLEST = 1 << 16;

    private NativeMemory zeros = NativeMemory.allocate(SMALLEST);
    private NativeMemory sink = NativeMemory.allocate(SMALLEST);

    /** At least {@code count} zeros. */
    NativeMemory zeros(long count) {
        zeros = atLeast(zeros, count);
        return zeros;
    }

    /** At least {@code count} octets to be overwritten. */
    NativeMemory sink(long count) {
        sink = atLeast(sink, count);
        return sink;
    }

    /**
     * The address that a buffer argument stands for.
     *
     * @param argument {@code ...} or {@code NULL}
     * @param memory what {@code ...} stands for
     */
    static long address(Expression argument, NativeMemory memory) {
        if (Operands.isEllipsis(argument)) {
            return memory.address();
        }
        if (Operands.isNull(argument)) {
            return 0;
        }
        throw new UnknownCallException("a buffer is ... or NULL, not " + Operands.kind(argument));
    }

    private static NativeMemory atLeast(NativeMemory memory, long count) {
        if (count <= memory.size()) {
            return memory;
        }
        if (count > LARGEST) {
            throw new UnknownCallException("a buffer of " + count + " octets is too large: at most " + LARGEST);
        }
        return NativeMemory.allocate((int) Math.min(LARGEST, Math.max(count, 2L * memory.size())));
    }
}
