package io.statecraft.target.kernel;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;

import io.statecraft.posix.Descriptor;
import io.statecraft.target.Conversation;
import io.statecraft.target.Family;
import io.statecraft.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** When targets are closed, no descriptor, thread or namespace of theirs is left. */
public final class KernelLeavesNothingTest {
    private static final int TARGETS = 24;

    @BeforeClass
    public void requireKernel() {
        KernelMachine.require();
    }

    @DataProvider
    public Object[][] wires() {
        return new Object[][] {{WireKind.TUN}, {WireKind.PACKET}, {WireKind.RAW}};
    }

    @Test(dataProvider = "wires")
    public void nothingIsLeftOfManyTargetsAtATime(WireKind wire) throws Exception {
        use(wire, 1); // loads what is loaded once
        int descriptors = Descriptor.openCount();
        int files = count("/proc/self/fd");
        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        Set<String> namespaces = namespaces();
        assertEquals(namespaces.size(), 1, "all threads are in one");
        use(wire, TARGETS);
        assertEquals(Descriptor.openCount(), descriptors);
        assertEquals(count("/proc/self/fd"), files);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!threads.contains(thread)) {
                thread.join(10_000); // a pool has ended when its threads are about to
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
        assertEquals(namespaces(), namespaces);
    }

    private static void use(WireKind wire, int targets) throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try (KernelTargetKind kind = new KernelTargetKind(wire)) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < targets; i++) {
                Family family = Family.values()[i % 3];
                results.add(workers.submit((Callable<Boolean>) () -> converse(kind, family)));
            }
            for (Future<Boolean> result : results) {
                result.get();
            }
        } finally {
            workers.shutdown();
            workers.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    /** Leaves open and running whatever can be left so. */
    private static boolean converse(KernelTargetKind kind, Family family) {
        try (Target target = kind.open(KernelMachine.request(family))) {
            Conversation peer = new Conversation(target);
            peer.establish();
            peer.call("pipe([5, 6]) = 0");
            peer.call("epoll_create(1) = 7");
            peer.start("read(4, ..., 1000) = 1000", true);
            peer.start("accept(3, ..., ...) = 8", true);
            return true;
        }
    }

    private static int count(String folder) throws IOException {
        try (var entries = Files.list(Path.of(folder))) {
            return (int) entries.count();
        }
    }

    private static Set<String> namespaces() throws IOException {
        Set<String> namespaces = new TreeSet<>();
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
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
}
