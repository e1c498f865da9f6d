package io.statecraft.oracle;

/**
 * What an observation makes of a hypothesis.
 *
 * @param next the hypothesis afterwards; null if it is struck out
 * @param why it is struck out; null if it is not
 */
record Judged(Hypothesis next, Contradiction why) {

    static Judged allowed(Hypothesis next) {
        return new Judged(next, null);
    }

    static Judged struck(Contradiction why) {
        return new Judged(null, why);
    }
}
