package io.statecraft.target.kernel;

import io.statecraft.posix.Io;
import io.statecraft.posix.NativeMemory;
import io.statecraft.scenario.Expression;
import io.statecraft.target.SocketApi.Invocation;
import io.statecraft.target.UnknownCallException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Calls that open files and pipes, and move octets between them and sockets. */
final class FileCalls implements Calls {
    /** O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, and O_APPEND. */
    private static final int CHANGING = 1 | 2 | 0100 | 01000 | 02000;

    private static final int SPLICE_F_NONBLOCK = 2;
    private static final int NEW_FILE_MODE = 0644;

    private final DescriptorTable descriptors;
    private final Path directory;
    private final PrivateFiles files;

    /**
     * Such calls.
     *
     * @param directory where relative paths start: the scenario's own folder
     * @param files the view of the file system that the scenario's commands have
     */
    FileCalls(DescriptorTable descriptors, Path directory, PrivateFiles files) {
        this.descriptors = descriptors;
        this.files = files;
        this.directory = directory;
    }

    @Override
    public Map<String, Function<Invocation, SystemCall>> byName() {
        return Map.of("open", this::open, "pipe", this::pipe, "splice", this::splice, "sendfile", this::sendfile);
    }

    private SystemCall open(Invocation call) {
        Calls.requireCount(call, 2, 3);
        if (!(call.arguments().get(0) instanceof Expression.Text text)) {
            throw new UnknownCallException(
                    "a path is wanted, not " + Operands.kind(call.arguments().get(0)));
        }
        String path = new String(Operands.octets(text), StandardCharsets.UTF_8);
        int flags = Operands.integer(call.arguments().get(1));
        int mode =
                call.arguments().size() == 3 ? Operands.integer(call.arguments().get(2)) : NEW_FILE_MODE;
        String resolved = path.startsWith("/") ? path : directory + "/" + path;
        boolean changes = (flags & CHANGING) != 0;
        if (changes && !files.isChangeable()) {
            throw new UnknownCallException(
                    "open(\"" + path + "\", …) may change this machine's files: allow it with --allow-shell");
        }
        IntSupplier open = () -> Io.open(resolved, flags | Io.O_CLOEXEC, mode);
        return SystemCall.of(() -> changes ? files.call(open::getAsInt) : files.callIfThere(open::getAsInt))
                .then(result -> result < 0 ? result : descriptors.add(call.descriptor(), (int) result));
    }

    private SystemCall pipe(Invocation call) {
        List<Expression> ends = Operands.elements(Calls.argument(call, 0, 1));
        if (ends.size() != 2) {
            throw new UnknownCallException("a pipe has two ends, not " + ends.size());
        }
        NativeMemory memory = NativeMemory.allocate(8);
        return SystemCall.of(() -> Io.pipe(memory.address(), Io.O_CLOEXEC)).then(result -> {
            for (int i = 0; result == 0 && i < 2; i++) {
                OptionalInt number = OptionalInt.of(Operands.integer(ends.get(i)));
                descriptors.add(number, memory.bytes().getInt(4 * i));
            }
            return result;
        });
    }

    private SystemCall splice(Invocation call) {
        Calls.requireCount(call, 6, 6);
        int in = descriptors.live(Calls.descriptor(call));
        Offset inOffset = Offset.of(call.arguments().get(1));
        int out = descriptors.live(Operands.integer(call.arguments().get(2)));
        Offset outOffset = Offset.of(call.arguments().get(3));
        long count = Operands.number(call.arguments().get(4));
        int flags = Operands.integer(call.arguments().get(5));
        return SystemCall.of(() -> Io.splice(in, inOffset.address(), out, outOffset.address(), count, flags))
                .blocking(in, () -> (flags & SPLICE_F_NONBLOCK) == 0 && waits(in, out));
    }

    private SystemCall sendfile(Invocation call) {
        Calls.requireCount(call, 4, 4);
        int out = descriptors.live(Calls.descriptor(call));
        int in = descriptors.live(Operands.integer(call.arguments().get(1)));
        Offset offset = Offset.of(call.arguments().get(2));
        long count = Operands.number(call.arguments().get(3));
        return SystemCall.of(() -> Io.sendfile(out, in, offset.address(), count))
                .blocking(out, () -> Blocking.waitsToSend(out, count));
    }

    private static boolean waits(int in, int out) {
        return Blocking.waitsFor(in, Io.POLLIN) || Blocking.waitsFor(out, Io.POLLOUT);
    }

    /** An offset by address, or none. */
    private record Offset(NativeMemory memory) {

        /** Of {@code NULL} or {@code [0]}. */
        static Offset of(Expression expression) {
            if (Operands.isNull(expression)) {
                return new Offset(null);
            }
            NativeMemory memory = NativeMemory.allocate(8);
            memory.bytes().putLong(0, Operands.number(Operands.element(expression)));
            return new Offset(memory);
        }

        long address() {
            return memory == null ? 0 : memory.address();
        }
    }
}
