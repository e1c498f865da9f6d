package io.statecraft.scenario;

import java.util.Objects;

/**
 * One statement: when, and what.
 *
 * @param timing when it happens, or is expected
 * @param action what
 * @param location where it was written; two steps that say the same are equal wherever they stand
 */
public record Step(Timing timing, Action action, Location location) {

    /**
     * Where a statement was written.
     *
     * @param source the file, or the class and method of a fluent scenario
     * @param line from 1; 0 if there is none
     * @param text the source line, for messages
     */
    public record Location(String source, int line, String text) {
        /** Nowhere in particular. */
        public static final Location NONE = new Location("", 0, "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Step that && timing.equals(that.timing) && action.equals(that.action);
    }

    @Override
    public int hashCode() {
        return Objects.hash(timing, action);
    }
}
