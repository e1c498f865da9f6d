package io.statecraft.capture;

import java.nio.file.Path;

/** A capture cannot be read or written: the message says which and why, the remedy what to do. */
public final class CaptureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    CaptureException(Path file, String why, String remedy) {
        super(file + " " + why);
        this.remedy = remedy;
    }

    /** What to do about it, one sentence. */
    public String remedy() {
        return remedy;
    }
}
