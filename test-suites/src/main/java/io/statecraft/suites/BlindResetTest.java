package io.statecraft.suites;

import static io.statecraft.run.live.Opening.passive;
import static io.statecraft.scenario.Packets.ack;
import static io.statecraft.scenario.Packets.rst;
import static io.statecraft.scenario.Packets.syn;
import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.ESTABLISHED;

import io.statecraft.run.live.LiveConnection;
import java.util.function.LongUnaryOperator;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** RFC 5961: somebody who can only guess the numbers of a connection does not end it. */
public class BlindResetTest extends ConformanceSuite {

    /** Where a segment begins, counted from RCV.NXT: a function of the window that the target offers. */
    @DataProvider
    public static Object[][] insideTheWindow() {
        return new Object[][] {
            {"the octet after the next", (LongUnaryOperator) window -> 1},
            {"in the middle", (LongUnaryOperator) window -> window / 2},
            {"the last octet", (LongUnaryOperator) window -> window - 1}
        };
    }

    @DataProvider
    public static Object[][] outsideTheWindow() {
        return new Object[][] {
            {"the octet before", (LongUnaryOperator) window -> -1},
            {"far to the left", (LongUnaryOperator) window -> -100_000},
            // Not the octet right behind the window: Linux takes that for inside.
            {"behind the window", (LongUnaryOperator) window -> window + 1},
            {"half the circle away", (LongUnaryOperator) window -> 1L << 31}
        };
    }

    @DataProvider
    public static Object[][] anywhere() {
        return new Object[][] {
            {"the peer's initial number", (LongUnaryOperator) window -> -1},
            {"the next octet", (LongUnaryOperator) window -> 0},
            {"in the middle of the window", (LongUnaryOperator) window -> window / 2},
            {"behind the window", (LongUnaryOperator) window -> window + 1}
        };
    }

    @Test(dataProvider = "insideTheWindow")
    @Verifies({"RFC5961-3", "RFC5961-14"})
    public void aResetInsideTheWindowIsChallenged(String where, LongUnaryOperator position) {
        LiveConnection connection = peer().establish(passive());
        connection.inject(rst().seq(connection.rcvNxt().plus(position.applyAsLong(window(connection)))));
        connection.expect(ack().seq(connection.sndNxt()).ack(connection.rcvNxt()));
        connection.expectState(ESTABLISHED);
    }

    @Test(dataProvider = "outsideTheWindow")
    @Verifies("RFC5961-1")
    public void aResetOutsideTheWindowIsDropped(String where, LongUnaryOperator position) {
        LiveConnection connection = peer().establish(passive());
        connection.inject(rst().seq(connection.rcvNxt().plus(position.applyAsLong(window(connection)))));
        connection.expectSilence(.1);
        connection.expectState(ESTABLISHED);
    }

    @Test
    @Verifies("RFC5961-2")
    public void theResetAtTheNextOctetCounts() {
        LiveConnection connection = peer().establish(passive());
        connection.inject(rst().seq(connection.rcvNxt()));
        connection.expectState(CLOSED);
    }

    @Test(dataProvider = "anywhere")
    @Verifies({"RFC5961-6", "RFC5961-7"})
    public void aSynIsChallengedWhereverItIs(String where, LongUnaryOperator position) {
        LiveConnection connection = peer().establish(passive().isn(1_000_000));
        connection.inject(syn().seq(connection.rcvNxt().plus(position.applyAsLong(window(connection)))));
        connection.expect(ack().seq(connection.sndNxt()).ack(1_000_001));
        connection.expectState(ESTABLISHED);
    }

    /** The window that the SYN,ACK offered: never scaled, since the harness's SYN does not ask for it. */
    private static long window(LiveConnection connection) {
        return connection.lastSegment().window();
    }
}
