package io.statecraft.target;

/** The environment lacks what a target needs; the message says what, and the remedy. Exit status 3. */
public class TargetUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    public TargetUnavailableException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    public TargetUnavailableException(String message, String remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
