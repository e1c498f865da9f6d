package io.statecraft.target.embedded;

import io.statecraft.scenario.Expression;
import io.statecraft.stack.CongestionAlgorithm;
import io.statecraft.target.SocketApi.Result;
import io.statecraft.target.UnknownCallException;
import io.statecraft.target.embedded.EmbeddedSockets.Function;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code getsockopt}, {@code setsockopt}, {@code fcntl} and {@code ioctl}. */
final class OptionCalls {
    static final Map<String, Function> FUNCTIONS = Map.of(
            "getsockopt", OptionCalls::get,
            "setsockopt", OptionCalls::set,
            "fcntl", OptionCalls::control,
            "ioctl", OptionCalls::inspect);

    /** How the names of a level's options begin. */
    private static final Map<String, String> LEVELS =
            Map.of("SOL_SOCKET", "SO_", "IPPROTO_TCP", "TCP_", "IPPROTO_IP", "IP_", "IPPROTO_IPV6", "IPV6_");

    /** BSD's options of its other implementations of TCP, which its default one has not either. */
    private static final List<String> OTHER_STACKS = List.of("TCP_RACK_", "TCP_BBR_");

    private static final int INT_SIZE = 4;
    private static final int LINGER_SIZE = 8;
    private static final int NAME_SIZE = 16; // of a congestion control

    private OptionCalls() {}

    private static Attempt get(EmbeddedSockets sockets, Operands operands) {
        operands.require(5, 5);
        Socket socket = sockets.socket(operands.integer(0));
        if (socket == null) {
            return () -> Attempt.failed("EBADF");
        }
        SocketOption option = SocketOptions.find(sockets.personality(), operands.integer(1), operands.integer(2));
        if (option == null) {
            return missing(operands);
        }
        if (operands.isNull(3) || operands.isNull(4)) {
            return () -> Attempt.failed("EFAULT");
        }
        if (option == SocketLevelOptions.LINGER) {
            return () ->
                    new Result(0, Optional.empty(), Map.of(3, lingerOf(socket), 4, Operands.pointerTo(LINGER_SIZE)));
        }
        if (option == TcpLevelOptions.CONGESTION) {
            return () -> congestionOf(socket, operands);
        }
        return () -> {
            if (!operands.isEllipsis(4) && operands.pointedTo(4) < 0) {
                return Attempt.failed("EINVAL");
            }
            long value = option.get(socket);
            return new Result(
                    0, Optional.empty(), Map.of(3, Operands.pointerTo(value), 4, Operands.pointerTo(INT_SIZE)));
        };
    }

    /** A name in sixteen octets, as many of which are given as were asked for. */
    private static Result congestionOf(Socket socket, Operands operands) {
        String name = nameOf(socket.options().congestionControl(), socket.personality());
        long asked = operands.isEllipsis(4) ? NAME_SIZE : operands.pointedTo(4);
        if (asked < 0) {
            return Attempt.failed("EINVAL");
        }
        int given = (int) Math.min(asked, NAME_SIZE);
        String raw =
                name.substring(0, Math.min(given, name.length())) + "\\x00".repeat(Math.max(0, given - name.length()));
        return new Result(0, Optional.empty(), Map.of(3, new Expression.Text(raw), 4, Operands.pointerTo(given)));
    }

    private static String nameOf(CongestionAlgorithm algorithm, Personality personality) {
        return personality.isBsd() && algorithm == CongestionAlgorithm.RENO ? "newreno" : algorithm.toString();
    }

    private static Result setCongestion(Socket socket, Expression wanted) {
        if (!(wanted instanceof Expression.Text name)) {
            throw new UnknownCallException("setsockopt: the name of a congestion control is wanted, as \"cubic\"");
        }
        Optional<CongestionAlgorithm> algorithm = CongestionAlgorithm.named(name.raw());
        if (algorithm.isEmpty()) {
            return Attempt.failed(socket.personality().isBsd() ? "ESRCH" : "ENOENT");
        }
        socket.options().congestionControl(algorithm.get());
        socket.optionsChanged();
        return Attempt.done(0);
    }

    private static Expression lingerOf(Socket socket) {
        OptionalInt seconds = socket.lingerSeconds();
        return new Expression.Struct(
                List.of(field("onoff", seconds.isPresent() ? 1 : 0), field("linger", seconds.orElse(0))));
    }

    private static Expression.Field field(String name, long value) {
        return new Expression.Field(Optional.of(name), Optional.empty(), Expression.Number.of(value));
    }

    private static Attempt set(EmbeddedSockets sockets, Operands operands) {
        operands.require(5, 5);
        Socket socket = sockets.socket(operands.integer(0));
        if (socket == null) {
            return () -> Attempt.failed("EBADF");
        }
        SocketOption option = SocketOptions.find(sockets.personality(), operands.integer(1), operands.integer(2));
        if (option == null) {
            return missing(operands);
        }
        if (operands.isNull(3)) {
            return () -> Attempt.failed("EFAULT");
        }
        if (!operands.isEllipsis(4) && operands.number(4) < sizeOf(operands, option)) {
            return () -> Attempt.failed("EINVAL");
        }
        if (option == SocketLevelOptions.LINGER) {
            return () -> {
                setLinger(operands, socket);
                return Attempt.done(0);
            };
        }
        if (option == TcpLevelOptions.CONGESTION) {
            return () -> setCongestion(socket, operands.at(3));
        }
        if (option == TcpLevelOptions.FUNCTION_BLOCK) {
            // BSD's choice of TCP implementations: there is one.
            boolean ours = operands.at(3) instanceof Expression.Struct block
                    && block.field("function_set_name")
                            .filter(name -> name instanceof Expression.Text text
                                    && text.raw().equals("freebsd"))
                            .isPresent();
            return () -> ours ? Attempt.done(0) : Attempt.failed("ENOENT");
        }
        long value = operands.at(3) instanceof Expression.Text ? 0 : operands.pointedTo(3);
        return () -> option.set(socket, value).map(Attempt::failed).orElse(Attempt.done(0));
    }

    /**
     * No such option: an error, where the system has none either. An option of the system that this stack is without is not the
     * scenario's fault.
     */
    private static Attempt missing(Operands operands) {
        if (operands.at(2) instanceof Expression.Symbol option
                && OTHER_STACKS.stream().noneMatch(option.name()::startsWith)) {
            for (Map.Entry<String, String> level : LEVELS.entrySet()) {
                OptionalLong number = operands.symbols().valueOf(level.getKey());
                if (number.isPresent()
                        && number.getAsLong() == operands.number(1)
                        && option.name().startsWith(level.getValue())) {
                    throw new UnknownCallException("the embedded stack is without the option " + option.name());
                }
            }
        }
        return () -> Attempt.failed("ENOPROTOOPT");
    }

    private static int sizeOf(Operands operands, SocketOption option) {
        if (operands.at(3) instanceof Expression.Text || option.takesOctet()) {
            return 1;
        }
        return option == SocketLevelOptions.LINGER ? LINGER_SIZE : INT_SIZE;
    }

    private static void setLinger(Operands operands, Socket socket) {
        if (!(operands.at(3) instanceof Expression.Struct linger)) {
            throw new UnknownCallException("setsockopt: {onoff=1, linger=0} is wanted");
        }
        boolean on = linger.field("onoff").map(operands::number).orElse(0L) != 0;
        long seconds = linger.field("linger").map(operands::number).orElse(0L);
        socket.lingerSeconds(on ? OptionalInt.of((int) seconds) : OptionalInt.empty());
    }

    private static Attempt control(EmbeddedSockets sockets, Operands operands) {
        operands.require(2, 3);
        Socket socket = sockets.socket(operands.integer(0));
        int command = operands.integer(1);
        SymbolTable symbols = operands.symbols();
        if (socket == null) {
            return () -> Attempt.failed("EBADF");
        }
        int nonBlock = symbols.require("O_NONBLOCK");
        if (command == symbols.require("F_GETFL")) {
            return () -> Attempt.done(symbols.require("O_RDWR") | (socket.isNonBlocking() ? nonBlock : 0));
        } else if (command == symbols.require("F_SETFL")) {
            long flags = operands.require(3, 3).number(2);
            return () -> {
                socket.nonBlocking((flags & nonBlock) != 0);
                return Attempt.done(0);
            };
        }
        return () -> Attempt.failed("EINVAL");
    }

    private static Attempt inspect(EmbeddedSockets sockets, Operands operands) {
        operands.require(2, 3);
        Socket socket = sockets.socket(operands.integer(0));
        long request = operands.number(1);
        if (socket == null) {
            return () -> Attempt.failed("EBADF");
        }
        if (is(operands, request, "FIONREAD") || is(operands, request, "SIOCINQ")) {
            return () -> socket.listener() != null
                    ? Attempt.failed("EINVAL")
                    : Attempt.done(
                            0,
                            2,
                            Operands.pointerTo(
                                    socket.endpoint() == null
                                            ? 0
                                            : socket.endpoint().readable()));
        } else if (is(operands, request, "SIOCOUTQ") || is(operands, request, "FIONWRITE")) {
            return () -> Attempt.done(
                    0,
                    2,
                    Operands.pointerTo(
                            socket.endpoint() == null ? 0 : socket.endpoint().unacknowledged()));
        }
        return () -> Attempt.failed(!sockets.personality().isBsd() ? "ENOTTY" : "EINVAL");
    }

    private static boolean is(Operands operands, long request, String symbol) {
        return operands.symbols().valueOf(symbol).orElse(-1) == request;
    }
}
