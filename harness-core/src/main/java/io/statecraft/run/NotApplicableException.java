package io.statecraft.run;

/** A scenario asks for what the target does not have or is not allowed: it does not apply. The message says what, and the remedy. */
public final class NotApplicableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotApplicableException(String message) {
        super(message);
    }
}
