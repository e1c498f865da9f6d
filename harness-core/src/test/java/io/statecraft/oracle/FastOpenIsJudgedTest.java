package io.statecraft.oracle;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

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
