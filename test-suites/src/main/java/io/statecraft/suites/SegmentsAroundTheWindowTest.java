package io.statecraft.suites;

import static io.statecraft.run.live.Opening.passive;
import static io.statecraft.scenario.Packets.ack;
import static io.statecraft.scenario.Packets.data;
import static io.statecraft.tcp.TcpState.ESTABLISHED;

import io.statecraft.run.live.LiveConnection;
import io.statecraft.wire.SequenceNumber;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** RFC 9293 section 3.10.7.4, first step: which text is taken, by where it begins and ends. */
public class SegmentsAroundTheWindowTest extends ConformanceSuite {
    /** Read before, so that there is something to the left. */
    private static final int BEFORE = 200;

    /** From which edge of the window an offset counts. */
    public enum Edge {
        LEFT,
        RIGHT
    }

    /** Where the segment begins, its length, and how many octets of it are new and in order. */
    @DataProvider
    public static Object[][] segments() {
        return new Object[][] {
            {Edge.LEFT, -100, 50, 0},
            {Edge.LEFT, -100, 100, 0},
            {Edge.LEFT, -100, 101, 1},
            {Edge.LEFT, -1, 1, 0},
            {Edge.LEFT, -1, 2, 1},
            {Edge.LEFT, 0, 1, 1},
            {Edge.LEFT, 0, 1000, 1000},
            {Edge.LEFT, 1, 1, 0},
            {Edge.LEFT, 500, 500, 0},
            {Edge.RIGHT, -100, 100, 0},
            {Edge.RIGHT, -1, 1, 0},
            {Edge.RIGHT, 1, 1, 0},
            {Edge.RIGHT, 100_000, 100, 0}
        };
    }

    @Test(dataProvider = "segments")
    @Verifies({"RFC9293:3.10.7.4", "RFC9293:SHLD-31"})
    public void whatIsNewAndInOrderIsAcknowledged(Edge edge, int offset, int length, int taken) {
        LiveConnection connection = peer().establish(passive());
        connection.inject(data(BEFORE));
        connection.within(.5).expect(ack().ack(connection.rcvNxt()));
        SequenceNumber next = connection.rcvNxt();
        SequenceNumber from =
                edge == Edge.LEFT ? next : next.plus(connection.lastSegment().window());
        connection.inject(data(length).seq(from.plus(offset)));
        connection.within(.5).expect(ack().seq(connection.sndNxt()).ack(next.plus(taken)));
        connection.expectState(ESTABLISHED);
        connection.read(BEFORE + taken);
    }

    @Test
    @Verifies("RFC9293:SHLD-31")
    public void whatWasHeldCountsWhenTheGapIsFilled() {
        LiveConnection connection = peer().establish(passive());
        SequenceNumber start = connection.rcvNxt();
        for (int piece = 4; piece > 0; piece--) {
            connection.inject(data(100).seq(start.plus(100 * piece)));
            connection.expect(ack().ack(start));
        }
        connection.inject(data(100).seq(start));
        connection.expect(ack().ack(start.plus(500)));
        connection.read(500);
    }
}
