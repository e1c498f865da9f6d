package io.statecraft.target.embedded;

import io.statecraft.scenario.Expression;
import io.statecraft.stack.Endpoint;
import io.statecraft.stack.Listener;
import io.statecraft.stack.Stack;
import io.statecraft.target.SocketApi.Result;
import io.statecraft.target.UnknownCallException;
import io.statecraft.target.embedded.EmbeddedSockets.Function;
import io.statecraft.target.embedded.EmbeddedSockets.Host;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import java.util.Map;
import java.util.OptionalInt;

/** Calls that make, connect and end sockets. */
final class OpeningCalls {
    static final Map<String, Function> FUNCTIONS = Map.of(
            "socket", OpeningCalls::socket,
            "bind", OpeningCalls::bind,
            "listen", OpeningCalls::listen,
            "accept", OpeningCalls::accept,
            "accept4", OpeningCalls::accept,
            "connect", OpeningCalls::connect,
            "shutdown", OpeningCalls::shutdown,
            "close", OpeningCalls::close);

    private static final long SECOND = 1_000_000_000L;

    private OpeningCalls() {}

    /** What is tried on a socket; a descriptor that is none fails. */
    private interface OnSocket {
        Result make(Socket socket);
    }

    private static Attempt on(EmbeddedSockets sockets, Operands operands, OnSocket call) {
        int descriptor = operands.integer(0);
        Socket socket = sockets.socket(descriptor);
        return () -> socket == null ? Attempt.failed("EBADF") : call.make(socket);
    }

    private static Attempt socket(EmbeddedSockets sockets, Operands operands) {
        operands.require(3, 3);
        int domain = operands.isEllipsis(0) ? sockets.host().domain() : operands.integer(0);
        int nonBlock = sockets.personality().symbols().require("SOCK_NONBLOCK");
        int closeOnExec = sockets.personality().symbols().require("SOCK_CLOEXEC");
        int type = operands.integer(1);
        int protocol = operands.integer(2);
        if ((type & ~(nonBlock | closeOnExec))
                != sockets.personality().symbols().require("SOCK_STREAM")) {
            return () -> Attempt.failed("EPROTONOSUPPORT");
        }
        if (protocol != 0 && protocol != 6) {
            return () -> Attempt.failed("EPROTONOSUPPORT");
        }
        return () -> {
            Socket socket = new Socket(sockets.stack(), sockets.personality(), domain);
            socket.nonBlocking((type & nonBlock) != 0);
            return Attempt.done(sockets.add(operands, socket));
        };
    }

    /** An address and a port as the scenario has them, or those that the harness supplies. */
    private record Address(IpAddress address, int port) {
        static Address of(Operands operands, IpAddress usual, int port) {
            if (operands.isEllipsis(1)) {
                return new Address(usual, port);
            }
            if (!(operands.at(1) instanceof Expression.Struct struct)) {
                throw new UnknownCallException(operands.call().function() + ": an address is wanted");
            }
            int given = struct.field("sin_port")
                    .map(value -> (int) operands.number(value))
                    .orElse(port);
            IpAddress address = struct.field("sin_addr").map(Address::literal).orElse(usual);
            boolean any = address.bytes().isAllZero();
            return new Address(any ? null : address, given);
        }

        private static IpAddress literal(Expression expression) {
            if (expression instanceof Expression.Function function
                    && function.arguments().size() == 1
                    && function.arguments().get(0) instanceof Expression.Text text) {
                return IpAddress.of(text.raw());
            }
            throw new UnknownCallException("inet_addr(\"…\") is wanted");
        }
    }

    private static Attempt bind(EmbeddedSockets sockets, Operands operands) {
        operands.require(3, 3);
        Host host = sockets.host();
        Address wanted = Address.of(operands, host.local(), host.bindPort());
        return on(sockets, operands, socket -> {
            if (socket.isBound()) {
                return Attempt.failed("EINVAL");
            }
            int port = wanted.port() != 0
                    ? wanted.port()
                    : sockets.stack().freePort(host.local(), host.remote(), host.connectPort());
            boolean taken = sockets.stack()
                    .listener(wanted.address() == null ? host.local() : wanted.address(), port)
                    .isPresent();
            if (taken) {
                return Attempt.failed("EADDRINUSE");
            }
            socket.bind(wanted.address(), port);
            return Attempt.done(0);
        });
    }

    private static Attempt listen(EmbeddedSockets sockets, Operands operands) {
        operands.require(2, 2);
        int backlog = operands.integer(1);
        return on(sockets, operands, socket -> {
            if (socket.listener() != null) {
                socket.listener().backlog(backlog);
                return Attempt.done(0);
            }
            if (socket.endpoint() != null && socket.state() != TcpState.CLOSED) {
                return Attempt.failed("EINVAL");
            }
            Host host = sockets.host();
            Stack stack = sockets.stack();
            if (!socket.isBound()) {
                socket.bind(null, stack.freePort(host.local(), host.remote(), host.connectPort()));
            }
            if (stack.listener(host.local(), socket.localPort()).isPresent()) {
                return Attempt.failed("EADDRINUSE");
            }
            socket.listen(stack.listen(socket.local(), socket.localPort(), backlog, socket.options()));
            return Attempt.done(0);
        });
    }

    private static Attempt accept(EmbeddedSockets sockets, Operands operands) {
        operands.require(3, 4);
        int flags = operands.count() == 4 ? operands.integer(3) : 0;
        return on(sockets, operands, socket -> {
            Listener listener = socket.listener();
            if (listener == null) {
                return Attempt.failed("EINVAL");
            }
            Endpoint endpoint = listener.accept();
            if (endpoint == null) {
                return socket.isNonBlocking() ? Attempt.failed("EAGAIN") : null;
            }
            Socket accepted = Socket.accepted(socket, endpoint);
            accepted.nonBlocking((flags & sockets.personality().symbols().require("SOCK_NONBLOCK")) != 0);
            return Attempt.done(sockets.add(operands, accepted));
        });
    }

    private static Attempt connect(EmbeddedSockets sockets, Operands operands) {
        operands.require(3, 3);
        if (!operands.isEllipsis(1) && !(operands.at(1) instanceof Expression.Struct)) {
            int family = operands.integer(1);
            if (family == sockets.personality().symbols().require("AF_UNSPEC")) {
                return on(sockets, operands, socket -> {
                    if (socket.endpoint() != null) {
                        socket.endpoint().abort();
                        socket.disconnect();
                    }
                    return Attempt.done(0);
                });
            }
        }
        Host host = sockets.host();
        Address to = operands.at(1) instanceof Expression.Struct
                ? Address.of(operands, host.remote(), host.connectPort())
                : new Address(host.remote(), host.connectPort());
        boolean[] started = new boolean[1];
        return on(sockets, operands, socket -> connect(sockets, socket, to, started));
    }

    private static boolean isToMany(IpAddress address) {
        return !address.isUnicast() && !address.bytes().isAllZero();
    }

    private static Result connect(EmbeddedSockets sockets, Socket socket, Address to, boolean[] started) {
        if (socket.listener() != null) {
            return Attempt.failed(sockets.personality().isBsd() ? "EOPNOTSUPP" : "EISCONN");
        }
        if (socket.endpoint() == null || socket.endpoint().state() == TcpState.CLOSED && !started[0]) {
            if (socket.endpoint() != null && socket.hasError()) {
                return Attempt.failed(socket.takeError().orElseThrow());
            }
            if (isToMany(to.address())) {
                // MUST-46: an open towards a group is refused before anything is sent.
                return Attempt.failed(sockets.personality().isBsd() ? "EAFNOSUPPORT" : "ENETUNREACH");
            }
            FourTuple ends = ends(sockets, socket, to);
            if (sockets.stack().endpoint(ends).isPresent()) {
                return Attempt.failed(sockets.personality().isBsd() ? "EADDRINUSE" : "EADDRNOTAVAIL");
            }
            started[0] = true;
            if (socket.endpoint() != null) {
                socket.disconnect();
            }
            if (socket.options().opensBySending() && sockets.stack().mayOpenWithText(ends)) {
                socket.connectLater(ends);
                return Attempt.done(0);
            }
            boolean fast = sockets.personality().isBsd()
                    ? socket.options().fastOpen() > 0
                    : socket.options().opensBySending();
            socket.connect(sockets.stack()
                    .connect(ends, socket.options(), fast, Bytes.EMPTY)
                    .endpoint());
            return socket.isNonBlocking() ? Attempt.failed("EINPROGRESS") : null;
        }
        if (socket.isConnecting()) {
            return started[0] && !socket.isNonBlocking() ? null : Attempt.failed("EALREADY");
        }
        if (socket.state() == TcpState.CLOSED) {
            return socket.takeError().map(Attempt::failed).orElse(Attempt.failed("ECONNABORTED"));
        }
        return started[0] ? Attempt.done(0) : Attempt.failed("EISCONN");
    }

    private static FourTuple ends(EmbeddedSockets sockets, Socket socket, Address to) {
        IpAddress local = socket.local() == null ? sockets.host().local() : socket.local();
        int port = socket.isBound() ? socket.localPort() : sockets.stack().freePort(local, to.address(), to.port());
        return new FourTuple(local, port, to.address(), to.port());
    }

    /** Where a call that sends and opens goes to: what its fifth argument says. */
    static FourTuple endsOf(EmbeddedSockets sockets, Socket socket) {
        Host host = sockets.host();
        return socket.later() != null
                ? socket.later()
                : ends(sockets, socket, new Address(host.remote(), host.connectPort()));
    }

    private static Attempt shutdown(EmbeddedSockets sockets, Operands operands) {
        operands.require(2, 2);
        int how = operands.integer(1);
        return on(sockets, operands, socket -> {
            if (how < 0 || how > 2) {
                return Attempt.failed("EINVAL");
            }
            if (socket.listener() != null) {
                return shutdownListener(sockets, socket, how);
            }
            if (socket.endpoint() == null || socket.state() == TcpState.CLOSED) {
                return Attempt.failed("ENOTCONN");
            }
            if (how == 0 || how == 2) {
                socket.endReading();
            }
            if (how >= 1) {
                socket.endpoint().closeSending();
            }
            return Attempt.done(0);
        });
    }

    private static Result shutdownListener(EmbeddedSockets sockets, Socket socket, int how) {
        if (sockets.personality().isBsd()) {
            return Attempt.failed("ENOTCONN");
        }
        if (how != 1) {
            socket.listener().close();
            socket.listen(null);
        }
        return Attempt.done(0);
    }

    private static Attempt close(EmbeddedSockets sockets, Operands operands) {
        operands.require(1, 1);
        int descriptor = operands.integer(0);
        Socket socket = sockets.socket(descriptor);
        if (!sockets.remove(descriptor)) {
            return () -> Attempt.failed("EBADF");
        }
        if (socket == null) {
            return () -> Attempt.done(0);
        }
        release(socket);
        OptionalInt linger = socket.lingerSeconds();
        if (socket.isNonBlocking() || linger.isEmpty() || socket.endpoint() == null) {
            return () -> Attempt.done(0);
        }
        long until = sockets.now() + linger.getAsInt() * SECOND;
        sockets.retryAt(until);
        return () -> socket.endpoint().unacknowledged() == 0
                                && socket.endpoint().connection().snd().inFlight() == 0
                        || sockets.now() >= until
                ? Attempt.done(0)
                : null;
    }

    private static void release(Socket socket) {
        if (socket.listener() != null) {
            socket.listener().close();
        } else if (socket.endpoint() != null && socket.state() != TcpState.CLOSED) {
            if (socket.lingerSeconds().orElse(-1) == 0) {
                socket.endpoint().abort();
            } else {
                socket.endpoint().close();
            }
        }
    }
}
