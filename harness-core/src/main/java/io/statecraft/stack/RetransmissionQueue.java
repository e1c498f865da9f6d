package io.statecraft.stack;

import io.statecraft.tcp.SendSpace;
import io.statecraft.wire.SequenceNumber;
import java.util.ArrayList;
import java.util.List;

/** What was sent and is not acknowledged, and what of it goes again (RFC 9293 section 3.10.8: the retransmission queue). */
final class RetransmissionQueue {
    private final Endpoint endpoint;
    private final CongestionWindow window;
    private final WindowReduction reduction;
    private final Scoreboard scoreboard;
    private boolean forced; // one segment goes whatever the window says: the fast retransmit
    private boolean newFirst; // new text goes before what was lost, for once (RFC 5682)
    private long total;
    private int train;
    private SequenceNumber endWithSyn; // of the text that a SYN carried; null: none

    RetransmissionQueue(Endpoint endpoint, CongestionWindow window, WindowReduction reduction) {
        boolean whole = endpoint.profile().has(Setting.WHOLE_SEGMENT_WINDOWS);
        this.endpoint = endpoint;
        this.window = window;
        this.reduction = reduction;
        this.scoreboard = new Scoreboard(whole ? endpoint::segmentSize : null);
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
        long room = window.size() - scoreboard.pipe();
        return endpoint.recovery().mode() == Recovery.Mode.DISORDER
                        && !endpoint.connection().sack()
                ? Math.min(room, window.size() + limitedTransmit() - scoreboard.flightSize())
                : room;
    }

    /** Whether the window has room that nothing waits for: the user is the limit. */
    boolean isIdle() {
        return room() >= endpoint.segmentSize() && scoreboard.nextLost() == null;
    }

    /** So much beyond the congestion window duplicates let go that are no sign of a loss yet (RFC 3042 section 2). */
    private long limitedTransmit() {
        return (endpoint.profile().get(Setting.DUPLICATE_THRESHOLD) - 1) * endpoint.segmentSize();
    }

    /** Sends what was lost, as far as the window allows. */
    void transmit() {
        if (newFirst) {
            newFirst = false;
            return;
        }
        List<SentSegment> pieces = new ArrayList<>(2);
        SentSegment lost = scoreboard.nextLost();
        while (lost != null && (forced || mayGo())) {
            pieces.add(prepare(lost));
            lost = scoreboard.nextLost();
        }
        forced = false;
        depart(pieces);
    }

    private boolean mayGo() {
        return room() >= endpoint.segmentSize() && !endpoint.pacer().holds();
    }

    /** Sends pieces; those that left together leave together again. */
    private void depart(List<SentSegment> pieces) {
        int together = 0;
        for (int i = 0; i < pieces.size(); i++) {
            SentSegment piece = pieces.get(i);
            boolean couples = i + 1 < pieces.size()
                    && pieces.get(i + 1).train() == piece.train()
                    && pieces.get(i + 1).from().equals(piece.to());
            together++;
            endpoint.sender().sendAgain(piece.from(), piece.length(), couples ? 1 : together);
            together = couples ? together : 0;
        }
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

    /** Everything goes again at once. */
    void resendAll() {
        scoreboard.loseAll(endpoint.sendMss());
        forced = true;
    }

    /** Sends a segment of the scoreboard again, in one piece as far as it fits. */
    void resend(SentSegment segment) {
        SentSegment piece = prepare(segment);
        endpoint.sender().sendAgain(piece.from(), piece.length(), 1);
    }

    /** The piece of a segment that goes again; it counts as sent. */
    private SentSegment prepare(SentSegment segment) {
        int most = endpoint.sendMss();
        SendSpace space = endpoint.connection().snd();
        boolean fin = space.finSent() && segment.to().isAfter(space.end());
        int text = segment.length() - (fin ? 1 : 0);
        SentSegment piece = text > most ? scoreboard.cut(segment, most) : scoreboard.joined(segment, most);
        piece.sentAgain(endpoint.now());
        endpoint.recovery().rate().sent(piece, false);
        endpoint.pacer().departed(piece.length());
        total++;
        forced = false;
        reduction.resent(scoreboard.weigh(piece));
        return piece;
    }

    /** What goes from now on is another train. */
    void trainDeparts() {
        train++;
    }

    /** New text has gone. */
    void sent(SequenceNumber from, SequenceNumber to, boolean closesRecord) {
        SentSegment segment = new SentSegment(from, to, endpoint.now(), closesRecord, train);
        endpoint.recovery().rate().sent(segment, scoreboard.isEmpty());
        endpoint.pacer().departed(segment.length());
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

    /** It was not taken, and goes again in segments of its own. */
    void textOfSynGoesAlone() {
        endWithSyn = null;
    }

    /** Whether it is the text that a SYN carried: not a segment of its own. */
    boolean wentWithSyn(SentSegment segment) {
        return segment.to().equals(endWithSyn);
    }
}
