package io.statecraft.target.kernel;

import io.statecraft.posix.ChildProcess;
import io.statecraft.posix.Descriptor;
import io.statecraft.posix.Io;
import io.statecraft.posix.Layout;
import io.statecraft.posix.Namespaces;
import io.statecraft.posix.NativeMemory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The processes that the calling thread starts from now on, and all that these start, however they try to get away: they are in a
 * namespace of their own, which ends with its first process. That one waits for the end of a pipe that nobody but us can write to, and
 * so ends when this is closed, or when we end, however that comes about.
 *
 * <p>All other children of the thread are to be waited for before this is closed.
 */
final class ProcessFamily implements AutoCloseable {
    private static final List<String> FIRST = List.of("/bin/sh", "-c", "read -r never");

    private static final long DYING = 1_000_000_000; // nanoseconds: what is killed ends within

    private final ChildProcess first;
    private final Descriptor pipe;

    private ProcessFamily(ChildProcess first, Descriptor pipe) {
        this.first = first;
        this.pipe = pipe;
    }

    /** Founds one for the calling thread, if that is permitted. */
    static Optional<ProcessFamily> found() {
        if (Namespaces.unshare(Namespaces.CLONE_NEWPID) < 0) {
            return Optional.empty();
        }
        Io.Pipe pipe = Io.pipe();
        try (Descriptor nowhere = Descriptor.of("open /dev/null", Io.open("/dev/null", Io.O_RDWR | Io.O_CLOEXEC, 0))) {
            ChildProcess first = ChildProcess.start(
                    FIRST, Map.of(), OptionalInt.of(pipe.readEnd().number()), OptionalInt.of(nowhere.number()));
            pipe.readEnd().close();
            return Optional.of(new ProcessFamily(first, pipe.writeEnd()));
        } catch (RuntimeException e) {
            pipe.close();
            throw e;
        }
    }

    /** Whether it has come to its end before it was closed, asked where a process could not be started: its end may be under way. */
    boolean isKilled() {
        if (first.status().isPresent()) {
            return true;
        }
        NativeMemory memory = NativeMemory.scratch();
        try (Descriptor end = first.end()) {
            Layout.Poll.put(memory, 0, end.number(), Io.POLLIN);
            Layout.Timespec.put(memory, Layout.Poll.SIZE, DYING);
            Io.ppoll(memory.address(), 1, memory.address(Layout.Poll.SIZE));
        }
        return first.status().isPresent();
    }

    /** Ends all of them, and waits for that. */
    @Override
    public void close() {
        pipe.close();
        first.close();
    }
}
