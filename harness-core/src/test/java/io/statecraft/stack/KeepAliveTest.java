package io.statecraft.stack;

import static io.statecraft.stack.Wire.SECOND;
import static org.testng.Assert.assertEquals;

import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import org.testng.annotations.Test;

/** Keep-alives: RFC 9293 section 3.8.4. */
public final class KeepAliveTest {

    private static Endpoint connected(Peer peer) {
        EndpointOptions options = new EndpointOptions(Profiles.RFC9293);
        options.keepAlive(true);
        options.keepAliveIdle(100 * SECOND);
        options.keepAliveInterval(10 * SECOND);
        options.keepAliveCount(3);
        return peer.connected(options, 65_535);
    }

    @Test
    public void theyAreOffByDefault() {
        Peer peer = new Peer(Profiles.RFC9293);
        peer.connected();
        peer.run(86_400 * SECOND);
        peer.expectNothing();
    }

    @Test
    public void anIdleConnectionIsProbedOneToTheLeft() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = connected(peer);
        peer.run(100 * SECOND - 1);
        peer.expectNothing();
        peer.run(1);
        peer.expect(".", 0, 1, 0);
        peer.inject(".", 1, 1, 0);
        peer.run(100 * SECOND - 1);
        peer.expectNothing();
        assertEquals(endpoint.state(), TcpState.ESTABLISHED);
    }

    @Test
    public void anythingFromThePeerStartsTheIdleTimeAnew() {
        Peer peer = new Peer(Profiles.RFC9293);
        connected(peer);
        peer.run(99 * SECOND);
        peer.inject(".", 1, 1, 0);
        peer.run(99 * SECOND);
        peer.expectNothing();
    }

    @Test
    public void severalWithoutAnswerEndTheConnection() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = connected(peer);
        peer.run(120 * SECOND);
        peer.expect(".", 0, 1, 0);
        peer.expect(".", 0, 1, 0);
        peer.expect(".", 0, 1, 0);
        peer.run(10 * SECOND - 1);
        assertEquals(endpoint.state(), TcpState.ESTABLISHED);
        peer.run(1);
        assertEquals(endpoint.state(), TcpState.CLOSED);
        assertEquals(endpoint.failure().orElseThrow().signal(), UserSignal.ABORTED_BY_TIMEOUT);
    }

    @Test
    public void anAnswerAfterTwoIsEnough() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = connected(peer);
        peer.run(111 * SECOND);
        peer.inject(".", 1, 1, 0);
        peer.run(99 * SECOND);
        assertEquals(endpoint.state(), TcpState.ESTABLISHED);
        peer.expect(".", 0, 1, 0);
        peer.expect(".", 0, 1, 0);
        peer.expectNothing();
    }

    @Test
    public void turnedOnLaterTheyCountFromTheLastSegment() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        peer.run(50 * SECOND);
        endpoint.options().keepAlive(true);
        endpoint.options().keepAliveIdle(60 * SECOND);
        endpoint.optionsChanged();
        peer.run(10 * SECOND);
        peer.expect(".", 0, 1, 0);
    }

    @Test
    public void aStackCanHaveThemAlwaysOn() {
        Peer peer = new Peer(Profiles.FREEBSD);
        peer.connected(new EndpointOptions(Profiles.FREEBSD), 65_535);
        peer.run(7200 * SECOND);
        peer.expect(".", 0, 1, 0);
    }
}
