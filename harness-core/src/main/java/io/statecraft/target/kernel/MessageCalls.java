package io.statecraft.target.kernel;

import io.statecraft.clock.MonotonicClock;
import io.statecraft.posix.Io;
import io.statecraft.posix.Layout;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.SocketAddress;
import io.statecraft.posix.Sockets;
import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi.Invocation;
import io.statecraft.target.UnknownCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code sendmsg} and {@code recvmsg}: data with a header, an address, and control messages. */
final class MessageCalls implements Calls {
    private static final int MSG_ERRQUEUE = 0x2000;
    private static final int MSG_FASTOPEN = 0x20000000;
    private static final int CONTROL_SIZE = 4096;

    // Where things lie in the memory of one call.
    private static final int HEADER = 0;
    private static final int NAME = 64;
    private static final int CONTROL = 128;

    private final DescriptorTable descriptors;
    private final Peers peers;
    private final Buffers buffers;
    private final MonotonicClock clock;

    MessageCalls(DescriptorTable descriptors, Peers peers, Buffers buffers, MonotonicClock clock) {
        this.descriptors = descriptors;
        this.peers = peers;
        this.buffers = buffers;
        this.clock = clock;
    }

    @Override
    public Map<String, Function<Invocation, SystemCall>> byName() {
        return Map.of("sendmsg", this::sendmsg, "recvmsg", this::recvmsg);
    }

    private SystemCall sendmsg(Invocation call) {
        int flags = Operands.integer(Calls.argument(call, 2, 3));
        int number = Calls.descriptor(call);
        int fd = descriptors.live(number);
        Expression.Struct message = Operands.struct(call.arguments().get(1));
        TransferCalls.Vectors vectors = vectors(message, true);
        NativeMemory memory = NativeMemory.allocate(CONTROL + CONTROL_SIZE);
        // Whoever is connected needs no name; a name is for opening a connection with the first data.
        boolean opens = (flags & MSG_FASTOPEN) != 0;
        int nameLength = opens ? name(message, memory, descriptors.domain(number)) : 0;
        int controlLength = ControlMessages.put(message.field("msg_control"), memory, CONTROL, CONTROL_SIZE);
        return SystemCall.of(() -> {
                    Layout.MessageHeader.put(
                            memory,
                            HEADER,
                            nameLength == 0 ? 0 : memory.address(NAME),
                            nameLength,
                            vectors.address(),
                            vectors.count(),
                            controlLength == 0 ? 0 : memory.address(CONTROL),
                            controlLength);
                    return Sockets.sendmsg(fd, memory.address(HEADER), flags);
                })
                .blocking(
                        fd,
                        () -> (flags & Sockets.MSG_DONTWAIT) == 0
                                && (opens ? Blocking.isBlocking(fd) : Blocking.waitsToSend(fd, vectors.total())))
                .then(result -> {
                    if (opens) {
                        descriptors.learnEnds(number, SocketAddress.get(memory, NAME));
                    }
                    return result;
                });
    }

    private int name(Expression.Struct message, NativeMemory memory, int domain) {
        Expression name = message.field("msg_name").orElseGet(Expression.Ellipsis::new);
        NativeMemory address = NativeMemory.allocate(SocketAddress.MAX_SIZE);
        int length = peers.put(name, peers.remote(), address, domain);
        memory.bytes().put(NAME, address.bytes(), 0, length);
        return length;
    }

    private SystemCall recvmsg(Invocation call) {
        int flags = Operands.integer(Calls.argument(call, 2, 3));
        int fd = descriptors.live(Calls.descriptor(call));
        Expression.Struct message = Operands.struct(call.arguments().get(1));
        TransferCalls.Vectors vectors = vectors(message, false);
        NativeMemory memory = NativeMemory.allocate(CONTROL + CONTROL_SIZE);
        // Who does not ask for control messages is told that some were cut off: the kernel's way, and packetdrill's.
        boolean control = message.field("msg_control").isPresent();
        boolean never = (flags & (Sockets.MSG_DONTWAIT | MSG_ERRQUEUE)) != 0;
        return SystemCall.of(() -> {
                    Layout.MessageHeader.put(
                            memory,
                            HEADER,
                            memory.address(NAME),
                            SocketAddress.MAX_SIZE,
                            vectors.address(),
                            vectors.count(),
                            control ? memory.address(CONTROL) : 0,
                            control ? CONTROL_SIZE : 0);
                    return Sockets.recvmsg(fd, memory.address(HEADER), flags);
                })
                .blocking(fd, () -> !never && Blocking.waitsFor(fd, Io.POLLIN))
                .writing(result -> result < 0 ? Map.of() : Map.of(1, received(message, memory)));
    }

    private TransferCalls.Vectors vectors(Expression.Struct message, boolean out) {
        for (Expression.Field field : message.fields()) {
            if (field.name().orElse("").equals("msg_iov")) {
                List<Expression> list = Operands.elements(field.value());
                int count = field.size().isPresent()
                                && !Operands.isEllipsis(field.size().get())
                        ? Operands.integer(field.size().get())
                        : list.size();
                return TransferCalls.Vectors.of(list, count, buffers, out);
            }
        }
        throw new UnknownCallException("the member 'msg_iov' is missing");
    }

    /** The header as the kernel left it, with the members that the argument has. */
    private Expression received(Expression.Struct message, NativeMemory memory) {
        List<Expression.Field> fields = new ArrayList<>();
        for (Expression.Field field : message.fields()) {
            Expression value =
                    switch (field.name().orElse("")) {
                        case "msg_flags" -> Operands.of(memory.bytes().getInt(HEADER + Layout.MessageHeader.FLAGS));
                        case "msg_control" -> {
                            long length = memory.bytes().getLong(HEADER + Layout.MessageHeader.CONTROL_LENGTH);
                            yield ControlMessages.read(memory, CONTROL, (int) length, clock);
                        }
                        default -> field.value();
                    };
            fields.add(new Expression.Field(field.name(), field.size(), value));
        }
        return new Expression.Struct(fields);
    }
}
