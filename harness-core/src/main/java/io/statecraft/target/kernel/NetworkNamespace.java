package io.statecraft.target.kernel;

import io.statecraft.posix.Descriptor;
import io.statecraft.posix.Namespaces;
import io.statecraft.posix.PosixException;

/**
 * A fresh network namespace, which the calling thread is in until this is closed.
 *
 * <p>Sockets stay in the namespace in which they were made, wherever they are used from: a target's calls need no hop to another
 * thread, which would cost tens of microseconds each.
 */
final class NetworkNamespace implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final Descriptor before;
    private final Descriptor own;

    private NetworkNamespace(Descriptor before, Descriptor own) {
        this.before = before;
        this.own = own;
    }

    /**
     * Takes the calling thread into a new one.
     *
     * @throws PosixException if that is not permitted
     */
    static NetworkNamespace enterNew() {
        Descriptor before = Namespaces.network();
        try {
            PosixException.check("unshare the network namespace", Namespaces.unshare(Namespaces.CLONE_NEWNET));
            return new NetworkNamespace(before, Namespaces.network());
        } catch (RuntimeException e) {
            before.close();
            throw e;
        }
    }

    /** For calls that name a namespace. */
    int number() {
        return own.number();
    }

    /** Takes the calling thread, which left for another one, back into this one. */
    void enterAgain() {
        PosixException.check("enter a network namespace", Namespaces.enter(own.number(), Namespaces.CLONE_NEWNET));
    }

    /**
     * Takes the thread back to where it was.
     *
     * @throws IllegalStateException if it is another thread
     */
    @Override
    public void close() {
        if (!own.isOpen()) {
            return;
        }
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("opened by " + thread.getName() + ": closed by another");
        }
        try {
            PosixException.check(
                    "leave the network namespace", Namespaces.enter(before.number(), Namespaces.CLONE_NEWNET));
        } finally {
            own.close();
            before.close();
        }
    }
}
