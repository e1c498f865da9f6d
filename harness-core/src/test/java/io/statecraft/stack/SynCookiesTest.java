package io.statecraft.stack;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertNotNull;
import static org.testng.Assert.assertNull;
import static org.testng.Assert.assertTrue;

import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** SYN cookies, RFC 4987 section 3.6: nothing is kept of a SYN, and the third segment of the handshake says it all. */
public final class SynCookiesTest {
    private static final Profile ALWAYS = Profiles.FREEBSD.with(Setting.SYN_COOKIES_ALWAYS, 1);
    private static final long SECOND = 1_000_000_000L;

    private static Listener listen(Peer peer) {
        return peer.stack.listen(null, Peer.PORT, 5, new EndpointOptions(peer.stack.profile()));
    }

    private static Segment syn(Peer peer, TcpOption... options) {
        return peer.segment("S", 0, 0, 0, 10_000).withOptions(List.of(options));
    }

    private static Peer asked(Profile profile, TcpOption... options) {
        Peer peer = new Peer(profile);
        listen(peer);
        peer.inject(syn(peer, options));
        return peer;
    }

    @Test
    public void nothingIsKeptOfASyn() {
        Peer peer = asked(ALWAYS);
        peer.expect("S.", 0, 1, 0);
        assertTrue(peer.stack.endpoints().isEmpty());
        peer.run(100 * SECOND);
        peer.expectNothing(); // no retransmission
    }

    @Test
    public void theAcknowledgmentOpensTheConnectionWithItsText() {
        Peer peer = asked(ALWAYS);
        peer.next();
        peer.inject("P.", 1, 1, 100);
        Endpoint accepted =
                peer.stack.listener(Peer.HOST, Peer.PORT).orElseThrow().accept();
        assertNotNull(accepted);
        assertEquals(accepted.state(), TcpState.ESTABLISHED);
        assertEquals(accepted.receive(1000).length(), 100);
    }

    @Test
    public void whatTheSynOfferedIsRemembered() {
        Peer peer = asked(
                ALWAYS,
                new TcpOption.MaximumSegmentSize(1450),
                new TcpOption.WindowScale(5),
                new TcpOption.SackPermitted(),
                new TcpOption.Timestamps(7, 0));
        Segment answer = peer.next();
        TcpOption.Timestamps stamps = answer.option(TcpOption.Timestamps.class);
        peer.inject(peer.segment(".", 1, 1, 0, 10).withOptions(List.of(new TcpOption.Timestamps(8, stamps.value()))));
        Endpoint accepted =
                peer.stack.listener(Peer.HOST, Peer.PORT).orElseThrow().accept();
        assertEquals(accepted.connection().peer().mss(), 1440); // the step below
        assertEquals(accepted.connection().sendShift(), 4);
        assertTrue(accepted.connection().sack());
        assertTrue(accepted.connection().timestamps());
        assertEquals(accepted.connection().snd().wnd(), 160);
    }

    @DataProvider
    public Object[][] strangers() {
        return new Object[][] {{1, 2}, {1, 0}, {2, 1}, {0, 1}, {1, 257}};
    }

    @Test(dataProvider = "strangers")
    public void anAcknowledgmentOfNothingIsReset(long seq, long ack) {
        Peer peer = asked(ALWAYS);
        peer.next();
        peer.inject(".", seq, ack, 0);
        assertTrue(peer.next().has(TcpFlag.RST));
        assertNull(peer.stack.listener(Peer.HOST, Peer.PORT).orElseThrow().accept());
    }

    @Test
    public void anOldCookieIsNotGood() {
        Peer peer = asked(ALWAYS);
        peer.next();
        peer.run(129 * SECOND);
        peer.inject(".", 1, 1, 0);
        assertTrue(peer.next().has(TcpFlag.RST));
    }

    @Test
    public void aCookieIsGoodForAMinute() {
        Peer peer = asked(ALWAYS);
        peer.next();
        peer.run(63 * SECOND);
        peer.inject(".", 1, 1, 0);
        assertNotNull(peer.stack.listener(Peer.HOST, Peer.PORT).orElseThrow().accept());
    }

    @Test
    public void thereAreCookiesOnlyWhenThereIsNoRoom() {
        Peer peer = asked(Profiles.FREEBSD.with(Setting.HALF_OPEN, 1));
        peer.next();
        assertEquals(peer.stack.endpoints().size(), 1);
        peer.inject(syn(peer).withPorts(Peer.REMOTE_PORT + 1, Peer.PORT));
        assertTrue(peer.next().has(TcpFlag.SYN));
        assertEquals(peer.stack.endpoints().size(), 1);
    }

    @Test
    public void withoutCookiesASynForWhichThereIsNoRoomIsDropped() {
        Peer peer = asked(Profiles.RFC9293.with(Setting.HALF_OPEN, 1));
        peer.next();
        peer.inject(syn(peer).withPorts(Peer.REMOTE_PORT + 1, Peer.PORT));
        peer.expectNothing();
    }

    @Test
    public void whoHasSentNoCookieTakesNone() {
        Peer peer = asked(Profiles.FREEBSD);
        Segment answer = peer.next();
        assertFalse(peer.stack.endpoints().isEmpty());
        peer.inject(".", 1, 1, 0);
        peer.inject(Segment.between(Peer.REMOTE_PORT + 1, Peer.PORT)
                .withSeq(answer.ack())
                .withAck(answer.seq().plus(1))
                .withFlags(TcpFlag.ACK));
        assertTrue(peer.next().has(TcpFlag.RST));
    }
}
