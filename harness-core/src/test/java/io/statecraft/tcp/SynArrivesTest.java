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

import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A SYN in the states with a window: RFC 9293 section 3.10.7.4, fourth; RFC 5961 section 4; TIME-WAIT: section 3.6.1. */
public final class SynArrivesTest {

    @DataProvider
    public Object[][] synchronizedStates() {
        return new Object[][] {{ESTABLISHED}, {FIN_WAIT_1}, {FIN_WAIT_2}, {CLOSE_WAIT}, {CLOSING}, {LAST_ACK}};
    }

    @Test(dataProvider = "synchronizedStates")
    public void itIsChallengedWhereverItStands(TcpState state) {
        for (String flags : new String[] {"S", "S."}) {
            for (int offset : new int[] {-400, -1, 0, 1, 999, 1000, 100_000}) {
                Situation s = Situation.in(state);
                Connection before = s.connection();
                Outcome outcome = s.arrive(s.at(flags, offset, 0, 0));
                assertEquals(
                        Situation.describe(outcome),
                        state + "; CHALLENGE_ACK " + before.snd().nxt() + ","
                                + before.rcv().nxt() + "; -",
                        flags + " at " + offset);
                assertEquals(outcome.connection(), before);
            }
        }
    }

    @Test(dataProvider = "synchronizedStates")
    public void anOldStackIsResetByOneInsideTheWindow(TcpState state) {
        Situation s = Situation.in(state).answering(Choice.SYN_IN_WINDOW, Answer.RESET);
        Connection before = s.connection();
        assertEquals(
                Situation.describe(s.arrive(s.at("S", 0, 0, 0))),
                "CLOSED; RESET " + before.snd().nxt() + "," + before.rcv().nxt() + "; connection reset");
        Situation outside = Situation.in(state).answering(Choice.SYN_IN_WINDOW, Answer.RESET);
        assertEquals(outside.arrive(outside.at("S", -1, 0, 0)).connection().state(), state);
    }

    @DataProvider
    public Object[][] inSynReceived() {
        return new Object[][] {
            {Answer.RELISTEN, "CLOSED; -; returned to LISTEN"},
            {Answer.CHALLENGE, "SYN-RECEIVED; CHALLENGE_ACK 101,301; -"},
            {Answer.RESET, "CLOSED; RESET 0,302; returned to LISTEN"},
            {Answer.RESEND, "SYN-RECEIVED; SYN_ACK 100,301; -"},
            {Answer.IGNORE, "SYN-RECEIVED; -; -"},
        };
    }

    @Test(dataProvider = "inSynReceived")
    public void insideTheWindowInSynReceivedItIsAChoice(Answer answer, String outcome) {
        Situation s = Situation.in(SYN_RECEIVED).answering(Choice.SYN_IN_SYN_RECEIVED, answer);
        assertEquals(Situation.describe(s.arrive(s.at("S", 0, 0, 0))), outcome);
    }

    @DataProvider
    public Object[][] onceMore() {
        return new Object[][] {
            {Answer.CHALLENGE, "SYN-RECEIVED; CHALLENGE_ACK 101,301; -"},
            {Answer.RESEND, "SYN-RECEIVED; SYN_ACK 100,301; -"},
            {Answer.IGNORE, "SYN-RECEIVED; -; -"},
        };
    }

    @Test(dataProvider = "onceMore")
    public void thePeersOwnSynOnceMoreIsAChoice(Answer answer, String outcome) {
        Situation s = Situation.in(SYN_RECEIVED).answering(Choice.SYN_AGAIN_IN_SYN_RECEIVED, answer);
        assertEquals(Situation.describe(s.arrive(Situation.syn())), outcome);
    }

    @Test
    public void inSynReceivedOfAnActiveOpenItIsAsInSynchronizedStates() {
        Situation s = Situation.in(SYN_RECEIVED, false);
        assertEquals(Situation.describe(s.arrive(s.at("S", 0, 0, 0))), "SYN-RECEIVED; CHALLENGE_ACK 101,301; -");
    }

    @DataProvider
    public Object[][] inTimeWait() {
        Choice newer = Choice.SYN_IN_TIME_WAIT;
        Choice older = Choice.OLD_SYN_IN_TIME_WAIT;
        String challenged = "TIME-WAIT; CHALLENGE_ACK 102,302; -";
        return new Object[][] {
            {"S", 1, newer, Answer.CHALLENGE, challenged},
            {"S", 1, newer, Answer.ACT, "CLOSED; -; returned to LISTEN"},
            {"S", 5000, newer, Answer.ACT, "CLOSED; -; returned to LISTEN"},
            {"S", 1, newer, Answer.IGNORE, "TIME-WAIT; -; -"},
            {"S", 0, newer, Answer.ACT, challenged},
            {"S", -1, newer, Answer.ACT, challenged},
            {"S", 0, Choice.SYN_AT_RCV_NXT_IN_TIME_WAIT, Answer.IGNORE, "TIME-WAIT; -; -"},
            {"S", 0, Choice.SYN_AT_RCV_NXT_IN_TIME_WAIT, Answer.ACT, "CLOSED; -; returned to LISTEN"},
            {"S", -1, Choice.SYN_AT_RCV_NXT_IN_TIME_WAIT, Answer.ACT, challenged},
            {"S", -1, older, Answer.IGNORE, "TIME-WAIT; -; -"},
            {"SF", 1, Choice.SYN_WITH_FIN, Answer.IGNORE, "TIME-WAIT; -; -"},
            {"S.", 0, Choice.SYN_ACK_IN_TIME_WAIT, Answer.CHALLENGE, challenged},
            {"S.", 0, Choice.SYN_ACK_IN_TIME_WAIT, Answer.RESET, "CLOSED; RESET 102,302; connection reset"},
        };
    }

    @Test(dataProvider = "inTimeWait")
    public void inTimeWaitItIsAChoice(String flags, int offset, Choice choice, Answer answer, String outcome) {
        Situation s = Situation.in(TIME_WAIT).answering(choice, answer);
        assertEquals(Situation.describe(s.arrive(s.at(flags, offset, 0, 0))), outcome);
    }

    @Test
    public void inTimeWaitANewerTimestampMakesItNew() {
        Situation s = Situation.in(TIME_WAIT).answering(Choice.SYN_IN_TIME_WAIT, Answer.ACT);
        Offer stamps = new Offer(-1, -1, true, false);
        s.with(s.connection().offering(stamps).offered(stamps).withTsRecent(50));
        Segment syn = s.at("S", -200, 0, 0);
        assertEquals(s.arrive(stamped(syn, 50)).connection().state(), TIME_WAIT);
        assertEquals(Situation.describe(s.arrive(stamped(syn, 51))), "CLOSED; -; returned to LISTEN");
    }

    private static Segment stamped(Segment s, int value) {
        return s.withOptions(List.of(new TcpOption.Timestamps(value, 0)));
    }

    @Test
    public void theResetForASynInTheWindowHasOneOfTwoForms() {
        Situation own = Situation.in(ESTABLISHED).answering(Choice.SYN_IN_WINDOW, Answer.RESET);
        assertEquals(Situation.describe(own.arrive(own.at("S", 5, 0, 0))), "CLOSED; RESET 101,301; connection reset");
        Situation plain = Situation.in(ESTABLISHED)
                .answering(Choice.SYN_IN_WINDOW, Answer.RESET)
                .answering(Choice.RESET_FOR_SYN_IN_WINDOW, Answer.RESET);
        assertEquals(Situation.describe(plain.arrive(plain.at("S", 5, 0, 0))), "CLOSED; RESET 0,307; connection reset");
    }
}
