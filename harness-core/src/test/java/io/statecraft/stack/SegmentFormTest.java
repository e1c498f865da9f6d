package io.statecraft.stack;

import static org.testng.Assert.assertEquals;

import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import io.statecraft.wire.TcpOption.EndOfList;
import io.statecraft.wire.TcpOption.MaximumSegmentSize;
import io.statecraft.wire.TcpOption.NoOperation;
import io.statecraft.wire.TcpOption.SackPermitted;
import io.statecraft.wire.TcpOption.Timestamps;
import io.statecraft.wire.TcpOption.WindowScale;
import java.util.List;
import java.util.stream.Collectors;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Options and sizes of segments: RFC 9293 sections 3.2 and 3.7.1, RFC 7323. */
public final class SegmentFormTest {

    private static String layout(Segment s) {
        return s.options().stream().map(SegmentFormTest::name).collect(Collectors.joining(","));
    }

    private static String name(TcpOption option) {
        if (option instanceof MaximumSegmentSize mss) {
            return "mss " + mss.size();
        } else if (option instanceof WindowScale scale) {
            return "wscale " + scale.shift();
        } else if (option instanceof SackPermitted) {
            return "sackOK";
        } else if (option instanceof Timestamps) {
            return "TS";
        } else if (option instanceof NoOperation) {
            return "nop";
        } else if (option instanceof EndOfList) {
            return "eol";
        }
        return option.toString();
    }

    private static Segment synOf(Profile profile) {
        Peer peer = new Peer(profile);
        peer.stack.connect(peer.ends(), new EndpointOptions(profile));
        return peer.next();
    }

    @DataProvider
    public Object[][] syns() {
        Profile bsd = Profiles.FREEBSD;
        Profile linux = Profiles.LINUX;
        return new Object[][] {
            {Profiles.RFC9293, "mss 1460,nop,wscale 5,nop,nop,TS"},
            {bsd, "mss 1460,nop,wscale 6,sackOK,TS"},
            {bsd.with(Setting.SACK, 0), "mss 1460,nop,wscale 6,nop,nop,TS"},
            {bsd.with(Setting.TIMESTAMPS, 0), "mss 1460,nop,wscale 6,sackOK,eol,eol"},
            {bsd.with(Setting.TIMESTAMPS, 0).with(Setting.WINDOW_SCALING, 0), "mss 1460,sackOK,eol,eol"},
            {bsd.with(Setting.MAX_BUFFER, 0xffff_ffffL), "mss 1460,nop,wscale 14,sackOK,TS"},
            {linux, "mss 1460,sackOK,TS,nop,wscale 7"},
            {linux.with(Setting.SACK, 0), "mss 1460,nop,nop,TS,nop,wscale 7"},
            {linux.with(Setting.TIMESTAMPS, 0), "mss 1460,nop,nop,sackOK,nop,wscale 7"},
        };
    }

    @Test(dataProvider = "syns")
    public void aSynHasTheOptionsOfItsSystem(Profile profile, String expected) {
        assertEquals(layout(synOf(profile)), expected);
    }

    @DataProvider
    public Object[][] synAcks() {
        MaximumSegmentSize mss = new MaximumSegmentSize(1460);
        return new Object[][] {
            {Profiles.FREEBSD, List.of(), "mss 1460"},
            {Profiles.FREEBSD, List.of(mss, new SackPermitted()), "mss 1460,sackOK,eol,eol"},
            {Profiles.FREEBSD, List.of(mss, new WindowScale(2)), "mss 1460,nop,wscale 6"},
            {Profiles.FREEBSD, List.of(mss, new Timestamps(1, 0)), "mss 1460,nop,nop,TS"},
            {
                Profiles.LINUX,
                List.of(mss, new WindowScale(2), new SackPermitted(), new Timestamps(1, 0)),
                "mss 1460,sackOK,TS,nop,wscale 7"
            },
            {Profiles.RFC9293, List.of(new SackPermitted()), "mss 1460"},
        };
    }

    @Test(dataProvider = "synAcks")
    public void aSynAckOffersNothingThatTheSynDidNot(Profile profile, List<TcpOption> offered, String expected) {
        Peer peer = new Peer(profile);
        peer.stack.listen(null, Peer.PORT, 1, new EndpointOptions(profile));
        peer.inject(Segment.between(Peer.REMOTE_PORT, Peer.PORT)
                .withFlags(TcpFlag.SYN)
                .withWindow(100)
                .withOptions(offered));
        assertEquals(layout(peer.next()), expected);
    }

    @DataProvider
    public Object[][] segmentSizes() {
        return new Object[][] {
            {List.of(), 536},
            {List.of(new MaximumSegmentSize(700)), 700},
            {List.of(new MaximumSegmentSize(9000)), 1460},
            {List.of(new MaximumSegmentSize(1)), 64},
            {List.of(new MaximumSegmentSize(700), new Timestamps(9, 0)), 688},
        };
    }

    @Test(dataProvider = "segmentSizes")
    public void aFullSegmentIsWhatThePeerAndThePathTakeLessTheOptions(List<TcpOption> offered, int expected) {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint =
                peer.connected(new EndpointOptions(Profiles.RFC9293), 65_535, offered.toArray(TcpOption[]::new));
        endpoint.send(Wire.text(0, 5000), false, false);
        assertEquals(peer.next().payload().length(), expected);
    }

    @Test
    public void timestampsAreOnEverySegmentAndEchoThePeers() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected(new EndpointOptions(Profiles.RFC9293), 65_535, new Timestamps(4711, 0));
        endpoint.send(Wire.text(0, 5), false, false);
        assertEquals(peer.next().option(Timestamps.class).echoReply(), 4711);
        endpoint.abort();
        Segment reset = peer.next();
        assertEquals(reset.has(TcpFlag.RST), true);
        assertEquals(reset.option(Timestamps.class).echoReply(), 4711);
    }

    @Test
    public void theWindowIsScaledOnceBothSidesOfferedIt() {
        Peer peer = new Peer(Profiles.RFC9293);
        EndpointOptions options = new EndpointOptions(Profiles.RFC9293);
        options.receiveBuffer(1 << 20);
        Endpoint endpoint = peer.connected(options, 1000, new WindowScale(3), new MaximumSegmentSize(1000));
        assertEquals(endpoint.connection().rcv().wnd(), 1 << 20);
        peer.inject(".", 1, 1, 0, 1000);
        endpoint.send(Wire.text(0, 50_000), false, false);
        Segment s = peer.next();
        assertEquals(s.window(), (1 << 20) >> 5);
        int octets = s.payload().length();
        for (int i = 1; i < 8; i++) {
            octets += peer.next().payload().length();
        }
        assertEquals(octets, 8000); // 1000 << 3
        peer.expectNothing();
    }

    @Test
    public void aWriteEndsWithAPush() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        endpoint.send(Wire.text(0, 2000), false, false);
        peer.expect(".", 1, 1, 1000);
        peer.expect("P.", 1001, 1, 1000);
    }

    @Test
    public void urgentTextIsPointedToUntilItIsAcknowledged() {
        Peer peer = new Peer(Profiles.RFC9293);
        Endpoint endpoint = peer.connected();
        endpoint.send(Wire.text(0, 1500), true, false);
        Segment first = peer.expect("U.", 1, 1, 1000);
        assertEquals(first.urgentPointer(), 1500);
        Segment second = peer.expect("PU.", 1001, 1, 500);
        assertEquals(second.urgentPointer(), 500);
        peer.inject(".", 1, 1501, 0);
        endpoint.send(Wire.text(0, 10), false, false);
        assertEquals(peer.next().has(TcpFlag.URG), false);
    }

    @Test
    public void aReceiveBufferIsRoundedUpToWholeSegmentsOnBsd() {
        Peer peer = new Peer(Profiles.FREEBSD);
        Endpoint endpoint = peer.connected(new EndpointOptions(Profiles.FREEBSD), 65_535, new MaximumSegmentSize(1460));
        assertEquals(endpoint.options().receiveBuffer(), 65_700);
    }
}
