package io.statecraft.tcp;

import static io.statecraft.tcp.TcpState.CLOSED;
import static io.statecraft.tcp.TcpState.LISTEN;
import static io.statecraft.tcp.TcpState.SYN_RECEIVED;
import static io.statecraft.tcp.TcpState.SYN_SENT;
import static org.testng.Assert.assertEquals;

import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** SEGMENT ARRIVES in CLOSED, LISTEN and SYN-SENT: RFC 9293 sections 3.10.7.1 to 3.10.7.3. */
public final class SegmentsBeforeTheHandshakeTest {

    private static Segment segment(String flags, long seq, long ack, int length) {
        return Situation.segment(flags, SequenceNumber.of(seq), SequenceNumber.of(ack), length);
    }

    @DataProvider
    public Object[][] arrivals() {
        return new Object[][] {
            // CLOSED: a reset is dropped, anything else reset
            {CLOSED, segment("R", 500, 0, 0), "CLOSED; -; -"},
            {CLOSED, segment("R.", 500, 700, 3), "CLOSED; -; -"},
            {CLOSED, segment(".", 500, 700, 0), "CLOSED; RESET 700; -"},
            {CLOSED, segment("F.", 500, 700, 3), "CLOSED; RESET 700; -"},
            {CLOSED, segment("S.", 500, 700, 0), "CLOSED; RESET 700; -"},
            {CLOSED, segment("S", 500, 0, 0), "CLOSED; RESET 0,501; -"},
            {CLOSED, segment("SF", 500, 0, 3), "CLOSED; RESET 0,505; -"},
            {CLOSED, segment("F", 500, 0, 0), "CLOSED; RESET 0,501; -"},
            {CLOSED, segment("P", 500, 0, 3), "CLOSED; RESET 0,503; -"},
            // LISTEN: RST, ACK, SYN, anything else, in this order
            {LISTEN, segment("R", 500, 0, 0), "LISTEN; -; -"},
            {LISTEN, segment("R.", 500, 700, 0), "LISTEN; -; -"},
            {LISTEN, segment("RS", 500, 0, 0), "LISTEN; -; -"},
            {LISTEN, segment(".", 500, 700, 3), "LISTEN; RESET 700; -"},
            {LISTEN, segment("S.", 500, 700, 0), "LISTEN; RESET 700; -"},
            {LISTEN, segment("F.", 500, 700, 0), "LISTEN; RESET 700; -"},
            {LISTEN, segment("F", 500, 0, 0), "LISTEN; -; -"},
            {LISTEN, segment("P", 500, 0, 3), "LISTEN; -; -"},
            {LISTEN, segment("S", 500, 0, 0), "SYN-RECEIVED; SYN_ACK 100,501; -"},
            {LISTEN, segment("S", 500, 0, 3), "SYN-RECEIVED; SYN_ACK 100,501; -"},
            {LISTEN, segment("SF", 500, 0, 0), "SYN-RECEIVED; SYN_ACK 100,501; -"},
            // SYN-SENT: ACK, RST, SYN; SND.UNA = 100, SND.NXT = 101
            {SYN_SENT, segment(".", 500, 100, 0), "SYN-SENT; RESET 100; -"},
            {SYN_SENT, segment(".", 500, 102, 0), "SYN-SENT; RESET 102; -"},
            {SYN_SENT, segment(".", 500, 101, 3), "SYN-SENT; -; -"},
            {SYN_SENT, segment("S.", 500, 100, 0), "SYN-SENT; RESET 100; -"},
            {SYN_SENT, segment("S.", 500, 102, 0), "SYN-SENT; RESET 102; -"},
            {SYN_SENT, segment("S.", 500, 101, 0), "ESTABLISHED; ACK 101,501; connection established"},
            {SYN_SENT, segment("S.", 500, 101, 3), "ESTABLISHED; ACK~ 101,504; connection established"},
            {
                SYN_SENT,
                segment("SF.", 500, 101, 0),
                "CLOSE-WAIT; ACK 101,502; connection established, connection closing"
            },
            {SYN_SENT, segment("R.", 500, 100, 0), "SYN-SENT; -; -"},
            {SYN_SENT, segment("R.", 500, 102, 3), "SYN-SENT; -; -"},
            {SYN_SENT, segment("R.", 500, 101, 0), "CLOSED; -; connection reset"},
            {SYN_SENT, segment("R", 500, 0, 0), "SYN-SENT; -; -"},
            {SYN_SENT, segment("RS.", 500, 101, 0), "CLOSED; -; connection reset"},
            {SYN_SENT, segment("F", 500, 0, 0), "SYN-SENT; -; -"},
            {SYN_SENT, segment("F.", 500, 101, 0), "SYN-SENT; -; -"},
            {SYN_SENT, segment("P", 500, 0, 3), "SYN-SENT; -; -"},
            {SYN_SENT, segment("S", 500, 0, 0), "SYN-RECEIVED; SYN_ACK 100,501; -"},
            {SYN_SENT, segment("S", 500, 0, 3), "SYN-RECEIVED; SYN_ACK 100,501; -"},
        };
    }

    @Test(dataProvider = "arrivals")
    public void aSegmentInAStateHasTheOutcomeOfTheTable(TcpState state, Segment s, String outcome) {
        assertEquals(Situation.describe(Situation.in(state).arrive(s)), outcome);
    }

    @DataProvider
    public Object[][] choices() {
        return new Object[][] {
            {CLOSED, segment(".", 500, 700, 0), Choice.SEGMENT_WHILE_CLOSED, Answer.IGNORE, "CLOSED; -; -"},
            {LISTEN, segment("S.", 500, 700, 0), Choice.SYN_ACK_IN_LISTEN, Answer.IGNORE, "LISTEN; -; -"},
            {LISTEN, segment(".", 500, 700, 0), Choice.SYN_ACK_IN_LISTEN, Answer.IGNORE, "LISTEN; RESET 700; -"},
            {LISTEN, segment("SF", 500, 0, 0), Choice.SYN_WITH_FIN, Answer.IGNORE, "LISTEN; -; -"},
            {SYN_SENT, segment("SF", 500, 0, 0), Choice.SYN_WITH_FIN, Answer.IGNORE, "SYN-SENT; -; -"},
        };
    }

    @Test(dataProvider = "choices")
    public void aChoiceChangesTheOutcome(TcpState state, Segment s, Choice choice, Answer answer, String outcome) {
        assertEquals(
                Situation.describe(Situation.in(state).answering(choice, answer).arrive(s)), outcome);
    }

    @Test
    public void theConnectionOfAListenerKnowsTheSyn() {
        Connection c = Situation.in(SYN_RECEIVED).connection();
        assertEquals(c.passive(), true);
        assertEquals(c.rcv().irs(), Situation.IRS);
        assertEquals(c.rcv().nxt(), Situation.IRS.plus(1));
        assertEquals(c.snd().wnd(), 2000);
        assertEquals(c.snd().wl1(), Situation.IRS);
    }

    @Test
    public void aSimultaneousOpenIsRememberedAsActive() {
        assertEquals(Situation.in(SYN_RECEIVED, false).connection().passive(), false);
    }

    @Test
    public void textOfASynIsReadOnceTheConnectionIsOpen() {
        Situation s = Situation.in(LISTEN);
        Outcome opened = s.arrive(segment("S", 300, 0, 5));
        assertEquals(opened.text().length(), 5);
        assertEquals(opened.connection().rcv().nxt(), SequenceNumber.of(301));
        assertEquals(opened.connection().rcv().unread(), 0);
        Outcome established = s.arrive(segment(".", 306, 101, 0));
        assertEquals(Situation.describe(established), "ESTABLISHED; ACK~ 101,306; connection established");
        assertEquals(established.connection().rcv().unread(), 5);
    }

    @Test
    public void textOfASynCanBeLeftToThePeerToSendAgain() {
        Situation s = Situation.in(LISTEN).answering(Choice.TEXT_WITH_SYN, Answer.IGNORE);
        Outcome opened = s.arrive(segment("S", 300, 0, 5));
        assertEquals(opened.text(), null);
        assertEquals(s.arrive(segment(".", 301, 101, 0)).connection().rcv().unread(), 0);
    }

    @Test
    public void theWindowOfASynIsNotScaled() {
        Situation s = Situation.in(SYN_SENT);
        s.with(s.connection().offering(new Offer(1460, 7, false, false)));
        Segment synAck = segment("S.", 300, 101, 0).withOptions(List.of(new TcpOption.WindowScale(5)));
        assertEquals(s.arrive(synAck).connection().snd().wnd(), 2000);
        assertEquals(s.arrive(segment(".", 301, 101, 0)).connection().snd().wnd(), 2000L << 5);
    }
}
