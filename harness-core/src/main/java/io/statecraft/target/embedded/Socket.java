package io.statecraft.target.embedded;

import io.statecraft.stack.Endpoint;
import io.statecraft.stack.EndpointOptions;
import io.statecraft.stack.Listener;
import io.statecraft.stack.Stack;
import io.statecraft.target.SocketApi.Ends;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A socket of the embedded stack: what a program holds by a descriptor. */
final class Socket {
    private final Stack stack;
    private final Personality personality;
    private final int domain;
    private final Map<String, Long> remembered = new HashMap<>();
    private final ErrorQueue errors = new ErrorQueue();
    private final Stamps stamps;
    private EndpointOptions options;
    private IpAddress local;
    private int localPort;
    private Listener listener;
    private Endpoint endpoint;
    private FourTuple later;
    private boolean nonBlocking;
    private boolean readingEnded;
    private boolean failureTaken;
    private boolean established;
    private OptionalInt lingerSeconds = OptionalInt.empty();
    private boolean reuseAddress;

    Socket(Stack stack, Personality personality, int domain) {
        this.stack = stack;
        this.personality = personality;
        this.domain = domain;
        this.stamps = new Stamps(personality.symbols());
        this.options = new EndpointOptions(stack.profile());
    }

    /** A socket for a connection that was accepted. */
    static Socket accepted(Socket listening, Endpoint endpoint) {
        Socket socket = new Socket(listening.stack, listening.personality, listening.domain);
        socket.options = endpoint.options();
        socket.endpoint = endpoint;
        socket.local = endpoint.ends().local();
        socket.localPort = endpoint.ends().localPort();
        socket.lingerSeconds = listening.lingerSeconds;
        socket.reuseAddress = listening.reuseAddress;
        socket.remembered.putAll(listening.remembered);
        socket.established = true;
        return socket;
    }

    Stack stack() {
        return stack;
    }

    Personality personality() {
        return personality;
    }

    int domain() {
        return domain;
    }

    EndpointOptions options() {
        return options;
    }

    /** After a change of the options. */
    void optionsChanged() {
        if (endpoint != null) {
            endpoint.optionsChanged();
        }
    }

    /** What it has to tell beside its text. */
    ErrorQueue errors() {
        errors.refresh(endpoint);
        return errors;
    }

    /** When its text left and was acknowledged. */
    Stamps stamps() {
        stamps.refresh(endpoint);
        return stamps;
    }

    /** Counts what wakes those who wait for an edge: text that has come, room after the buffer was full, and what is told beside. */
    long news() {
        long told = errors().told() + stamps().told();
        return endpoint == null ? told : told + endpoint.status().octetsReceived() + endpoint.timesWritableAgain();
    }

    /** The value of an option that changes nothing but what is read back; 0 before it is set. */
    long remembered(String option) {
        return remembered.getOrDefault(option, 0L);
    }

    void remember(String option, long value) {
        remembered.put(option, value);
    }

    // ---- addresses

    boolean isBound() {
        return localPort != 0;
    }

    void bind(IpAddress address, int port) {
        local = address;
        localPort = port;
    }

    int localPort() {
        return localPort;
    }

    /** Where it is bound; null: anywhere. */
    IpAddress local() {
        return local;
    }

    Ends ends(IpAddress hostAddress) {
        FourTuple ends = endpoint == null ? null : endpoint.ends();
        return ends == null
                ? new Ends(local == null ? hostAddress : local, localPort, Optional.empty(), 0)
                : new Ends(ends.local(), ends.localPort(), Optional.of(ends.remote()), ends.remotePort());
    }

    // ---- what it is

    /** Connects by the first text that is sent. */
    void connectLater(FourTuple ends) {
        later = ends;
    }

    /** Where it is to connect to by sending; null: it is not. */
    FourTuple later() {
        return later;
    }

    void listen(Listener started) {
        listener = started;
    }

    Listener listener() {
        return listener;
    }

    void connect(Endpoint opened) {
        endpoint = opened;
        later = null;
        failureTaken = false;
        established = false;
        readingEnded = false;
        localPort = opened.ends().localPort();
        local = opened.ends().local();
    }

    /** Back to a socket without a connection. */
    void disconnect() {
        endpoint = null;
        options = options.copy();
        readingEnded = false;
    }

    /** The connection; null before connect, and for a listener. */
    Endpoint endpoint() {
        return endpoint;
    }

    TcpState state() {
        return listener != null ? TcpState.LISTEN : endpoint == null ? TcpState.CLOSED : endpoint.state();
    }

    boolean isConnecting() {
        boolean early = endpoint != null && endpoint.connection().early(); // Fast Open
        return state() == TcpState.SYN_SENT || state() == TcpState.SYN_RECEIVED && !early;
    }

    /** Whether the connection was open once. */
    boolean wasEstablished() {
        established |= state().isSynchronized();
        return established || endpoint != null && endpoint.wasEstablished();
    }

    /** The error that the connection ended with, if no call has told it yet; asking takes it. */
    Optional<String> takeError() {
        if (endpoint == null || failureTaken || endpoint.failure().isEmpty()) {
            return Optional.empty();
        }
        failureTaken = true;
        return endpoint.failure().map(personality::errorOf);
    }

    /** Whether there is an error to take. */
    boolean hasError() {
        return endpoint != null && !failureTaken && endpoint.failure().isPresent();
    }

    // ---- flags

    boolean isNonBlocking() {
        return nonBlocking;
    }

    void nonBlocking(boolean on) {
        nonBlocking = on;
    }

    boolean isReadingEnded() {
        return readingEnded;
    }

    void endReading() {
        readingEnded = true;
    }

    /** SO_LINGER's time; empty: off. */
    OptionalInt lingerSeconds() {
        return lingerSeconds;
    }

    void lingerSeconds(OptionalInt seconds) {
        lingerSeconds = seconds;
    }

    boolean reuseAddress() {
        return reuseAddress;
    }

    void reuseAddress(boolean on) {
        reuseAddress = on;
    }
}
