package io.statecraft.run;

/** What a scenario came to, from best to worst; several are joined by taking the worst. That it was skipped is not a verdict. */
public enum Verdict {
    /** The target did what the scenario and the RFCs ask. */
    PASS,
    /** The harness was late, the host lost a packet, or the target could not be brought to the state: held against nobody. */
    INCONCLUSIVE,
    /** The target contradicted the scenario, or a clause that it must keep. */
    FAIL,
    /** Our own environment or fault. */
    ERROR;

    /** The worse of two. */
    public Verdict join(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
