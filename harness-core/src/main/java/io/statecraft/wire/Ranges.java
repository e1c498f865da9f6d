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

    static void check(String field, int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(field + " " + value + " is not in 0.." + max);
        }
    }
}
