package io.statecraft.suites;

import static io.statecraft.run.live.Opening.passive;
import static io.statecraft.scenario.Packets.ack;
import static io.statecraft.scenario.Packets.data;
import static io.statecraft.scenario.Packets.rst;
import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static org.testng.Assert.assertTrue;

import io.statecraft.run.live.LiveConnection;
import io.statecraft.scenario.Calls;
import org.testng.annotations.Test;

/** A program that does not read: its window closes, whatever its size, and the connection stays. */
public class ClosedWindowTest extends ConformanceSuite {
    private static final int SEGMENT = 1460;
    private static final int MOST_SEGMENTS = 2000;

    @Test
    @Verifies({"RFC9293:MAY-8", "RFC9293:SHLD-14"})
    public void aProbeOfAClosedWindowIsTurnedAway() {
        LiveConnection connection = peer().establish(passive());
        fill(connection);
        // Later than Linux's limit of one such ACK in half a second.
        connection.after(.6).inject(data(1).flags(".").seq(connection.rcvNxt()));
        connection.expect(ack().win(0));
        connection.expectState(ESTABLISHED);
    }

    @Test
    @Verifies("RFC9293:MUST-66")
    public void aResetCountsWhileTheWindowIsClosed() {
        LiveConnection connection = peer().establish(passive());
        fill(connection);
        connection.inject(rst());
        connection.expectState(CLOSED);
    }

    @Test
    @Verifies("RFC9293:MUST-39")
    public void theWindowOpensWhenTheProgramReads() {
        LiveConnection connection = peer().establish(passive());
        int octets = fill(connection);
        connection.call(Calls.read(connection.descriptor(), 2 * octets).returns(octets));
        connection.expect(ack().ack(connection.rcvNxt()));
        int window = connection.lastSegment().window();
        assertTrue(window >= SEGMENT, "the window opened by " + window + " octets only: less than a segment");
    }

    /** Sends as much as the target lets, and returns how much that was. */
    private static int fill(LiveConnection connection) {
        int octets = 0;
        int window = connection.lastSegment().window();
        for (int i = 0; window > 0; i++) {
            assertTrue(i < MOST_SEGMENTS, "after " + octets + " octets the window is still " + window);
            int length = Math.min(window, SEGMENT);
            connection.inject(data(length));
            connection.within(.5).expect(ack().ack(connection.rcvNxt()));
            octets += length;
            window = connection.lastSegment().window();
        }
        return octets;
    }
}
