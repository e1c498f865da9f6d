package io.statecraft.stack;

import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.Segment;

/** What a connection has sent and received, and what its sender has waited for. Times are nanoseconds. */
public final class Accounts {
    private final Endpoint endpoint;
    private final long[] spent = new long[Wait.values().length];
    private Wait wait = Wait.NONE;
    private long since;
    private long segmentsOut;
    private long segmentsIn;
    private long textSegmentsOut;
    private long textSegmentsIn;
    private long octetsSent;
    private long textSentAt;
    private long textCameAt;
    private long acknowledgmentCameAt;

    /** What keeps a sender from being done. */
    private enum Wait {
        NONE,
        /** The network, or the congestion window. */
        NETWORK,
        /** The peer's window. */
        WINDOW,
        /** The user, for whose next write the buffer has no room. */
        BUFFER
    }

    Accounts(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** The connection is open. */
    void opened() {
        textCameAt = endpoint.now();
        textSentAt = endpoint.now();
    }

    /** A segment goes. */
    void sent(Segment s) {
        segmentsOut++;
        if (!s.payload().isEmpty()) {
            textSegmentsOut++;
            octetsSent += s.payload().length();
            textSentAt = endpoint.now();
        }
    }

    /** A segment has come. */
    void came(Segment s) {
        segmentsIn++;
        acknowledgmentCameAt = endpoint.now();
        if (!s.payload().isEmpty()) {
            textSegmentsIn++;
            textCameAt = endpoint.now();
        }
    }

    /** Everything that may go has gone. */
    void settled() {
        Wait now = waitsFor();
        if (now != wait) {
            spent[wait.ordinal()] += endpoint.now() - since;
            since = endpoint.now();
            wait = now;
        }
    }

    private Wait waitsFor() {
        SendSpace snd = endpoint.connection().snd();
        if (!endpoint.state().isSynchronized()) {
            return Wait.NONE;
        } else if (snd.unsent() > 0) {
            long next = Math.min(snd.unsent(), endpoint.segmentSize());
            boolean closed = snd.wnd() - snd.inFlight() < next
                    && endpoint.recovery().queue().room() > 0;
            return closed ? Wait.WINDOW : Wait.NETWORK;
        } else if (snd.inFlight() > 0) {
            return endpoint.sendRoom().isWanted() ? Wait.BUFFER : Wait.NETWORK;
        }
        return Wait.NONE;
    }

    private long spent(Wait on) {
        return spent[on.ordinal()] + (wait == on ? endpoint.now() - since : 0);
    }

    /**
     * How much of what there was so far.
     *
     * @param octetsSent of text, each time that it went
     * @param busy how long there was something to send or to be acknowledged, in nanoseconds
     * @param windowLimited how long of that the peer's window was the limit
     * @param bufferLimited how long of that the send buffer was the limit
     * @param sinceTextSent since text went last, in nanoseconds
     * @param sinceTextCame since text came last
     * @param sinceAcknowledgment since any segment came last
     */
    public record Summary(
            long segmentsOut,
            long segmentsIn,
            long textSegmentsOut,
            long textSegmentsIn,
            long octetsSent,
            long busy,
            long windowLimited,
            long bufferLimited,
            long sinceTextSent,
            long sinceTextCame,
            long sinceAcknowledgment) {}

    Summary summary() {
        long window = spent(Wait.WINDOW);
        long buffer = spent(Wait.BUFFER);
        long now = endpoint.now();
        return new Summary(
                segmentsOut,
                segmentsIn,
                textSegmentsOut,
                textSegmentsIn,
                octetsSent,
                spent(Wait.NETWORK) + window + buffer,
                window,
                buffer,
                now - textSentAt,
                now - textCameAt,
                now - acknowledgmentCameAt);
    }
}
