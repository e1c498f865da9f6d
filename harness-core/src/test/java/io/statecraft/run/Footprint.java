package io.statecraft.run;

import io.statecraft.posix.Descriptor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param descriptors those that are open, as the kernel counts them
 * @param ours those that we know of
 * @param threads by name
 * @param namespaces of networks, in which its threads are
 * @param mounts that it sees
 * @param children processes that it has started and that have not ended
 */
record Footprint(
        int descriptors,
        int ours,
        Set<String> threads,
        Set<String> namespaces,
        Set<String> mounts,
        Set<String> children) {

    /** Milliseconds. */
    private static final int PATIENCE = 10_000;

    static Footprint now() throws IOException {
        return new Footprint(
                count("/proc/self/fd"),
                Descriptor.openCount(),
                Thread.getAllStackTraces().keySet().stream()
                        .filter(Thread::isAlive)
                        .map(thread -> thread.getName() + " " + thread.getId())
                        .collect(Collectors.toCollection(TreeSet::new)),
                namespacesOfTasks(),
                Set.copyOf(Files.readAllLines(Path.of("/proc/self/mountinfo"))),
                ProcessHandle.current()
                        .children()
                        .map(child -> child.pid() + " " + child.info().command().orElse("?"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static int count(String folder) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(folder))) {
            return (int) entries.count();
        }
    }

    private static Set<String> namespacesOfTasks() throws IOException {
        Set<String> namespaces = new TreeSet<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                try {
                    namespaces.add(
                            Files.readSymbolicLink(task.resolve("ns/net")).toString());
                } catch (NoSuchFileException e) {
                    // It has ended.
                }
            }
        }
        return namespaces;
    }

    /** Waits until threads that have come since have ended: a pool is closed when its threads are about to end. */
    void awaitNewcomers() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread != Thread.currentThread() && !threads.contains(thread.getName() + " " + thread.getId())) {
                thread.join(PATIENCE);
            }
        }
    }

    /** What is there and was not before. That something has gone meanwhile, as idle threads do, is nobody's fault. */
    List<String> beyond(Footprint before) {
        List<String> newcomers = new ArrayList<>();
        if (descriptors > before.descriptors || ours > before.ours) {
            newcomers.add(descriptors + " descriptors, " + ours + " of them ours; before " + before.descriptors
                    + " and " + before.ours);
        }
        Stream.of(
                        minus(threads, before.threads),
                        minus(namespaces, before.namespaces),
                        minus(mounts, before.mounts),
                        minus(children, before.children))
                .forEach(newcomers::addAll);
        return newcomers;
    }

    private static Set<String> minus(Set<String> now, Set<String> before) {
        Set<String> left = new TreeSet<>(now);
        left.removeAll(before);
        return left;
    }

    /**
     * How much memory it takes.
     *
     * @param heap what is reachable, octets
     * @param resident what the kernel counts, octets
     */
    record Memory(long heap, long resident) {
        private static final int KIBI = 1024;

        /** Collects garbage first. */
        static Memory now() throws IOException {
            System.gc();
            System.gc(); // what the first one has let go of
            long resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBI)
                    .findFirst()
                    .orElseThrow();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            return new Memory(heap, resident);
        }

        @Override
        public String toString() {
            return "heap " + heap / KIBI + " KiB, resident " + resident / KIBI + " KiB";
        }
    }
}
