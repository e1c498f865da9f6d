package io.statecraft.tcp;

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
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The user's calls in each state: RFC 9293 sections 3.10.1 to 3.10.6. */
public final class UserCallsTest {

    @DataProvider
    public Object[][] calls() {
        TcpEvent passive = new TcpEvent.PassiveOpen(1000);
        TcpEvent active = new TcpEvent.ActiveOpen(Situation.ISS, 1000, Offer.NONE);
        TcpEvent send = new TcpEvent.Send(10);
        TcpEvent receive = new TcpEvent.Receive(10);
        TcpEvent close = new TcpEvent.Close(true);
        TcpEvent abort = new TcpEvent.Abort();
        TcpEvent status = new TcpEvent.Status();
        String exists = "-; error: connection already exists";
        String none = "-; error: connection does not exist";
        String closing = "-; error: connection closing";
        String ok = "-; ok";
        return new Object[][] {
            {passive, CLOSED, "LISTEN; " + ok},
            {passive, LISTEN, "LISTEN; " + exists},
            {passive, SYN_SENT, "SYN-SENT; " + exists},
            {passive, SYN_RECEIVED, "SYN-RECEIVED; " + exists},
            {passive, ESTABLISHED, "ESTABLISHED; " + exists},
            {passive, FIN_WAIT_1, "FIN-WAIT-1; " + exists},
            {passive, FIN_WAIT_2, "FIN-WAIT-2; " + exists},
            {passive, CLOSE_WAIT, "CLOSE-WAIT; " + exists},
            {passive, CLOSING, "CLOSING; " + exists},
            {passive, LAST_ACK, "LAST-ACK; " + exists},
            {passive, TIME_WAIT, "TIME-WAIT; " + exists},
            {active, CLOSED, "SYN-SENT; SYN 100; ok"},
            {active, LISTEN, "SYN-SENT; SYN 100; ok"},
            {active, SYN_SENT, "SYN-SENT; " + exists},
            {active, SYN_RECEIVED, "SYN-RECEIVED; " + exists},
            {active, ESTABLISHED, "ESTABLISHED; " + exists},
            {active, FIN_WAIT_1, "FIN-WAIT-1; " + exists},
            {active, FIN_WAIT_2, "FIN-WAIT-2; " + exists},
            {active, CLOSE_WAIT, "CLOSE-WAIT; " + exists},
            {active, CLOSING, "CLOSING; " + exists},
            {active, LAST_ACK, "LAST-ACK; " + exists},
            {active, TIME_WAIT, "TIME-WAIT; " + exists},
            {send, CLOSED, "CLOSED; " + none},
            {send, LISTEN, "LISTEN; -; error: remote socket unspecified"},
            {send, SYN_SENT, "SYN-SENT; " + ok},
            {send, SYN_RECEIVED, "SYN-RECEIVED; " + ok},
            {send, ESTABLISHED, "ESTABLISHED; " + ok},
            {send, FIN_WAIT_1, "FIN-WAIT-1; " + closing},
            {send, FIN_WAIT_2, "FIN-WAIT-2; " + closing},
            {send, CLOSE_WAIT, "CLOSE-WAIT; " + ok},
            {send, CLOSING, "CLOSING; " + closing},
            {send, LAST_ACK, "LAST-ACK; " + closing},
            {send, TIME_WAIT, "TIME-WAIT; " + closing},
            {receive, CLOSED, "CLOSED; " + none},
            {receive, LISTEN, "LISTEN; " + ok},
            {receive, SYN_SENT, "SYN-SENT; " + ok},
            {receive, SYN_RECEIVED, "SYN-RECEIVED; " + ok},
            {receive, ESTABLISHED, "ESTABLISHED; " + ok},
            {receive, FIN_WAIT_1, "FIN-WAIT-1; " + ok},
            {receive, FIN_WAIT_2, "FIN-WAIT-2; " + ok},
            {receive, CLOSE_WAIT, "CLOSE-WAIT; " + closing},
            {receive, CLOSING, "CLOSING; " + closing},
            {receive, LAST_ACK, "LAST-ACK; " + closing},
            {receive, TIME_WAIT, "TIME-WAIT; " + closing},
            {close, CLOSED, "CLOSED; " + none},
            {close, LISTEN, "CLOSED; " + ok},
            {close, SYN_SENT, "CLOSED; " + ok},
            {close, SYN_RECEIVED, "FIN-WAIT-1; " + ok},
            {close, ESTABLISHED, "FIN-WAIT-1; " + ok},
            {close, FIN_WAIT_1, "FIN-WAIT-1; " + ok},
            {close, FIN_WAIT_2, "FIN-WAIT-2; " + ok},
            {close, CLOSE_WAIT, "LAST-ACK; " + ok},
            {close, CLOSING, "CLOSING; " + closing},
            {close, LAST_ACK, "LAST-ACK; " + closing},
            {close, TIME_WAIT, "TIME-WAIT; " + closing},
            {abort, CLOSED, "CLOSED; " + none},
            {abort, LISTEN, "CLOSED; " + ok},
            {abort, SYN_SENT, "CLOSED; " + ok},
            {abort, SYN_RECEIVED, "CLOSED; RESET 101,301; ok"},
            {abort, ESTABLISHED, "CLOSED; RESET 101,301; ok"},
            {abort, FIN_WAIT_1, "CLOSED; RESET 102,301; ok"},
            {abort, FIN_WAIT_2, "CLOSED; RESET 102,301; ok"},
            {abort, CLOSE_WAIT, "CLOSED; RESET 101,302; ok"},
            {abort, CLOSING, "CLOSED; " + ok},
            {abort, LAST_ACK, "CLOSED; " + ok},
            {abort, TIME_WAIT, "CLOSED; " + ok},
            {status, CLOSED, "CLOSED; " + none},
            {status, LISTEN, "LISTEN; " + ok},
            {status, SYN_SENT, "SYN-SENT; " + ok},
            {status, SYN_RECEIVED, "SYN-RECEIVED; " + ok},
            {status, ESTABLISHED, "ESTABLISHED; " + ok},
            {status, FIN_WAIT_1, "FIN-WAIT-1; " + ok},
            {status, FIN_WAIT_2, "FIN-WAIT-2; " + ok},
            {status, CLOSE_WAIT, "CLOSE-WAIT; " + ok},
            {status, CLOSING, "CLOSING; " + ok},
            {status, LAST_ACK, "LAST-ACK; " + ok},
            {status, TIME_WAIT, "TIME-WAIT; " + ok},
        };
    }

    @Test(dataProvider = "calls")
    public void aCallInAStateHasTheOutcomeOfTheTable(TcpEvent call, TcpState state, String outcome) {
        assertEquals(Situation.describe(Situation.in(state).apply(call)), outcome);
    }

    @Test
    public void anActiveOpenStartsAtTheInitialSequenceNumber() {
        SendSpace snd = Situation.in(SYN_SENT).connection().snd();
        assertEquals(snd.una(), Situation.ISS);
        assertEquals(snd.nxt(), Situation.ISS.plus(1));
    }

    @Test
    public void closeIsQueuedBehindTextThatIsNotSent() {
        Situation s = Situation.in(SYN_RECEIVED);
        s.apply(new TcpEvent.Send(10));
        assertEquals(Situation.describe(s.apply(new TcpEvent.Close(true))), "SYN-RECEIVED; -; ok");
        Outcome completed = s.arrive(s.at(".", 0, 0, 0));
        assertEquals(completed.connection().state(), FIN_WAIT_1);
        assertEquals(completed.connection().snd().end(), Situation.ISS.plus(11));
        assertTrue(completed.connection().snd().closing());
    }

    @Test
    public void textAfterShutdownIsRefused() {
        Situation s = Situation.in(SYN_SENT);
        s.with(s.connection().with(s.connection().snd().withFin()));
        assertEquals(Situation.describe(s.apply(new TcpEvent.Send(1))), "SYN-SENT; -; error: connection closing");
    }

    @Test
    public void receiveInCloseWaitGivesWhatIsLeft() {
        Situation s = Situation.in(ESTABLISHED);
        s.arrive(s.at("F.", 0, 0, 30));
        assertEquals(Situation.describe(s.apply(new TcpEvent.Receive(20))), "CLOSE-WAIT; -; ok");
        assertEquals(s.connection().rcv().unread(), 10);
    }

    @DataProvider
    public Object[][] closedWithUnreadText() {
        return new Object[][] {
            {ESTABLISHED, Answer.RESET, "CLOSED; RESET 101,331; ok"},
            {ESTABLISHED, Answer.ACT, "FIN-WAIT-1; -; ok"},
            {FIN_WAIT_1, Answer.RESET, "CLOSED; RESET 102,331; ok"},
            {FIN_WAIT_2, Answer.RESET, "CLOSED; RESET 102,331; ok"},
            {FIN_WAIT_2, Answer.ACT, "FIN-WAIT-2; -; ok"},
        };
    }

    @Test(dataProvider = "closedWithUnreadText")
    public void closeWithUnreadTextIsAChoice(TcpState state, Answer answer, String outcome) {
        Situation s = Situation.in(state).answering(Choice.CLOSE_WITH_UNREAD_TEXT, answer);
        s.arrive(s.at("P.", 0, 0, 30));
        assertEquals(Situation.describe(s.apply(new TcpEvent.Close(true))), outcome);
    }

    @Test
    public void endingOnlyOneDirectionNeverResets() {
        Situation s = Situation.in(ESTABLISHED);
        s.arrive(s.at("P.", 0, 0, 30));
        assertEquals(Situation.describe(s.apply(new TcpEvent.Close(false))), "FIN-WAIT-1; -; ok");
    }
}
