package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;
import static io.statecraft.stack.Wire.SECOND;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertNull;

import io.statecraft.tcp.Answer;
import io.statecraft.tcp.Choice;
import io.statecraft.tcp.TcpState;
import io.statecraft.wire.FourTuple;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Connections of two stacks from their first segment to their last, in virtual time. */
public final class ConnectionsTest {

    @DataProvider
    public Object[][] profiles() {
        return Profiles.all().stream().map(profile -> new Object[] {profile}).toArray(Object[][]::new);
    }

    @Test(dataProvider = "profiles")
    public void openSendCloseAndTwiceTheSegmentLifetime(Profile profile) {
        Wire wire = new Wire(profile);
        Wire.Open open = wire.open();
        assertEquals(open.client().send(Wire.text(0, 10_000), false, false), 10_000);
        wire.run(5 * SECOND);
        assertEquals(open.server().receive(20_000), Wire.text(0, 10_000));
        open.client().close();
        wire.run(SECOND);
        assertEquals(open.client().state(), TcpState.FIN_WAIT_2);
        assertEquals(open.server().state(), TcpState.CLOSE_WAIT);
        assertEquals(open.server().isEndOfText(), true);
        open.server().close();
        wire.run(20 * MILLI);
        assertEquals(open.server().state(), TcpState.CLOSED);
        assertEquals(open.client().state(), TcpState.TIME_WAIT);
        wire.run(2 * profile.get(Setting.MSL) - 11 * MILLI);
        assertEquals(open.client().state(), TcpState.TIME_WAIT);
        wire.run(2 * MILLI);
        assertEquals(open.client().state(), TcpState.CLOSED);
        assertEquals(wire.left.endpoints(), List.of());
        assertEquals(wire.right.endpoints(), List.of());
    }

    @Test(dataProvider = "profiles")
    public void bothSidesOpenAtOnce(Profile profile) {
        Wire wire = new Wire(profile);
        FourTuple ends = wire.ends();
        FourTuple mirrored = new FourTuple(Wire.RIGHT, Wire.PORT, Wire.LEFT, 40_000);
        Endpoint left = wire.left.connect(ends, new EndpointOptions(profile));
        Endpoint right = wire.right.connect(mirrored, new EndpointOptions(profile));
        wire.run(10 * MILLI);
        assertEquals(left.state(), TcpState.SYN_RECEIVED);
        assertEquals(right.state(), TcpState.SYN_RECEIVED);
        wire.run(SECOND);
        assertEquals(left.state(), TcpState.ESTABLISHED);
        assertEquals(right.state(), TcpState.ESTABLISHED);
        left.send(Wire.text(0, 100), false, false);
        wire.run(SECOND);
        assertEquals(right.receive(100), Wire.text(0, 100));
    }

    @Test(dataProvider = "profiles")
    public void bothSidesCloseAtOnce(Profile profile) {
        Wire wire = new Wire(profile);
        Wire.Open open = wire.open();
        open.client().close();
        open.server().close();
        wire.run(10 * MILLI);
        assertEquals(open.client().state(), TcpState.CLOSING);
        assertEquals(open.server().state(), TcpState.CLOSING);
        wire.run(10 * MILLI);
        assertEquals(open.client().state(), TcpState.TIME_WAIT);
        assertEquals(open.server().state(), TcpState.TIME_WAIT);
        wire.run(2 * profile.get(Setting.MSL) + SECOND);
        assertEquals(wire.left.endpoints().size() + wire.right.endpoints().size(), 0);
    }

    @Test
    public void aLostLastAcknowledgmentStartsTimeWaitAnew() {
        Wire wire = new Wire(Profiles.RFC9293.with(Setting.MSL, 10 * SECOND));
        Wire.Open open = wire.open();
        open.client().close();
        wire.run(SECOND);
        wire.path(sent -> sent.fromLeft() ? new long[0] : new long[] {10 * MILLI});
        open.server().close();
        wire.run(SECOND);
        assertEquals(open.server().state(), TcpState.LAST_ACK);
        wire.path(sent -> new long[] {10 * MILLI});
        wire.run(SECOND); // the FIN comes once more, about one second after the first
        assertEquals(open.server().state(), TcpState.CLOSED);
        wire.run(18 * SECOND + 500 * MILLI);
        assertEquals(open.client().state(), TcpState.TIME_WAIT);
        wire.run(SECOND);
        assertEquals(open.client().state(), TcpState.CLOSED);
    }

    @Test
    public void finWait2EndsWhenNobodyCanReadAnyMore() {
        Profile profile = Profiles.RFC9293.with(Setting.FIN_WAIT_2_TIMEOUT, 60 * SECOND);
        Wire wire = new Wire(profile);
        Wire.Open open = wire.open();
        open.client().closeSending();
        wire.run(1000 * SECOND);
        assertEquals(open.client().state(), TcpState.FIN_WAIT_2);
        open.client().close();
        wire.run(60 * SECOND);
        assertEquals(open.client().state(), TcpState.CLOSED);
    }

    @Test
    public void aHalfClosedConnectionStillReceives() {
        Wire wire = new Wire(Profiles.RFC9293);
        Wire.Open open = wire.open();
        open.client().closeSending();
        wire.run(SECOND);
        open.server().send(Wire.text(0, 500), false, false);
        wire.run(SECOND);
        assertEquals(open.client().receive(500), Wire.text(0, 500));
        assertEquals(open.client().state(), TcpState.FIN_WAIT_2);
    }

    @Test
    public void textForAReaderThatIsGoneIsReset() {
        Wire wire = new Wire(Profiles.RFC9293);
        Wire.Open open = wire.open();
        open.client().close();
        wire.run(SECOND);
        open.server().send(Wire.text(0, 500), false, false);
        wire.run(SECOND);
        assertEquals(open.client().state(), TcpState.CLOSED);
        assertEquals(open.server().state(), TcpState.CLOSED);
        assertEquals(open.server().failure().orElseThrow().before(), TcpState.CLOSE_WAIT);
    }

    @Test
    public void aFullBacklogDropsSynsUntilSomebodyAccepts() {
        Wire wire = new Wire(Profiles.RFC9293);
        Listener listener = wire.right.listen(null, Wire.PORT, 0, new EndpointOptions(Profiles.RFC9293));
        Endpoint first = connect(wire, 40_000);
        wire.run(100 * MILLI);
        Endpoint second = connect(wire, 40_001);
        wire.run(100 * MILLI);
        assertEquals(first.state(), TcpState.ESTABLISHED);
        assertEquals(second.state(), TcpState.SYN_SENT);
        listener.accept();
        wire.run(SECOND);
        assertEquals(second.state(), TcpState.ESTABLISHED);
    }

    @Test
    public void aFullBacklogCanRefuse() {
        Profile refusing = Profiles.RFC9293.with(Choice.SYN_WHEN_BACKLOG_FULL, Answer.RESET);
        Wire wire = new Wire(refusing);
        wire.right.listen(null, Wire.PORT, 0, new EndpointOptions(refusing));
        connect(wire, 40_000);
        wire.run(100 * MILLI);
        Endpoint second = connect(wire, 40_001);
        wire.run(100 * MILLI);
        assertEquals(second.state(), TcpState.CLOSED);
    }

    private static Endpoint connect(Wire wire, int port) {
        FourTuple ends = new FourTuple(Wire.LEFT, port, Wire.RIGHT, Wire.PORT);
        return wire.left.connect(ends, new EndpointOptions(wire.left.profile()));
    }

    @Test
    public void severalConnectionsDoNotMix() {
        Wire wire = new Wire(Profiles.RFC9293);
        Listener listener = wire.right.listen(null, Wire.PORT, 5, new EndpointOptions(Profiles.RFC9293));
        Endpoint first = connect(wire, 40_000);
        Endpoint second = connect(wire, 40_001);
        wire.run(SECOND);
        first.send(Wire.text(0, 10), false, false);
        second.send(Wire.text(500, 20), false, false);
        wire.run(SECOND);
        assertEquals(listener.accept().receive(100), Wire.text(0, 10));
        assertEquals(listener.accept().receive(100), Wire.text(500, 20));
        assertNull(listener.accept());
    }

    @Test
    public void closingAListenerResetsWhatNobodyAccepted() {
        Wire wire = new Wire(Profiles.RFC9293);
        Listener listener = wire.right.listen(null, Wire.PORT, 5, new EndpointOptions(Profiles.RFC9293));
        Endpoint endpoint = connect(wire, 40_000);
        wire.run(SECOND);
        listener.close();
        wire.run(SECOND);
        assertEquals(endpoint.state(), TcpState.CLOSED);
        assertEquals(connect(wire, 40_001).state(), TcpState.SYN_SENT);
        wire.run(SECOND);
        assertEquals(wire.left.endpoints(), List.of());
    }

    @Test
    public void aNewSynTakesThePlaceOfAConnectionInTimeWait() {
        Profile accepting = Profiles.RFC9293.with(Choice.SYN_IN_TIME_WAIT, Answer.ACT);
        Peer peer = new Peer(accepting);
        Listener listener = peer.stack.listen(null, Peer.PORT, 5, new EndpointOptions(accepting));
        Endpoint old = peer.connected();
        old.close();
        peer.expect("F.", 1, 1, 0);
        peer.inject("F.", 1, 2, 0);
        peer.expect(".", 2, 2, 0);
        assertEquals(old.state(), TcpState.TIME_WAIT);
        SequenceNumber last = old.connection().snd().nxt();
        peer.inject(Segment.between(Peer.REMOTE_PORT, Peer.PORT)
                .withSeq(SequenceNumber.of(Peer.ISN + 50_000))
                .withFlags(TcpFlag.SYN)
                .withWindow(1000));
        Segment synAck = peer.next();
        assertEquals(synAck.flags(), TcpFlag.maskOf(TcpFlag.SYN, TcpFlag.ACK));
        assertEquals(synAck.seq().isAfter(last), true);
        assertEquals(peer.stack.endpoint(peer.ends()).orElseThrow().state(), TcpState.SYN_RECEIVED);
        assertEquals(listener.waiting(), 0);
    }

    @Test(dataProvider = "profiles")
    public void theSameSeedGivesTheSameBytes(Profile profile) {
        assertEquals(bytesOfARun(profile, 5), bytesOfARun(profile, 5));
        assertEquals(bytesOfARun(profile, 5).equals(bytesOfARun(profile, 6)), false);
    }

    private static List<String> bytesOfARun(Profile profile, long seed) {
        Wire wire = new Wire(profile, profile, seed);
        Wire.Open open = wire.open();
        open.client().send(Wire.text(0, 5_000), false, false);
        wire.run(SECOND);
        open.server().receive(5_000);
        open.client().close();
        open.server().close();
        wire.run(300 * SECOND);
        return wire.log.stream()
                .map(sent -> sent.time() + " " + java.util.HexFormat.of().formatHex(sent.bytes()))
                .toList();
    }

    @Test
    public void initialSequenceNumbersFollowTheClock() {
        Wire wire = new Wire(Profiles.RFC9293);
        SequenceNumber first = connect(wire, 40_000).connection().snd().iss();
        wire.run(400 * SECOND); // refused at once: nobody listens
        SequenceNumber second = connect(wire, 40_000).connection().snd().iss();
        assertEquals(Integer.toUnsignedLong(second.since(first)), 400_000_000 / 4);
    }
}
