package io.statecraft.wire;

/**
 * A TCP sequence number: 32 bits, compared modulo 2^32 (RFC 9293 section 3.4).
 *
 * <p>{@code a.isBefore(b)} is meaningful while the two are less than 2^31 apart, as every comparison of the RFC is.
 *
 * @param bits the number's 32 bits; {@link #toLong()} is the unsigned value
 */
public record SequenceNumber(int bits) {

    /** Sequence number 0. */
    public static final SequenceNumber ZERO = new SequenceNumber(0);

    /** The low 32 bits of {@code value}: negative and over-large values wrap. */
    public static SequenceNumber of(long value) {
        return new SequenceNumber((int) value);
    }

    /** The unsigned value, 0 to 2^32 - 1. */
    public long toLong() {
        return Integer.toUnsignedLong(bits);
    }

    /** This number advanced by {@code octets}, which may be negative, modulo 2^32. */
    public SequenceNumber plus(long octets) {
        return octets == 0 ? this : new SequenceNumber((int) (bits + octets));
    }

    /** This number moved back by {@code octets}, modulo 2^32. */
    public SequenceNumber minus(long octets) {
        return plus(-octets);
    }

    /** How far this is past {@code origin}: octets, negative if it lies before, -2^31 to 2^31 - 1. */
    public int since(SequenceNumber origin) {
        return bits - origin.bits;
    }

    public boolean isBefore(SequenceNumber other) {
        return since(other) < 0;
    }

    public boolean isAtOrBefore(SequenceNumber other) {
        return since(other) <= 0;
    }

    public boolean isAfter(SequenceNumber other) {
        return since(other) > 0;
    }

    public boolean isAtOrAfter(SequenceNumber other) {
        return since(other) >= 0;
    }

    /** Whether {@code from <= this < from + size}; nothing lies in a window of size 0. */
    public boolean isInWindow(SequenceNumber from, long size) {
        return Integer.toUnsignedLong(since(from)) < size;
    }

    /** The later of two numbers less than 2^31 apart. */
    public static SequenceNumber max(SequenceNumber a, SequenceNumber b) {
        return a.isAfter(b) ? a : b;
    }

    /** The earlier of two numbers less than 2^31 apart. */
    public static SequenceNumber min(SequenceNumber a, SequenceNumber b) {
        return a.isBefore(b) ? a : b;
    }

    @Override
    public String toString() {
        return Long.toString(toLong());
    }
}
