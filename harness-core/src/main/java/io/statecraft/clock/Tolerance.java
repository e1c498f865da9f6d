package io.statecraft.clock;

/**
 * How far an event may lie from its scripted time: the larger of a fixed span and a share of the scripted distance from the event
 * before (packetdrill's rule).
 *
 * @param nanos the fixed span
 * @param percent the share, 0 to 100
 */
public record Tolerance(long nanos, double percent) {

    /** packetdrill's: 4 ms, 12.5 %. */
    public static final Tolerance DEFAULT = new Tolerance(4_000_000, 12.5);

    /** The nanoseconds of tolerance for an event that the script puts {@code distance} nanoseconds after the one before. */
    public long forDistance(long distance) {
        return Math.max(nanos, (long) (distance * (percent / 100)));
    }
}
