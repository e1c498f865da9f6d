package io.statecraft.run.code;

/**
 * How much a script's blocks may compute. Scripts are not trusted: a loop without an end, a recursion without one, and a text that
 * doubles itself all come to an end here. What takes memory costs steps too, so that memory has a bound.
 */
final class Budget {
    /** An assertion takes about ten. */
    private static final long STEPS_OF_A_BLOCK = 100_000;

    private static final long STEPS_OF_A_SCENARIO = 1_000_000;
    private static final int STEPS_OF_DIGITS = 20;
    private static final int MOST_LEVELS = 400;

    /** An integer of this size has less than the 4300 digits that Python prints. */
    private static final int MOST_BITS = 14_000;

    /** What is as cheap as a step: characters copied, bits multiplied. */
    private static final int UNITS_OF_A_STEP = 16;

    private long stepsOfScenario = STEPS_OF_A_SCENARIO;
    private long stepsOfBlock;
    private int depth;

    /** A block begins. */
    void begin() {
        stepsOfBlock = Math.min(STEPS_OF_A_BLOCK, stepsOfScenario);
        depth = 0;
    }

    /** Takes that many steps: one for what costs about as much as reading a variable. */
    void spend(long steps) {
        if (steps < 0 || steps > stepsOfBlock) {
            stepsOfScenario -= stepsOfBlock;
            stepsOfBlock = 0;
            throw new UnsupportedCode("a block of more than " + STEPS_OF_A_BLOCK + " steps");
        }
        stepsOfBlock -= steps;
        stepsOfScenario -= steps;
    }

    /** Before a text or a list of that size is made. */
    void spendOnSize(long size) {
        spend(1 + size / UNITS_OF_A_STEP);
    }

    /** Before a number of that many bits is made. */
    void spendOnBits(long bits) {
        if (bits < 0 || bits > MOST_BITS) {
            throw new UnsupportedCode("an integer of more than " + MOST_BITS + " bits");
        }
        spend(1 + bits / UNITS_OF_A_STEP);
    }

    /** Before a float is written, or rounded to digits. */
    void spendOnDigits() {
        spend(STEPS_OF_DIGITS);
    }

    /** Before a text of {@code size} is searched for one of {@code part}. */
    void spendOnSearch(int size, int part) {
        spendOnSize((long) size * Math.max(1, part));
    }

    /** One level deeper in nested expressions, calls, or values; to be left again. */
    void enter() {
        if (++depth > MOST_LEVELS) {
            throw new UnsupportedCode("code nested more than " + MOST_LEVELS + " levels deep");
        }
    }

    void leave() {
        depth--;
    }
}
