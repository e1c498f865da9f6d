package io.statecraft.posix;

import static io.statecraft.posix.LibC.result;

/** Calls on sockets. Results are those of the kernel: zero or more, or the negative error number. */
public final class Sockets {
    public static final int AF_UNSPEC = 0;
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int AF_PACKET = 17;
    public static final int SOCK_STREAM = 1;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_NONBLOCK = 0x800;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int SOL_SOCKET = 1;
    public static final int MSG_DONTWAIT = 0x40;

    private static final LibC LIBC = LibC.INSTANCE;

    private Sockets() {}

    /** A new socket, in the calling thread's network namespace. */
    public static int socket(int domain, int type, int protocol) {
        return result(LIBC.socket(domain, type, protocol));
    }

    /** Binds to a socket address. */
    public static int bind(int fd, long address, int length) {
        return result(LIBC.bind(fd, address, length));
    }

    /** Makes it a listener. */
    public static int listen(int fd, int backlog) {
        return result(LIBC.listen(fd, backlog));
    }

    /** The next connection of a listener; address and length are addresses or 0, flags {@code SOCK_…}. */
    public static int accept(int fd, long address, long length, int flags) {
        return result(LIBC.accept4(fd, address, length, flags));
    }

    /** Connects to a socket address. */
    public static int connect(int fd, long address, int length) {
        return result(LIBC.connect(fd, address, length));
    }

    /** Ends receiving (0), sending (1), or both (2). */
    public static int shutdown(int fd, int how) {
        return result(LIBC.shutdown(fd, how));
    }

    /** Its own socket address. */
    public static int getsockname(int fd, long address, long length) {
        return result(LIBC.getsockname(fd, address, length));
    }

    /** Its peer's socket address. */
    public static int getpeername(int fd, long address, long length) {
        return result(LIBC.getpeername(fd, address, length));
    }

    /** An option's value; {@code length} is the address of an int, in and out. */
    public static int getsockopt(int fd, int level, int option, long value, long length) {
        return result(LIBC.getsockopt(fd, level, option, value, length));
    }

    /** Sets an option. */
    public static int setsockopt(int fd, int level, int option, long value, int length) {
        return result(LIBC.setsockopt(fd, level, option, value, length));
    }

    /** Sets an option whose value is an int. */
    public static int setOption(int fd, int level, int option, int value) {
        NativeMemory memory = NativeMemory.scratch();
        memory.bytes().putInt(0, value);
        return setsockopt(fd, level, option, memory.address(), 4);
    }

    /** The value of an option that is a non-negative int, or the negative error number. */
    public static int option(int fd, int level, int option) {
        NativeMemory memory = NativeMemory.scratch();
        memory.bytes().putInt(0, 0).putInt(8, 4);
        int result = getsockopt(fd, level, option, memory.address(), memory.address(8));
        return result < 0 ? result : memory.bytes().getInt(0);
    }

    /** The number of octets received; address and length are addresses or 0. */
    public static long recvfrom(int fd, long buffer, long count, int flags, long address, long length) {
        return result(LIBC.recvfrom(fd, buffer, count, flags, address, length, 0));
    }

    /** The number of octets sent; the address is one or 0. */
    public static long sendto(int fd, long buffer, long count, int flags, long address, int length) {
        return result(LIBC.sendto(fd, buffer, count, flags, address, length, 0));
    }

    /** The number of octets received, by a {@link Layout.MessageHeader}. */
    public static long recvmsg(int fd, long header, int flags) {
        return result(LIBC.recvmsg(fd, header, flags));
    }

    /** The number of octets sent, by a {@link Layout.MessageHeader}. */
    public static long sendmsg(int fd, long header, int flags) {
        return result(LIBC.sendmsg(fd, header, flags));
    }
}
