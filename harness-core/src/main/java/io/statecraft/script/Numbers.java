package io.statecraft.script;

import io.statecraft.script.Token.Kind;

/** The value of a number as written. */
final class Numbers {
    /** About 31 years; the nanoseconds of more would not fit. */
    private static final long MAX_SECONDS = 1_000_000_000L;

    private Numbers() {}

    /** A signed decimal number of 64 bits, or the 64 bits that hexadecimal digits spell. */
    static long parse(Token token) {
        try {
            return token.is(Kind.HEX)
                    ? Long.parseUnsignedLong(token.text(), 2, token.text().length(), 16)
                    : Long.parseLong(token.text());
        } catch (NumberFormatException tooLarge) {
            throw ScriptError.at(token.start(), "the number " + token.shown() + " does not fit into 64 bits");
        }
    }

    /** Seconds as written, cut off after the microseconds, in nanoseconds. */
    static long nanoseconds(Token token) {
        String text = token.text();
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        long seconds;
        try {
            seconds = whole.isEmpty() ? 0 : Long.parseLong(whole);
        } catch (NumberFormatException tooLarge) {
            seconds = Long.MAX_VALUE;
        }
        if (seconds > MAX_SECONDS) {
            throw ScriptError.at(token.start(), "a time of " + token.shown() + " seconds is too long");
        }
        long micros = 0;
        for (int i = 0; i < 6; i++) {
            int digit = point < 0 ? text.length() : point + 1 + i;
            micros = 10 * micros + (digit < text.length() ? text.charAt(digit) - '0' : 0);
        }
        return (1_000_000 * seconds + micros) * 1000;
    }
}
