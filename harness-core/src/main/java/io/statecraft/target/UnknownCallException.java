package io.statecraft.target;

/** A scenario asked for a call, argument or symbol that the target does not have: the message names it. */
public class UnknownCallException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnknownCallException(String message) {
        super(message);
    }
}
