package io.statecraft.posix;

import static io.statecraft.posix.LibC.result;

/**
 * The calling thread's namespaces. A thread that is started is born in the namespaces of the one that starts it, and so is a child
 * process: pools that are shared between threads have to be full before their first user enters a namespace.
 */
public final class Namespaces {
    public static final int CLONE_NEWNS = 0x20000;
    public static final int CLONE_NEWUSER = 0x10000000;
    public static final int CLONE_NEWPID = 0x20000000;
    public static final int CLONE_NEWNET = 0x40000000;
    public static final long MS_BIND = 0x1000;
    public static final long MS_REC = 0x4000;
    public static final long MS_PRIVATE = 0x40000;

    private static final int O_PATH = 0x200000;

    private Namespaces() {}

    /** Gives the calling thread fresh namespaces; of processes, to its children alone, and it can start no thread from then on. */
    public static int unshare(int flags) {
        return result(LibC.INSTANCE.unshare(flags));
    }

    /** Moves the calling thread into the namespace behind {@code fd}. */
    public static int enter(int fd, int type) {
        return result(LibC.INSTANCE.setns(fd, type));
    }

    /**
     * The calling thread's network namespace, which lives at least as long as the descriptor.
     *
     * @throws PosixException if /proc is not there
     */
    public static Descriptor network() {
        return Descriptor.of(
                "open /proc/thread-self/ns/net", Io.open("/proc/thread-self/ns/net", Io.O_RDONLY | Io.O_CLOEXEC, 0));
    }

    /**
     * The calling thread's mount namespace.
     *
     * @throws PosixException if /proc is not there
     */
    public static Descriptor mounts() {
        return Descriptor.of(
                "open /proc/thread-self/ns/mnt", Io.open("/proc/thread-self/ns/mnt", Io.O_RDONLY | Io.O_CLOEXEC, 0));
    }

    /**
     * A descriptor that names a file, and lets nobody read it.
     *
     * @throws PosixException if it is not there
     */
    public static Descriptor hold(String path) {
        return Descriptor.of("open " + path, Io.open(path, O_PATH | Io.O_CLOEXEC, 0));
    }

    /** Mounts in the calling thread's mount namespace; {@code data} may be null. */
    public static int mount(String source, String target, String type, long flags, String data) {
        return result(LibC.INSTANCE.mount(source, target, type, flags, data));
    }

    /** Takes down what is mounted last on {@code target}. */
    public static int unmount(String target) {
        return result(LibC.INSTANCE.umount2(target, 0));
    }
}
