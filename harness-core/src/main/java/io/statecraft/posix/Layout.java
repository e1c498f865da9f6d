package io.statecraft.posix;

import java.nio.ByteBuffer;

/** Where the members of the kernel's structures are, on 64-bit Linux: offsets and sizes in octets. */
public final class Layout {
    private Layout() {}

    /** {@code struct iovec}: a stretch of memory. */
    public static final class Vector {
        public static final int SIZE = 16;

        private Vector() {}

        /** Lays {@code count} octets from {@code address} at {@code offset}. */
        public static void put(NativeMemory memory, int offset, long address, long count) {
            memory.bytes().putLong(offset, address).putLong(offset + 8, count);
        }
    }

    /** {@code struct pollfd}. */
    public static final class Poll {
        public static final int SIZE = 8;
        public static final int RETURNED_EVENTS = 6;

        private Poll() {}

        /** Lays a question for {@code events} of {@code fd} at {@code offset}. */
        public static void put(NativeMemory memory, int offset, int fd, int events) {
            memory.bytes()
                    .putInt(offset, fd)
                    .putShort(offset + 4, (short) events)
                    .putShort(offset + RETURNED_EVENTS, (short) 0);
        }

        /** The events that came, of the answer at {@code offset}. */
        public static int returnedEvents(NativeMemory memory, int offset) {
            return Short.toUnsignedInt(memory.bytes().getShort(offset + RETURNED_EVENTS));
        }
    }

    /** {@code struct timespec}. */
    public static final class Timespec {
        public static final int SIZE = 16;

        private Timespec() {}

        /** Lays a span of {@code nanos} at {@code offset}. */
        public static void put(NativeMemory memory, int offset, long nanos) {
            memory.bytes().putLong(offset, nanos / 1_000_000_000).putLong(offset + 8, nanos % 1_000_000_000);
        }
    }

    /** {@code struct epoll_event}, which only x86_64 packs. */
    public static final class EpollEvent {
        public static final int DATA = System.getProperty("os.arch").equals("amd64") ? 4 : 8;
        public static final int SIZE = DATA + 8;

        private EpollEvent() {}
    }

    /** {@code struct msghdr}. */
    public static final class MessageHeader {
        public static final int SIZE = 56;
        public static final int NAME = 0;
        public static final int NAME_LENGTH = 8;
        public static final int VECTORS = 16;
        public static final int VECTOR_COUNT = 24;
        public static final int CONTROL = 32;
        public static final int CONTROL_LENGTH = 40;
        public static final int FLAGS = 48;

        private MessageHeader() {}

        /** Lays a header at {@code offset}; the kernel changes the lengths, so this is to be done before each call. */
        public static void put(
                NativeMemory memory,
                int offset,
                long name,
                int nameLength,
                long vectors,
                int vectorCount,
                long control,
                int controlLength) {
            ByteBuffer bytes = memory.bytes();
            bytes.putLong(offset + NAME, name).putLong(offset + NAME_LENGTH, nameLength);
            bytes.putLong(offset + VECTORS, vectors).putLong(offset + VECTOR_COUNT, vectorCount);
            bytes.putLong(offset + CONTROL, control).putLong(offset + CONTROL_LENGTH, controlLength);
            bytes.putLong(offset + FLAGS, 0);
        }
    }

    /** {@code struct cmsghdr}: a control message, whose data follows. */
    public static final class ControlMessage {
        public static final int LENGTH = 0;
        public static final int LEVEL = 8;
        public static final int TYPE = 12;
        public static final int DATA = 16;

        private ControlMessage() {}

        /** How far the next message is from one of {@code length} octets: control messages are aligned to eight. */
        public static int space(int length) {
            return length + 7 & ~7;
        }
    }
}
