package io.statecraft.target.kernel;

import io.statecraft.posix.ChildProcess;
import io.statecraft.posix.Io;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.PosixException;
import io.statecraft.posix.Processes;
import io.statecraft.target.TargetKind.Finding;
import io.statecraft.target.TargetUnavailableException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Network namespaces for somebody who is not root: in a user namespace one is, as far as its own network goes.
 *
 * <p>A process with several threads cannot enter one, and a JVM always has several: the program runs again as a child that {@code
 * unshare} puts into one.
 */
public final class UserNamespace {
    private static final String INSIDE = "STATECRAFT_USER_NAMESPACE";
    private static final List<String> OPTIONS = List.of("--user", "--map-root-user", "--net");
    private static final int OUTPUT_LIMIT = 2048;

    private UserNamespace() {}

    /** Whether this process may make network namespaces without further ado. Tried, not guessed. */
    public static boolean isUnneeded() {
        // Where there is no Linux there is nothing to need.
        return !Examination.operatingSystem().present()
                || Examination.networkNamespaces().present();
    }

    /** Whether this process is one that {@link #reexec} has started. */
    public static boolean isInside() {
        return System.getenv(INSIDE) != null;
    }

    /** Whether {@link #reexec} works here, and what to do if not. Tried, not guessed. */
    public static Finding examine() {
        Optional<Path> unshare = unshare();
        if (unshare.isEmpty()) {
            return new Finding(
                    "user namespaces",
                    false,
                    "the program 'unshare' is not on the PATH",
                    "install util-linux, or run as root");
        }
        // Twice: that one gets into a user namespace does not say that one may do anything there.
        List<String> attempt = new ArrayList<>(List.of(unshare.get().toString()));
        attempt.addAll(OPTIONS);
        attempt.addAll(List.of(unshare.get().toString(), "--net", "true"));
        String answer = outputOf(attempt);
        return answer.isEmpty()
                ? new Finding("user namespaces", true, "permitted to ordinary users", "")
                : new Finding("user namespaces", false, answer, UserNamespaceRemedy.find());
    }

    /**
     * Runs this program again, with the arguments that it has, in a user and a network namespace of its own, and waits for it. It has our
     * input, output and errors; signals that end us are passed on; and it is killed if we are.
     *
     * @return its exit status
     * @throws TargetUnavailableException if that is not permitted, or this is that program already
     */
    public static int reexec() {
        Finding finding = isInside()
                ? new Finding(
                        "user namespaces",
                        false,
                        "a user namespace was made, but it lets nobody make network namespaces",
                        UserNamespaceRemedy.find())
                : examine();
        if (!finding.present()) {
            throw new TargetUnavailableException(
                    "no network namespaces for an ordinary user: " + finding.detail(), finding.remedy());
        }
        List<String> command = new ArrayList<>(List.of(unshare().orElseThrow().toString()));
        command.addAll(OPTIONS);
        command.addAll(ownCommand());
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(INSIDE, "1");
        return follow(ChildProcess.start(command, environment, OptionalInt.empty()));
    }

    private static int follow(ChildProcess child) {
        // The end of the JVM would take the child with it at once: it gets time to end in order.
        Thread passOn = new Thread(
                () -> {
                    child.signal(Processes.SIGTERM);
                    child.waitFor();
                },
                "end of the child");
        Runtime.getRuntime().addShutdownHook(passOn);
        int status = child.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(passOn);
        } catch (IllegalStateException e) {
            // We are being ended, and so was the child.
        }
        child.close();
        return status;
    }

    /** The command line of this process, by the path of its program. */
    private static List<String> ownCommand() {
        try {
            String words = new String(Files.readAllBytes(Path.of("/proc/self/cmdline")), StandardCharsets.UTF_8);
            List<String> command = new ArrayList<>(List.of(words.split("\0", -1)));
            command.remove(command.size() - 1); // each word ends with a zero
            command.set(0, Files.readSymbolicLink(Path.of("/proc/self/exe")).toString());
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> unshare() {
        for (String folder :
                System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator)) {
            Path candidate = Path.of(folder, "unshare");
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate.toAbsolutePath());
            }
        }
        return Optional.empty();
    }

    /** What a command says that fails; nothing if it succeeds. */
    private static String outputOf(List<String> command) {
        try (Io.Pipe pipe = Io.pipe();
                ChildProcess child = ChildProcess.start(
                        command, System.getenv(), OptionalInt.of(pipe.writeEnd().number()))) {
            pipe.writeEnd().close();
            NativeMemory memory = NativeMemory.allocate(OUTPUT_LIMIT);
            long count;
            int length = 0;
            while (length < OUTPUT_LIMIT
                    && (count = Io.read(pipe.readEnd().number(), memory.address(length), OUTPUT_LIMIT - length)) > 0) {
                length += (int) count;
            }
            byte[] text = new byte[length];
            memory.bytes().get(0, text);
            int status = child.waitFor();
            String output = new String(text, StandardCharsets.UTF_8).strip();
            return status == 0 ? "" : output.isEmpty() ? "exit status " + status : output;
        } catch (PosixException e) {
            return e.getMessage();
        }
    }
}
