package io.statecraft.target.kernel;

import io.statecraft.posix.Io;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.Sockets;
import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi.Invocation;
import io.statecraft.target.UnknownCallException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Calls that read and change the settings of descriptors. */
final class OptionCalls implements Calls {
    private static final int LARGEST_VALUE = 1 << 16;

    private final DescriptorTable descriptors;
    private final SignatureKey key;

    OptionCalls(DescriptorTable descriptors, SignatureKey key) {
        this.descriptors = descriptors;
        this.key = key;
    }

    @Override
    public Map<String, Function<Invocation, SystemCall>> byName() {
        return Map.of(
                "getsockopt", this::getsockopt,
                "setsockopt", this::setsockopt,
                "fcntl", this::fcntl,
                "ioctl", this::ioctl);
    }

    private SystemCall setsockopt(Invocation call) {
        Calls.requireCount(call, 5, 5);
        int fd = descriptors.live(Calls.descriptor(call));
        int level = Operands.integer(call.arguments().get(1));
        int option = Operands.integer(call.arguments().get(2));
        OptionValue value = OptionValue.of(call.arguments().get(3));
        Expression given = call.arguments().get(4);
        int length = Operands.isEllipsis(given) ? value.size() : Operands.integer(given);
        if (key.means(level, option, length) && call.arguments().get(3) instanceof Expression.Array number) {
            boolean on = Operands.integer(Operands.element(number)) != 0;
            NativeMemory structure = key.structure(descriptors.domain(Calls.descriptor(call)), on);
            return SystemCall.of(() -> Sockets.setsockopt(fd, level, option, structure.address(), SignatureKey.SIZE));
        }
        NativeMemory memory = memory(Math.max(length, value.size()));
        value.put(memory);
        long address = Operands.isNull(call.arguments().get(3)) ? 0 : memory.address();
        return SystemCall.of(() -> Sockets.setsockopt(fd, level, option, address, length));
    }

    private SystemCall getsockopt(Invocation call) {
        Calls.requireCount(call, 5, 5);
        int fd = descriptors.live(Calls.descriptor(call));
        int level = Operands.integer(call.arguments().get(1));
        int option = Operands.integer(call.arguments().get(2));
        Expression wanted = call.arguments().get(3);
        OptionValue value = OptionValue.of(wanted);
        Expression given = call.arguments().get(4);
        int length = Operands.isEllipsis(given)
                ? Operands.isEllipsis(wanted) ? LARGEST_VALUE : value.size()
                : Operands.integer(Operands.element(given));
        NativeMemory memory = memory(length);
        NativeMemory size = NativeMemory.allocate(4);
        size.bytes().putInt(0, length);
        long address = Operands.isNull(wanted) ? 0 : memory.address();
        return SystemCall.of(() -> Sockets.getsockopt(fd, level, option, address, size.address()))
                .writing(result -> {
                    if (result < 0) {
                        return Map.of();
                    }
                    int returned = size.bytes().getInt(0);
                    Map<Integer, Expression> outputs = new HashMap<>();
                    value.read(memory, Math.min(returned, memory.size())).ifPresent(output -> outputs.put(3, output));
                    outputs.put(4, Operands.pointerTo(returned));
                    return outputs;
                });
    }

    private static NativeMemory memory(int size) {
        if (size > LARGEST_VALUE) {
            throw new UnknownCallException("an option's value of " + size + " octets is too large");
        }
        return NativeMemory.allocate(Math.max(size, OptionValue.LARGEST_NUMBERS));
    }

    private SystemCall fcntl(Invocation call) {
        Calls.requireCount(call, 2, 3);
        int fd = descriptors.live(Calls.descriptor(call));
        int command = Operands.integer(call.arguments().get(1));
        long argument =
                call.arguments().size() == 3 ? Operands.number(call.arguments().get(2)) : 0;
        return SystemCall.of(() -> Io.fcntl(fd, command, argument));
    }

    private SystemCall ioctl(Invocation call) {
        Calls.requireCount(call, 2, 3);
        int fd = descriptors.live(Calls.descriptor(call));
        long request = Integer.toUnsignedLong(Operands.integer(call.arguments().get(1)));
        if (call.arguments().size() == 2) {
            return SystemCall.of(() -> Io.ioctl(fd, request, 0));
        }
        Expression argument = call.arguments().get(2);
        if (!(argument instanceof Expression.Array)) {
            long value = Operands.number(argument);
            return SystemCall.of(() -> Io.ioctl(fd, request, value));
        }
        // In (FIONBIO) or out (FIONREAD): a script means either by [n].
        NativeMemory memory = NativeMemory.allocate(8);
        memory.bytes().putInt(0, Operands.integer(Operands.element(argument)));
        return SystemCall.of(() -> Io.ioctl(fd, request, memory.address()))
                .writing(result -> result < 0
                        ? Map.of()
                        : Map.of(
                                2,
                                new Expression.Array(
                                        List.of(Operands.of(memory.bytes().getInt(0))))));
    }
}
