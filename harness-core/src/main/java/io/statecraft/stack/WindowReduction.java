package io.statecraft.stack;

import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.TcpOption;

/** The congestion window's way down to ssthresh after a loss or a mark, at once or by RFC 6937, and back up if there was none. Octets. */
final class WindowReduction {
    private final Endpoint endpoint;
    private final CongestionWindow window;
    private final Undo undo = new Undo();
    private ProportionalRateReduction rate; // null: the window is not on its way down

    WindowReduction(Endpoint endpoint, CongestionWindow window) {
        this.endpoint = endpoint;
        this.window = window;
    }

    /** What follows may turn out to have been for nothing: remembers window and ssthresh. */
    void remember() {
        undo.begin(
                window.size(), window.threshold(), endpoint.connection().snd().una());
    }

    /** The window begins its way down. */
    void begin() {
        if (window.isGoverned()) {
            return;
        }
        if (endpoint.profile().has(Setting.RATE_REDUCTION)) {
            rate = new ProportionalRateReduction(window.size());
        } else {
            window.size(window.threshold());
        }
    }

    /** Whether the window is on its way down. */
    boolean isUnderWay() {
        return rate != null;
    }

    /**
     * An acknowledgment has come while the window is on its way.
     *
     * @param delivered DeliveredData of RFC 6937
     * @param pipe what is in the network
     * @param progress whether SND.UNA has moved, and no more was found lost
     */
    void acknowledged(long delivered, long pipe, boolean progress) {
        long goes = rate.acknowledged(delivered, pipe, window.threshold(), endpoint.segmentSize(), progress);
        window.size(pipe + Math.max(0, goes));
    }

    /** Something has gone, for the first time. */
    void sent(long octets) {
        if (rate != null) {
            rate.sent(octets);
        }
    }

    /** Something has gone again. */
    void resent(long octets) {
        undo.resent();
        sent(octets);
    }

    /** The window is where it should be. */
    void arrived() {
        if (!window.isGoverned()) {
            window.size(window.threshold());
        }
        over();
    }

    /** There is no way any more: it was travelled, or the timer has run out. */
    void over() {
        rate = null;
    }

    /** What was decided stands: it cannot be undone any more. */
    void stands() {
        undo.over();
    }

    /** The peer reports {@code block} as having come twice; SND was {@code before}. */
    void duplicate(TcpOption.Sack.Block block, SendSpace before) {
        undo.duplicate(block, before.una());
    }

    /** Whether everything that went again had arrived the first time, and the profile takes that back. */
    boolean wasForNothing() {
        return endpoint.profile().has(Setting.UNDO) && undo.isDue();
    }

    /** Window and ssthresh as they were. */
    void takeBack() {
        window.size(Math.max(window.size(), undo.size()));
        window.threshold(Math.max(window.threshold(), undo.threshold()));
        window.undone();
        over();
        stands();
    }
}
