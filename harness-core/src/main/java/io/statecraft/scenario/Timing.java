package io.statecraft.scenario;

/** When a step happens or is expected. All numbers are nanoseconds; scripts have microseconds. */
public sealed interface Timing {

    /** {@code T}: since the start of the scenario. */
    record Absolute(long at) implements Timing {}

    /** {@code +T}: since the step before was completed. */
    record Relative(long after) implements Timing {
        /** Together with what came before. */
        public static final Relative AT_ONCE = new Relative(0);
    }

    /** {@code *}: whenever it comes; outbound packets only. */
    record Anytime() implements Timing {}

    /** {@code T~T}: outbound packets only. */
    record AbsoluteRange(long from, long to) implements Timing {}

    /** {@code +T~+T}: outbound packets only. */
    record RelativeRange(long from, long to) implements Timing {}
}
