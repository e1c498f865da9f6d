package io.statecraft.oracle;

import io.statecraft.wire.IpAddress;

/** A call that concerns a TCP socket, in the scenario's descriptor numbers. Calls that concern none are not shown to the oracle. */
public sealed interface SocketCall {

    /** The descriptor. */
    int descriptor();

    /** {@code listen}; {@code local} and {@code port} are those that the socket is bound to. */
    record Listen(int descriptor, int backlog, IpAddress local, int port) implements SocketCall {}

    /**
     * {@code connect}, or a first {@code sendto} that opens: an active OPEN towards {@code remote}.
     *
     * @param octets of text that are handed over with it; the returned value counts
     */
    record Connect(int descriptor, IpAddress remote, int port, long octets) implements SocketCall {
        /** Without text. */
        public Connect(int descriptor, IpAddress remote, int port) {
            this(descriptor, remote, port, 0);
        }
    }

    /** {@code accept} on a listener; the new descriptor is the returned value. */
    record Accept(int descriptor) implements SocketCall {}

    /**
     * Any call that hands over text: {@code octets} at most; the returned value counts.
     *
     * @param more whether more was said to come, so that what does not fill a segment is to wait
     */
    record Send(int descriptor, long octets, boolean more) implements SocketCall {
        /** Nothing is to wait. */
        public Send(int descriptor, long octets) {
            this(descriptor, octets, false);
        }
    }

    /** Any call that takes text: the returned value counts. */
    record Receive(int descriptor) implements SocketCall {}

    /** {@code shutdown}. */
    record Shutdown(int descriptor, boolean reading, boolean writing) implements SocketCall {}

    /** {@code close}; {@code abortive} if SO_LINGER is on with a time of 0. */
    record Close(int descriptor, boolean abortive) implements SocketCall {}

    /** A socket option that concerns the rules: {@code SO_KEEPALIVE}, {@code TCP_USER_TIMEOUT}, … */
    record SetOption(int descriptor, String name, long value) implements SocketCall {}
}
