package io.statecraft.oracle;

/** Whether the user has said that text which does not fill a segment is to wait (MAY-15), and when it was last let go. */
final class Hold {
    /** TCP_CORK or TCP_NOPUSH is on. */
    private boolean corked;

    /** The last write was said not to be the last (MSG_MORE): SEND without PUSH (RFC 9293 section 3.9.1.2). */
    private boolean moreToCome;

    private long releasedAt = Long.MIN_VALUE;

    /** The option was set. */
    void cork(boolean on, long time) {
        change(on, moreToCome, time);
    }

    /** The user wrote. */
    void wrote(boolean more, long time) {
        change(corked, more, time);
    }

    private void change(boolean cork, boolean more, long time) {
        boolean before = isOn();
        corked = cork;
        moreToCome = more;
        if (before && !isOn()) {
            releasedAt = time;
        }
    }

    /** As it was for the socket that the connection comes from. */
    void inherit(Hold other) {
        corked |= other.corked;
        moreToCome |= other.moreToCome;
    }

    boolean isOn() {
        return corked || moreToCome;
    }

    /** The time of the last release. */
    long releasedAt() {
        return releasedAt;
    }
}
