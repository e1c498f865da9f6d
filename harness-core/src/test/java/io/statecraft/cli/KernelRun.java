package io.statecraft.cli;

import static org.testng.Assert.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.testng.SkipException;

/** Runs of the command line on the kernel, each in a JVM of its own, which tests end as they like; and what is left of them. */
final class KernelRun implements AutoCloseable {
    private static final String MARK = "STATECRAFT_TEST_MARK";

    /** Waits in calls and in silence, so that whoever ends the run does so in the middle. */
    private static final String WAITING = """
            --tolerance_usecs=500000
            0    socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +0   bind(3, ..., ...) = 0
            +0   listen(3, 1) = 0
            +0   < S 0:0(0) win 65535 <mss 1460>
            *    > S. 0:0(0) ack 1 <...>
            +.01 < . 1:1(0) ack 1 win 65535
            +0   accept(3, ..., ...) = 4
            +0...0.8 read(4, ..., 1000) = 1000
            +.2  silence for 0.3
            0.8  < P. 1:1001(1000) ack 1 win 65535
            """;

    /** Leaves running what it can, and files. */
    private static final String COMMANDS = """
            0 `sleep 300 & (sleep 301 &) ; setsid sleep 302 & unset TMPDIR; mktemp; sleep 0.2`
            +0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
            +.1 close(3) = 0
            """;

    private final String mark = UUID.randomUUID().toString();
    private final Path folder;
    private final Set<String> before;

    KernelRun() throws IOException {
        folder = Files.createTempDirectory("statecraft-test");
        for (String name : List.of("tmp", "cache", "scripts")) {
            Files.createDirectory(folder.resolve(name));
        }
        for (int i = 0; i < 4; i++) {
            Files.writeString(folder.resolve("scripts/" + i + "-commands.pkt"), COMMANDS);
            Files.writeString(folder.resolve("scripts/" + i + "-waiting.pkt"), WAITING);
        }
        before = traces();
    }

    /** Starts one; it prints each result when it is there. */
    Process start(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--target",
                "kernel",
                "--allow-shell",
                "--verbose"));
        command.addAll(List.of(more));
        command.add(folder.resolve("scripts").toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(MARK, mark);
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return builder.start();
    }

    /** Skips the test, or fails it with {@code -Dstatecraft.require=kernel}, if the first result is that there is no kernel to be had. */
    void requireKernel() throws IOException, InterruptedException {
        Process first = start();
        String said = new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (first.waitFor() == ExitStatus.ENVIRONMENT.number()
                && !System.getProperty("statecraft.require", "").contains("kernel")) {
            throw new SkipException("no kernel to test here: " + said);
        }
        assertEquals(first.exitValue(), 0, said);
    }

    /** Waits until a run has its first result. */
    static String awaitResult(Process run) throws IOException {
        BufferedReader out = run.inputReader();
        return out.readLine();
    }

    Path folder() {
        return folder;
    }

    /** Waits until all processes that belong to the runs have ended; those that do not. */
    List<String> survivors() throws IOException, InterruptedException {
        List<String> survivors = new ArrayList<>();
        for (ProcessHandle process : marked()) {
            try {
                process.onExit().get(5, TimeUnit.SECONDS);
            } catch (java.util.concurrent.TimeoutException e) {
                survivors.add(process.pid() + " " + process.info().commandLine().orElse("?"));
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IOException(e);
            }
        }
        return survivors;
    }

    private List<ProcessHandle> marked() {
        return ProcessHandle.allProcesses().filter(this::isMarked).toList();
    }

    private boolean isMarked(ProcessHandle process) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException e) {
            return false; // it has ended, or is none of ours
        }
    }

    /** What is there now of interfaces, of namespaces that are mounted, and of temporary files, and was not when this was made. */
    Set<String> leftovers() throws IOException {
        Set<String> left = traces();
        left.removeAll(before);
        return left;
    }

    private Set<String> traces() throws IOException {
        Set<String> all = new TreeSet<>();
        for (Path place : List.of(Path.of("/sys/class/net"), Path.of("/run/netns"), folder.resolve("tmp"))) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> entries = Files.list(place)) {
                    entries.forEach(entry -> all.add(entry.toString()));
                }
            }
        }
        try (Stream<Path> entries = Files.walk(folder.resolve("cache"))) {
            entries.filter(entry -> entry.toString().endsWith(".part")).forEach(entry -> all.add(entry.toString()));
        }
        for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            if (line.contains(" - nsfs ")) {
                all.add(line);
            }
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        marked().forEach(ProcessHandle::destroyForcibly);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
