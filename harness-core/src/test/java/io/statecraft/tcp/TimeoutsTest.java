package io.statecraft.tcp;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static io.statecraft.tcp.TcpState.LISTEN;
import static io.statecraft.tcp.TcpState.SYN_RECEIVED;
import static io.statecraft.tcp.TcpState.SYN_SENT;
import static io.statecraft.tcp.TcpState.TIME_WAIT;
import static org.testng.Assert.assertEquals;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Timeouts and ICMP errors: RFC 9293 sections 3.10.8 and 3.9.2.2. */
public final class TimeoutsTest {

    @Test
    public void theUserTimeoutEndsAnyConnection() {
        for (TcpState state : TcpState.values()) {
            assertEquals(
                    Situation.describe(Situation.in(state).apply(new TcpEvent.UserTimeout())),
                    state == CLOSED ? "CLOSED; -; -" : "CLOSED; -; connection aborted due to user timeout");
        }
    }

    @Test
    public void theTimeWaitTimeoutEndsTimeWaitAlone() {
        for (TcpState state : TcpState.values()) {
            assertEquals(
                    Situation.in(state)
                            .apply(new TcpEvent.TimeWaitTimeout())
                            .connection()
                            .state(),
                    state == TIME_WAIT ? CLOSED : state);
        }
    }

    @DataProvider
    public Object[][] retransmissions() {
        return new Object[][] {
            {SYN_SENT, true, "SYN-SENT; SYN 100; -"},
            {SYN_RECEIVED, true, "SYN-RECEIVED; SYN_ACK 100,301; -"},
            {SYN_RECEIVED, false, "SYN-RECEIVED; SYN_ACK 100,301; -"},
            {ESTABLISHED, true, "ESTABLISHED; -; -"},
        };
    }

    @Test(dataProvider = "retransmissions")
    public void theRetransmissionTimeoutSendsTheHandshakeAgain(TcpState state, boolean passive, String outcome) {
        assertEquals(
                Situation.describe(Situation.in(state, passive).apply(new TcpEvent.RetransmissionTimeout())), outcome);
    }

    @Test
    public void aSynAckThatIsNotAcknowledgedIsSentAgainEvenAfterClose() {
        Situation s = Situation.in(SYN_RECEIVED);
        s.apply(new TcpEvent.Close(true));
        assertEquals(
                Situation.describe(s.apply(new TcpEvent.RetransmissionTimeout())), "FIN-WAIT-1; SYN_ACK 100,301; -");
    }

    @DataProvider
    public Object[][] errors() {
        String unreachable = "CLOSED; -; destination unreachable";
        return new Object[][] {
            {SYN_SENT, true, unreachable},
            {SYN_SENT, false, "SYN-SENT; -; soft error"},
            {SYN_RECEIVED, true, unreachable},
            {SYN_RECEIVED, false, "SYN-RECEIVED; -; soft error"},
            {ESTABLISHED, true, "ESTABLISHED; -; soft error"},
            {ESTABLISHED, false, "ESTABLISHED; -; soft error"},
            {LISTEN, true, "LISTEN; -; -"},
            {TIME_WAIT, true, "TIME-WAIT; -; -"},
        };
    }

    @Test(dataProvider = "errors")
    public void anIcmpErrorHasTheOutcomeOfTheTable(TcpState state, boolean hard, String outcome) {
        assertEquals(Situation.describe(Situation.in(state).apply(new TcpEvent.IcmpError(hard))), outcome);
    }

    @Test
    public void aStackMayAbortForAHardErrorButNeverForASoftOne() {
        for (TcpState state : TcpState.values()) {
            Situation s = Situation.in(state).answering(Choice.HARD_ERROR_WHEN_SYNCHRONIZED, Answer.ACT);
            if (state.isSynchronized() && state != TIME_WAIT) {
                assertEquals(s.apply(new TcpEvent.IcmpError(false)).connection().state(), state);
                assertEquals(s.apply(new TcpEvent.IcmpError(true)).connection().state(), CLOSED);
            }
        }
    }

    @Test
    public void aSoftErrorCanEndAHandshake() {
        Situation s = Situation.in(SYN_SENT).answering(Choice.SOFT_ERROR_IN_HANDSHAKE, Answer.ACT);
        assertEquals(s.apply(new TcpEvent.IcmpError(false)).connection().state(), CLOSED);
    }
}
