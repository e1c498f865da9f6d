package io.statecraft.stack;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.tcp.TcpState;
import io.statecraft.tcp.UserSignal;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.IcmpMessage;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.IpHeader;
import io.statecraft.wire.Packet;
import io.statecraft.wire.QuotedSegment;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** ICMP errors: RFC 9293 sections 3.9.2.2 and 3.7.2, RFC 5927. */
public final class IcmpErrorsTest {
    private static final int UNREACHABLE = 3;
    private static final int FRAGMENTATION_NEEDED = 4;
    private static final IpAddress ROUTER = IpAddress.of("10.9.9.9");

    /** An error about the segment of the stack that begins at {@code seq}. */
    private static void inject(Peer peer, int type, int code, int rest, SequenceNumber seq) {
        Segment quoted = Segment.between(Peer.PORT, Peer.REMOTE_PORT).withSeq(seq);
        Bytes quotation = QuotedSegment.quotationOf(new Packet(IpHeader.between(Peer.HOST, Peer.REMOTE), quoted));
        peer.stack.receive(
                new Packet(IpHeader.between(ROUTER, Peer.HOST), new IcmpMessage(4, type, code, rest, quotation)));
    }

    @DataProvider
    public Object[][] errorsDuringTheHandshake() {
        return new Object[][] {
            {UNREACHABLE, 0, TcpState.SYN_SENT}, // net
            {UNREACHABLE, 1, TcpState.SYN_SENT}, // host
            {UNREACHABLE, 2, TcpState.CLOSED}, // protocol
            {UNREACHABLE, 3, TcpState.CLOSED}, // port
            {UNREACHABLE, 5, TcpState.SYN_SENT}, // source route failed
            {UNREACHABLE, 13, TcpState.CLOSED}, // prohibited
            {4, 0, TcpState.SYN_SENT}, // source quench (MUST-55)
            {11, 0, TcpState.SYN_SENT}, // time exceeded
            {12, 0, TcpState.SYN_SENT}, // parameter problem
            {8, 0, TcpState.SYN_SENT}, // echo
        };
    }

    @Test(dataProvider = "errorsDuringTheHandshake")
    public void onlyAHardErrorEndsAHandshake(int type, int code, TcpState state) {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.stack.connect(peer.ends(), new EndpointOptions(Profiles.RFC9293));
        inject(peer, type, code, 0, endpoint.connection().snd().iss());
        assertEquals(endpoint.state(), state);
    }

    @Test
    public void aStackCanTakeHardErrorsAsSoftAndExceededHopsAsHard() {
        Peer deaf = Peer.of(Profiles.FREEBSD, Setting.HARD_ICMP_ERRORS, 0);
        Endpoint trying = deaf.stack.connect(deaf.ends(), new EndpointOptions(Profiles.FREEBSD));
        inject(deaf, UNREACHABLE, 3, 0, trying.connection().snd().iss());
        assertEquals(trying.state(), TcpState.SYN_SENT);
        Peer peer = new Peer(Profiles.FREEBSD);
        Endpoint ended = peer.stack.connect(peer.ends(), new EndpointOptions(Profiles.FREEBSD));
        inject(peer, 11, 0, 0, ended.connection().snd().iss());
        assertEquals(ended.state(), TcpState.CLOSED);
        assertEquals(ended.failure().orElseThrow().refused(), false);
    }

    @Test
    public void whatASoftErrorSaidOfThePathIsToldWhenTimeRunsOut() {
        assertEquals(failureAfter(false), UserSignal.UNREACHABLE);
        assertEquals(failureAfter(true), UserSignal.ABORTED_BY_TIMEOUT, "the path was there after all");
    }

    private static UserSignal failureAfter(boolean acknowledged) {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        endpoint.send(Wire.text(0, 100), false, false);
        inject(peer, UNREACHABLE, 1, 0, endpoint.connection().snd().una());
        assertEquals(endpoint.state(), TcpState.ESTABLISHED);
        if (acknowledged) {
            peer.inject(".", 1, 101, 0);
            endpoint.send(Wire.text(100, 100), false, false);
        }
        peer.run(400 * Wire.SECOND);
        return endpoint.failure().orElseThrow().signal();
    }

    @Test
    public void afterTenMinutesLargerPacketsAreTriedAgain() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        endpoint.send(Wire.text(0, 1000), false, false);
        peer.expect("P.", 1, 1, 1000);
        inject(
                peer,
                UNREACHABLE,
                FRAGMENTATION_NEEDED,
                640,
                endpoint.connection().snd().una());
        peer.expect(".", 1, 1, 600);
        peer.inject(".", 1, 1001, 0);
        peer.run(599 * Wire.SECOND);
        assertEquals(endpoint.status().sendMss(), 600);
        assertEquals(endpoint.status().mtu(), 640);
        peer.run(Wire.SECOND);
        assertEquals(endpoint.status().sendMss(), 1000);
        assertEquals(endpoint.status().mtu(), 1500);
    }

    @Test
    public void whatIsTooLargeGoesAgainWithoutASignOfCongestion() {
        Peer peer = Peer.of(Profiles.RFC9293, Setting.SACK, 1);
        Endpoint endpoint = peer.connected(
                new EndpointOptions(peer.stack.profile()),
                65_535,
                new TcpOption.MaximumSegmentSize(1000),
                new TcpOption.SackPermitted());
        endpoint.send(Wire.text(0, 3000), false, false);
        long window = endpoint.window().size();
        inject(
                peer,
                UNREACHABLE,
                FRAGMENTATION_NEEDED,
                640,
                endpoint.connection().snd().una());
        peer.inject(".", 1, 601, 0);
        assertEquals(endpoint.status().loss().mode(), Recovery.Mode.LOSS.ordinal());
        peer.inject(".", 1, 3001, 0);
        assertEquals(endpoint.status().loss().mode(), Recovery.Mode.OPEN.ordinal());
        assertTrue(endpoint.window().size() >= window, "the window has not shrunk");
    }

    @Test
    public void aSynCanOfferWhatThePathCarries() {
        Peer peer = new Peer(Profiles.FREEBSD);
        Endpoint endpoint = peer.stack.connect(peer.ends(), new EndpointOptions(Profiles.FREEBSD));
        peer.next();
        inject(
                peer,
                UNREACHABLE,
                FRAGMENTATION_NEEDED,
                1300,
                endpoint.connection().snd().iss());
        peer.run(Wire.SECOND);
        assertEquals(peer.next().option(TcpOption.MaximumSegmentSize.class).size(), 1260);
    }

    @Test
    public void anErrorAboutWhatIsNotInFlightIsNotBelieved() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.stack.connect(peer.ends(), new EndpointOptions(Profiles.RFC9293));
        SequenceNumber iss = endpoint.connection().snd().iss();
        inject(peer, UNREACHABLE, 3, 0, iss.minus(1));
        inject(peer, UNREACHABLE, 3, 0, iss.plus(1));
        assertEquals(endpoint.state(), TcpState.SYN_SENT);
    }

    @Test
    public void whatIsTooBigForThePathGoesAgainInSmallerSegments() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        endpoint.send(Wire.text(0, 2000), false, false);
        peer.expect(".", 1, 1, 1000);
        peer.expect("P.", 1001, 1, 1000);
        inject(
                peer,
                UNREACHABLE,
                FRAGMENTATION_NEEDED,
                640,
                endpoint.connection().snd().una());
        peer.expect(".", 1, 1, 600);
        peer.inject(".", 1, 601, 0);
        peer.expect(".", 601, 1, 600);
        peer.expect(".", 1201, 1, 600);
        peer.inject(".", 1, 1801, 0);
        peer.expect("P.", 1801, 1, 200);
    }

    @Test
    public void aPathNeverGrowsNorShrinksBelowWhatEveryPathCarries() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        endpoint.send(Wire.text(0, 2000), false, false);
        SequenceNumber una = endpoint.connection().snd().una();
        inject(peer, UNREACHABLE, FRAGMENTATION_NEEDED, 9000, una);
        assertEquals(endpoint.status().sendMss(), 1000);
        inject(peer, UNREACHABLE, FRAGMENTATION_NEEDED, 1, una);
        assertEquals(endpoint.status().sendMss(), 28);
    }

    @Test
    public void groupsAndNobodyAreNoPeers() {
        Peer peer = new Peer(Profiles.RFC9293);
        peer.stack.listen(null, Peer.PORT, 5, new EndpointOptions(Profiles.RFC9293));
        Segment syn = Segment.between(Peer.REMOTE_PORT, Peer.PORT)
                .withFlags(TcpFlag.SYN)
                .withWindow(1000);
        for (String source : new String[] {"224.0.0.1", "255.255.255.255", "0.0.0.0"}) {
            peer.stack.receive(new Packet(IpHeader.between(IpAddress.of(source), Peer.HOST), syn));
        }
        peer.stack.receive(new Packet(IpHeader.between(Peer.REMOTE, IpAddress.of("10.0.0.255")), syn));
        peer.stack.receive(new Packet(IpHeader.between(Peer.REMOTE, IpAddress.of("224.0.0.1")), syn));
        peer.expectNothing();
        peer.inject(syn);
        assertEquals(peer.next().has(TcpFlag.SYN), true);
    }
}
