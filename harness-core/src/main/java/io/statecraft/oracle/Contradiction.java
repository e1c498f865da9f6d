package io.statecraft.oracle;

/**
 * Why an observation strikes a hypothesis out.
 *
 * @param clause who says so
 * @param allowed what would have been allowed instead, one sentence
 * @param rank how well it explains the observation: of several, the highest is reported
 */
record Contradiction(String clause, String allowed, int rank) {

    /** The observation does not fit the state at all. */
    static Contradiction ofState(String clause, String allowed) {
        return new Contradiction(clause, allowed, 1);
    }

    /** The kind of segment fits the state, and a field of it does not. */
    static Contradiction ofField(String clause, String allowed) {
        return new Contradiction(clause, allowed, 2);
    }

    /** Something that was due did not come. */
    static Contradiction ofSilence(String clause, String allowed) {
        return new Contradiction(clause, allowed, 3);
    }
}
