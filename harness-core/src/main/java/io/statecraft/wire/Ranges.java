package io.statecraft.wire;

/** Checks of header fields: a constructor leaves no invalid value. */
final class Ranges {
    private Ranges() {}

    static void unsigned8(String field, int value) {
        check(field, value, 0xff);
    }

    static void unsigned16(String field, int value) {
        check(field, value, 0xffff);
    }

    /** The one-octet length field lets 253 octets follow an option's kind and length. */
    static void optionData(String field, int length) {
        check("length of " + field, length, 253);
    }

    static void check(String field, int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(field + " " + value + " is not in 0.." + max);
        }
    }

    static void addresses(int version, IpAddress source, IpAddress destination) {
        if (source.version() != version || destination.version() != version) {
            throw new IllegalArgumentException(source + " > " + destination + " in a header of version " + version);
        }
    }
}
