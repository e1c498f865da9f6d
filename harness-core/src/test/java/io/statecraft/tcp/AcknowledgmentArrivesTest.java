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
import static org.testng.Assert.assertFalse;

import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The ACK field in the states with a window: RFC 9293 section 3.10.7.4, fifth; RFC 5961 section 5. */
public final class AcknowledgmentArrivesTest {

    @DataProvider
    public Object[][] acknowledgments() {
        return new Object[][] {
            // our SYN: SND.UNA 100, SND.NXT 101
            {SYN_RECEIVED, 0, "ESTABLISHED; -; connection established"},
            {SYN_RECEIVED, -1, "SYN-RECEIVED; RESET 100; -"},
            {SYN_RECEIVED, 1, "SYN-RECEIVED; RESET 102; -"},
            // older than any window (RFC 5961 section 5)
            {FIN_WAIT_1, -5000, "FIN-WAIT-1; CHALLENGE_ACK 102,301; -"},
            {CLOSING, -5000, "CLOSING; CHALLENGE_ACK 102,302; -"},
            {LAST_ACK, -5000, "LAST-ACK; CHALLENGE_ACK 102,302; -"},
            // nothing outstanding
            {ESTABLISHED, 0, "ESTABLISHED; -; -"},
            {ESTABLISHED, -1, "ESTABLISHED; -; -"},
            {ESTABLISHED, 1, "ESTABLISHED; CHALLENGE_ACK 101,301; -"},
            {CLOSE_WAIT, 0, "CLOSE-WAIT; -; -"},
            {CLOSE_WAIT, -1, "CLOSE-WAIT; -; -"},
            {CLOSE_WAIT, 1, "CLOSE-WAIT; CHALLENGE_ACK 101,302; -"},
            // our FIN: SND.UNA 101, SND.NXT 102
            {FIN_WAIT_1, 0, "FIN-WAIT-2; -; -"},
            {FIN_WAIT_1, -1, "FIN-WAIT-1; -; -"},
            {FIN_WAIT_1, 1, "FIN-WAIT-1; CHALLENGE_ACK 102,301; -"},
            {FIN_WAIT_2, 0, "FIN-WAIT-2; -; -"},
            {FIN_WAIT_2, -1, "FIN-WAIT-2; -; -"},
            {FIN_WAIT_2, 1, "FIN-WAIT-2; CHALLENGE_ACK 102,301; -"},
            {CLOSING, 0, "TIME-WAIT; -; -"},
            {CLOSING, -1, "CLOSING; -; -"},
            {CLOSING, 1, "CLOSING; CHALLENGE_ACK 102,302; -"},
            {LAST_ACK, 0, "CLOSED; -; -"},
            {LAST_ACK, -1, "LAST-ACK; -; -"},
            {LAST_ACK, 1, "LAST-ACK; CHALLENGE_ACK 102,302; -"},
            {TIME_WAIT, 0, "TIME-WAIT; -; -"},
            {TIME_WAIT, -1, "TIME-WAIT; -; -"},
            {TIME_WAIT, 1, "TIME-WAIT; CHALLENGE_ACK 102,302; -"},
        };
    }

    @Test(dataProvider = "acknowledgments")
    public void anAckInAStateHasTheOutcomeOfTheTable(TcpState state, int offset, String outcome) {
        Situation s = Situation.in(state);
        assertEquals(Situation.describe(s.arrive(s.at(".", 0, offset, 0))), outcome);
    }

    @Test
    public void withoutAckASegmentIsDropped() {
        for (TcpState state : TcpState.values()) {
            if (state.isSynchronized() || state == SYN_RECEIVED) {
                Situation s = Situation.in(state);
                Connection before = s.connection();
                Outcome outcome = s.arrive(s.at("F", 0, 0, 3));
                assertEquals(Situation.describe(outcome), state + "; -; -");
                assertEquals(outcome.connection(), before);
            }
        }
    }

    @Test
    public void ancientAcknowledgmentsAreChallengedOrTaken() {
        // MAX.SND.WND is 2000: SND.UNA - 2000 is the last that counts as a duplicate.
        Situation challenging = Situation.in(ESTABLISHED);
        assertEquals(
                Situation.describe(challenging.arrive(challenging.at(".", 0, -2001, 0))),
                "ESTABLISHED; CHALLENGE_ACK 101,301; -");
        Situation duplicate = Situation.in(ESTABLISHED);
        assertEquals(Situation.describe(duplicate.arrive(duplicate.at(".", 0, -2000, 0))), "ESTABLISHED; -; -");
        Situation taking = Situation.in(ESTABLISHED).answering(Choice.ANCIENT_ACK, Answer.ACT);
        assertEquals(Situation.describe(taking.arrive(taking.at(".", 0, -2001, 4))), "ESTABLISHED; ACK~ 101,305; -");
    }

    @Test
    public void aBadAckInSynReceivedIsAChoice() {
        Situation ignoring = Situation.in(SYN_RECEIVED).answering(Choice.BAD_ACK_IN_SYN_RECEIVED, Answer.IGNORE);
        assertEquals(Situation.describe(ignoring.arrive(ignoring.at(".", 0, -1, 0))), "SYN-RECEIVED; -; -");
        Situation challenging =
                Situation.in(SYN_RECEIVED).answering(Choice.ACK_OUTSIDE_RANGE_IN_SYN_RECEIVED, Answer.CHALLENGE);
        assertEquals(
                Situation.describe(challenging.arrive(challenging.at(".", 0, 1, 0))),
                "SYN-RECEIVED; CHALLENGE_ACK 101,301; -");
        assertEquals(
                Situation.describe(challenging.arrive(challenging.at(".", 0, -1, 0))), "SYN-RECEIVED; RESET 100; -");
    }

    @DataProvider
    public Object[][] turnedAwayInSynReceived() {
        return new Object[][] {
            // outside the window; a SYN inside it
            {".", -10, -1, 0},
            {".", 1000, 1, 0},
            {"F.", -1, -1, 0},
            {"S.", -10, 1, 0},
            {"S.", 0, -1, 0},
        };
    }

    @Test(dataProvider = "turnedAwayInSynReceived")
    public void aBadAckInSynReceivedMayBeResetBeforeAllElse(String flags, long seq, long ack, int length) {
        Situation resetting =
                Situation.in(SYN_RECEIVED).answering(Choice.BAD_ACK_OF_UNACCEPTABLE_IN_SYN_RECEIVED, Answer.RESET);
        assertEquals(
                Situation.describe(resetting.arrive(resetting.at(flags, seq, ack, length))),
                "SYN-RECEIVED; RESET " + (101 + ack) + "; -");
        Situation inOrder = Situation.in(SYN_RECEIVED);
        assertFalse(Situation.describe(inOrder.arrive(inOrder.at(flags, seq, ack, length)))
                .contains("RESET"));
        // A good ACK, none, or a reset: nothing to reset for.
        for (String other : List.of(flags, flags.replace(".", ""), flags.replaceAll("[SF]", "") + "R")) {
            Situation s =
                    Situation.in(SYN_RECEIVED).answering(Choice.BAD_ACK_OF_UNACCEPTABLE_IN_SYN_RECEIVED, Answer.RESET);
            long good = other.contains("R") ? ack : 0;
            assertFalse(
                    Situation.describe(s.arrive(s.at(other, seq, good, length))).contains("RESET"), other);
        }
    }

    @Test
    public void theWindowIsUpdatedByNewerSegmentsOnly() {
        Situation s = Situation.in(ESTABLISHED);
        s.arrive(s.at(".", 0, 0, 0).withWindow(700));
        assertEquals(s.connection().snd().wnd(), 700);
        s.arrive(s.at(".", 0, 0, 10).withWindow(600));
        s.arrive(s.at(".", 0, 0, 0).withWindow(500));
        assertEquals(s.connection().snd().wnd(), 500);
        // The first ten octets again, with the window of then.
        s.arrive(s.at(".", -5, 0, 10).withWindow(900));
        assertEquals(s.connection().snd().wnd(), 500);
        assertEquals(s.connection().snd().maxWnd(), 2000);
    }

    @Test
    public void anAckMovesTheLeftEdgeAndKeepsTheRight() {
        Situation s = Situation.in(ESTABLISHED);
        s.apply(new TcpEvent.Send(300));
        s.with(s.connection().with(s.connection().snd().withNxt(SequenceNumber.of(401))));
        // An old segment that acknowledges: its window does not count, but 2000 were shown from 101 on.
        s.with(s.connection()
                .with(s.connection().snd().withWindow(2000, SequenceNumber.of(350), Situation.ISS.plus(1))));
        s.arrive(s.at(".", 0, -100, 0).withWindow(50));
        assertEquals(s.connection().snd().una(), SequenceNumber.of(301));
        assertEquals(s.connection().snd().wnd(), 1800);
    }

    @Test
    public void finIsAcknowledgedOnlyByAllThatIsBeforeIt() {
        Situation s = Situation.in(ESTABLISHED);
        s.apply(new TcpEvent.Send(10));
        s.apply(new TcpEvent.Close(false));
        s.with(s.connection().with(s.connection().snd().withNxt(SequenceNumber.of(112))));
        assertEquals(s.arrive(s.at(".", 0, -1, 0)).connection().state(), FIN_WAIT_1);
        assertEquals(s.arrive(s.at(".", 0, 0, 0)).connection().state(), FIN_WAIT_2);
    }

    @Test
    public void aStrayAckInTimeWaitCanBeAnswered() {
        Situation s = Situation.in(TIME_WAIT).answering(Choice.ACK_IN_TIME_WAIT, Answer.CHALLENGE);
        assertEquals(Situation.describe(s.arrive(s.at(".", 1, 0, 0))), "TIME-WAIT; CHALLENGE_ACK 102,302; -");
        assertEquals(Situation.describe(s.arrive(s.at(".", 0, 0, 0))), "TIME-WAIT; -; -");
    }

    @Test
    public void throughAClosedWindowAnAcknowledgmentCounts() {
        for (Answer answer : Choice.ACK_OF_UNACCEPTABLE.answers()) {
            Situation s = Situation.in(FIN_WAIT_1).answering(Choice.ACK_OF_UNACCEPTABLE, answer);
            s.with(s.connection().with(s.connection().rcv().withWindow(0, 0)));
            Outcome probe = s.arrive(s.at(".", 0, 0, 1).withWindow(77));
            boolean counts = answer == Answer.ACT;
            assertEquals(
                    Situation.describe(probe), (counts ? "FIN-WAIT-2" : "FIN-WAIT-1") + "; CHALLENGE_ACK 102,301; -");
            assertEquals(probe.connection().snd().wnd(), counts ? 77 : 2000);
            assertEquals(probe.connection().rcv().unread(), 0);
        }
    }

    @Test
    public void anOldDuplicateDoesNotBringBackAnOldWindow() {
        Situation s = Situation.in(ESTABLISHED);
        s.arrive(s.at(".", 0, 0, 10).withWindow(1234));
        s.arrive(s.at(".", 0, 0, 10).withWindow(700));
        Outcome old = s.arrive(s.at(".", -20, 0, 10).withWindow(1234));
        assertEquals(old.connection().snd().wnd(), 700);
    }

    @Test
    public void outsideTheWindowNoAckCompletesAHandshake() {
        Situation s = Situation.in(SYN_RECEIVED);
        assertEquals(Situation.describe(s.arrive(s.at(".", 5000, 0, 0))), "SYN-RECEIVED; CHALLENGE_ACK 101,301; -");
    }

    @Test
    public void theCrossedSynAckCompletesASimultaneousOpen() {
        Situation s = Situation.in(SYN_RECEIVED, false);
        Outcome completed = s.arrive(s.at("S.", -1, 0, 0));
        assertEquals(Situation.describe(completed), "ESTABLISHED; -; connection established");
        Situation strict = Situation.in(SYN_RECEIVED, false).answering(Choice.CROSSED_SYN_ACK, Answer.CHALLENGE);
        assertEquals(
                Situation.describe(strict.arrive(strict.at("S.", -1, 0, 0))), "SYN-RECEIVED; CHALLENGE_ACK 101,301; -");
    }

    @Test
    public void theWindowOfACrossedSynAckIsNotScaled() {
        Situation s = Situation.in(SYN_RECEIVED, false);
        Offer scaled = new Offer(-1, 7, false, false);
        s.with(s.connection().offering(scaled).offered(scaled));
        assertEquals(s.arrive(s.at("S.", -1, 0, 0)).connection().snd().wnd(), 2000);
    }

    @Test
    public void aChallengeCanBeHeldBack() {
        Situation s = Situation.in(ESTABLISHED).answering(Choice.ACK_THROTTLE, Answer.IGNORE);
        assertEquals(Situation.describe(s.arrive(s.at(".", 0, 1, 0))), "ESTABLISHED; -; -");
        assertEquals(s.at(".", 0, 1, 0).has(TcpFlag.ACK), true);
    }
}
