package io.statecraft.run;

/**
 * How many scenarios are to be played at once: from {@code least} to {@code most}, {@code first} of them at first, as many as the machine
 * lets be played on time.
 */
public record Jobs(int least, int first, int most) {
    private static final int AT_LEAST = 2;
    private static final int AT_FIRST = 4;
    private static final int AT_MOST = 8;
    private static final int LIMIT = 32;

    public Jobs {
        if (least < 1 || first < least || most < first) {
            throw new IllegalArgumentException(least + " to " + most + ", " + first + " at first");
        }
    }

    /** Always so many. */
    public static Jobs fixed(int number) {
        return new Jobs(number, number, number);
    }

    /** Where time is not ours scenarios mostly wait, and processors with them: several for each. */
    public static Jobs inRealTime(int processors) {
        int first = Math.min(LIMIT, AT_FIRST * processors);
        return new Jobs(Math.min(first, AT_LEAST * processors), first, Math.min(LIMIT, AT_MOST * processors));
    }
}
