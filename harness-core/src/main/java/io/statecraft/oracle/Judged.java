package io.statecraft.oracle;

/**
 * What an observation makes of a hypothesis.
 *
 * @param next the hypothesis afterwards; null if it is struck out
 * @param why it is struck out; null if it is not
 * @param advice a SHOULD that speaks against what is allowed; null if none does
 */
record Judged(Hypothesis next, Contradiction why, Contradiction advice) {

    static Judged allowed(Hypothesis next) {
        return new Judged(next, null, null);
    }

    /** The same, unless it is struck out, with advice against it; null: without. */
    Judged against(Contradiction clause) {
        return next == null || clause == null ? this : new Judged(next, null, clause);
    }

    static Judged struck(Contradiction why) {
        return new Judged(null, why, null);
    }
}
