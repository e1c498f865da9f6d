package io.statecraft.suites;

import static io.statecraft.run.live.Opening.active;
import static io.statecraft.run.live.Opening.passive;
import static io.statecraft.scenario.Packets.ack;
import static io.statecraft.scenario.Packets.data;
import static io.statecraft.scenario.Packets.fin;
import static io.statecraft.scenario.Packets.rst;
import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.CLOSE_WAIT;
import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static io.statecraft.tcp.TcpState.LAST_ACK;
import static io.statecraft.tcp.TcpState.SYN_RECEIVED;

import io.statecraft.run.live.LiveConnection;
import java.util.stream.LongStream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Numbers wrap, and connections are told apart, from the first segment to the last. */
public class HandshakeNumbersTest extends ConformanceSuite {

    @DataProvider
    public static Object[][] initialNumbers() {
        return LongStream.of(0, 1, 0x7fffffffL, 0x80000000L, 0xffffff9bL, 0xfffffffeL, 0xffffffffL)
                .boxed()
                .map(isn -> new Object[] {isn})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "initialNumbers")
    @Verifies("RFC9293:3.4")
    public void aListenerServesAPeerWithAnyInitialNumber(long isn) {
        openToClose(peer().establish(passive().isn(isn)));
    }

    @Test(dataProvider = "initialNumbers")
    @Verifies("RFC9293:3.4")
    public void aPeerMayAnswerWithAnyInitialNumber(long isn) {
        openToClose(peer().establish(active().isn(isn)));
    }

    private static void openToClose(LiveConnection connection) {
        connection.inject(data(200));
        connection.within(.5).expect(ack().seq(connection.sndNxt()).ack(connection.rcvNxt()));
        connection.read(200);
        connection.write(100).expect(data(100).seq(connection.sndNxt()).ack(connection.rcvNxt()));
        connection.inject(fin());
        connection.within(.5).expect(ack().seq(connection.sndNxt()).ack(connection.rcvNxt()));
        connection.expectState(CLOSE_WAIT);
        connection.close().expect(fin().seq(connection.sndNxt()).ack(connection.rcvNxt()));
        connection.expectState(LAST_ACK);
        connection.inject(ack()).expectState(CLOSED);
    }

    @Test
    @Verifies({"RFC9293:MUST-41", "RFC5961-2"})
    public void whatHappensToOneConnectionDoesNotConcernTheOthers() {
        LiveConnection reset = peer().establish(passive());
        LiveConnection kept = peer().establish(passive().isn(70_000));
        LiveConnection halfOpen = peer().open(passive().isn(90_000));
        reset.inject(rst());
        kept.inject(data(10));
        kept.within(.5).expect(ack().ack(kept.rcvNxt()));
        reset.expectState(CLOSED);
        kept.expectState(ESTABLISHED);
        halfOpen.expectState(SYN_RECEIVED);
    }
}
