package io.statecraft.oracle.offline;

/** The capture's bytes, for a second look at what has gone by. */
public interface Octets {

    /**
     * Reads {@code length} bytes that stand at {@code fileOffset} into the start of {@code into}.
     *
     * @return whether they could be read, all of them
     */
    boolean read(long fileOffset, byte[] into, int length);
}
