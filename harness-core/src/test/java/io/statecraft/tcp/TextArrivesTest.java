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
import static org.testng.Assert.assertNull;

import io.statecraft.wire.SequenceNumber;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Sequence check, URG, text and FIN: RFC 9293 section 3.10.7.4, first and sixth to eighth. */
public final class TextArrivesTest {

    @DataProvider
    public Object[][] arrivals() {
        return new Object[][] {
            // text in order, 301 is next: acknowledged soon
            {ESTABLISHED, "P.", 0, 0, 10, "ESTABLISHED; ACK~ 101,311; -"},
            {FIN_WAIT_1, "P.", 0, 0, 10, "FIN-WAIT-2; ACK~ 102,311; -"},
            {FIN_WAIT_1, "P.", 0, -1, 10, "FIN-WAIT-1; ACK~ 102,311; -"},
            {FIN_WAIT_2, "P.", 0, 0, 10, "FIN-WAIT-2; ACK~ 102,311; -"},
            {SYN_RECEIVED, "P.", 0, 0, 10, "ESTABLISHED; ACK~ 101,311; connection established"},
            // nothing of it new: at once, and nothing else
            {ESTABLISHED, ".", -10, 0, 10, "ESTABLISHED; CHALLENGE_ACK 101,301; -"},
            {ESTABLISHED, ".", -1, 0, 0, "ESTABLISHED; CHALLENGE_ACK 101,301; -"},
            // partly new, from the left and over the right edge
            {ESTABLISHED, ".", -5, 0, 10, "ESTABLISHED; ACK~ 101,306; -"},
            {ESTABLISHED, ".", 0, 0, 1005, "ESTABLISHED; ACK~ 101,1301; -"},
            // beyond a gap: at once
            {ESTABLISHED, ".", 10, 0, 10, "ESTABLISHED; ACK 101,301; -"},
            {ESTABLISHED, ".", 999, 0, 1, "ESTABLISHED; ACK 101,301; -"},
            {ESTABLISHED, ".", 1000, 0, 1, "ESTABLISHED; CHALLENGE_ACK 101,301; -"},
            // after the peer's FIN there is no text
            {CLOSE_WAIT, "P.", 0, 0, 10, "CLOSE-WAIT; ACK 101,302; -"},
            {CLOSING, "P.", 0, -1, 10, "CLOSING; ACK 102,302; -"},
            {LAST_ACK, "P.", 0, -1, 10, "LAST-ACK; ACK 102,302; -"},
            {TIME_WAIT, "P.", 0, 0, 10, "TIME-WAIT; ACK 102,302; -"},
            // FIN
            {SYN_RECEIVED, "F.", 0, 0, 0, "CLOSE-WAIT; ACK 101,302; connection established, connection closing"},
            {ESTABLISHED, "F.", 0, 0, 0, "CLOSE-WAIT; ACK 101,302; connection closing"},
            {ESTABLISHED, "F.", 0, 0, 10, "CLOSE-WAIT; ACK~ 101,311 ACK 101,312; connection closing"},
            {ESTABLISHED, "F.", 10, 0, 0, "ESTABLISHED; ACK 101,301; -"},
            {FIN_WAIT_1, "F.", 0, -1, 0, "CLOSING; ACK 102,302; connection closing"},
            {FIN_WAIT_1, "F.", 0, 0, 0, "TIME-WAIT; ACK 102,302; connection closing"},
            {FIN_WAIT_2, "F.", 0, 0, 0, "TIME-WAIT; ACK 102,302; connection closing"},
            // FIN behind text, and beyond a gap, after our own
            {FIN_WAIT_1, "F.", 0, -1, 10, "CLOSING; ACK~ 102,311 ACK 102,312; connection closing"},
            {FIN_WAIT_1, "F.", 0, 0, 10, "TIME-WAIT; ACK~ 102,311 ACK 102,312; connection closing"},
            {FIN_WAIT_2, "F.", 0, 0, 10, "TIME-WAIT; ACK~ 102,311 ACK 102,312; connection closing"},
            {FIN_WAIT_1, "F.", 10, 0, 0, "FIN-WAIT-2; ACK 102,301; -"},
            {FIN_WAIT_2, "F.", 10, 0, 0, "FIN-WAIT-2; ACK 102,301; -"},
            // the peer's FIN once more
            {CLOSE_WAIT, "F.", -1, 0, 0, "CLOSE-WAIT; CHALLENGE_ACK 101,302; -"},
            {CLOSING, "F.", -1, -1, 0, "CLOSING; CHALLENGE_ACK 102,302; -"},
            {LAST_ACK, "F.", -1, -1, 0, "LAST-ACK; CHALLENGE_ACK 102,302; -"},
            {TIME_WAIT, "F.", -1, 0, 0, "TIME-WAIT; CHALLENGE_ACK 102,302; -"},
            // URG
            {ESTABLISHED, "U.", 0, 0, 10, "ESTABLISHED; ACK~ 101,311; urgent data"},
            {FIN_WAIT_2, "U.", 0, 0, 10, "FIN-WAIT-2; ACK~ 102,311; urgent data"},
            {FIN_WAIT_1, "U.", 0, -1, 10, "FIN-WAIT-1; ACK~ 102,311; urgent data"},
            {SYN_RECEIVED, "U.", 0, 0, 10, "ESTABLISHED; ACK~ 101,311; connection established, urgent data"},
            // URG after the peer's FIN is ignored
            {CLOSE_WAIT, "U.", 0, 0, 0, "CLOSE-WAIT; -; -"},
            {CLOSING, "U.", 0, -1, 0, "CLOSING; -; -"},
            {LAST_ACK, "U.", 0, -1, 0, "LAST-ACK; -; -"},
            {TIME_WAIT, "U.", 0, 0, 0, "TIME-WAIT; -; -"},
        };
    }

    @Test(dataProvider = "arrivals")
    public void aSegmentInAStateHasTheOutcomeOfTheTable(
            TcpState state, String flags, int seq, int ack, int length, String outcome) {
        Situation s = Situation.in(state);
        assertEquals(Situation.describe(s.arrive(s.at(flags, seq, ack, length))), outcome);
    }

    @Test
    public void textBeyondAGapIsHeldAndDeliveredOnceTheGapIsFilled() {
        Situation s = Situation.in(ESTABLISHED);
        SequenceRange held = s.arrive(s.at(".", 10, 0, 10)).text();
        assertEquals(held, new SequenceRange(SequenceNumber.of(311), SequenceNumber.of(321)));
        Outcome filled = s.arrive(s.at(".", 0, 0, 10));
        assertEquals(Situation.describe(filled), "ESTABLISHED; ACK 101,321; -");
        assertEquals(filled.connection().rcv().unread(), 20);
        assertEquals(filled.connection().rcv().held(), List.of());
    }

    @Test
    public void textBeyondAGapCanBeDiscarded() {
        Situation s = Situation.in(ESTABLISHED).answering(Choice.TEXT_OUT_OF_ORDER, Answer.IGNORE);
        Outcome outcome = s.arrive(s.at(".", 10, 0, 10));
        assertNull(outcome.text());
        assertEquals(Situation.describe(outcome), "ESTABLISHED; ACK 101,301; -");
    }

    @Test
    public void aFinBeyondAGapWaitsForWhatIsBeforeIt() {
        Situation s = Situation.in(ESTABLISHED);
        s.arrive(s.at("F.", 10, 0, 10));
        Outcome filled = s.arrive(s.at(".", 0, 0, 10));
        assertEquals(Situation.describe(filled), "CLOSE-WAIT; ACK 101,321 ACK 101,322; connection closing");
    }

    @Test
    public void aFinBeyondTheWindowIsNotTaken() {
        Situation s = Situation.in(ESTABLISHED);
        s.arrive(s.at("F.", 0, 0, 1001));
        assertEquals(s.connection().state(), ESTABLISHED);
        assertNull(s.connection().rcv().fin());
    }

    @Test
    public void theRightEdgeOfTheWindowStaysWhileTextComes() {
        Situation s = Situation.in(ESTABLISHED);
        SequenceNumber edge = s.connection().rcv().nxt().plus(1000);
        s.arrive(s.at(".", 0, 0, 300));
        assertEquals(s.connection().rcv().nxt().plus(s.connection().rcv().wnd()), edge);
    }

    @DataProvider
    public Object[][] textAfterClose() {
        return new Object[][] {
            {Answer.RESET, "CLOSED; RESET 102,301; -"},
            {Answer.ACT, "FIN-WAIT-2; ACK~ 102,311; -"},
        };
    }

    @Test(dataProvider = "textAfterClose")
    public void textThatNobodyWillReadIsAChoice(Answer answer, String outcome) {
        Situation s = Situation.in(FIN_WAIT_2).answering(Choice.TEXT_AFTER_CLOSE, answer);
        s.apply(new TcpEvent.Close(true));
        assertEquals(Situation.describe(s.arrive(s.at("P.", 0, 0, 10))), outcome);
    }

    @Test
    public void oldTextAfterCloseIsNoReasonToReset() {
        Situation s = Situation.in(FIN_WAIT_2);
        s.arrive(s.at("P.", 0, 0, 10));
        s.apply(new TcpEvent.Receive(10));
        s.apply(new TcpEvent.Close(true));
        assertEquals(s.arrive(s.at("P.", -10, 0, 10)).connection().state(), FIN_WAIT_2);
    }

    @Test
    public void everyEntryToTimeWaitAndThePeersFinRestartsItsTimer() {
        Situation s = Situation.in(FIN_WAIT_2);
        assertEquals(s.arrive(s.at("F.", 0, 0, 0)).restartTimeWait(), true);
        assertEquals(s.arrive(s.at("F.", -1, 0, 0)).restartTimeWait(), true);
        assertEquals(s.arrive(s.at(".", -1, 0, 0)).restartTimeWait(), false);
    }

    @Test
    public void withoutAckNothingIsAnsweredInTimeWaitIfSoChosen() {
        Situation s = Situation.in(TIME_WAIT).answering(Choice.NO_ACK_IN_TIME_WAIT, Answer.IGNORE);
        assertEquals(Situation.describe(s.arrive(s.at("F", -1, 0, 0))), "TIME-WAIT; -; -");
        assertEquals(Situation.describe(s.arrive(s.at("F.", -1, 0, 0))), "TIME-WAIT; CHALLENGE_ACK 102,302; -");
    }

    @DataProvider
    public Object[][] closedWindow() {
        return new Object[][] {
            {0, 0, "ESTABLISHED; -; -"},
            {0, 1, "ESTABLISHED; CHALLENGE_ACK 101,301; -"},
            {1, 0, "ESTABLISHED; CHALLENGE_ACK 101,301; -"},
            {-1, 0, "ESTABLISHED; CHALLENGE_ACK 101,301; -"},
        };
    }

    @Test(dataProvider = "closedWindow")
    public void aClosedWindowTakesOnlyAnEmptySegmentAtItsEdge(int seq, int length, String outcome) {
        Situation s = Situation.in(ESTABLISHED);
        s.with(s.connection().with(s.connection().rcv().withWindow(0, 0)));
        Outcome arrived = s.arrive(s.at(".", seq, 0, length));
        assertEquals(Situation.describe(arrived), outcome);
        assertNull(arrived.text());
    }

    @Test
    public void roomThatWasNotShownYetIsAChoice() {
        for (Answer answer : Choice.WINDOW_EDGE.answers()) {
            Situation s = Situation.in(ESTABLISHED).answering(Choice.WINDOW_EDGE, answer);
            s.with(s.connection().with(s.connection().rcv().withWindow(1000, 1500)));
            Outcome arrived = s.arrive(s.at(".", 1200, 0, 10));
            assertEquals(arrived.connection().rcv().held().isEmpty(), answer == Answer.IGNORE);
        }
    }

    private static String behindFin(
            TcpState state, boolean detached, Choice choice, Answer answer, String flags, int ack, int length) {
        Situation s = Situation.in(state).answering(choice, answer);
        if (detached) {
            s.with(s.connection().detach());
        }
        return Situation.describe(s.arrive(s.at(flags, 0, ack, length)));
    }

    @Test
    public void behindThePeersFinTextAfterCloseCanBeReset() {
        Choice choice = Choice.TEXT_BEHIND_FIN_AFTER_CLOSE;
        String reset = "CLOSED; RESET 102,302; -";
        assertEquals(behindFin(LAST_ACK, false, choice, Answer.RESET, "P.", -1, 10), "LAST-ACK; ACK 102,302; -");
        assertEquals(behindFin(LAST_ACK, true, choice, Answer.IGNORE, "P.", -1, 10), "LAST-ACK; ACK 102,302; -");
        assertEquals(behindFin(LAST_ACK, true, choice, Answer.RESET, "P.", -1, 10), reset);
        assertEquals(behindFin(LAST_ACK, true, choice, Answer.RESET, "P.", 0, 10), reset);
        assertEquals(behindFin(LAST_ACK, true, choice, Answer.RESET, ".", -1, 0), "LAST-ACK; -; -");
    }

    @Test
    public void aSecondFinBehindTheFirstIsIgnoredOrCounted() {
        Choice choice = Choice.FIN_BEHIND_FIN;
        assertEquals(behindFin(CLOSE_WAIT, false, choice, Answer.IGNORE, "F.", 0, 0), "CLOSE-WAIT; ACK 101,302; -");
        assertEquals(behindFin(CLOSE_WAIT, false, choice, Answer.ACT, "F.", 0, 0), "CLOSE-WAIT; ACK 101,303; -");
    }

    @Test
    public void whatIsIgnoredBehindTheFinNeedNotBeAcknowledged() {
        Situation s = Situation.in(CLOSE_WAIT);
        assertEquals(s.arrive(s.at("P.", 0, 0, 10)).emissions().get(0).urgency(), Emission.Urgency.OPTIONAL);
    }

    @Test
    public void aSecondFinWithTheAckThatEndsClosingNeedNotBeAcknowledged() {
        Situation ignoring = Situation.in(CLOSING);
        Outcome ignored = ignoring.arrive(ignoring.at("F.", 0, 0, 0));
        assertEquals(Situation.describe(ignored), "TIME-WAIT; ACK 102,302; -");
        assertEquals(ignored.emissions().get(0).urgency(), Emission.Urgency.OPTIONAL);
        Situation again = Situation.in(TIME_WAIT);
        assertEquals(again.arrive(again.at("F.", 0, 0, 0)).emissions().get(0).urgency(), Emission.Urgency.AT_ONCE);
    }
}
