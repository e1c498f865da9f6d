package io.statecraft.posix;

import static io.statecraft.posix.LibC.result;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps this process from being held up, as far as that is permitted, until it is closed: its memory stays in memory, and when the JVM
 * pauses, the threads that all others wait for then have real-time priority. With an ordinary one a pause of some milliseconds lasts
 * for hundreds where other processes compete, whatever the priority of those who wait.
 *
 * <p>Thread-safe.
 */
public final class Promptness implements AutoCloseable {
    /** The JVM's thread of pauses, and the workers that collect garbage in them, as their names begin in /proc. */
    private static final Set<String> PAUSING = Set.of("VM Thread", "GC Thread#");

    private static final File TASKS = new File("/proc/self/task");

    /** MCL_CURRENT, MCL_FUTURE, and MCL_ONFAULT: what is never used takes no memory. */
    private static final int ALL_ON_FAULT = 7;

    private static final int NAME_SIZE = 16;

    private final Set<Integer> known = new HashSet<>();
    private final Set<Integer> hastened = new HashSet<>();
    private final boolean locked = result(LibC.INSTANCE.mlockall(ALL_ON_FAULT)) == 0;

    /** Begins. The JVM collects garbage once, while nobody waits: it starts its workers at the first occasions, which takes long then. */
    public Promptness() {
        refresh();
        System.gc();
        refresh();
    }

    /** Looks for threads of the JVM that have come since: it begins collecting with few. */
    public synchronized void refresh() {
        String[] tasks = Optional.ofNullable(TASKS.list()).orElse(new String[0]);
        Set<Integer> there = new HashSet<>();
        for (String task : tasks) {
            int number = Integer.parseInt(task);
            there.add(number);
            if (known.add(number) && isPausing(nameOf(number)) && Scheduling.realTime(number, Urgency.PAUSING) == 0) {
                hastened.add(number);
            }
        }
        known.retainAll(there); // numbers are given again
        hastened.retainAll(there);
    }

    /** Whether pages stay in memory. */
    public boolean isLocked() {
        return locked;
    }

    /** The threads of the JVM that have real-time priority. */
    synchronized Set<Integer> hastened() {
        return Set.copyOf(hastened);
    }

    static boolean isPausing(String name) {
        return PAUSING.stream().anyMatch(name::startsWith);
    }

    static String nameOf(int task) {
        int fd = Io.open(TASKS + "/" + task + "/comm", Io.O_RDONLY | Io.O_CLOEXEC, 0);
        if (fd < 0) {
            return ""; // it has ended
        }
        NativeMemory memory = NativeMemory.scratch();
        byte[] name = new byte[(int) Math.max(0, Io.read(fd, memory.address(), NAME_SIZE))];
        Io.close(fd);
        memory.bytes().get(0, name);
        return new String(name, StandardCharsets.US_ASCII).strip();
    }

    @Override
    public synchronized void close() {
        hastened.forEach(Scheduling::ordinary);
        hastened.clear();
        known.clear();
        if (locked) {
            LibC.INSTANCE.munlockall();
        }
    }
}
