package io.statecraft.target.embedded;

import io.statecraft.clock.VirtualClock;
import io.statecraft.stack.EndpointOptions;
import io.statecraft.stack.Stack;
import io.statecraft.target.SocketApi;
import io.statecraft.target.UnknownCallException;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The socket interface of the embedded stack. A call that has to wait is tried again whenever the stack has changed. */
final class EmbeddedSockets implements SocketApi {

    /** How a call is prepared: reads the arguments, and gives what is to be tried. */
    @FunctionalInterface
    interface Function {
        Attempt prepare(EmbeddedSockets sockets, Operands operands);
    }

    private static final Map<String, Function> FUNCTIONS = functions();

    private final Stack stack;
    private final VirtualClock clock;
    private final Personality personality;
    private final Host host;
    private final Map<Integer, Socket> descriptors = new TreeMap<>();
    private final Map<Integer, Socket> known = new HashMap<>();
    private final Map<Integer, Poller> pollers = new HashMap<>();
    private final List<EmbeddedCall> waiting = new ArrayList<>();
    private boolean retrying;
    private boolean retryAgain;

    /** Where a program binds and connects to when the scenario leaves it to the harness. */
    record Host(int domain, IpAddress local, int bindPort, IpAddress remote, int connectPort) {}

    EmbeddedSockets(Stack stack, VirtualClock clock, Personality personality, Host host) {
        this.stack = stack;
        this.clock = clock;
        this.personality = personality;
        this.host = host;
        stack.watch(this::retry);
        stack.bindings(this::boundTo);
    }

    private static Map<String, Function> functions() {
        Map<String, Function> functions = new HashMap<>();
        functions.putAll(OpeningCalls.FUNCTIONS);
        functions.putAll(TransferCalls.FUNCTIONS);
        functions.putAll(OptionCalls.FUNCTIONS);
        functions.putAll(PollingCalls.FUNCTIONS);
        return Map.copyOf(functions);
    }

    /** Whether there is such a call. */
    static boolean knows(String function) {
        return FUNCTIONS.containsKey(function);
    }

    @Override
    public Pending start(Invocation call) {
        Function function = FUNCTIONS.get(call.function());
        if (function == null) {
            throw new UnknownCallException("unknown system call: '" + call.function() + "'");
        }
        Attempt attempt = function.prepare(this, new Operands(call, personality.symbols()));
        EmbeddedCall pending = new EmbeddedCall(attempt, clock.now());
        if (!pending.tryAt(clock.now())) {
            waiting.add(pending);
        }
        return pending;
    }

    /** The options of a socket that is bound there, and has no connection. */
    private Optional<EndpointOptions> boundTo(IpAddress local, int port) {
        return descriptors.values().stream()
                .filter(socket -> socket.localPort() == port && socket.state() == TcpState.CLOSED)
                .filter(socket -> socket.local() == null || socket.local().equals(local))
                .map(Socket::options)
                .findFirst();
    }

    private void retry() {
        if (retrying) {
            retryAgain = true; // a call that is being tried has changed something
            return;
        }
        if (waiting.isEmpty()) {
            return;
        }
        retrying = true;
        do {
            retryAgain = false;
            waiting.removeIf(call -> call.tryAt(clock.now()));
        } while (retryAgain);
        retrying = false;
    }

    /** Lets waiting calls look again at {@code time}. */
    void retryAt(long time) {
        clock.at(time, this::retry);
    }

    @Override
    public boolean await(Pending pending, long deadline) {
        while (!pending.isDone() && clock.step(deadline)) {
            // the stack's timers run, one by one
        }
        if (!pending.isDone()) {
            clock.sleepUntil(deadline);
        }
        return pending.isDone();
    }

    @Override
    public OptionalLong valueOf(String symbol) {
        return personality.symbols().valueOf(symbol);
    }

    @Override
    public Optional<Ends> ends(int descriptor) {
        Socket socket = known.get(descriptor);
        return socket == null || !socket.isBound() ? Optional.empty() : Optional.of(socket.ends(host.local()));
    }

    @Override
    public Map<String, Long> tcpInfo(int descriptor) {
        Socket socket = descriptors.get(descriptor);
        if (socket == null) {
            throw new UnknownCallException("no socket with descriptor " + descriptor);
        }
        if (socket.endpoint() != null) {
            return personality.describe(socket.endpoint());
        }
        return personality.isBsd() ? FreeBsdTcpInfo.of(socket.state()) : LinuxTcpInfo.of(socket.state());
    }

    // ---- for the calls

    Stack stack() {
        return stack;
    }

    long now() {
        return clock.now();
    }

    Personality personality() {
        return personality;
    }

    Host host() {
        return host;
    }

    /** Every open socket by descriptor. */
    Map<Integer, Socket> open() {
        return descriptors;
    }

    /** The socket with a descriptor; null if there is none. */
    Socket socket(int descriptor) {
        return descriptors.get(descriptor);
    }

    /** The epoll instance with a descriptor; null if there is none. */
    Poller poller(int descriptor) {
        return pollers.get(descriptor);
    }

    /** Gives a new socket its descriptor: the scenario's number, or the least that is free. */
    int add(Operands operands, Socket socket) {
        int descriptor = number(operands);
        descriptors.put(descriptor, socket);
        known.put(descriptor, socket);
        return descriptor;
    }

    int add(Operands operands, Poller poller) {
        int descriptor = number(operands);
        pollers.put(descriptor, poller);
        return descriptor;
    }

    private int number(Operands operands) {
        int least = 3;
        while (descriptors.containsKey(least) || pollers.containsKey(least)) {
            least++;
        }
        // A scenario may use a number again whose descriptor is still open: from now on it means the new one.
        return operands.call().descriptor().orElse(least);
    }

    /** Forgets a descriptor; whether there was one. */
    boolean remove(int descriptor) {
        return descriptors.remove(descriptor) != null || pollers.remove(descriptor) != null;
    }
}
