package io.statecraft.oracle;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.CLOSE_WAIT;
import static io.statecraft.tcp.TcpState.CLOSING;
import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static io.statecraft.tcp.TcpState.FIN_WAIT_1;
import static io.statecraft.tcp.TcpState.FIN_WAIT_2;
import static io.statecraft.tcp.TcpState.LAST_ACK;
import static io.statecraft.tcp.TcpState.LISTEN;
import static io.statecraft.tcp.TcpState.SYN_RECEIVED;
import static io.statecraft.tcp.TcpState.SYN_SENT;
import static io.statecraft.tcp.TcpState.TIME_WAIT;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

import io.statecraft.tcp.TcpState;
import java.util.List;
import java.util.Set;
import org.testng.annotations.Test;

/** A target that keeps to the RFC is followed through every state, and nothing is found. */
public class OracleFollowsConnectionsTest {

    private static void assertFollowed(Witness w, TcpState... states) {
        assertEquals(w.violations(), List.of());
        assertEquals(w.states(), Set.of(states));
    }

    @Test
    public void listenerAndPassiveOpen() {
        Witness w = new Witness().listening();
        assertEquals(w.oracle.statesOf(3), Set.of(LISTEN));
        assertFollowed(w, CLOSED);
        w.in(0, 0, SYN);
        assertFollowed(w, SYN_RECEIVED);
        w.out(0, 1, SYN, ACK).in(1, 1, ACK);
        assertFollowed(w, ESTABLISHED);
        assertEquals(w.oracle.statesOf(3), Set.of(LISTEN));
        assertEquals(w.accept().oracle.statesOf(4), Set.of(ESTABLISHED));
    }

    @Test
    public void activeOpen() {
        Witness w = new Witness().call(new SocketCall.Connect(3, Witness.PEER, 40000), 0);
        assertEquals(w.oracle.statesOf(3), Set.of(SYN_SENT));
        w.out(0, 0, SYN).in(0, 1, SYN, ACK).out(1, 1, ACK);
        assertFollowed(w, ESTABLISHED);
        assertEquals(w.oracle.statesOf(3), Set.of(ESTABLISHED));
    }

    @Test
    public void simultaneousOpen() {
        Witness w = new Witness()
                .call(new SocketCall.Connect(3, Witness.PEER, 40000), 0)
                .out(0, 0, SYN)
                .in(0, 0, SYN);
        assertFollowed(w, SYN_RECEIVED);
        w.out(0, 1, SYN, ACK).in(0, 1, SYN, ACK);
        // Figure 8 enters ESTABLISHED; a stack with a strict sequence check acknowledges and waits.
        assertFollowed(w, SYN_RECEIVED, ESTABLISHED);
        w.in(1, 1, ACK);
        assertFollowed(w, ESTABLISHED);
    }

    @Test
    public void passiveClose() {
        Witness w = Witness.accepted().in(1, 1, FIN, ACK).out(1, 2, ACK);
        assertFollowed(w, CLOSE_WAIT);
        w.call(new SocketCall.Close(4, false), 0);
        assertFollowed(w, LAST_ACK);
        w.out(1, 2, FIN, ACK).in(2, 2, ACK);
        assertFollowed(w, CLOSED);
        w.in(2, 2, ACK).out(2, 0, RST);
        assertFollowed(w, CLOSED);
    }

    @Test
    public void activeCloseToTimeWaitAndItsEnd() {
        Witness w = Witness.connected().call(new SocketCall.Close(3, false), 0).out(1, 1, FIN, ACK);
        assertFollowed(w, FIN_WAIT_1);
        w.in(1, 2, ACK);
        assertFollowed(w, FIN_WAIT_2);
        w.in(1, 2, FIN, ACK).out(2, 2, ACK);
        assertFollowed(w, TIME_WAIT);
        w.elapsed(60_000);
        assertFollowed(w, TIME_WAIT, CLOSED);
        w.elapsed(300_000);
        assertFollowed(w, CLOSED);
    }

    @Test
    public void simultaneousClose() {
        Witness w = Witness.connected()
                .call(new SocketCall.Close(3, false), 0)
                .out(1, 1, FIN, ACK)
                .in(1, 1, FIN, ACK);
        assertFollowed(w, CLOSING);
        w.out(2, 2, ACK).in(2, 2, ACK);
        assertFollowed(w, TIME_WAIT);
    }

    @Test
    public void halfCloseKeepsTheOtherHalfOpen() {
        Witness w = Witness.connected()
                .call(new SocketCall.Shutdown(3, false, true), 0)
                .out(1, 1, FIN, ACK)
                .in(1, 2, 100, ACK)
                .out(2, 101, ACK);
        assertFollowed(w, FIN_WAIT_2);
    }

    @Test
    public void exactResetEndsTheConnection() {
        Witness w = Witness.accepted().in(1, 0, RST);
        assertFollowed(w, CLOSED);
    }

    @Test
    public void textBothWaysWithTheWindowItHas() {
        Witness w = Witness.accepted()
                .call(new SocketCall.Send(4, 2000), 2000)
                .out(1, 1, 1460, ACK)
                .out(1461, 1, 540, ACK)
                .in(1, 2001, 500, ACK)
                .later(300)
                .out(2001, 501, ACK);
        assertFollowed(w, ESTABLISHED);
    }

    @Test
    public void halfOpenConnectionReturnsToListenAfterReset() {
        Witness w = new Witness().listening().in(0, 0, SYN).out(0, 1, SYN, ACK).in(1, 0, RST);
        assertFollowed(w, CLOSED);
        w.in(100, 0, SYN);
        assertFollowed(w, SYN_RECEIVED);
    }

    @Test
    public void aDescriptorDoesNotStandForTheNextConnectionBetweenTheSameEnds() {
        // The first is reset; of the second nobody has a descriptor yet, so that closing the listener may reset it.
        Witness w = Witness.accepted()
                .in(1, 0, RST)
                .in(50, 0, SYN)
                .out(Witness.segment(8080, 40000, 777, Witness.IRS + 51, 0, SYN, ACK))
                .in(Witness.segment(40000, 8080, Witness.IRS + 51, 778, 0, ACK))
                .call(new SocketCall.Close(3, false), 0)
                .out(Witness.segment(8080, 40000, 778, Witness.IRS + 51, 0, RST, ACK));
        assertEquals(w.violations(), List.of());
    }
}
