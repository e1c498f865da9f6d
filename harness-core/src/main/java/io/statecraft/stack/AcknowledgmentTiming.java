package io.statecraft.stack;

/** When text that came in order is acknowledged (RFC 9293 section 3.8.6.3, RFC 5681 section 4.2). Times are nanoseconds. */
interface AcknowledgmentTiming {

    /** The timing that a connection's profile has. */
    static AcknowledgmentTiming of(Endpoint endpoint) {
        return endpoint.profile().has(Setting.QUICK_ACKS)
                ? new AdaptiveAcknowledgment(endpoint)
                : new CountedAcknowledgment(endpoint);
    }

    /** The connection is open. */
    default void opened() {}

    /** Text has come in order: {@code octets} of it are new. */
    default void textCame(int octets, boolean pushed) {}

    /** Text goes out. */
    default void textGoes() {}

    /** The peer repeats what it has sent: it may be waiting for an acknowledgment. */
    default void repeated() {}

    /** The user's word: at once, or as it suits. */
    default void userWants(boolean quick) {}

    /** Whether the ends do not talk by turns, as far as one knows. */
    default boolean isQuick() {
        return true;
    }

    /** The user has taken all text that was there: whether the acknowledgment that is owed goes now. */
    default boolean isDueAfterReading() {
        return false;
    }

    /**
     * Whether the acknowledgment that is owed goes now.
     *
     * @param waiting segments that it is for
     * @param octets text that it is for
     */
    boolean isDue(int waiting, long octets);

    /** How long it may wait, if it does. */
    long delay();

    /** A segment with an acknowledgment goes; {@code wasOwed}: one was owed. */
    default void acknowledged(boolean wasOwed) {}

    /** It has waited for company in vain. */
    default void delayIsOver() {}

    /** The peer's segments, as large as they have been seen, in octets. */
    int receivedMss();
}
