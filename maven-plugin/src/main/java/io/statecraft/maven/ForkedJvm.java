package io.statecraft.maven;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM for one run of the command line.
 *
 * <p>The child's standard input is a pipe that only this JVM holds: when Maven dies, however it dies, the child reads the
 * end of it and exits ({@code statecraft.exitOnEof}). So there is no shutdown hook to be forgotten in Maven's own JVM.
 *
 * @param java the {@code java} to start
 * @param options of the JVM, after {@link #FIXED}, so that they win
 * @param classPath jars and folders
 * @param directory the working directory, against which the command line reads relative paths
 */
record ForkedJvm(Path java, List<String> options, List<Path> classPath, Path directory) {
    static final String MAIN = "io.statecraft.cli.Main";

    /** A heap that does not grow while packets are timed, a collector that pauses little, and no file in the temporary folder. */
    static final List<String> FIXED = List.of(
            "-XX:+UseG1GC",
            "-Xms512m",
            "-Xmx512m",
            "-XX:-UsePerfData",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstatecraft.exitOnEof=true");

    /** How long output may still come after the child's end, in milliseconds: something it started may hold the pipe open. */
    private static final long LAST_WORDS_MILLIS = 2000;

    /** How long a child that is told to end may take to write its report, in milliseconds; then it is killed. */
    private static final long FAREWELL_MILLIS = 5000;

    ForkedJvm {
        options = List.copyOf(options);
        classPath = List.copyOf(classPath);
    }

    /**
     * The whole command: the JVM, its options, the class path, the main class, and the words for it.
     *
     * @param words of the command line, the command first
     */
    List<String> command(List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(FIXED);
        command.addAll(options);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(MAIN);
        command.addAll(words);
        return command;
    }

    /**
     * Runs the command line to its end.
     *
     * @param words of the command line, the command first
     * @param out takes all that the child prints, as it comes
     * @return the exit status
     * @throws IOException if no process could be started
     * @throws InterruptedException if this thread was interrupted; the child is ended
     */
    int run(List<String> words, OutputStream out) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(command(words))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        Thread pump = new Thread(() -> copy(child.getInputStream(), out), "statecraft-output");
        pump.setDaemon(true);
        pump.start();
        try {
            int status = child.waitFor();
            pump.join(LAST_WORDS_MILLIS);
            return status;
        } finally {
            end(Stream.concat(child.descendants(), Stream.of(child.toHandle())).toList());
        }
    }

    /** Returns when they are gone. Waiting here cannot be interrupted: an interruption is why we are here, most likely. */
    private static void end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        awaitEnd(processes);
        processes.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        awaitEnd(processes);
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, FAREWELL_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    private static void copy(InputStream in, OutputStream out) {
        byte[] bytes = new byte[8192];
        try {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                out.write(bytes, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
