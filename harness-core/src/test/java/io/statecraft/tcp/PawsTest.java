package io.statecraft.tcp;

import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static org.testng.Assert.assertEquals;

import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption;
import java.util.List;
import org.testng.annotations.Test;

/** Protection against wrapped sequence numbers: RFC 7323 section 5. */
public final class PawsTest {

    private static Situation withTimestamps(int recent) {
        Situation s = Situation.in(ESTABLISHED);
        Offer stamps = new Offer(-1, -1, true, false);
        return s.with(s.connection().offering(stamps).offered(stamps).withTsRecent(recent));
    }

    private static Segment stamped(Segment s, int value) {
        return s.withOptions(List.of(new TcpOption.Timestamps(value, 0)));
    }

    @Test
    public void anOlderTimestampIsAcknowledgedAndDropped() {
        Situation s = withTimestamps(100);
        assertEquals(
                Situation.describe(s.arrive(stamped(s.at(".", 0, 0, 5), 99))), "ESTABLISHED; CHALLENGE_ACK 101,301; -");
        assertEquals(s.connection().rcv().unread(), 0);
        assertEquals(Situation.describe(s.arrive(stamped(s.at(".", 0, 0, 5), 100))), "ESTABLISHED; ACK~ 101,306; -");
    }

    @Test
    public void timestampsCompareModuloTheirWrap() {
        Situation s = withTimestamps(Integer.MAX_VALUE);
        s.arrive(stamped(s.at(".", 0, 0, 5), Integer.MIN_VALUE));
        assertEquals(s.connection().rcv().unread(), 5);
        assertEquals(s.connection().tsRecent(), Integer.MIN_VALUE);
    }

    @Test
    public void aResetIsExempt() {
        Situation s = withTimestamps(100);
        assertEquals(Situation.describe(s.arrive(stamped(s.at("R", 0, 0, 0), 99))), "CLOSED; -; connection reset");
    }

    @Test
    public void aSegmentWithoutTimestampIsDroppedOrTaken() {
        Situation dropping = withTimestamps(100);
        assertEquals(Situation.describe(dropping.arrive(dropping.at(".", 0, 0, 5))), "ESTABLISHED; -; -");
        Situation taking = withTimestamps(100).answering(Choice.MISSING_TIMESTAMP, Answer.ACT);
        assertEquals(Situation.describe(taking.arrive(taking.at(".", 0, 0, 5))), "ESTABLISHED; ACK~ 101,306; -");
    }

    @Test
    public void onlyASegmentThatIsWaitedForBringsTheTimestampUpToDate() {
        Situation s = withTimestamps(100);
        s.arrive(stamped(s.at(".", 10, 0, 5), 200));
        assertEquals(s.connection().tsRecent(), 100);
        s.arrive(stamped(s.at(".", 0, 0, 5), 150));
        assertEquals(s.connection().tsRecent(), 150);
    }

    @Test
    public void theTimestampOfASegmentThatAcknowledgesTooMuchCountsOrNot() {
        Situation counting = withTimestamps(100);
        counting.arrive(stamped(counting.at(".", 0, 1, 0), 200));
        assertEquals(counting.connection().tsRecent(), 200);
        Situation ignoring = withTimestamps(100).answering(Choice.TIMESTAMP_WITH_BAD_ACK, Answer.IGNORE);
        ignoring.arrive(stamped(ignoring.at(".", 0, 1, 0), 200));
        assertEquals(ignoring.connection().tsRecent(), 100);
        ignoring.arrive(stamped(ignoring.at(".", 0, 0, 0), 200));
        assertEquals(ignoring.connection().tsRecent(), 200, "its acknowledgment is fine");
    }

    @Test
    public void withoutAgreementTimestampsMeanNothing() {
        Situation s = Situation.in(ESTABLISHED);
        s.with(s.connection().withTsRecent(100));
        assertEquals(Situation.describe(s.arrive(stamped(s.at(".", 0, 0, 5), 1))), "ESTABLISHED; ACK~ 101,306; -");
    }
}
