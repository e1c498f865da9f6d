package io.statecraft.posix;

import static io.statecraft.posix.LibC.result;

/** Calls on any descriptor. Results are those of the kernel: zero or more, or the negative error number. */
public final class Io {
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_ASYNC = 0x2000;
    public static final int O_CLOEXEC = 0x80000;
    public static final int F_SETFD = 2;
    public static final int F_GETFL = 3;
    public static final int F_SETFL = 4;
    public static final int F_SETOWN = 8;
    public static final int F_SETSIG = 10;
    public static final int FD_CLOEXEC = 1;
    public static final short POLLIN = 1;
    public static final short POLLOUT = 4;

    private static final LibC LIBC = LibC.INSTANCE;

    private Io() {}

    /** A new descriptor for {@code path}; {@code mode} matters if it is created. */
    public static int open(String path, int flags, int mode) {
        return result(LIBC.open(path, flags, mode));
    }

    /** Closes {@code fd}. If another thread is starting a process just now, the effect comes later: {@link ProcessStarts}. */
    public static int close(int fd) {
        return result(LIBC.close(fd));
    }

    /** The number of octets read; 0 at the end. */
    public static long read(int fd, long buffer, long count) {
        return result(LIBC.read(fd, buffer, count));
    }

    /** As {@link #read}, from an offset. */
    public static long pread(int fd, long buffer, long count, long offset) {
        return result(LIBC.pread(fd, buffer, count, offset));
    }

    /** The number of octets written. */
    public static long write(int fd, long buffer, long count) {
        return result(LIBC.write(fd, buffer, count));
    }

    /** As {@link #read}, into {@code count} vectors ({@link Layout.Vector}). */
    public static long readv(int fd, long vectors, int count) {
        return result(LIBC.readv(fd, vectors, count));
    }

    /** As {@link #write}, from {@code count} vectors ({@link Layout.Vector}). */
    public static long writev(int fd, long vectors, int count) {
        return result(LIBC.writev(fd, vectors, count));
    }

    /** {@code ioctl} with a number or an address as its argument. */
    public static int ioctl(int fd, long request, long argument) {
        return result(LIBC.ioctl(fd, request, argument));
    }

    /** {@code fcntl} with a number or an address as its argument. */
    public static int fcntl(int fd, int command, long argument) {
        return result(LIBC.fcntl(fd, command, argument));
    }

    /** How many of {@code count} descriptors ({@link Layout.Poll}) are ready; waits for ever if the time is negative. */
    public static int poll(long descriptors, int count, int milliseconds) {
        return result(LIBC.poll(descriptors, count, milliseconds));
    }

    /** As {@link #poll}, with a {@link Layout.Timespec}. */
    public static int ppoll(long descriptors, int count, long timespec) {
        return result(LIBC.ppoll(descriptors, count, timespec, 0));
    }

    /** Whether any of {@code events} (or an error) is there now on {@code fd}. */
    public static boolean isReady(int fd, int events) {
        NativeMemory memory = NativeMemory.scratch();
        Layout.Poll.put(memory, 0, fd, events);
        return poll(memory.address(), 1, 0) > 0;
    }

    /** Two descriptors, as ints at {@code descriptors}: to read from, and to write to. */
    public static int pipe(long descriptors, int flags) {
        return result(LIBC.pipe2(descriptors, flags));
    }

    /** A pipe's two ends, closed on exec. */
    public static Pipe pipe() {
        NativeMemory memory = NativeMemory.scratch();
        PosixException.check("pipe", pipe(memory.address(), O_CLOEXEC));
        return new Pipe(
                new Descriptor(memory.bytes().getInt(0)),
                new Descriptor(memory.bytes().getInt(4)));
    }

    /** Moves up to {@code count} octets from {@code in} to {@code out}, one of which is a pipe; offsets are addresses or 0. */
    public static long splice(int in, long inOffset, int out, long outOffset, long count, int flags) {
        return result(LIBC.splice(in, inOffset, out, outOffset, count, flags, 0));
    }

    /** Moves up to {@code count} octets from the file {@code in} to {@code out}; the offset is an address or 0. */
    public static long sendfile(int out, int in, long offset, long count) {
        return result(LIBC.sendfile(out, in, offset, count));
    }

    /** An epoll descriptor, closed on exec. */
    public static int epoll(int size) {
        int fd = result(LIBC.epoll_create(size));
        if (fd >= 0) {
            fcntl(fd, F_SETFD, FD_CLOEXEC);
        }
        return fd;
    }

    /** Adds, changes or removes {@code fd}; the event is an address ({@link Layout.EpollEvent}) or 0. */
    public static int epollControl(int epoll, int operation, int fd, long event) {
        return result(LIBC.epoll_ctl(epoll, operation, fd, event));
    }

    /** How many events were put at {@code events}. */
    public static int epollWait(int epoll, long events, int maximum, int milliseconds) {
        return result(LIBC.epoll_wait(epoll, events, maximum, milliseconds));
    }

    /** What {@link #pipe()} makes. */
    public record Pipe(Descriptor readEnd, Descriptor writeEnd) implements AutoCloseable {
        @Override
        public void close() {
            readEnd.close();
            writeEnd.close();
        }
    }
}
