package io.statecraft.stack;

/** What a connection does after anything has happened to it: it sends what it may, pays what it owes, and sets its timers. */
final class Turn {
    private final Endpoint endpoint;

    Turn(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Sends what may be sent, and what is owed. */
    void output() {
        if (endpoint.state().isSynchronized() || endpoint.connection().early()) {
            endpoint.probe().resumeIfOpen();
            if (!endpoint.probe().isProbing()) {
                endpoint.recovery().queue().transmit();
            }
            endpoint.sender().transmit();
            endpoint.sendRoom().changed();
        }
        if (endpoint.receiver().owesAcknowledgment()) {
            endpoint.transmitter().payAcknowledgment();
        }
        settle();
    }

    /** Sets the timers to what the connection now waits for. */
    void settle() {
        if (endpoint.state().isSynchronized()) {
            endpoint.probe().arrange();
        }
        endpoint.retransmission().arrange();
        endpoint.pacer().arrange();
        endpoint.lingering().arrange();
        endpoint.accounts().settled();
    }
}
