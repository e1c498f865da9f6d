package io.statecraft.cli;

import java.io.IOException;
import java.io.InputStream;

/**
 * Ends this JVM, and every process it started, when its standard input ends: for a parent that holds the other end of the
 * pipe and may die without a word. Armed by {@code -Dstatecraft.exitOnEof=true}.
 */
final class ExitOnEof {
    /** A parent that is gone reads no status; one that only closed the pipe sees that this was not the usual end. */
    static final int STATUS = 4;

    private static final String PROPERTY = "statecraft.exitOnEof";

    private ExitOnEof() {}

    /** Starts the watch, if the property asks for it. */
    static void arm() {
        if (Boolean.getBoolean(PROPERTY)) {
            Thread watch = new Thread(ExitOnEof::watch, "statecraft-exit-on-eof");
            watch.setDaemon(true);
            watch.start();
        }
    }

    private static void watch() {
        byte[] ignored = new byte[256];
        InputStream in = System.in;
        try {
            while (in.read(ignored) >= 0) {
                // Nobody has anything to say here: only the end matters.
            }
        } catch (IOException e) {
            // A pipe that cannot be read has no parent behind it either.
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(STATUS);
    }
}
