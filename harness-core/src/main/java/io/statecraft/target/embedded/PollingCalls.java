package io.statecraft.target.embedded;

import io.statecraft.scenario.Expression;
import io.statecraft.scenario.Expression.Field;
import io.statecraft.target.SocketApi.Result;
import io.statecraft.target.UnknownCallException;
import io.statecraft.target.embedded.EmbeddedSockets.Function;
import io.statecraft.tcp.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code poll} and {@code epoll}. */
final class PollingCalls {
    static final Map<String, Function> FUNCTIONS = Map.of(
            "poll", PollingCalls::poll,
            "epoll_create", PollingCalls::create,
            "epoll_ctl", PollingCalls::control,
            "epoll_wait", PollingCalls::await);

    private static final long MILLI = 1_000_000L;

    private PollingCalls() {}

    /** What could be done on a socket now without waiting. */
    private static long ready(EmbeddedSockets sockets, Socket socket) {
        SymbolTable symbols = sockets.personality().symbols();
        long in = symbols.require("POLLIN") | symbols.require("POLLRDNORM");
        long out = symbols.require("POLLOUT") | symbols.require("POLLWRNORM");
        if (socket.listener() != null) {
            return socket.listener().waiting() > 0 ? in : 0;
        }
        if (socket.later() != null) {
            return out; // the first text opens it
        }
        if (socket.endpoint() == null) {
            return out | symbols.require("POLLHUP");
        }
        if (socket.isConnecting()) {
            return 0;
        }
        TcpState state = socket.state();
        boolean peerClosed = socket.endpoint().isEndOfText() && state != TcpState.CLOSED
                || state.isSynchronized() && state.compareTo(TcpState.FIN_WAIT_2) > 0;
        boolean closedBoth = state == TcpState.CLOSED
                || peerClosed && state != TcpState.CLOSE_WAIT
                || socket.isReadingEnded() && state == TcpState.FIN_WAIT_2;
        long events = 0;
        if (socket.endpoint().readable() > 0 || peerClosed || closedBoth || socket.isReadingEnded()) {
            events |= in;
        }
        if (socket.endpoint().isUrgent()) {
            events |= symbols.require("POLLPRI");
        }
        if (peerClosed || closedBoth) {
            events |= symbols.require("POLLRDHUP");
        }
        boolean sendingEnded = state != TcpState.ESTABLISHED && state != TcpState.CLOSE_WAIT;
        // A third of the buffer free: what Linux calls writable; BSD wants a low-water mark of 2048.
        if (sendingEnded || socket.endpoint().isWritable()) {
            events |= out;
        }
        if (closedBoth) {
            events |= symbols.require("POLLHUP");
        }
        if (socket.hasError() || !socket.errors().isEmpty() || !socket.stamps().isEmpty()) {
            events |= symbols.require("POLLERR");
        }
        return events;
    }

    private static long always(SymbolTable symbols) {
        return symbols.require("POLLERR") | symbols.require("POLLHUP");
    }

    // ---- poll

    private static Attempt poll(EmbeddedSockets sockets, Operands operands) {
        operands.require(3, 3);
        List<Expression> watched = operands.elements(0);
        long timeout = operands.number(2);
        long until = sockets.now() + timeout * MILLI;
        if (timeout > 0) {
            sockets.retryAt(until);
        }
        return () -> {
            List<Expression> outputs = new ArrayList<>();
            int count = 0;
            for (Expression element : watched) {
                long events = revents(sockets, operands, element);
                count += events != 0 ? 1 : 0;
                outputs.add(withRevents((Expression.Struct) element, events));
            }
            if (count > 0 || timeout == 0 || timeout > 0 && sockets.now() >= until) {
                return Attempt.done(count, 0, new Expression.Array(outputs));
            }
            return null;
        };
    }

    private static long revents(EmbeddedSockets sockets, Operands operands, Expression element) {
        if (!(element instanceof Expression.Struct struct)) {
            throw new UnknownCallException("poll: {fd=…, events=…} is wanted");
        }
        int descriptor = struct.field("fd").map(operands::number).orElse(-1L).intValue();
        long events = struct.field("events").map(operands::number).orElse(0L);
        Socket socket = sockets.socket(descriptor);
        SymbolTable symbols = operands.symbols();
        return socket == null ? symbols.require("POLLNVAL") : ready(sockets, socket) & (events | always(symbols));
    }

    private static Expression withRevents(Expression.Struct struct, long events) {
        List<Field> fields = new ArrayList<>();
        for (Field field : struct.fields()) {
            if (!field.name().equals(Optional.of("revents"))) {
                fields.add(field);
            }
        }
        fields.add(new Field(Optional.of("revents"), Optional.empty(), Expression.Number.of(events)));
        return new Expression.Struct(fields);
    }

    // ---- epoll

    private static Attempt create(EmbeddedSockets sockets, Operands operands) {
        operands.require(1, 1);
        int size = operands.integer(0);
        return () -> size <= 0 ? Attempt.failed("EINVAL") : Attempt.done(sockets.add(operands, new Poller()));
    }

    private static Attempt control(EmbeddedSockets sockets, Operands operands) {
        operands.require(4, 4);
        Poller poller = sockets.poller(operands.integer(0));
        int operation = operands.integer(1);
        int descriptor = operands.integer(2);
        if (poller == null || sockets.socket(descriptor) == null) {
            return () -> Attempt.failed("EBADF");
        }
        SymbolTable symbols = operands.symbols();
        boolean exists = poller.interests().containsKey(descriptor);
        if (operation == symbols.require("EPOLL_CTL_DEL")) {
            return () -> poller.interests().remove(descriptor) == null ? Attempt.failed("ENOENT") : Attempt.done(0);
        }
        if (exists == (operation == symbols.require("EPOLL_CTL_ADD"))) {
            return () -> Attempt.failed(exists ? "EEXIST" : "ENOENT");
        }
        if (!(operands.at(3) instanceof Expression.Struct struct)) {
            throw new UnknownCallException("epoll_ctl: {events=…, fd=…} is wanted");
        }
        long events = struct.field("events").map(operands::number).orElse(0L);
        return () -> {
            poller.interests().put(descriptor, new Poller.Interest(events, 0, 0));
            return Attempt.done(0);
        };
    }

    private static Attempt await(EmbeddedSockets sockets, Operands operands) {
        operands.require(4, 4);
        Poller poller = sockets.poller(operands.integer(0));
        if (poller == null) {
            return () -> Attempt.failed("EBADF");
        }
        long timeout = operands.number(3);
        long until = sockets.now() + timeout * MILLI;
        if (timeout > 0) {
            sockets.retryAt(until);
        }
        return () -> {
            Result found = look(sockets, operands, poller);
            if (found != null) {
                return found;
            }
            boolean over = timeout == 0 || timeout > 0 && sockets.now() >= until;
            return over ? Attempt.done(0, 1, event(0, "ptr", 0)) : null;
        };
    }

    /** The first event and how many there are; null if there is none. */
    private static Result look(EmbeddedSockets sockets, Operands operands, Poller poller) {
        SymbolTable symbols = operands.symbols();
        long edge = symbols.require("EPOLLET");
        int count = 0;
        Expression first = null;
        for (Map.Entry<Integer, Poller.Interest> entry : poller.interests().entrySet()) {
            Socket socket = sockets.socket(entry.getKey());
            Poller.Interest interest = entry.getValue();
            long now = socket == null ? 0 : ready(sockets, socket) & (interest.events() | always(symbols));
            long happened = socket == null ? 0 : socket.news();
            boolean level = (interest.events() & edge) == 0;
            boolean fresh = (now & ~interest.last()) != 0 || happened != interest.news();
            boolean news = now != 0 && interest.events() != 0 && (level || fresh);
            boolean once = news && (interest.events() & symbols.require("EPOLLONESHOT")) != 0;
            entry.setValue(new Poller.Interest(once ? 0 : interest.events(), now, happened));
            if (news) {
                count++;
                first = first == null ? event(now, "fd", entry.getKey()) : first;
            }
        }
        return count == 0 ? null : Attempt.done(Math.min(count, operands.integer(2)), 1, first);
    }

    private static Expression event(long events, String member, long value) {
        return new Expression.Struct(List.of(
                new Field(Optional.of("events"), Optional.empty(), Expression.Number.of(events)),
                new Field(Optional.of(member), Optional.empty(), Expression.Number.of(value))));
    }
}
