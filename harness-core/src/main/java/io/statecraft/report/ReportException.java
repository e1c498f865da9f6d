package io.statecraft.report;

import java.io.IOException;
import java.nio.file.Path;

/** A report could not be written: the message says which, and why. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReportException(Path where, IOException cause) {
        super("the report cannot be written to " + where + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        } else if (cause instanceof java.nio.file.FileAlreadyExistsException exists) {
            return exists.getFile() + " is in the way";
        } else if (cause instanceof java.nio.file.NoSuchFileException) {
            return "there is no such folder";
        }
        return cause.getMessage();
    }
}
