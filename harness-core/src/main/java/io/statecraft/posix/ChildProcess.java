package io.statecraft.posix;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A process that we started. It does not outlive us, nor does what it starts itself, unless it asks for that.
 *
 * <p>It is born in the namespaces of the thread that starts it; and unlike the JDK's own way this starts no thread here that would be
 * born there too. Thread-safe.
 */
public final class ChildProcess implements AutoCloseable {
    /** Where a child finds its end of the lifeline: a number that no shell and no script uses. */
    static final int LIFELINE = 199;

    private static final short SETPGROUP = 2;
    private static final short SETSIGDEF = 4;
    private static final int SIGPIPE = 13;
    private static final int WNOHANG = 1;
    private static final int SIGNAL_SET = 128;
    private static final int OPAQUE = 512; // more than posix_spawnattr_t and posix_spawn_file_actions_t take
    private static final long PIDFD_OPEN = 434; // on all architectures

    /** So many numbers above the highest that we know of may have been given away this moment. */
    private static final int UNKNOWN = 16;

    private final int pid;
    private final Lifeline lifeline;
    private final boolean ownGroup;
    private final ReentrantLock reaping = new ReentrantLock();
    private volatile OptionalInt status = OptionalInt.empty();

    private ChildProcess(int pid, Lifeline lifeline, boolean ownGroup) {
        this.pid = pid;
        this.lifeline = lifeline;
        this.ownGroup = ownGroup;
    }

    /**
     * Starts a program.
     *
     * @param command the program's path, and its arguments
     * @param environment all of it
     * @param output where its output and its errors go; empty: it has our input, output and errors, and is in our group, so that the
     *     terminal's keys reach it
     * @throws PosixException if it cannot be started
     */
    public static ChildProcess start(List<String> command, Map<String, String> environment, OptionalInt output) {
        return start(command, environment, OptionalInt.empty(), output);
    }

    /**
     * Starts a program.
     *
     * @param command the program's path, and its arguments
     * @param environment all of it
     * @param input where it reads from; empty: from nothing, or from where we do if it has our output
     * @param output where its output and its errors go; empty: it has our output and errors, and is in our group
     * @throws PosixException if it cannot be started
     */
    public static ChildProcess start(
            List<String> command, Map<String, String> environment, OptionalInt input, OptionalInt output) {
        CStrings arguments = new CStrings(command);
        CStrings variables = new CStrings(environment.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList());
        Lifeline lifeline = new Lifeline();
        try {
            int pid = spawn(arguments, variables, input, output, lifeline.number());
            lifeline.tie(output.isPresent() ? -pid : pid);
            return new ChildProcess(pid, lifeline, output.isPresent());
        } catch (RuntimeException e) {
            lifeline.close();
            throw e;
        }
    }

    private static int spawn(
            CStrings arguments, CStrings variables, OptionalInt input, OptionalInt output, int lifeline) {
        LibC c = LibC.INSTANCE;
        NativeMemory memory = NativeMemory.allocate(2 * OPAQUE + SIGNAL_SET + 8);
        long actions = memory.address();
        long attributes = memory.address(OPAQUE);
        long signals = memory.address(2 * OPAQUE);
        int pid = 2 * OPAQUE + SIGNAL_SET;
        memory.bytes().putLong(2 * OPAQUE, 1L << SIGPIPE - 1); // the JVM ignores it; children inherit that
        CStrings devNull = new CStrings(List.of("/dev/null"));
        c.posix_spawn_file_actions_init(actions);
        c.posix_spawnattr_init(attributes);
        try {
            if (input.isPresent()) {
                c.posix_spawn_file_actions_adddup2(actions, input.getAsInt(), 0);
            } else if (output.isPresent()) {
                c.posix_spawn_file_actions_addopen(actions, 0, devNull.address(0), Io.O_RDONLY, 0);
            }
            if (output.isPresent()) {
                c.posix_spawn_file_actions_adddup2(actions, output.getAsInt(), 1);
                c.posix_spawn_file_actions_adddup2(actions, output.getAsInt(), 2);
            }
            // Only now: any of the others may have had this number.
            c.posix_spawn_file_actions_adddup2(actions, lifeline, LIFELINE);
            // All would be closed anyway, but after posix_spawn has returned, and until then others' closing has no
            // effect.
            for (int fd = 3; fd <= Descriptor.highest() + UNKNOWN; fd++) {
                if (fd != LIFELINE) {
                    c.posix_spawn_file_actions_addclose(actions, fd);
                }
            }
            c.posix_spawnattr_setflags(attributes, (short) (SETSIGDEF | (output.isPresent() ? SETPGROUP : 0)));
            c.posix_spawnattr_setpgroup(attributes, 0);
            c.posix_spawnattr_setsigdefault(attributes, signals);
            int[] error = new int[1];
            ProcessStarts.all().begin();
            try {
                // Others wait for it to become the program, and nobody then.
                boolean hastened = Scheduling.passingOn(() -> error[0] = c.posix_spawn(
                        memory.address(pid),
                        arguments.address(0),
                        actions,
                        attributes,
                        arguments.address(),
                        variables.address(),
                        0));
                if (hastened && error[0] == 0) {
                    Scheduling.ordinary(memory.bytes().getInt(pid));
                }
            } finally {
                ProcessStarts.all().end();
                Reference.reachabilityFence(arguments);
                Reference.reachabilityFence(variables);
            }
            if (error[0] != 0) {
                throw new PosixException("start a process", error[0]);
            }
            return memory.bytes().getInt(pid);
        } finally {
            c.posix_spawn_file_actions_destroy(actions);
            c.posix_spawnattr_destroy(attributes);
        }
    }

    /** Its number. */
    public int pid() {
        return pid;
    }

    /**
     * A descriptor that can be read when it has ended.
     *
     * @throws PosixException if the kernel is older than 5.3
     */
    public Descriptor end() {
        return Descriptor.of("pidfd_open", (int) LibC.result(LibC.INSTANCE.syscall(PIDFD_OPEN, pid, 0)));
    }

    /** Its exit status if it is known to have ended; of one that was killed, 128 and the signal, as shells have it. */
    public OptionalInt status() {
        // Another thread that waits for it will know first.
        if (status.isEmpty() && reaping.tryLock()) {
            try {
                reap(WNOHANG);
            } finally {
                reaping.unlock();
            }
        }
        return status;
    }

    /** Waits until it has ended, and gives its exit status, as {@link #status()}. */
    public int waitFor() {
        reaping.lock();
        try {
            while (status.isEmpty()) {
                reap(0);
            }
        } finally {
            reaping.unlock();
        }
        return status.getAsInt();
    }

    private void reap(int flags) {
        NativeMemory memory = NativeMemory.scratch();
        if (status.isEmpty() && LibC.INSTANCE.waitpid(pid, memory.address(), flags) == pid) {
            int raw = memory.bytes().getInt(0);
            int signal = raw & 0x7f;
            status = OptionalInt.of(signal == 0 ? raw >> 8 & 0xff : 128 + signal);
        }
    }

    /** Sends it a signal, and to its group if it has its own, unless it has ended. */
    public void signal(int signal) {
        if (status.isEmpty()) {
            Processes.kill(ownGroup ? -pid : pid, signal);
        }
    }

    /** Kills it and what it left running, and leaves no zombie. */
    @Override
    public void close() {
        lifeline.close();
        waitFor();
    }
}
