package io.statecraft.oracle;

/**
 * How exactly the time of an event on the harness's side tells when the target saw it: the span in which it may have been seen, or
 * not yet.
 */
public enum Delivery {
    /** Virtual time: the target has seen a segment when it was sent. */
    EXACT(0),
    /** The target's kernel takes the segment in the call that sends it, microseconds after its time. */
    PROMPT(100_000),
    /** The segment travels: for as long as this, or until the target shows that it has come. */
    IN_FLIGHT(1_000_000_000);

    private final long span;

    Delivery(long span) {
        this.span = span;
    }

    /** Nanoseconds after which a segment that was sent has certainly arrived. */
    public long span() {
        return span;
    }
}
