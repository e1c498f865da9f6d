package io.statecraft.target.embedded;

import io.statecraft.scenario.Expression;
import io.statecraft.scenario.Expression.Field;
import io.statecraft.stack.Setting;
import io.statecraft.stack.Stack;
import io.statecraft.target.SocketApi.Result;
import io.statecraft.target.UnknownCallException;
import io.statecraft.target.embedded.EmbeddedSockets.Function;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Calls that take and give text. All of it is zeros, as in every scenario. */
final class TransferCalls {
    static final Map<String, Function> FUNCTIONS = Map.ofEntries(
            Map.entry("read", TransferCalls::receive),
            Map.entry("recv", TransferCalls::receive),
            Map.entry("recvfrom", TransferCalls::receive),
            Map.entry("readv", (sockets, operands) -> receiving(sockets, operands, vector(operands), 0, -1)),
            Map.entry("recvmsg", TransferCalls::receiveMessage),
            Map.entry("write", TransferCalls::send),
            Map.entry("send", TransferCalls::send),
            Map.entry("sendto", TransferCalls::sendTo),
            Map.entry("writev", (sockets, operands) -> sending(sockets, operands, vector(operands), 0, false)),
            Map.entry("sendmsg", TransferCalls::sendMessage));

    private TransferCalls() {}

    // ---- arguments

    /** The octets that the elements of {@code [{..., 100}, {iov_len=50}]} have in all. */
    private static long lengths(Operands operands, List<Expression> elements) {
        long length = 0;
        for (Expression element : elements) {
            if (!(element instanceof Expression.Struct struct)
                    || struct.fields().isEmpty()) {
                throw new UnknownCallException(operands.call().function() + ": {..., length} is wanted");
            }
            List<Field> fields = struct.fields();
            length += operands.number(
                    struct.field("iov_len").orElse(fields.get(fields.size() - 1).value()));
        }
        return length;
    }

    private static long vector(Operands operands) {
        operands.require(3, 3);
        return lengths(operands, operands.elements(1));
    }

    private static Expression.Struct message(Operands operands) {
        operands.require(3, 3);
        if (operands.at(1) instanceof Expression.Struct struct) {
            return struct;
        }
        throw new UnknownCallException(operands.call().function() + ": a message header is wanted");
    }

    private static long lengthOf(Operands operands, Expression.Struct message) {
        Expression vector = message.field("msg_iov").orElse(new Expression.Array(List.of()));
        if (vector instanceof Expression.Array array) {
            return lengths(operands, array.elements());
        }
        throw new UnknownCallException(operands.call().function() + ": msg_iov must be an array");
    }

    private static boolean has(Operands operands, long flags, String name) {
        OptionalLong flag = operands.symbols().valueOf(name);
        return flag.isPresent() && (flags & flag.getAsLong()) != 0;
    }

    // ---- receiving

    private static Attempt receive(EmbeddedSockets sockets, Operands operands) {
        operands.require(3, 6);
        return receiving(
                sockets,
                operands,
                operands.number(2),
                operands.count() > 3 ? operands.number(3) : 0,
                operands.isNull(1) ? 0 : -1);
    }

    private static Attempt receiveMessage(EmbeddedSockets sockets, Operands operands) {
        long length = lengthOf(operands, message(operands));
        long flags = operands.number(2);
        if (has(operands, flags, "MSG_ERRQUEUE")) {
            return () -> receiveError(sockets, operands);
        }
        Attempt attempt = receiving(sockets, operands, length, flags, -1);
        return () -> {
            Result result = attempt.make();
            return result == null || result.value() < 0
                    ? result
                    : Attempt.done(result.value(), 1, header(0, whatIsLeft(sockets, operands)));
        };
    }

    /** What a socket has to tell beside its text; it never waits for that. */
    private static Result receiveError(EmbeddedSockets sockets, Operands operands) {
        Socket socket = sockets.socket(operands.integer(0));
        if (socket == null) {
            return Attempt.failed("EBADF");
        }
        SymbolTable symbols = operands.symbols();
        boolean v6 = socket.domain() != symbols.require("AF_INET");
        long flags = symbols.require("MSG_ERRQUEUE");
        Optional<Expression> completion = socket.errors().take(symbols, v6);
        if (completion.isPresent()) {
            return Attempt.done(0, 1, header(flags, List.of(completion.get())));
        }
        // The text that a timestamp is about does not fit into a vector of nothing.
        List<Expression> stamp = socket.stamps().take(symbols, v6);
        return stamp.isEmpty()
                ? Attempt.failed("EAGAIN")
                : Attempt.done(0, 1, header(flags | symbols.require("MSG_TRUNC"), stamp));
    }

    /** How much is there after the call, where the user has asked to be told; a FIN counts when it is all that is left. */
    private static List<Expression> whatIsLeft(EmbeddedSockets sockets, Operands operands) {
        Socket socket = sockets.socket(operands.integer(0));
        if (TcpLevelOptions.UNREAD_TOLD.get(socket) == 0) {
            return List.of();
        }
        SymbolTable symbols = operands.symbols();
        int left = socket.endpoint().readable();
        long told = left == 0 && socket.endpoint().isEndOfText() ? 1 : left;
        return List.of(ErrorQueue.message(
                symbols.require("IPPROTO_TCP"), symbols.require("TCP_CM_INQ"), Expression.Number.of(told)));
    }

    private static Expression header(long flags, List<Expression> control) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(Optional.of("msg_flags"), Optional.empty(), Expression.Number.of(flags)));
        if (!control.isEmpty()) {
            fields.add(new Field(Optional.of("msg_control"), Optional.empty(), new Expression.Array(control)));
        }
        return new Expression.Struct(fields);
    }

    private static Attempt receiving(
            EmbeddedSockets sockets, Operands operands, long length, long flags, int nullBuffer) {
        Socket socket = sockets.socket(operands.integer(0));
        boolean peeks = has(operands, flags, "MSG_PEEK");
        boolean waitsForAll = has(operands, flags, "MSG_WAITALL");
        boolean dontWait = has(operands, flags, "MSG_DONTWAIT");
        return () -> {
            if (socket == null) {
                return Attempt.failed("EBADF");
            }
            if (socket.later() != null) {
                return socket.isNonBlocking() || dontWait ? Attempt.failed("EAGAIN") : null;
            }
            Optional<Result> refused = whyNotReceive(sockets, socket);
            if (refused.isPresent()) {
                return refused.get();
            }
            int readable = socket.endpoint().readable();
            // After shutdown, Linux still gives what is there, and what comes.
            boolean nothing = sockets.personality() != Personality.LINUX || readable == 0;
            if (socket.isReadingEnded() && nothing || length == 0) {
                return Attempt.done(0);
            }
            if (readable > 0 && nullBuffer == 0) {
                return Attempt.failed("EFAULT");
            }
            boolean ended = socket.endpoint().isEndOfText() || socket.state() == TcpState.CLOSED;
            boolean enough = waitsForAll && !dontWait && !socket.isNonBlocking() ? readable >= length : readable > 0;
            if (enough || readable > 0 && ended) {
                int most = (int) Math.min(length, Integer.MAX_VALUE);
                Bytes text =
                        peeks ? socket.endpoint().peek(most) : socket.endpoint().receive(most);
                return Attempt.done(text.length());
            }
            if (ended) {
                return socket.takeError().map(Attempt::failed).orElse(Attempt.done(0));
            }
            return socket.isNonBlocking() || dontWait ? Attempt.failed("EAGAIN") : null;
        };
    }

    private static Optional<Result> whyNotReceive(EmbeddedSockets sockets, Socket socket) {
        if (socket.endpoint() == null) {
            return Optional.of(Attempt.failed("ENOTCONN"));
        }
        boolean neverOpen = !socket.wasEstablished() && socket.state() == TcpState.CLOSED;
        if (neverOpen) {
            return Optional.of(Attempt.failed(socket.takeError().orElse("ENOTCONN")));
        }
        // An error comes before text that is still there, on BSD after it.
        return !sockets.personality().isBsd()
                        && socket.hasError()
                        && socket.endpoint().readable() == 0
                ? socket.takeError().map(Attempt::failed)
                : Optional.empty();
    }

    // ---- sending

    private static Attempt send(EmbeddedSockets sockets, Operands operands) {
        operands.require(3, 4);
        long flags = operands.count() > 3 ? operands.number(3) : 0;
        return sending(sockets, operands, operands.number(2), flags, operands.isNull(1));
    }

    /** With an address it opens the connection, on BSD always, elsewhere if a flag asks for Fast Open. */
    private static Attempt sendTo(EmbeddedSockets sockets, Operands operands) {
        operands.require(6, 6);
        long flags = operands.number(3);
        boolean bsd = sockets.personality().isBsd();
        boolean opens = has(operands, flags, "MSG_FASTOPEN") || bsd && !operands.isNull(4);
        if (!bsd && opens && isUnspecified(operands, 4)) {
            return () -> Attempt.failed("EOPNOTSUPP");
        }
        return opens
                ? opening(sockets, operands, operands.number(2), flags, operands.isNull(1))
                : sending(sockets, operands, operands.number(2), flags, operands.isNull(1));
    }

    private static boolean isUnspecified(Operands operands, int index) {
        return operands.at(index) instanceof Expression.Symbol symbol
                && symbol.name().equals("AF_UNSPEC");
    }

    private static Attempt sendMessage(EmbeddedSockets sockets, Operands operands) {
        long flags = operands.number(2);
        long length = lengthOf(operands, message(operands));
        return has(operands, flags, "MSG_FASTOPEN")
                ? opening(sockets, operands, length, flags, false)
                : sending(sockets, operands, length, flags, false);
    }

    /** A call that opens the connection and sends (RFC 7413 section 4.2): what goes with the SYN was sent, the rest follows. */
    private static Attempt opening(
            EmbeddedSockets sockets, Operands operands, long length, long flags, boolean nullBuffer) {
        long[] sent = new long[1];
        Attempt sending = sending(sockets, operands, length, flags, nullBuffer, sent);
        Socket socket = sockets.socket(operands.integer(0));
        boolean bsd = sockets.personality().isBsd();
        boolean waits = socket != null && !socket.isNonBlocking() && !has(operands, flags, "MSG_DONTWAIT");
        int[] carried = {-1}; // not opened yet
        return () -> {
            boolean open = socket == null || socket.listener() != null || socket.endpoint() != null;
            if (carried[0] < 0 && !bsd && open && socket != null && socket.isConnecting()) {
                return Attempt.failed("EALREADY");
            }
            if (carried[0] < 0 && (open || length > Integer.MAX_VALUE)) {
                return sending.make();
            }
            if (carried[0] < 0) {
                if (!bsd && !sockets.stack().profile().has(Setting.FAST_OPEN_CLIENT)) {
                    return Attempt.failed("EOPNOTSUPP");
                }
                boolean fast = !bsd || socket.options().fastOpen() > 0;
                carried[0] = open(sockets, socket, fast, (int) length);
                sent[0] = carried[0];
                if (bsd) {
                    // What does not go with the SYN is queued behind it.
                    Bytes rest = Bytes.zeros((int) length - carried[0]);
                    return Attempt.done(
                            carried[0] + (rest.isEmpty() ? 0 : socket.endpoint().send(rest, false, false)));
                }
            }
            if (socket.isConnecting()) {
                Result begun = carried[0] > 0 ? Attempt.done(carried[0]) : Attempt.failed("EINPROGRESS");
                if (waits && carried[0] < length) {
                    socket.endpoint().awaitText();
                }
                return waits ? null : begun;
            }
            if (carried[0] == length && !socket.hasError()) {
                return Attempt.done(length);
            }
            return sending.make();
        };
    }

    private static int open(EmbeddedSockets sockets, Socket socket, boolean fast, int length) {
        Stack.Opened opened = sockets.stack()
                .connect(OpeningCalls.endsOf(sockets, socket), socket.options(), fast, Bytes.zeros(length));
        socket.connect(opened.endpoint());
        return opened.taken();
    }

    private static Attempt sending(
            EmbeddedSockets sockets, Operands operands, long length, long flags, boolean nullBuffer) {
        return sending(sockets, operands, length, flags, nullBuffer, new long[1]);
    }

    /** @param sent how much has been taken already, as the call goes on */
    private static Attempt sending(
            EmbeddedSockets sockets, Operands operands, long length, long flags, boolean nullBuffer, long[] sent) {
        if (length < 0 || length > Integer.MAX_VALUE) {
            return () -> Attempt.failed("EINVAL");
        }
        Socket socket = sockets.socket(operands.integer(0));
        boolean urgent = has(operands, flags, "MSG_OOB");
        boolean more = has(operands, flags, "MSG_MORE");
        boolean closesRecord = has(operands, flags, "MSG_EOR");
        boolean[] waited = new boolean[1];
        boolean without =
                socket != null && has(operands, flags, "MSG_ZEROCOPY") && SocketLevelOptions.ZERO_COPY.get(socket) != 0;
        boolean dontWait = has(operands, flags, "MSG_DONTWAIT");
        return () -> {
            if (socket == null) {
                return Attempt.failed("EBADF");
            }
            if (socket.later() != null) {
                sent[0] += open(sockets, socket, true, (int) length);
                boolean waits = !sockets.personality().isBsd() && !socket.isNonBlocking() && !dontWait;
                if (waits && sent[0] < length) {
                    socket.endpoint().awaitText();
                }
                return waits || sent[0] == 0 ? null : Attempt.done(sent[0]);
            }
            if (sent[0] == length && length > 0 && socket.wasEstablished()) {
                return Attempt.done(length); // all of it went with the SYN
            }
            Optional<String> refused = whyNotSend(sockets, socket, dontWait);
            if (refused.isPresent()) {
                // What went with a SYN that was not answered was not sent.
                return sent[0] > 0 && socket.wasEstablished() ? Attempt.done(sent[0]) : Attempt.failed(refused.get());
            }
            if (socket.isConnecting()) {
                return null; // until the handshake is complete
            }
            if (nullBuffer && length > 0) {
                return Attempt.failed("EFAULT");
            }
            boolean room = waited[0] && !sockets.personality().isBsd()
                    ? socket.endpoint().isWritable()
                    : socket.endpoint().writable() > 0;
            if (length == 0 || room) {
                socket.stamps().beforeSending(socket.endpoint(), socket.isNonBlocking() || dontWait);
                int taken = socket.endpoint().send(Bytes.zeros((int) (length - sent[0])), urgent, more, closesRecord);
                sent[0] += taken;
                if (taken > 0 && without && (sent[0] == length || socket.isNonBlocking() || dontWait)) {
                    socket.errors().sent(socket.endpoint().connection().snd().end());
                }
            } else {
                socket.endpoint().foundFull();
            }
            if (sent[0] == length) {
                return Attempt.done(length);
            }
            if (socket.isNonBlocking() || dontWait) {
                return sent[0] > 0 ? Attempt.done(sent[0]) : Attempt.failed("EAGAIN");
            }
            waited[0] = true;
            return null;
        };
    }

    private static Optional<String> whyNotSend(EmbeddedSockets sockets, Socket socket, boolean dontWait) {
        if (socket.endpoint() == null) {
            return Optional.of(!sockets.personality().isBsd() ? "EPIPE" : "ENOTCONN");
        }
        if (socket.hasError()) {
            return socket.takeError();
        }
        if (socket.isConnecting() && (socket.isNonBlocking() || dontWait)) {
            return Optional.of(!sockets.personality().isBsd() ? "EAGAIN" : "ENOTCONN");
        }
        boolean open = socket.isConnecting()
                || socket.state() == TcpState.ESTABLISHED
                || socket.state() == TcpState.CLOSE_WAIT
                || socket.endpoint().connection().early();
        return open ? Optional.empty() : Optional.of("EPIPE");
    }
}
