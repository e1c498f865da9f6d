package io.statecraft.stack;

import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.SequenceNumber;

/** What was sent and is not acknowledged, and what of it goes again (RFC 9293 section 3.10.8: the retransmission queue). */
final class RetransmissionQueue {
    private final Endpoint endpoint;
    private final CongestionWindow window;
    private final WindowReduction reduction;
    private final Scoreboard scoreboard;
    private boolean forced; // one segment goes whatever the window says: the fast retransmit
    private boolean newFirst; // new text goes before what was lost, for once (RFC 5682)
    private long total;
    private SequenceNumber endWithSyn; // of the text that a SYN carried; null: none

    RetransmissionQueue(Endpoint endpoint, CongestionWindow window, WindowReduction reduction) {
        boolean whole = endpoint.profile().has(Setting.WHOLE_SEGMENT_WINDOWS);
        this.endpoint = endpoint;
        this.window = window;
        this.reduction = reduction;
        this.scoreboard = new Scoreboard(whole ? segment -> endpoint.segmentSize() : SentSegment::length);
    }

    Scoreboard scoreboard() {
        return scoreboard;
    }

    /** Segments that were sent again, in all. */
    long total() {
        return total;
    }

    /** How much more the congestion window lets go, in octets. */
    long room() {
        return window.size() - scoreboard.pipe();
    }

    /** Sends what was lost, as far as the window allows. */
    void transmit() {
        if (newFirst) {
            newFirst = false;
            return;
        }
        SentSegment lost = scoreboard.nextLost();
        while (lost != null && (forced || room() >= endpoint.segmentSize())) {
            resend(lost);
            lost = scoreboard.nextLost();
        }
        forced = false;
    }

    /** The next segment that was lost goes whatever the window says. */
    void force() {
        forced = true;
    }

    /** Nothing goes but by the window. */
    void relax() {
        forced = false;
    }

    /** New text is to go next, before what was lost. */
    void newTextFirst() {
        newFirst = true;
    }

    /** Everything goes again at once, without a sign of congestion: segments were too large for the path. */
    void resendAll() {
        scoreboard.loseAll(endpoint.sendMss());
        forced = true;
    }

    /** Sends a segment of the scoreboard again, in one piece as far as it fits. */
    void resend(SentSegment segment) {
        int most = endpoint.sendMss();
        SendSpace space = endpoint.connection().snd();
        boolean fin = space.finSent() && segment.to().isAfter(space.end());
        int text = segment.length() - (fin ? 1 : 0);
        SentSegment piece = text > most ? scoreboard.cut(segment, most) : scoreboard.joined(segment, most);
        endpoint.sender().sendAgain(piece.from(), piece.length());
        piece.sentAgain(endpoint.now());
        total++;
        forced = false;
        reduction.resent(scoreboard.weigh(piece));
    }

    /** New text has gone. */
    void sent(SequenceNumber from, SequenceNumber to, boolean closesRecord) {
        SentSegment segment = new SentSegment(from, to, endpoint.now(), closesRecord);
        scoreboard.add(segment);
        reduction.sent(scoreboard.weigh(segment));
    }

    /** Text has gone with the SYN. */
    void sentWithSyn(SequenceNumber from, SequenceNumber to) {
        endWithSyn = to;
        sent(from, to, false);
    }

    /** It was not taken. */
    void forgetTextWithSyn() {
        endWithSyn = null;
        scoreboard.clear();
    }

    /** Whether it is the text that a SYN carried: not a segment of its own. */
    boolean wentWithSyn(SentSegment segment) {
        return segment.to().equals(endWithSyn);
    }
}
