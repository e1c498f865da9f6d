package io.statecraft.posix;

/**
 * Kills a process, or a group of processes, when this process ends, however it ends, or when the lifeline is closed.
 *
 * <p>It is a pipe: we hold the end to write to, they the end to read from, which tells the kernel to send its owner SIGKILL when
 * something changes; and the only thing that ever changes is that we are gone. Unlike PR_SET_PDEATHSIG this can be set from outside,
 * applies to the children's children too, and does not depend on the thread that started them.
 */
final class Lifeline implements AutoCloseable {
    private final Descriptor ours;
    private final Descriptor theirs;

    Lifeline() {
        Io.Pipe pipe = Io.pipe();
        ours = pipe.writeEnd();
        theirs = pipe.readEnd();
    }

    /** The end that the child is to inherit. */
    int number() {
        return theirs.number();
    }

    /** Ties it to the process {@code owner}, or to the group {@code -owner}, that has inherited it. */
    void tie(int owner) {
        int fd = theirs.number();
        PosixException.check("F_SETOWN", Io.fcntl(fd, Io.F_SETOWN, owner));
        PosixException.check("F_SETSIG", Io.fcntl(fd, Io.F_SETSIG, Processes.SIGKILL));
        PosixException.check("O_ASYNC", Io.fcntl(fd, Io.F_SETFL, Io.O_ASYNC | Io.O_NONBLOCK));
        theirs.close();
    }

    @Override
    public void close() {
        theirs.close();
        ours.close();
    }
}
