package io.statecraft.posix;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/**
 * The C library's functions, as they are. Addresses and sizes are {@code long}: with primitive parameters alone JNR-FFI copies and
 * allocates nothing.
 *
 * <p>Functions of six parameters have a seventh here, which the C calling conventions let a callee ignore: JNR-FFI 2.3.0 hands
 * over garbage as the sixth of six, and takes another path for seven.
 */
public interface LibC {

    /** The C library of this process. */
    LibC INSTANCE = load();

    private static LibC load() {
        NativeLibraryCache.prepare();
        return LibraryLoader.create(LibC.class).load("c");
    }

    /** What {@code call} returned, or the negative error number if it failed. To be called before anything else is. */
    static int result(int value) {
        return value >= 0 ? value : -Runtime.getSystemRuntime().getLastError();
    }

    /** What {@code call} returned, or the negative error number if it failed. To be called before anything else is. */
    static long result(long value) {
        return value >= 0 ? value : -Runtime.getSystemRuntime().getLastError();
    }

    int socket(int domain, int type, int protocol);

    int bind(int fd, long address, int length);

    int listen(int fd, int backlog);

    int accept4(int fd, long address, long length, int flags);

    int connect(int fd, long address, int length);

    int shutdown(int fd, int how);

    int getsockname(int fd, long address, long length);

    int getpeername(int fd, long address, long length);

    int getsockopt(int fd, int level, int option, long value, long length);

    int setsockopt(int fd, int level, int option, long value, int length);

    long read(int fd, long buffer, long count);

    long pread(int fd, long buffer, long count, long offset);

    long write(int fd, long buffer, long count);

    long readv(int fd, long vectors, int count);

    long writev(int fd, long vectors, int count);

    long recvfrom(int fd, long buffer, long count, int flags, long address, long length, long unused);

    long sendto(int fd, long buffer, long count, int flags, long address, int length, long unused);

    long recvmsg(int fd, long header, int flags);

    long sendmsg(int fd, long header, int flags);

    int ioctl(int fd, long request, long argument);

    int fcntl(int fd, int command, long argument);

    int poll(long descriptors, long count, int milliseconds);

    int ppoll(long descriptors, long count, long timespec, long signals);

    int epoll_create(int size);

    int epoll_ctl(int epoll, int operation, int fd, long event);

    int epoll_wait(int epoll, long events, int maximum, int milliseconds);

    int open(String path, int flags, int mode);

    int close(int fd);

    int pipe2(long descriptors, int flags);

    long splice(int in, long inOffset, int out, long outOffset, long count, int flags, long unused);

    long sendfile(int out, int in, long offset, long count);

    int unshare(int flags);

    int setns(int fd, int type);

    int mount(String source, String target, String type, long flags, String data);

    int umount2(String target, int flags);

    int sched_setscheduler(int pid, int policy, long parameters);

    int sched_getscheduler(int pid);

    int sched_getparam(int pid, long parameters);

    int sched_getaffinity(int pid, long size, long mask);

    int sched_setaffinity(int pid, long size, long mask);

    int mlockall(int flags);

    int munlockall();

    int clock_getres(int clock, long resolution);

    int capget(long header, long data);

    int capset(long header, long data);

    long pthread_self();

    int pthread_kill(long thread, int signal);

    int sigaction(int signal, long action, long previous);

    int posix_spawn(long pid, long path, long actions, long attributes, long arguments, long environment, long unused);

    int posix_spawn_file_actions_init(long actions);

    int posix_spawn_file_actions_adddup2(long actions, int from, int to);

    int posix_spawn_file_actions_addopen(long actions, int fd, long path, int flags, int mode);

    int posix_spawn_file_actions_addclose(long actions, int fd);

    int posix_spawn_file_actions_destroy(long actions);

    int posix_spawnattr_init(long attributes);

    int posix_spawnattr_setflags(long attributes, short flags);

    int posix_spawnattr_setpgroup(long attributes, int group);

    int posix_spawnattr_setsigdefault(long attributes, long signals);

    int posix_spawnattr_destroy(long attributes);

    int waitpid(int pid, long status, int options);

    long syscall(long number, long first, long second);
}
