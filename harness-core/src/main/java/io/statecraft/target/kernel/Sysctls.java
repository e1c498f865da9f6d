package io.statecraft.target.kernel;

import io.statecraft.posix.Io;
import io.statecraft.posix.NativeMemory;
import io.statecraft.posix.PosixException;
import io.statecraft.posix.Scheduling;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The settings of the calling thread's network namespace, under {@code /proc/sys/net}. */
final class Sysctls {
    /** Settings of the network alone: the others are the whole machine's. */
    private static final Pattern NAME = Pattern.compile("net(?:[./][A-Za-z0-9_-]+)+");

    private static final String ROOT = "/proc/sys/";

    private Sysctls() {}

    /** Whether {@code name} is the name of a setting of the network, with dots or slashes. */
    static boolean isOfNetwork(String name) {
        return NAME.matcher(name).matches();
    }

    /** The file behind a setting. */
    static String path(String name) {
        return ROOT + name.replace('.', '/');
    }

    /**
     * Sets {@code name} to {@code value}.
     *
     * @return 0, or the negative error number
     */
    static int set(String name, String value) {
        int fd = Io.open(path(name), Io.O_WRONLY | Io.O_CLOEXEC, 0);
        if (fd < 0) {
            return fd;
        }
        byte[] text = (value + '\n').getBytes(StandardCharsets.US_ASCII);
        NativeMemory memory = NativeMemory.scratch();
        // What concerns interfaces tries for their lock again and again, in the kernel, without giving way.
        long written = Scheduling.ordinarily(() -> {
            memory.bytes().put(0, text, 0, Math.min(text.length, NativeMemory.SCRATCH_SIZE));
            return Io.write(fd, memory.address(), text.length);
        });
        Io.close(fd);
        return written < 0 ? (int) written : 0;
    }

    /** Sets what a scenario cannot do without. */
    static void require(String name, String value) {
        PosixException.check("set " + name + " to " + value, set(name, value));
    }

    /** The value of {@code name}, without its end of line, or null if it cannot be read. */
    static String get(String name) {
        int fd = Io.open(path(name), Io.O_RDONLY | Io.O_CLOEXEC, 0);
        if (fd < 0) {
            return null;
        }
        NativeMemory memory = NativeMemory.scratch();
        long length = Io.read(fd, memory.address(), NativeMemory.SCRATCH_SIZE);
        Io.close(fd);
        if (length < 0) {
            return null;
        }
        byte[] text = new byte[(int) length];
        memory.bytes().get(0, text);
        return new String(text, StandardCharsets.US_ASCII).strip();
    }
}
