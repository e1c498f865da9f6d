package io.statecraft.target.kernel;

import io.statecraft.posix.Descriptor;
import io.statecraft.posix.Namespaces;
import io.statecraft.posix.PosixException;

/**
 * A fresh network namespace, and the thread that made it, which goes in and out.
 *
 * <p>Sockets stay in the namespace in which they were made, wherever they are used from: a target's calls need no hop to another
 * thread, which would cost tens of microseconds each.
 */
final class NetworkNamespace implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final Descriptor outside;
    private final Descriptor inside;
    private boolean entered;

    private NetworkNamespace(Descriptor outside, Descriptor inside) {
        this.outside = outside;
        this.inside = inside;
        entered = true;
    }

    /**
     * Takes the calling thread into a new one.
     *
     * @throws PosixException if that is not permitted
     */
    static NetworkNamespace enterNew() {
        Descriptor outside = Namespaces.network();
        try {
            PosixException.check("unshare the network namespace", Namespaces.unshare(Namespaces.CLONE_NEWNET));
            return new NetworkNamespace(outside, Namespaces.network());
        } catch (RuntimeException e) {
            outside.close();
            throw e;
        }
    }

    /** For calls that name a namespace. */
    int number() {
        return inside.number();
    }

    /** Takes the thread into it. */
    void enter() {
        move(inside);
        entered = true;
    }

    /** Takes the thread back to where it was. */
    void leave() {
        move(outside);
        entered = false;
    }

    private void move(Descriptor to) {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("this namespace is the business of " + thread.getName());
        }
        PosixException.check("enter a network namespace", Namespaces.enter(to.number(), Namespaces.CLONE_NEWNET));
    }

    /** Takes the thread out, if it is in; the namespace ends with the last socket, interface and thread in it. */
    @Override
    public void close() {
        try {
            if (entered) {
                leave();
            }
        } finally {
            inside.close();
            outside.close();
        }
    }
}
