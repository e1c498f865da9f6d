package io.statecraft.target.kernel;

import io.statecraft.posix.Io;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.Sockets;

/** Whether a call would have to wait, as far as that can be known before it is made. When in doubt, it may. */
final class Blocking {
    private static final int SO_MEMINFO = 55;
    private static final int SNDBUF = 3; // SK_MEMINFO_SNDBUF
    private static final int WMEM_QUEUED = 5; // SK_MEMINFO_WMEM_QUEUED
    private static final int MEMINFO_SIZE = 36;
    private static final int BUFFER_OVERHEAD = 4096;

    private Blocking() {}

    /** Whether calls on {@code fd} wait at all. */
    static boolean isBlocking(int fd) {
        int flags = Io.fcntl(fd, Io.F_GETFL, 0);
        return flags >= 0 && (flags & Io.O_NONBLOCK) == 0;
    }

    /** Whether a call that needs one of {@code events} would wait for it. */
    static boolean waitsFor(int fd, int events) {
        return isBlocking(fd) && !Io.isReady(fd, events);
    }

    /**
     * Whether sending {@code count} octets may wait: they have to fit the send buffer at once, with what the kernel adds to each part
     * of them.
     */
    static boolean waitsToSend(int fd, long count) {
        if (!isBlocking(fd)) {
            return false;
        }
        if (!Io.isReady(fd, Io.POLLOUT)) {
            return true;
        }
        NativeMemory memory = NativeMemory.scratch();
        memory.bytes().putInt(MEMINFO_SIZE, MEMINFO_SIZE);
        int result =
                Sockets.getsockopt(fd, Sockets.SOL_SOCKET, SO_MEMINFO, memory.address(), memory.address(MEMINFO_SIZE));
        if (result < 0) {
            return true;
        }
        long queued = memory.bytes().getInt(4 * WMEM_QUEUED);
        long limit = memory.bytes().getInt(4 * SNDBUF);
        return queued + 4 * count + BUFFER_OVERHEAD >= limit;
    }
}
