package io.statecraft.posix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Keeps jffi's native library in the user's cache folder.
 *
 * <p>Left to itself jffi writes it to the temporary folder at each start and deletes it once it is loaded; a process that is killed in
 * between leaves it there for ever. Where there is no cache folder that is ours alone, jffi is left to itself.
 */
final class NativeLibraryCache {
    private static final String FOLDERS = "jffi.boot.library.path"; // where jffi looks first
    private static final String FILE = "libjffi-1.2.so";

    private NativeLibraryCache() {}

    /** Tells jffi of the library in the cache, and puts it there if it is not. To be called before jffi is loaded. */
    static void prepare() {
        if (System.getProperty(FOLDERS) != null
                || !System.getProperty("os.name").equals("Linux")) {
            return;
        }
        Optional<Path> home = home(System.getenv());
        if (home.isPresent()) {
            try {
                place(home.get()).ifPresent(folder -> System.setProperty(FOLDERS, folder.toString()));
            } catch (IOException | UnsupportedOperationException e) {
                // No cache: jffi does it its way.
            }
        }
    }

    /** The user's folder for caches, by the XDG Base Directory Specification. */
    static Optional<Path> home(Map<String, String> environment) {
        String cache = environment.get("XDG_CACHE_HOME");
        if (cache != null && cache.startsWith("/")) {
            return Optional.of(Path.of(cache));
        }
        String home = environment.get("HOME");
        return home != null && home.startsWith("/") && Files.isDirectory(Path.of(home))
                ? Optional.of(Path.of(home, ".cache"))
                : Optional.empty();
    }

    /**
     * The folder under {@code home} with the library for this processor.
     *
     * @return nothing if there is no such library, or the folder is not ours
     */
    static Optional<Path> place(Path home) throws IOException {
        byte[] library = library();
        if (library == null) {
            return Optional.empty();
        }
        CRC32 sum = new CRC32();
        sum.update(library);
        Path folder = home.resolve("statecraft").resolve("jffi-" + Long.toHexString(sum.getValue()));
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!isOurs(folder)) {
            return Optional.empty();
        }
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), library)) {
            // Whoever looks sees nothing, or all of it.
            Path part = folder.resolve(ProcessHandle.current().pid() + ".part");
            Files.write(part, library);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            deleteParts(folder);
        }
        return Optional.of(folder);
    }

    /** What processes that were killed while they wrote have left. One that still writes loses its own, and does without. */
    private static void deleteParts(Path folder) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*.part")) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
    }

    /** Whether nobody else could have put something there: what lies there is run. */
    private static boolean isOurs(Path folder) throws IOException {
        Object owner = Files.getAttribute(folder, "unix:uid");
        int mode = (Integer) Files.getAttribute(folder, "unix:mode");
        return owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")) && (mode & 022) == 0;
    }

    private static byte[] library() throws IOException {
        String processor = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        try (InputStream source =
                NativeLibraryCache.class.getResourceAsStream("/jni/" + processor + "-Linux/" + FILE)) {
            return source == null ? null : source.readAllBytes();
        }
    }
}
