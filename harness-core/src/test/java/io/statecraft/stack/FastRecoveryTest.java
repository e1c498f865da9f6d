package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;
import static io.statecraft.stack.Wire.SECOND;
import static org.testng.Assert.assertEquals;

import io.statecraft.wire.TcpOption;
import io.statecraft.wire.TcpOption.Sack;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/** What was lost goes again before the timer runs out: RFC 5681 section 3.2, RFC 6582, RFC 6675. */
public final class FastRecoveryTest {
    private static final Profile PLAIN = Profiles.RFC9293;
    private static final Profile SELECTIVE = Profiles.RFC9293.with(Setting.SACK, 1);

    /** With {@code segments} of 1000 octets in flight, and as many again waiting. */
    private static Peer sending(Profile profile, int segments, int waiting) {
        Peer peer = new Peer(profile);
        List<TcpOption> offered = new ArrayList<>(List.of(new TcpOption.MaximumSegmentSize(1000)));
        if (profile.has(Setting.SACK)) {
            offered.add(new TcpOption.SackPermitted());
        }
        Endpoint endpoint = peer.connected(new EndpointOptions(profile), 65_535, offered.toArray(new TcpOption[0]));
        endpoint.send(Wire.text(0, 1000 * (segments + waiting)), false, false);
        for (int i = 0; i < segments; i++) {
            assertEquals(peer.next().payload().length(), 1000);
        }
        peer.expectNothing();
        peer.run(100 * MILLI);
        return peer;
    }

    private static Endpoint of(Peer peer) {
        return peer.stack.endpoints().iterator().next();
    }

    private static void duplicate(Peer peer, long ack) {
        peer.inject(".", 1, ack, 0);
    }

    /** An acknowledgment that reports octets by pairs of edges, which count from the SYN. */
    private static void sack(Peer peer, long ack, long... edges) {
        List<Sack.Block> blocks = new ArrayList<>();
        for (int i = 0; i < edges.length; i += 2) {
            blocks.add(new Sack.Block(
                    of(peer).connection().snd().iss().plus(edges[i]),
                    of(peer).connection().snd().iss().plus(edges[i + 1])));
        }
        peer.inject(peer.segment(".", 1, ack, 0, 65_535).withOptions(List.of(new Sack(blocks))));
    }

    @Test
    public void duplicatesCountAnewAfterAnAcknowledgmentOfSomethingNew() {
        Peer peer = sending(PLAIN, 10, 0);
        duplicate(peer, 1);
        duplicate(peer, 1);
        duplicate(peer, 1001);
        duplicate(peer, 1001);
        duplicate(peer, 1001);
        peer.expectNothing();
        duplicate(peer, 1001);
        assertEquals(peer.next().payload().length(), 1000);
    }

    @Test
    public void theThirdDuplicateMakesTheOldestSegmentGoAgain() {
        Peer peer = sending(PLAIN, 10, 0);
        duplicate(peer, 1);
        duplicate(peer, 1);
        peer.expectNothing();
        duplicate(peer, 1);
        peer.expect(".", 1, 1, 1000);
        peer.expectNothing();
    }

    @Test
    public void theFirstTwoDuplicatesLetNewTextGo() {
        Peer peer = sending(PLAIN, 10, 5); // RFC 3042
        duplicate(peer, 1);
        peer.expect(".", 10_001, 1, 1000);
        duplicate(peer, 1);
        peer.expect(".", 11_001, 1, 1000);
        duplicate(peer, 1);
        peer.expect(".", 1, 1, 1000);
        peer.expectNothing();
    }

    @Test
    public void furtherOnesThatMeanNoLossLetNothingGo() {
        // RFC 3042 section 2: no more is outstanding than cwnd and two segments; a window's losses are looked for once.
        Peer peer = sending(PLAIN, 10, 30);
        for (int i = 0; i < 3; i++) {
            duplicate(peer, 1);
        }
        peer.expect(".", 10_001, 1, 1000);
        peer.expect(".", 11_001, 1, 1000);
        peer.expect(".", 1, 1, 1000);
        peer.inject(".", 1, 12_001, 0); // all of that window: five segments may go
        for (int i = 0; i < 5; i++) {
            peer.expect(".", 12_001 + 1000 * i, 1, 1000);
        }
        peer.expectNothing();
        for (int i = 0; i < 2; i++) {
            duplicate(peer, 12_001);
            peer.expect(".", 17_001 + 1000 * i, 1, 1000);
        }
        for (int i = 0; i < 20; i++) {
            duplicate(peer, 12_001);
            peer.expectNothing();
        }
    }

    @Test
    public void whatHasTextOrAnotherWindowIsNoDuplicate() {
        Peer peer = sending(PLAIN, 10, 0);
        for (int i = 0; i < 3; i++) {
            peer.inject(".", 1 + 10 * i, 1, 10); // text of the peer's own
            peer.inject(".", 11 + 10 * i, 1, 0, 60_000 - i);
        }
        assertEquals(of(peer).status().loss().mode(), Recovery.Mode.OPEN.ordinal());
    }

    @Test
    public void halfOfWhatIsInFlightIsTheThreshold() {
        Peer peer = sending(PLAIN, 10, 0);
        for (int i = 0; i < 3; i++) {
            duplicate(peer, 1);
        }
        assertEquals(of(peer).window().threshold(), 5000);
        assertEquals(of(peer).window().size(), 5000);
        peer.inject(".", 1, 10_001, 0);
        assertEquals(of(peer).window().size(), 5000);
        assertEquals(of(peer).status().loss().mode(), Recovery.Mode.OPEN.ordinal());
    }

    @Test
    public void theThresholdIsTwoSegmentsAtLeast() {
        Peer peer = sending(PLAIN, 3, 0);
        peer.run(SECOND); // the timer runs out: half of three would be less
        assertEquals(of(peer).window().threshold(), 2000);
    }

    @Test
    public void aPartialAcknowledgmentMakesTheNextSegmentGoAgainAtOnce() {
        Peer peer = sending(PLAIN, 10, 0); // RFC 6582 section 3.2
        for (int i = 0; i < 3; i++) {
            duplicate(peer, 1);
        }
        peer.expect(".", 1, 1, 1000);
        peer.inject(".", 1, 3001, 0);
        peer.expect(".", 3001, 1, 1000);
        peer.expectNothing();
        peer.inject(".", 1, 10_001, 0);
        peer.expectNothing();
    }

    @Test
    public void duplicatesOfOneWindowCountOnce() {
        Peer peer = sending(PLAIN, 10, 0);
        peer.run(SECOND); // the timer runs out
        peer.expect(".", 1, 1, 1000);
        for (int i = 0; i < 5; i++) {
            duplicate(peer, 1); // for what had arrived before
        }
        peer.expectNothing();
        assertEquals(of(peer).window().threshold(), 5000, "of the timeout");
    }

    @Test
    public void withSackOnlyWhatIsMissingGoesAgain() {
        Peer peer = sending(SELECTIVE, 10, 0);
        sack(peer, 1, 1001, 2001);
        sack(peer, 1, 1001, 2001, 3001, 4001);
        peer.expectNothing();
        sack(peer, 1, 1001, 2001, 3001, 5001);
        peer.expect(".", 1, 1, 1000);
        sack(peer, 1, 1001, 2001, 3001, 7001);
        sack(peer, 1, 1001, 2001, 3001, 9001);
        peer.expect(".", 2001, 1, 1000); // three segments were reported behind it
        peer.expectNothing();
        assertEquals(of(peer).status().loss().sacked(), 7);
        sack(peer, 10_001);
        peer.expectNothing();
        assertEquals(of(peer).status().loss().mode(), Recovery.Mode.OPEN.ordinal());
    }

    @Test
    public void nothingGoesAgainAsLongAsThePipeIsFull() {
        Peer peer = sending(SELECTIVE, 10, 0);
        sack(peer, 1, 6001, 9001); // six are missing; cwnd becomes five
        peer.expect(".", 1, 1, 1000);
        for (int i = 1; i <= 3; i++) {
            peer.expect(".", 1000 * i + 1, 1, 1000); // four and the one behind the report are on their way
        }
        peer.expectNothing();
        sack(peer, 1, 6001, 10_001);
        peer.expect(".", 4001, 1, 1000);
        peer.expectNothing();
    }

    /** As FreeBSD does; RFC 6675 leaves the second loss to the timer. */
    @Test
    public void aCopyIsLostWhenThreeSegmentsHaveArrivedThatWereSentAfterIt() {
        for (boolean detected : new boolean[] {false, true}) {
            Peer peer = sending(SELECTIVE.with(Setting.LOST_RETRANSMISSIONS, detected ? 1 : 0), 10, 20);
            sack(peer, 1, 1001, 6001);
            peer.expect(".", 1, 1, 1000);
            peer.run(MILLI);
            sack(peer, 1, 1001, 10_001);
            for (int from = 10_001; from < 14_000; from += 1000) {
                peer.expect(".", from, 1, 1000);
            }
            peer.run(100 * MILLI);
            sack(peer, 1, 1001, 12_001);
            peer.expect(".", 14_001, 1, 1000);
            peer.expect(".", 15_001, 1, 1000);
            sack(peer, 1, 1001, 13_001);
            if (detected) {
                peer.expect(".", 1, 1, 1000);
            }
            peer.expect(".", 16_001, 1, 1000);
        }
    }

    /** As FreeBSD does; RFC 6675 leaves a gap that too little is reported behind to the timer. */
    @Test
    public void aPartialAcknowledgmentMakesTheNextGapGoAgainAtOnceIfTheProfileSaysSo() {
        for (boolean resends : new boolean[] {false, true}) {
            Peer peer = sending(SELECTIVE.with(Setting.PARTIAL_ACK_RESENDS, resends ? 1 : 0), 10, 0);
            sack(peer, 1, 1001, 4001); // the first is missing, the fifth too, and the tenth
            peer.expect(".", 1, 1, 1000);
            sack(peer, 1, 1001, 4001, 5001, 6001);
            peer.expectNothing();
            sack(peer, 4001, 5001, 7001);
            if (resends) {
                peer.expect(".", 4001, 1, 1000);
            }
            peer.expectNothing();
            sack(peer, 4001, 5001, 8001); // now it is lost by RFC 6675
            if (!resends) {
                peer.expect(".", 4001, 1, 1000);
            }
            peer.expectNothing();
            sack(peer, 8001); // nothing is reported behind what is missing: it is no gap
            peer.expectNothing();
        }
    }

    @Test
    public void aGapThatHasGoneAgainIsLeftAloneByAPartialAcknowledgment() {
        Peer peer = sending(SELECTIVE.with(Setting.PARTIAL_ACK_RESENDS, 1), 10, 0);
        sack(peer, 1, 1001, 2001, 3001, 7001);
        peer.expect(".", 1, 1, 1000);
        peer.expect(".", 2001, 1, 1000);
        sack(peer, 2001, 3001, 7001);
        peer.expectNothing();
    }

    @Test
    public void whatIsReportedStillCountsAfterATimeoutOnlyIfTheProfileSaysSo() {
        Peer forgetful = sending(SELECTIVE, 4, 0);
        sack(forgetful, 1, 1001, 2001);
        forgetful.run(SECOND);
        forgetful.expect(".", 1, 1, 1000);
        sack(forgetful, 1001, 1001, 2001);
        assertEquals(of(forgetful).status().loss().lost(), 2, "all but what is reported anew");
        Profile keeps = SELECTIVE.with(Setting.SACKS_OUTLAST_TIMEOUT, 1);
        Peer keeping = sending(keeps, 4, 0);
        sack(keeping, 1, 1001, 2001);
        keeping.run(SECOND);
        keeping.expect(".", 1, 1, 1000);
        assertEquals(of(keeping).status().loss().sacked(), 1);
    }

    @Test
    public void recoveryAtAProportionalRateSendsForWhatIsDelivered() {
        Peer peer = sending(SELECTIVE.with(Setting.RATE_REDUCTION, 1), 10, 10);
        peer.expectNothing();
        sack(peer, 1, 1001, 2001);
        peer.expect(".", 10_001, 1, 1000);
        sack(peer, 1, 1001, 3001);
        peer.expect(".", 11_001, 1, 1000);
        sack(peer, 1, 1001, 4001);
        peer.expect(".", 1, 1, 1000);
        peer.expectNothing();
        // The window was ten, it becomes five: a segment goes for every second one that is delivered.
        sack(peer, 1, 1001, 5001);
        peer.expectNothing();
        sack(peer, 1, 1001, 6001);
        peer.expectNothing();
        sack(peer, 1, 1001, 7001);
        peer.expect(".", 12_001, 1, 1000);
        peer.expectNothing();
    }
}
