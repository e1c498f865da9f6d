package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;
import static io.statecraft.stack.Wire.SECOND;
import static org.testng.Assert.assertEquals;

import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/** A closed window is probed: RFC 9293 section 3.8.6.1. */
public final class WindowProbeTest {

    private static Endpoint stalled(Peer peer) {
        Endpoint endpoint = peer.connected();
        peer.inject(".", 1, 1, 0, 0);
        endpoint.send(Wire.text(0, 100), false, false);
        peer.expectNothing();
        return endpoint;
    }

    @Test
    public void theIntervalsDouble() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = stalled(peer);
        List<Long> seconds = new ArrayList<>();
        long last = peer.clock.now();
        for (int i = 0; i < 8; i++) {
            int before = endpoint.status().probes();
            while (endpoint.status().probes() == before && peer.clock.step(Long.MAX_VALUE)) {
                // until the next probe
            }
            peer.expect(".", 1, 1, 1);
            peer.inject(".", 1, 1, 0, 0); // still closed: it stays open as long as the peer answers (MUST-37)
            seconds.add((peer.clock.now() - last) / SECOND);
            last = peer.clock.now();
        }
        assertEquals(seconds, List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L));
        assertEquals(endpoint.state(), TcpState.ESTABLISHED);
    }

    @Test
    public void aPeerThatAnswersKeepsTheConnectionOpenForEver() {
        Peer peer = new Peer(Profiles.LINUX);
        Endpoint endpoint = stalled(peer);
        for (int hour = 0; hour < 24 * 60; hour++) {
            peer.run(60 * SECOND);
            peer.inject(".", 1, 1, 0, 0);
        }
        assertEquals(endpoint.state(), TcpState.ESTABLISHED);
    }

    @Test
    public void whenTheWindowOpensEverythingGoesWithTheOctetThatWasNotTaken() {
        Peer peer = new Peer(Profiles.RFC9293);
        stalled(peer);
        peer.run(SECOND);
        peer.expect(".", 1, 1, 1);
        peer.inject(".", 1, 1, 0, 1000);
        peer.expect("P.", 1, 1, 100);
        peer.inject(".", 1, 101, 0, 1000);
        peer.run(60 * SECOND);
        peer.expectNothing();
    }

    @Test
    public void anOctetThatWasTakenIsNotSentAgain() {
        Peer peer = new Peer(Profiles.RFC9293);
        stalled(peer);
        peer.run(SECOND);
        peer.expect(".", 1, 1, 1);
        peer.inject(".", 1, 2, 0, 0);
        peer.run(2 * SECOND);
        peer.expect(".", 2, 1, 1);
        peer.inject(".", 1, 3, 0, 1000);
        peer.expect("P.", 3, 1, 98);
    }

    @Test
    public void linuxProbesWithAnOldSequenceNumber() {
        Peer peer = new Peer(Profiles.LINUX);
        stalled(peer);
        peer.run(200 * MILLI);
        peer.expect(".", 0, 1, 0);
    }

    @Test
    public void aFinWaitsForAWindowAndIsWhatProbesIt() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        peer.inject(".", 1, 1, 0, 0);
        endpoint.close();
        peer.expectNothing();
        assertEquals(endpoint.state(), TcpState.FIN_WAIT_1);
        peer.run(SECOND);
        peer.expect("F.", 1, 1, 0);
        peer.inject(".", 1, 2, 0, 0);
        assertEquals(endpoint.state(), TcpState.FIN_WAIT_2);
    }

    @Test
    public void aWindowThatShrinksToNothingIsProbedToo() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        endpoint.send(Wire.text(0, 100), false, false);
        peer.expect("P.", 1, 1, 100);
        peer.inject(".", 1, 1, 0, 0);
        peer.run(SECOND);
        Segment probe = peer.expect(".", 1, 1, 1);
        assertEquals(probe.payload(), Wire.text(0, 1));
    }

    @Test
    public void twoClosedWindowsFindTheirWayOut() {
        Profile profile = Profiles.RFC9293.with(Setting.RECEIVE_BUFFER, 1000);
        Wire wire = new Wire(profile);
        Wire.Open open = wire.open();
        open.client().send(Wire.text(0, 3000), false, false);
        open.server().send(Wire.text(0, 3000), false, false);
        wire.run(300 * SECOND);
        assertEquals(open.client().readable(), 1000);
        assertEquals(open.server().readable(), 1000);
        int client = 0;
        int server = 0;
        for (int i = 0; i < 100; i++) {
            client += open.client().receive(1000).length();
            server += open.server().receive(1000).length();
            wire.run(10 * SECOND);
        }
        assertEquals(client, 3000);
        assertEquals(server, 3000);
    }
}
