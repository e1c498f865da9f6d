package io.statecraft.stack;

/** The room in the send buffer, and whether a user who found none should hear of it again. Octets. */
final class SendRoom {
    private static final int WORTH_A_WRITE = 3; // a third of the buffer

    private final Endpoint endpoint;
    private boolean foundFull;
    private int timesWritableAgain;

    SendRoom(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** What the buffer has room for. */
    long free() {
        return Math.max(0, endpoint.options().sendBuffer() - endpoint.sender().held());
    }

    /** The user had more to send than there was room for. */
    void foundFull() {
        foundFull = true;
    }

    /** How often there was room again after the user had found the buffer full. */
    int timesWritableAgain() {
        return timesWritableAgain;
    }

    /** SND.UNA has moved. */
    void acknowledged() {
        if (foundFull && WORTH_A_WRITE * free() >= endpoint.options().sendBuffer()) {
            foundFull = false;
            timesWritableAgain++;
        }
    }
}
