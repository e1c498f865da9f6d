package io.statecraft.target.kernel;

import io.statecraft.posix.Descriptor;
import io.statecraft.posix.Namespaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A thread with a view of the file system of its own: what it changes in {@code /tmp}, but for the folder that the scenario is in, is
 * seen by it and its children alone. It exists from the first command on: who needs no shell does not pay for it.
 *
 * <p>The processes that it starts end when this is closed, as do all that these start.
 *
 * <p>Where mounts are not permitted the view is everybody's.
 */
final class PrivateFiles implements AutoCloseable {
    private static final Path TMP = Path.of("/tmp");

    private final Path directory;
    private final boolean changeable;
    private HelperThread thread;
    private Optional<ProcessFamily> family = Optional.empty();

    /**
     * A view that keeps {@code directory}.
     *
     * @param directory absolute
     * @param changeable whether the scenario may change files: whoever may run commands may
     */
    PrivateFiles(Path directory, boolean changeable) {
        this.directory = directory.toAbsolutePath().normalize();
        this.changeable = changeable;
    }

    boolean isChangeable() {
        return changeable;
    }

    /** Has {@code work} done by the thread with the view, which is made if there is none. */
    <T> T call(Supplier<T> work) {
        if (thread == null) {
            thread = new HelperThread("private files");
            family = submit(() -> {
                mountTmp();
                return ProcessFamily.found();
            });
        }
        return submit(work);
    }

    /** What processes that are started with the view have for the number of their parent. */
    String parent() {
        return family.isPresent() ? "0" : Long.toString(ProcessHandle.current().pid());
    }

    /** Whether nothing can be started any more because somebody has killed the first of the processes, and with it all of them. */
    boolean isFamilyKilled() {
        return family.map(ProcessFamily::isKilled).orElse(false);
    }

    /** Has {@code work} done with the view if there is one, and otherwise by the calling thread. */
    <T> T callIfThere(Supplier<T> work) {
        return thread == null ? work.get() : submit(work);
    }

    private <T> T submit(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        thread.submit(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void mountTmp() {
        if (directory.equals(TMP) || Namespaces.unshare(Namespaces.CLONE_NEWNS) < 0) {
            return;
        }
        Namespaces.mount("none", "/", null, Namespaces.MS_REC | Namespaces.MS_PRIVATE, null);
        if (!directory.startsWith(TMP)) {
            coverTmp();
            return;
        }
        // The folder under /tmp that the scenario is in is held by a descriptor, and put back over its copy.
        Path kept = TMP.resolve(directory.getName(1));
        try (Descriptor held = Namespaces.hold(kept.toString())) {
            if (coverTmp()) {
                Namespaces.mount(pathOf(held), kept.toString(), null, Namespaces.MS_BIND | Namespaces.MS_REC, null);
            }
        }
    }

    /** What is there is still there, our own classes perhaps; what changes goes to memory. Whether that is so now. */
    private static boolean coverTmp() {
        try (Descriptor below = Namespaces.hold("/tmp")) {
            if (Namespaces.mount("tmpfs", "/tmp", "tmpfs", 0, "mode=1777") < 0) {
                return false;
            }
            try {
                Files.createDirectory(TMP.resolve("changes"));
                Files.createDirectory(TMP.resolve("work"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String layers = "lowerdir=" + pathOf(below) + ",upperdir=/tmp/changes,workdir=/tmp/work";
            if (Namespaces.mount("overlay", "/tmp", "overlay", 0, layers) == 0) {
                return true;
            }
            Namespaces.unmount("/tmp");
            return false;
        }
    }

    private static String pathOf(Descriptor held) {
        return "/proc/thread-self/fd/" + held.number();
    }

    @Override
    public void close() {
        if (thread != null) {
            family.ifPresent(ProcessFamily::close);
            thread.close();
        }
    }
}
