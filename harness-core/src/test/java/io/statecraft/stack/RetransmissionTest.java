package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;
import static io.statecraft.stack.Wire.SECOND;
import static org.testng.Assert.assertEquals;

import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption.Timestamps;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/** What is not acknowledged is sent again: RFC 9293 section 3.8.1, RFC 6298 section 5. */
public final class RetransmissionTest {

    /** The times, in milliseconds from now on, of what the stack sends while it waits. */
    private static List<Long> times(Peer peer, int count) {
        long start = peer.clock.now();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            while (true) {
                try {
                    peer.next();
                    break;
                } catch (AssertionError nothing) {
                    if (!peer.clock.step(Long.MAX_VALUE)) {
                        return times;
                    }
                }
            }
            times.add((peer.time() - start) / MILLI);
        }
        return times;
    }

    @Test
    public void aSynIsSentAgainEachTimeAfterTwiceAsLong() {
        Peer peer = new Peer(Profiles.RFC9293);
        peer.stack.connect(peer.ends(), new EndpointOptions(Profiles.RFC9293));
        assertEquals(times(peer, 7), List.of(0L, 1000L, 3000L, 7000L, 15_000L, 31_000L, 63_000L));
    }

    @Test
    public void anActiveOpenEndsAfterItsTime() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.stack.connect(peer.ends(), new EndpointOptions(Profiles.RFC9293));
        peer.run(180 * SECOND - 1);
        assertEquals(endpoint.state(), TcpState.SYN_SENT);
        peer.run(1);
        assertEquals(endpoint.state(), TcpState.CLOSED);
        assertEquals(endpoint.failure().orElseThrow().signal(), UserSignal.ABORTED_BY_TIMEOUT);
    }

    @Test
    public void linuxGivesASynSixMoreTries() {
        Peer peer = new Peer(Profiles.LINUX);
        Endpoint endpoint = peer.stack.connect(peer.ends(), new EndpointOptions(Profiles.LINUX));
        assertEquals(times(peer, 7), List.of(0L, 1000L, 3000L, 7000L, 15_000L, 31_000L, 63_000L));
        peer.run(64 * SECOND);
        peer.expectNothing();
        assertEquals(endpoint.state(), TcpState.CLOSED);
    }

    @Test
    public void aSynAckIsSentAgainAndThenGivenUpInSilence() {
        Peer peer = Peer.of(Profiles.RFC9293, Setting.SYN_ACK_RETRIES, 2);
        Listener listener = peer.stack.listen(null, Peer.PORT, 1, new EndpointOptions(Profiles.RFC9293));
        peer.inject(Segment.between(Peer.REMOTE_PORT, Peer.PORT)
                .withSeq(SequenceNumber.of(Peer.ISN))
                .withFlags(TcpFlag.SYN)
                .withWindow(1000));
        assertEquals(times(peer, 9), List.of(0L, 1000L, 3000L));
        assertEquals(peer.stack.endpoints().size(), 0);
        assertEquals(listener.waiting(), 0);
    }

    @Test
    public void textIsSentAgainAfterTheTimeoutThatWasMeasured() {
        Peer peer = Peer.of(Profiles.RFC9293, Setting.RTO_MIN, MILLI);
        Endpoint endpoint = peer.connected(100 * MILLI);
        endpoint.send(Wire.text(0, 100), false, false);
        peer.run(100 * MILLI);
        peer.inject(".", 1, 101, 0);
        peer.expect("P.", 1, 1, 100);
        endpoint.send(Wire.text(100, 100), false, false);
        // The handshake and the first text took 100 ms each: SRTT 100 ms, RTTVAR 37.5 ms.
        assertEquals(times(peer, 3), List.of(0L, 250L, 750L));
    }

    @Test
    public void afterALostSynTextWaitsThreeSecondsForItsAcknowledgment() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected(1500 * MILLI);
        endpoint.send(Wire.text(0, 100), false, false);
        assertEquals(times(peer, 3), List.of(0L, 3000L, 9000L));
    }

    @Test
    public void whatWasSentAgainIsNotMeasured() {
        Peer peer = Peer.of(Profiles.RFC9293, Setting.RTO_MIN, MILLI);
        Endpoint endpoint = peer.connected();
        long before = endpoint.status().roundTrip();
        endpoint.send(Wire.text(0, 100), false, false);
        peer.run(SECOND);
        peer.inject(".", 1, 101, 0);
        assertEquals(endpoint.status().roundTrip(), before);
    }

    @Test
    public void timestampsMeasureEvenWhatWasSentAgain() {
        Profile profile = Profiles.RFC9293;
        Peer peer = new Peer(profile);
        Endpoint endpoint = peer.connected(new EndpointOptions(profile), 65_535, new Timestamps(5, 0));
        endpoint.send(Wire.text(0, 100), false, false);
        Segment first = peer.next();
        Timestamps sent = first.option(Timestamps.class);
        peer.run(1500 * MILLI);
        peer.inject(peer.segment(".", 1, 101, 0, 65_535).withOptions(List.of(new Timestamps(6, sent.value()))));
        assertEquals(endpoint.status().roundTrip(), 1500 * MILLI / 8); // after a handshake that took no time
    }

    @Test
    public void whatATimestampMeasuresIsATickAtLeast() {
        Profile profile = Profiles.RFC9293;
        Peer peer = new Peer(profile);
        Endpoint endpoint = peer.connected(new EndpointOptions(profile), 65_535, new Timestamps(5, 0));
        endpoint.send(Wire.text(0, 100), false, false);
        peer.next();
        peer.run(SECOND);
        Timestamps again = peer.next().option(Timestamps.class);
        peer.inject(peer.segment(".", 1, 101, 0, 65_535).withOptions(List.of(new Timestamps(6, again.value()))));
        assertEquals(endpoint.status().roundTrip(), profile.get(Setting.TIMESTAMP_TICK) / 8);
    }

    @Test
    public void afterATimeoutOneSegmentGoesAndThenTwoForEachAcknowledgment() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        endpoint.send(Wire.text(0, 5000), false, false);
        for (int i = 0; i < 5; i++) {
            peer.next();
        }
        peer.run(SECOND);
        peer.expect(".", 1, 1, 1000);
        peer.expectNothing();
        peer.inject(".", 1, 1001, 0);
        peer.expect(".", 1001, 1, 1000);
        peer.expect(".", 2001, 1, 1000);
        peer.expectNothing();
        // The rest had arrived: nothing more is sent again.
        peer.inject(".", 1, 5001, 0);
        peer.run(10 * SECOND);
        peer.expectNothing();
    }

    @Test
    public void aFinIsSentAgainWithTheTextBeforeIt() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        endpoint.send(Wire.text(0, 10), false, false);
        endpoint.close();
        peer.expect("P.", 1, 1, 10);
        peer.expect("F.", 11, 1, 0);
        peer.run(SECOND);
        peer.expect("FP.", 1, 1, 10);
        peer.inject(".", 1, 12, 0);
        assertEquals(endpoint.state(), TcpState.FIN_WAIT_2);
    }

    @Test
    public void theUserTimeoutEndsWhatIsNotAcknowledged() {
        Peer peer = new Peer(Profiles.RFC9293);
        EndpointOptions options = new EndpointOptions(Profiles.RFC9293);
        options.userTimeout(5 * SECOND);
        Endpoint endpoint = peer.connected(options, 65_535);
        endpoint.send(Wire.text(0, 10), false, false);
        peer.run(4 * SECOND);
        peer.inject(".", 1, 6, 0); // progress: the time begins anew
        peer.run(5 * SECOND - 1);
        assertEquals(endpoint.state(), TcpState.ESTABLISHED);
        peer.run(1);
        assertEquals(endpoint.state(), TcpState.CLOSED);
        assertEquals(endpoint.failure().orElseThrow().signal(), UserSignal.ABORTED_BY_TIMEOUT);
    }

    @Test
    public void nothingIsSentAgainOnceAllIsAcknowledged() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        endpoint.send(Wire.text(0, 10), false, false);
        peer.next();
        peer.inject(".", 1, 11, 0);
        peer.run(3600 * SECOND);
        peer.expectNothing();
        assertEquals(endpoint.state(), TcpState.ESTABLISHED);
    }
}
