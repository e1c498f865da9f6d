package io.statecraft.stack;

import static io.statecraft.stack.Wire.MILLI;
import static org.testng.Assert.assertEquals;

import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;
import io.statecraft.wire.TcpOption.MaximumSegmentSize;
import io.statecraft.wire.TcpOption.NoOperation;
import io.statecraft.wire.TcpOption.Sack;
import io.statecraft.wire.TcpOption.SackPermitted;
import io.statecraft.wire.TcpOption.Timestamps;
import java.util.List;
import java.util.stream.Collectors;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What the receiving half reports of text out of order (RFC 2018 section 4) and of duplicates (RFC 2883 section 4). */
public final class SelectiveAcknowledgmentTest {
    private static final MaximumSegmentSize MSS = new MaximumSegmentSize(1000);
    private static final Profile PLAIN = Profiles.FREEBSD.with(Setting.TIMESTAMPS, 0);

    private Peer peer;
    private Endpoint endpoint;

    private void connect(Profile profile, TcpOption... offered) {
        peer = new Peer(profile);
        endpoint = peer.connected(new EndpointOptions(profile), 65_535, offered);
    }

    private void connect() {
        connect(PLAIN, MSS, new SackPermitted());
    }

    /** The peer sends text; what is answered: the acknowledgment, and the blocks. */
    private String after(int from, int to) {
        peer.inject(".", from, 1, to - from);
        return describe(peer.next());
    }

    private static String describe(Segment s) {
        Sack sack = s.option(Sack.class);
        return number(s.ack())
                + (sack == null
                        ? ""
                        : sack.blocks().stream()
                                .map(b -> " " + number(b.left()) + ":" + number(b.right()))
                                .collect(Collectors.joining()));
    }

    private static long number(SequenceNumber n) {
        return n.since(SequenceNumber.of(Peer.ISN));
    }

    @Test
    public void theFirstBlockIsTheRunOfTheSegmentThatCameLast() {
        connect();
        assertEquals(after(401, 501), "1 401:501");
        assertEquals(after(201, 301), "1 201:301 401:501");
        assertEquals(after(501, 601), "1 401:601 201:301");
        assertEquals(after(301, 401), "1 201:601");
    }

    @Test
    public void theOthersFollowAsTheyWereReportedLast() {
        connect();
        after(601, 701);
        after(201, 301);
        after(401, 501);
        assertEquals(after(801, 901), "1 801:901 401:501 201:301 601:701");
        assertEquals(after(1, 101), "101 801:901 401:501 201:301 601:701");
        assertEquals(after(101, 201), "301 801:901 401:501 601:701");
        assertEquals(after(501, 601), "301 401:701 801:901");
    }

    @Test
    public void nothingIsReportedOnceTheGapsAreFilled() {
        connect();
        after(201, 301);
        assertEquals(after(1, 201), "301");
        peer.inject(".", 301, 1, 100);
        peer.run(40 * MILLI);
        assertEquals(describe(peer.next()), "401");
    }

    @Test
    public void fourBlocksFitWithoutTimestamps() {
        connect();
        for (int from = 201; from < 1000; from += 200) {
            after(from, from + 100);
        }
        assertEquals(after(1001, 1101), "1 1001:1101 801:901 601:701 401:501");
    }

    @Test
    public void threeBlocksFitBesideTimestamps() {
        connect(Profiles.FREEBSD, MSS, new SackPermitted(), new Timestamps(1, 0));
        Segment last = null;
        for (int from = 201; from < 1000; from += 200) {
            peer.inject(peer.segment(".", from, 1, 100, 65_535).withOptions(List.of(new Timestamps(1, 0))));
            last = peer.next();
        }
        assertEquals(describe(last), "1 801:901 601:701 401:501");
    }

    @DataProvider
    public Object[][] profiles() {
        return new Object[][] {{Profiles.FREEBSD}, {Profiles.LINUX}, {Profiles.RFC9293.with(Setting.SACK, 1)}};
    }

    @Test(dataProvider = "profiles")
    public void theOptionIsPaddedByTwoNopsInFront(Profile profile) {
        connect(profile, MSS, new SackPermitted());
        peer.inject(".", 201, 1, 100);
        List<TcpOption> options = peer.next().options();
        assertEquals(
                options.subList(0, options.size() - 1), List.of(new NoOperation(), new NoOperation()), "the padding");
        assertEquals(options.get(2).kind(), 5);
    }

    @Test(dataProvider = "profiles")
    public void theOptionFollowsTheTimestamps(Profile profile) {
        connect(profile, MSS, new SackPermitted(), new Timestamps(1, 0));
        peer.inject(peer.segment(".", 201, 1, 100, 65_535).withOptions(List.of(new Timestamps(1, 0))));
        List<Integer> kinds =
                peer.next().options().stream().map(TcpOption::kind).collect(Collectors.toList());
        assertEquals(kinds, List.of(1, 1, 8, 1, 1, 5));
    }

    @Test
    public void nothingIsReportedToAPeerThatHasNotPermittedIt() {
        connect(PLAIN, MSS);
        assertEquals(after(201, 301), "1");
        assertEquals(after(201, 301), "1");
    }

    @Test
    public void nothingIsReportedIfOurSynHasNotPermittedIt() {
        connect(PLAIN.with(Setting.SACK, 0), MSS, new SackPermitted());
        assertEquals(after(201, 301), "1");
    }

    @Test
    public void textCarriesTheBlocksAndLeavesRoomForThem() {
        connect();
        after(201, 301);
        endpoint.send(Wire.text(0, 1500), false, false);
        Segment full = peer.next();
        assertEquals(describe(full), "1 201:301");
        assertEquals(full.payload().length(), 1000 - 12);
        Segment rest = peer.next();
        assertEquals(describe(rest), "1 201:301");
        assertEquals(rest.payload().length(), 1500 - 988);
    }

    @Test
    public void aSegmentThatCameBeforeIsADuplicateBelowTheAcknowledgment() {
        connect();
        after(301, 401);
        after(1, 101);
        assertEquals(after(1, 101), "101 1:101 301:401");
    }

    @Test
    public void aDuplicateOfWhatIsHeldIsFollowedByItsRun() {
        connect();
        after(201, 301);
        after(301, 401);
        after(601, 701);
        assertEquals(after(301, 401), "1 301:401 201:401 601:701");
    }

    @Test
    public void ofAPartialDuplicateTheFirstPartIsReported() {
        connect();
        after(201, 301);
        after(401, 501);
        assertEquals(after(151, 601), "1 201:301 151:601");
    }

    @Test
    public void aDuplicateThatIsNowAcknowledgedIsReportedBeforeOtherRuns() {
        connect();
        after(201, 301);
        after(401, 501);
        assertEquals(after(1, 301), "301 201:301 401:501");
    }

    @Test
    public void aPartialDuplicateIsAcknowledgedAtOnce() {
        connect();
        peer.inject(".", 1, 1, 100);
        assertEquals(after(51, 201), "201 51:101");
        peer.inject(".", 201, 1, 100);
        peer.run(40 * MILLI);
        peer.expect(".", 1, 301, 0);
        peer.inject(".", 251, 1, 100);
        assertEquals(describe(peer.next()), "351 251:301");
    }

    @Test
    public void aDuplicateIsReportedOnce() {
        connect();
        after(201, 301);
        after(201, 301);
        endpoint.send(Wire.text(0, 10), false, false);
        assertEquals(describe(peer.next()), "1 201:301");
        assertEquals(after(401, 501), "1 401:501 201:301");
    }

    @Test
    public void whatNeverCameIsNoDuplicate() {
        connect();
        peer.inject(".", -99, 1, 300);
        peer.run(40 * MILLI);
        assertEquals(describe(peer.next()), "201");
        assertEquals(after(-99, 101), "201 1:101");
    }

    @Test
    public void aDuplicateWithTheFinThatCameIsReportedWithoutTheFin() {
        connect();
        peer.inject("F.", 1, 1, 100);
        peer.expect(".", 1, 102, 0);
        assertEquals(endpoint.state(), TcpState.CLOSE_WAIT);
        peer.inject("F.", 1, 1, 100);
        assertEquals(describe(peer.next()), "102 1:101");
    }

    @Test
    public void noDuplicateIsReportedIfTheSystemDoesNotDoSo() {
        connect(PLAIN.with(Setting.DUPLICATE_SACK, 0), MSS, new SackPermitted());
        assertEquals(after(201, 301), "1 201:301");
        assertEquals(after(201, 301), "1 201:301");
    }
}
