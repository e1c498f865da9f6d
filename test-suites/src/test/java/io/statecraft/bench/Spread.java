package io.statecraft.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * What a set of figures is like.
 *
 * @param median half of them are not above it
 * @param high 99 of a hundred are not above it
 * @param max the highest
 */
record Spread(double median, double high, double max) {
    private static final double HIGH = 0.99;

    /** Of at least one figure. */
    static Spread of(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing has no median");
        }
        return new Spread(at(sorted, 0.5), at(sorted, HIGH), sorted[sorted.length - 1]);
    }

    /** The smallest figure that so large a part is not above. */
    private static double at(double[] sorted, double part) {
        return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }

    /** In words, with a unit. */
    String in(String unit) {
        return String.format(
                Locale.ROOT, "median %.1f %4$s, 99th percentile %.1f %4$s, maximum %.1f %4$s", median, high, max, unit);
    }

    static Spread of(double... figures) {
        return of(Arrays.stream(figures));
    }
}
