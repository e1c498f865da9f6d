package io.statecraft.oracle;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.Segment;
import io.statecraft.wire.TcpOption;
import java.util.List;
import org.testng.annotations.Test;

/** Connections with Fast Open, RFC 7413, are judged like others: as client and as server. */
public final class FastOpenIsJudgedTest {
    private static final TcpOption COOKIE = new TcpOption.FastOpen(Bytes.ofHex("0102030405060708"));

    /** A SYN from the peer with a cookie and 100 octets, to a listener. */
    private static Witness asked() {
        return new Witness()
                .listening()
                .in(Witness.segment(40000, 8080, Witness.IRS, 0, 100, SYN).withOptions(List.of(COOKIE)));
    }

    /** The target's SYN with a cookie and {@code length} octets, of 100 that the user has handed over. */
    private static Witness opened(int length) {
        return new Witness()
                .call(new SocketCall.Connect(3, Witness.PEER, 40000, 100), 100)
                .out(syn(COOKIE, length));
    }

    private static Segment syn(TcpOption option, int length) {
        return Witness.segment(8080, 40000, Witness.ISS, 0, length, SYN).withOptions(List.of(option));
    }

    @Test
    public void textOfTheSynAcknowledgedAndAnsweredBeforeTheHandshakeEnds() {
        Witness witness = asked().out(0, 101, SYN, ACK)
                .accept()
                .call(new SocketCall.Send(4, 50), 50)
                .out(1, 101, 50, ACK)
                .in(101, 51, ACK);
        assertEquals(witness.clauses(), List.of());
    }

    @Test
    public void moreThanTheTextOfTheSynAcknowledged() {
        assertEquals(asked().out(0, 102, SYN, ACK).clauses(), List.of("RFC9293:3.10.7.2"));
    }

    /** There was room for half of it: the rest comes again. */
    @Test
    public void someOfTheTextOfTheSynAcknowledged() {
        Witness witness =
                asked().out(0, 51, SYN, ACK).accept().in(51, 1, 50, ACK).out(1, 101, ACK);
        assertEquals(witness.clauses(), List.of());
        assertEquals(
                asked().out(0, 51, SYN, ACK)
                        .accept()
                        .in(51, 1, ACK)
                        .out(1, 101, ACK)
                        .clauses(),
                List.of("RFC9293:3.4"));
    }

    /** Without Fast Open it may be kept until the handshake's end, and as much of it as there is room for. */
    @Test
    public void someOfTheTextOfTheSynKept() {
        Witness kept = new Witness()
                .listening()
                .in(Witness.segment(40000, 8080, Witness.IRS, 0, 100, SYN))
                .out(0, 1, SYN, ACK)
                .in(1, 1, 20, ACK);
        assertEquals(kept.out(1, 61, ACK).in(21, 1, 80, ACK).out(1, 101, ACK).clauses(), List.of());
        assertEquals(kept.out(1, 102, ACK).clauses(), List.of("RFC9293:3.4"));
    }

    @Test
    public void textBeforeTheHandshakeEndsThatTheUserHasNotHandedOver() {
        Witness witness = asked().out(0, 101, SYN, ACK).accept().out(1, 101, 50, ACK);
        assertEquals(witness.clauses(), List.of("RFC9293:3.10.2"));
    }

    @Test
    public void aCookieThatIsNotTakenIsAPlainHandshake() {
        Witness witness = asked().out(0, 1, SYN, ACK)
                .in(1, 1, 100, ACK)
                .out(1, 101, ACK)
                .accept()
                .call(new SocketCall.Receive(4), 100);
        assertEquals(witness.clauses(), List.of());
    }

    @Test
    public void aConnectionNobodyKnowsBeforeItsHandshakeEndsWithoutFastOpen() {
        Witness witness =
                new Witness().listening().in(0, 0, SYN).out(0, 1, SYN, ACK).accept();
        assertEquals(witness.clauses(), List.of("RFC9293:3.10.7.4"));
    }

    @Test
    public void textWithTheSynThatIsTaken() {
        assertEquals(opened(100).in(0, 101, SYN, ACK).out(101, 1, ACK).clauses(), List.of());
    }

    @Test
    public void textWithTheSynThatIsNotTakenGoesAgain() {
        assertEquals(opened(100).in(0, 1, SYN, ACK).out(1, 1, 100, ACK).clauses(), List.of());
    }

    /** The peer has kept what it did not acknowledge with the SYN: its acknowledgment is one of text that was sent. */
    @Test
    public void textWithTheSynThatThePeerHasKept() {
        Witness witness = opened(100)
                .in(0, 1, SYN, ACK)
                .out(1, 1, 20, ACK)
                .in(1, 101, ACK)
                .call(new SocketCall.Send(3, 50), 50)
                .out(101, 1, 50, ACK);
        assertEquals(witness.clauses(), List.of());
    }

    /** It is old text, which may go again beyond the window. */
    @Test
    public void textWithTheSynThatGoesAgainBeyondTheWindow() {
        Segment narrow = Witness.segment(40000, 8080, Witness.IRS, Witness.ISS + 1, 0, SYN, ACK)
                .withWindow(10);
        assertEquals(opened(100).in(narrow).out(1, 1, 100, ACK).clauses(), List.of());
    }

    @Test
    public void textWithTheSynThatIsNotTakenAndGoesLater() {
        Witness witness = opened(100).in(0, 1, SYN, ACK).out(1, 1, ACK).out(1, 1, 100, ACK);
        assertEquals(witness.clauses(), List.of("RFC7413-13"));
        assertFalse(witness.violations().get(0).must());
        // The user may hold it back.
        assertEquals(
                opened(100)
                        .call(new SocketCall.SetOption(3, "TCP_CORK", 1), 0)
                        .in(0, 1, SYN, ACK)
                        .out(1, 1, ACK)
                        .clauses(),
                List.of());
        // Later acknowledgments may be bare.
        assertEquals(
                opened(100)
                        .in(0, 1, SYN, ACK)
                        .out(1, 1, 100, ACK)
                        .in(1, 1, 10, ACK)
                        .out(101, 11, ACK)
                        .clauses(),
                List.of());
    }

    @Test
    public void aSynThatIsSentAgainAsItWas() {
        Witness witness =
                opened(100).later(1_000).out(syn(COOKIE, 100)).later(2_000).out(syn(COOKIE, 0));
        assertEquals(witness.clauses(), List.of("RFC7413-14"));
        assertFalse(witness.violations().get(0).must());
        assertEquals(
                opened(100)
                        .later(1_000)
                        .out(Witness.segment(8080, 40000, Witness.ISS, 0, 0, SYN))
                        .clauses(),
                List.of());
    }

    @Test
    public void aSynAckThatIsSentAgainWithItsCookie() {
        Segment synAck = Witness.segment(8080, 40000, Witness.ISS, Witness.IRS + 1, 0, SYN, ACK)
                .withOptions(List.of(COOKIE));
        assertEquals(asked().out(synAck).later(1_000).out(synAck).clauses(), List.of("RFC7413-14"));
        assertEquals(
                asked().out(synAck)
                        .later(1_000)
                        .out(synAck.withOptions(List.of()))
                        .clauses(),
                List.of());
    }

    @Test
    public void moreTextWithTheSynThanTheUserHasHandedOver() {
        assertEquals(opened(101).clauses(), List.of("RFC9293:3.10.2"));
    }

    @Test
    public void aCookieOfALengthThatThereIsNot() {
        TcpOption odd = new TcpOption.FastOpen(Bytes.ofHex("0102030405"));
        Witness witness = new Witness()
                .call(new SocketCall.Connect(3, Witness.PEER, 40000, 100), 100)
                .out(syn(odd, 0));
        assertEquals(witness.clauses(), List.of("RFC7413-2"));
    }
}
