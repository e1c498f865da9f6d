package io.statecraft.oracle.offline;

import static io.statecraft.oracle.offline.SegmentView.FIN;
import static io.statecraft.oracle.offline.SegmentView.RST;

/**
 * Acknowledgments of what the peer has not been seen to send. Either the capture lacks a packet, or the endpoint acknowledges what never
 * came: the peer's next segment tells. If it begins behind a gap, it had sent more than was seen. If it goes on where it was, it had not.
 */
final class Claims {
    private final Docket docket;

    Claims(Docket docket) {
        this.docket = docket;
    }

    /** {@code a} acknowledges, or reports by SACK, all up to {@code farthest}. */
    void made(Conversation c, Side a, Side b, SegmentView s, int farthest) {
        if (!b.spoke || a.claim != null || farthest - b.max <= 0) {
            return;
        }
        boolean bySack = s.ack - b.max <= 0;
        Charge charge = Charge.unless(
                bySack ? "RFC2018-8" : "RFC9293:3.4",
                bySack
                        ? "SACK blocks of what was received, which ends at " + b.relative(b.max)
                        : "an acknowledgment of what was received, <ACK=" + b.relative(b.max) + "> at the most",
                () -> true);
        a.claim = new Suspicion(c, a, charge, s, farthest, PossibleStates.of(a, b));
    }

    /** {@code a} sends a segment, which may settle what {@code b} claims of it. */
    void settledBy(Side a, Side b, SegmentView s) {
        Suspicion claim = b.claim;
        if (claim == null || s.has(RST)) {
            return;
        }
        boolean late = s.time - claim.time <= Docket.SLACK;
        boolean behindGap = s.seq - a.max > 0;
        boolean reaches = s.end() - claim.claimed >= 0;
        boolean goesOn = !behindGap && s.end() - a.max > 0;
        if (behindGap || reaches && late) {
            b.claim = null;
            if (behindGap && !late && a.synSeen) {
                docket.missing("packet " + claim.number + " acknowledges up to " + a.relative(claim.claimed)
                        + ", and packet " + s.number + " goes on behind a gap");
            }
            return;
        }
        boolean bare = s.length == 0 && !s.has(FIN) && s.seq == a.max;
        if (!late && (bare || goesOn && a.synSeen)) {
            if (s.isCut()) {
                docket.doubt(claim);
            } else {
                docket.convict(claim);
            }
            b.claim = null;
        }
    }

    /** The connection is over, and nothing has told: it is not for us to say that it was not the capture. */
    void leftOpen(Side side) {
        if (side.claim != null) {
            docket.missing("packet " + side.claim.number + " acknowledges what was never seen");
            side.claim = null;
        }
    }
}
