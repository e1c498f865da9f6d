package io.statecraft.link;

/** The link failed: our environment's fault, never the target's. */
public class LinkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LinkException(String message) {
        super(message);
    }

    public LinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
