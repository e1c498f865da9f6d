package io.statecraft.tcp;

import static io.statecraft.tcp.TcpState.CLOSE_WAIT;
import static io.statecraft.tcp.TcpState.CLOSING;
import static io.statecraft.tcp.TcpState.ESTABLISHED;
import static io.statecraft.tcp.TcpState.FIN_WAIT_1;
import static io.statecraft.tcp.TcpState.FIN_WAIT_2;
import static io.statecraft.tcp.TcpState.LAST_ACK;
import static io.statecraft.tcp.TcpState.SYN_RECEIVED;
import static io.statecraft.tcp.TcpState.TIME_WAIT;
import static org.testng.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A RST in the states with a window: RFC 9293 section 3.10.7.4, second; RFC 5961 section 3. */
public final class ResetArrivesTest {

    @DataProvider
    public Object[][] states() {
        return new Object[][] {
            {SYN_RECEIVED, true, "CLOSED; -; returned to LISTEN"},
            {SYN_RECEIVED, false, "CLOSED; -; connection refused"},
            {ESTABLISHED, true, "CLOSED; -; connection reset"},
            {FIN_WAIT_1, true, "CLOSED; -; connection reset"},
            {FIN_WAIT_2, true, "CLOSED; -; connection reset"},
            {CLOSE_WAIT, true, "CLOSED; -; connection reset"},
            {CLOSING, true, "CLOSED; -; -"},
            {LAST_ACK, true, "CLOSED; -; -"},
            {TIME_WAIT, true, "CLOSED; -; -"},
        };
    }

    @Test(dataProvider = "states")
    public void atTheExpectedNumberItEndsTheConnection(TcpState state, boolean passive, String outcome) {
        Situation s = Situation.in(state, passive);
        assertEquals(Situation.describe(s.arrive(s.at("R", 0, 0, 0))), outcome);
        Situation withAck = Situation.in(state, passive);
        assertEquals(Situation.describe(withAck.arrive(withAck.at("R.", 0, -50, 7))), outcome);
    }

    @Test(dataProvider = "states")
    public void elsewhereInTheWindowItIsChallenged(TcpState state, boolean passive, String outcome) {
        for (int offset : new int[] {1, windowOf(state, passive) - 1}) {
            Situation s = Situation.in(state, passive);
            Connection before = s.connection();
            Outcome challenged = s.arrive(s.at("R", offset, 0, 0));
            assertEquals(
                    Situation.describe(challenged),
                    before.state() + "; CHALLENGE_ACK " + before.snd().nxt() + ","
                            + before.rcv().nxt() + "; -");
            assertEquals(challenged.connection(), before);
        }
    }

    @Test(dataProvider = "states")
    public void elsewhereInTheWindowAnOldStackObeys(TcpState state, boolean passive, String outcome) {
        Situation s = Situation.in(state, passive).answering(Choice.RST_IN_WINDOW, Answer.ACT);
        assertEquals(Situation.describe(s.arrive(s.at("R", 1, 0, 0))), outcome);
    }

    @Test(dataProvider = "states")
    public void outsideTheWindowItIsDropped(TcpState state, boolean passive, String outcome) {
        for (int offset : new int[] {-1, windowOf(state, passive)}) {
            for (Answer answer : Choice.RST_IN_WINDOW.answers()) {
                Situation s = Situation.in(state, passive).answering(Choice.RST_IN_WINDOW, answer);
                Connection before = s.connection();
                Outcome dropped = s.arrive(s.at("R", offset, 0, 0));
                assertEquals(Situation.describe(dropped), before.state() + "; -; -", "at " + offset);
                assertEquals(dropped.connection(), before);
            }
        }
    }

    private static int windowOf(TcpState state, boolean passive) {
        return (int) Situation.in(state, passive).connection().rcv().wnd();
    }

    @Test
    public void inTimeWaitItCanBeIgnored() {
        Situation s = Situation.in(TIME_WAIT).answering(Choice.RST_IN_TIME_WAIT, Answer.IGNORE);
        assertEquals(Situation.describe(s.arrive(s.at("R", 0, 0, 0))), "TIME-WAIT; -; -");
    }

    @Test
    public void throughAClosedWindowOnlyTheExpectedNumberCounts() {
        List<String> outcomes = new ArrayList<>();
        for (int offset : new int[] {-1, 0, 1}) {
            Situation s = Situation.in(ESTABLISHED);
            s.with(s.connection().with(s.connection().rcv().withWindow(0, 0)));
            outcomes.add(Situation.describe(s.arrive(s.at("R", offset, 0, 0))));
        }
        assertEquals(outcomes, List.of("ESTABLISHED; -; -", "CLOSED; -; connection reset", "ESTABLISHED; -; -"));
    }
}
