package io.statecraft.target.kernel;

import io.statecraft.clock.Clock;
import io.statecraft.posix.ChildProcess;
import io.statecraft.posix.Descriptor;
import io.statecraft.posix.Io;
import io.statecraft.posix.Layout;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.PosixException;
import io.statecraft.posix.Processes;
import io.statecraft.target.Target.CommandOutcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Runs a scenario's commands in {@code /bin/sh}, in the target's network namespace, in the scenario's own folder, and with a {@code
 * /tmp} of the scenario's own: scripts that run at the same time use the same names there.
 *
 * <p>What a command leaves running in the background is killed when this is closed.
 */
final class Shell implements AutoCloseable {
    private static final long TIME_LIMIT = 60_000_000_000L;
    private static final int OUTPUT_LIMIT = 8192;
    private static final int BUFFER = 4096;

    /** The folder is the shell's first argument, the command its second: neither needs quoting. */
    private static final String IN_FOLDER = "cd -- \"$1\" && exec /bin/sh -c \"$2\"";

    private static final CommandOutcome KILLED_BEFORE = new CommandOutcome.Done(
            128 + Processes.SIGKILL, "killed, with the first process of this scenario's commands\n");

    private final Path directory;
    private final Clock clock;
    private final PrivateFiles files;
    private final List<ChildProcess> children = new ArrayList<>();

    /**
     * A shell for the calling thread's namespace.
     *
     * @param directory where commands run
     * @param files the view of the file system that they have
     */
    Shell(Path directory, PrivateFiles files, Clock clock) {
        this.directory = directory;
        this.files = files;
        this.clock = clock;
    }

    /** Runs a command and waits for it, at most a minute. */
    CommandOutcome run(String text) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        List<String> command = List.of("/bin/sh", "-c", IN_FOLDER, "sh", directory.toString(), text);
        try (Io.Pipe pipe = Io.pipe()) {
            ChildProcess child;
            try {
                child = files.call(() -> {
                    environment.put("PACKETDRILL_PID", files.parent()); // scripts name files by it, and by $PPID
                    return ChildProcess.start(
                            command, environment, OptionalInt.of(pipe.writeEnd().number()));
                });
            } catch (PosixException e) {
                if (files.isFamilyKilled()) {
                    return KILLED_BEFORE; // by somebody else, and this command with it
                }
                throw e;
            }
            children.add(child);
            pipe.writeEnd().close();
            return follow(child, pipe.readEnd());
        }
    }

    private CommandOutcome follow(ChildProcess child, Descriptor output) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        NativeMemory memory = NativeMemory.allocate(BUFFER + 2 * Layout.Poll.SIZE + Layout.Timespec.SIZE);
        long deadline = clock.now() + TIME_LIMIT;
        Io.fcntl(output.number(), Io.F_SETFL, Io.O_NONBLOCK);
        try (Descriptor end = child.end()) {
            boolean inTime = true;
            while (child.status().isEmpty() && inTime) {
                Layout.Poll.put(memory, BUFFER, output.number(), Io.POLLIN);
                Layout.Poll.put(memory, BUFFER + Layout.Poll.SIZE, end.number(), Io.POLLIN);
                int timespec = BUFFER + 2 * Layout.Poll.SIZE;
                Layout.Timespec.put(memory, timespec, Math.max(0, deadline - clock.now()));
                Io.ppoll(memory.address(BUFFER), 2, memory.address(timespec));
                if (!drain(output, memory, text)) {
                    Layout.Poll.put(memory, BUFFER, -1, 0);
                    Io.ppoll(memory.address(BUFFER), 2, memory.address(timespec)); // only its end is left to wait for
                }
                inTime = clock.now() < deadline;
            }
            if (child.status().isEmpty()) {
                child.signal(Processes.SIGKILL);
                child.waitFor();
                text.writeBytes("killed: it took longer than a minute\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        drain(output, memory, text);
        return new CommandOutcome.Done(child.waitFor(), text.toString(StandardCharsets.UTF_8));
    }

    /** Reads what there is; whether there may be more. */
    private static boolean drain(Descriptor output, NativeMemory memory, ByteArrayOutputStream text) {
        long count;
        while ((count = Io.read(output.number(), memory.address(), BUFFER)) > 0) {
            byte[] part = new byte[(int) Math.min(count, Math.max(0, OUTPUT_LIMIT - text.size()))];
            memory.bytes().get(0, part);
            text.writeBytes(part);
        }
        return count < 0;
    }

    @Override
    public void close() {
        children.forEach(ChildProcess::close);
        children.clear();
    }
}
