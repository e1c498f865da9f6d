package io.statecraft.link;

import io.statecraft.wire.Bytes;

/** An Ethernet address: six octets. */
public record MacAddress(Bytes bytes) {
    /** In octets. */
    public static final int SIZE = 6;

    public MacAddress {
        if (bytes.length() != SIZE) {
            throw new IllegalArgumentException("an Ethernet address has 6 octets, not " + bytes.length());
        }
    }

    /**
     * An address of the range that everybody may use as they like.
     *
     * @param number the last octet
     */
    public static MacAddress locallyAdministered(int number) {
        return new MacAddress(Bytes.of((byte) 2, (byte) 'S', (byte) 'T', (byte) 'C', (byte) 0, (byte) number));
    }

    /** With colons. */
    @Override
    public String toString() {
        return bytes.toHex().replaceAll("(..)(?=.)", "$1:");
    }
}
