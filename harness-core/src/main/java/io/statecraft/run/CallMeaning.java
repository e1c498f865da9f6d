package io.statecraft.run;

import io.statecraft.oracle.SocketCall;
import io.statecraft.scenario.Action.Call;
import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi;
import io.statecraft.wire.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Says in the oracle's words what a call means for a TCP socket. */
final class CallMeaning {
    private final SocketApi sockets;
    private final Values values;
    private final IpAddress remote;
    private final int connectPort;
    private final Set<Integer> abortive = new HashSet<>();
    private final Set<Integer> opened = new HashSet<>();

    CallMeaning(SocketApi sockets, IpAddress remote, int connectPort) {
        this.sockets = sockets;
        this.values = new Values(sockets);
        this.remote = remote;
        this.connectPort = connectPort;
    }

    /** What the call means; empty if it concerns no connection. */
    Optional<SocketCall> of(Call call) {
        List<Expression> arguments = call.arguments();
        OptionalLong first = arguments.isEmpty() ? OptionalLong.empty() : values.number(arguments.get(0));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        int fd = (int) first.getAsLong();
        return switch (call.function()) {
            case "listen" -> listen(fd, number(arguments, 1));
            case "connect" -> connect(fd, arguments);
            case "accept", "accept4" -> Optional.of(new SocketCall.Accept(fd));
            case "write", "send" -> Optional.of(new SocketCall.Send(fd, number(arguments, 2)));
            case "sendto" -> sendTo(fd, arguments);
            case "writev" -> Optional.of(new SocketCall.Send(fd, sumOfVector(arguments.get(1))));
            case "sendmsg" -> sendOrOpen(fd, number(arguments, 2), sumOfMessage(arguments.get(1)));
            case "sendfile" -> Optional.of(new SocketCall.Send(fd, number(arguments, 3)));
            case "splice" -> splice(arguments);
            case "read", "readv" -> Optional.of(new SocketCall.Receive(fd));
            case "recv", "recvfrom" -> receive(fd, number(arguments, 3));
            case "recvmsg" -> receive(fd, number(arguments, 2));
            case "shutdown" -> shutdown(fd, number(arguments, 1));
            case "close" -> {
                opened.remove(fd); // the number may be given to another socket
                yield Optional.of(new SocketCall.Close(fd, abortive.remove(fd)));
            }
            case "setsockopt" -> setOption(fd, arguments);
            default -> Optional.empty();
        };
    }

    private Optional<SocketCall> listen(int fd, long backlog) {
        return sockets.ends(fd).map(ends -> new SocketCall.Listen(fd, (int) backlog, ends.local(), ends.localPort()));
    }

    /** AF_UNSPEC dissolves; what is no address that we know is left to the target. */
    private Optional<SocketCall> connect(int fd, List<Expression> arguments) {
        Expression address = arguments.size() > 1 ? arguments.get(1) : new Expression.Ellipsis();
        if (WrittenAddress.isUnspecified(address, values)) {
            opened.remove(fd);
            return Optional.empty();
        }
        Optional<WrittenAddress> to = address instanceof Expression.Ellipsis
                ? Optional.of(new WrittenAddress(remote, connectPort))
                : WrittenAddress.of(address, values);
        return to.filter(known -> opened.add(fd))
                .map(known -> new SocketCall.Connect(fd, known.address(), known.port()));
    }

    private Optional<SocketCall> sendTo(int fd, List<Expression> arguments) {
        long octets = number(arguments, 2);
        boolean addressed = arguments.size() == 6 && !isNull(arguments.get(4));
        if (addressed && opensWithoutFlag(fd) && opened.add(fd)) {
            return Optional.of(new SocketCall.Connect(fd, remote, connectPort, octets));
        }
        return sendOrOpen(fd, number(arguments, 3), octets);
    }

    /** Where no flag says that a call which sends shall open, an address does. */
    private boolean opensWithoutFlag(int fd) {
        return sockets.valueOf("MSG_FASTOPEN").isEmpty()
                && sockets.ends(fd).flatMap(SocketApi.Ends::remote).isEmpty();
    }

    private static boolean isNull(Expression expression) {
        return expression instanceof Expression.Symbol symbol && symbol.name().equals("NULL")
                || expression instanceof Expression.Number number && number.value() == 0;
    }

    /** With Fast Open a first call that sends opens the connection as well. */
    private Optional<SocketCall> sendOrOpen(int fd, long flags, long octets) {
        if (hasFlag(flags, "MSG_FASTOPEN") && opened.add(fd)) {
            return Optional.of(new SocketCall.Connect(fd, remote, connectPort, octets));
        }
        return Optional.of(new SocketCall.Send(fd, octets, hasFlag(flags, "MSG_MORE")));
    }

    /** Into a socket it sends, out of one it receives; of a pipe nothing is known. */
    private Optional<SocketCall> splice(List<Expression> arguments) {
        int in = (int) number(arguments, 0);
        int out = (int) number(arguments, 2);
        if (sockets.ends(out).isPresent()) {
            return Optional.of(new SocketCall.Send(out, number(arguments, 4)));
        }
        return sockets.ends(in).map(ends -> new SocketCall.Receive(in));
    }

    /** Who only looks takes nothing. */
    private Optional<SocketCall> receive(int fd, long flags) {
        boolean takes = !hasFlag(flags, "MSG_PEEK") && !hasFlag(flags, "MSG_ERRQUEUE");
        return takes ? Optional.of(new SocketCall.Receive(fd)) : Optional.empty();
    }

    private Optional<SocketCall> shutdown(int fd, long how) {
        boolean both = isSymbol(how, "SHUT_RDWR");
        return Optional.of(
                new SocketCall.Shutdown(fd, both || isSymbol(how, "SHUT_RD"), both || isSymbol(how, "SHUT_WR")));
    }

    private Optional<SocketCall> setOption(int fd, List<Expression> arguments) {
        if (arguments.size() < 4 || !(arguments.get(2) instanceof Expression.Symbol name)) {
            return Optional.empty();
        }
        Expression value = arguments.get(3);
        if (name.name().equals("SO_LINGER") && value instanceof Expression.Struct linger) {
            boolean on = linger.field("onoff").map(this::orZero).orElse(0L) != 0;
            boolean atOnce = linger.field("linger").map(this::orZero).orElse(0L) == 0;
            if (on && atOnce) {
                abortive.add(fd);
            } else {
                abortive.remove(fd);
            }
            return Optional.empty();
        }
        if (value instanceof Expression.Array array && array.elements().size() == 1) {
            OptionalLong number = values.number(array.elements().get(0));
            if (number.isPresent()) {
                return Optional.of(new SocketCall.SetOption(fd, name.name(), number.getAsLong()));
            }
        }
        return Optional.empty();
    }

    private long number(List<Expression> arguments, int index) {
        return index < arguments.size() ? orZero(arguments.get(index)) : 0;
    }

    private long orZero(Expression expression) {
        return values.number(expression).orElse(0);
    }

    private boolean hasFlag(long flags, String symbol) {
        long bit = sockets.valueOf(symbol).orElse(0);
        return bit != 0 && (flags & bit) == bit;
    }

    private boolean isSymbol(long value, String symbol) {
        OptionalLong meant = sockets.valueOf(symbol);
        return meant.isPresent() && meant.getAsLong() == value;
    }

    private long sumOfMessage(Expression message) {
        return message instanceof Expression.Struct struct
                ? struct.field("msg_iov").map(this::sumOfVector).orElse(0L)
                : 0;
    }

    /** The octets of {@code [{..., 10}, {iov_base=..., iov_len=20}]}. */
    private long sumOfVector(Expression vector) {
        long sum = 0;
        if (vector instanceof Expression.Array array) {
            for (Expression element : array.elements()) {
                if (element instanceof Expression.Struct entry && entry.fields().size() > 1) {
                    sum += orZero(entry.fields().get(1).value());
                }
            }
        }
        return sum;
    }
}
