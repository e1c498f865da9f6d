package io.statecraft.oracle.offline;

import java.util.function.BooleanSupplier;

/**
 * What a segment is charged with.
 *
 * @param clause that it breaks
 * @param allowed what would have been allowed, one sentence
 * @param stands asked again a little later, when what the capturing host recorded out of order is there: whether it stands; null if nothing
 *     that comes later can explain the segment
 * @param assumesComplete whether a packet that the capture lacks could explain the segment
 * @param ownWords whether it is what the endpoint itself said of its stream earlier that speaks against the segment
 */
record Charge(String clause, String allowed, BooleanSupplier stands, boolean assumesComplete, boolean ownWords) {
    Charge(String clause, String allowed, BooleanSupplier stands, boolean assumesComplete) {
        this(clause, allowed, stands, assumesComplete, false);
    }

    /** Whatever else was sent, this segment is not allowed. */
    static Charge proven(String clause, String allowed) {
        return new Charge(clause, allowed, null, false);
    }

    /** The stream is another than the endpoint itself has shown it to be. */
    static Charge againstItself(String clause, String allowed) {
        return new Charge(clause, allowed, null, false, true);
    }

    /** Unless a packet is late, or missing from the capture. */
    static Charge unless(String clause, String allowed, BooleanSupplier stands) {
        return new Charge(clause, allowed, stands, true);
    }
}
