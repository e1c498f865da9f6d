package io.statecraft.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Memory outside the heap that the kernel can read and write, in the machine's byte order. Freed with the object, which therefore has
 * to outlive the calls that use its address.
 */
public final class NativeMemory {

    /** The size of {@link #scratch()}, in octets. */
    public static final int SCRATCH_SIZE = 4096;

    private static final ThreadLocal<NativeMemory> SCRATCH =
            ThreadLocal.withInitial(() -> NativeMemory.allocate(SCRATCH_SIZE));

    private final ByteBuffer bytes;
    private final long address;

    private NativeMemory(ByteBuffer bytes) {
        this.bytes = bytes;
        this.address =
                Pointer.wrap(Runtime.getSystemRuntime(), bytes.duplicate()).address();
    }

    /** {@code size} zero octets. */
    public static NativeMemory allocate(int size) {
        return new NativeMemory(ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder()));
    }

    /** The calling thread's own memory for the small structures of one call; whatever it held is gone after the next user. */
    public static NativeMemory scratch() {
        return SCRATCH.get();
    }

    /** Where it begins. */
    public long address() {
        return address;
    }

    /** The address of the octet at {@code offset}. */
    public long address(int offset) {
        return address + offset;
    }

    /** In octets. */
    public int size() {
        return bytes.capacity();
    }

    /** All of it, for absolute gets and puts in the machine's byte order. Its position and limit are nobody's. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** Octets {@code from} (inclusive) to {@code to} (exclusive), in network byte order. */
    public ByteBuffer slice(int from, int to) {
        return bytes.slice(from, to - from).order(ByteOrder.BIG_ENDIAN);
    }

    /** Sets {@code count} octets from {@code from} to zero. */
    public void clear(int from, int count) {
        for (int i = from; i < from + count; i++) {
            bytes.put(i, (byte) 0);
        }
    }

    /** Puts a 16-bit number in network byte order. */
    public void putShortBigEndian(int offset, int value) {
        bytes.put(offset, (byte) (value >> 8)).put(offset + 1, (byte) value);
    }

    /** The 16-bit number in network byte order at {@code offset}, 0 to 65535. */
    public int shortBigEndian(int offset) {
        return Byte.toUnsignedInt(bytes.get(offset)) << 8 | Byte.toUnsignedInt(bytes.get(offset + 1));
    }
}
