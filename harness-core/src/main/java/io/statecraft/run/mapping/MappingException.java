package io.statecraft.run.mapping;

/** A script's packet that cannot be put on the wire as things stand; the message says why. */
public class MappingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MappingException(String message) {
        super(message);
    }
}
