package io.statecraft.posix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import jnr.enxio.channels.NativeDeviceChannel;
import jnr.enxio.channels.NativeSelectorProvider;

/**
 * Waits until one of several descriptors can be read, in an NIO selector; another thread can wake the one that waits.
 *
 * <p>The descriptors stay their owners'.
 */
public final class Readiness implements AutoCloseable {
    private final Selector selector;

    /** Watches nothing yet. */
    public Readiness() {
        try {
            selector = NativeSelectorProvider.getInstance().openSelector();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Watches {@code descriptor}, which is made non-blocking, from the next {@link #await} on. */
    public void watch(Descriptor descriptor) {
        try {
            // The channel is a view: it would close the descriptor only if it were closed itself, which it never is.
            NativeDeviceChannel channel = new NativeDeviceChannel(
                    NativeSelectorProvider.getInstance(), descriptor.number(), SelectionKey.OP_READ, false);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when something can be read, has ended or failed, or another thread has called {@link #wakeUp}. */
    public void await() {
        await(0);
    }

    /** As {@link #await()}, but for at most {@code milliseconds}; 0: without limit. */
    public void await(long milliseconds) {
        try {
            selector.select(milliseconds);
            selector.selectedKeys().clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the wait of the thread that waits, or the next one. */
    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
