package io.statecraft.oracle;

import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.AE;
import static io.statecraft.wire.TcpFlag.CWR;
import static io.statecraft.wire.TcpFlag.ECE;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

import io.statecraft.wire.TcpFlag;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/** What a target says of explicit congestion notification, RFC 3168: each rule is seen to be kept, and broken. */
public final class EcnIsJudgedTest {
    private static final int ECT0 = 2;
    private static final int CE = 3;

    /** A connection that agreed on ECN, accepted as 4. */
    private static Witness agreed(TcpFlag... others) {
        TcpFlag[] offer = new TcpFlag[3 + others.length];
        System.arraycopy(new TcpFlag[] {SYN, ECE, CWR}, 0, offer, 0, 3);
        System.arraycopy(others, 0, offer, 3, others.length);
        return new Witness()
                .listening()
                .in(0, 0, offer)
                .out(0, 1, SYN, ACK, ECE)
                .in(1, 1, ACK)
                .accept();
    }

    private static Witness sending(Witness witness) {
        return witness.call(new SocketCall.Send(4, 100), 100);
    }

    @Test
    public void newTextMayBeCapable() {
        assertEquals(sending(agreed()).outWith(ECT0, 1, 1, 100, ACK).clauses(), List.of());
    }

    @Test
    public void eceThatNobodyOffered() {
        Witness witness = new Witness().listening().in(0, 0, SYN).out(0, 1, SYN, ACK, ECE);
        assertEquals(witness.clauses(), List.of("RFC3168-1"));
    }

    @Test
    public void aSynThatIsCapable() {
        Witness witness = new Witness().listening().in(0, 0, SYN, ECE, CWR).outWith(ECT0, 0, 1, 0, SYN, ACK, ECE);
        assertEquals(witness.clauses(), List.of("RFC3168-4"));
    }

    @Test
    public void capableTextWithoutAgreement() {
        assertEquals(sending(Witness.accepted()).outWith(ECT0, 1, 1, 100, ACK).clauses(), List.of("RFC3168-3"));
    }

    @Test
    public void aCapableAcknowledgment() {
        assertEquals(agreed().in(1, 1, 10, ACK).outWith(ECT0, 1, 11, 0, ACK).clauses(), List.of("RFC3168-11"));
    }

    @Test
    public void capableTextThatWasSentBefore() {
        Witness witness = sending(agreed()).outWith(ECT0, 1, 1, 100, ACK).outWith(ECT0, 1, 1, 100, ACK);
        assertEquals(witness.clauses(), List.of("RFC3168-12"));
    }

    @Test
    public void aMarkThatIsEchoed() {
        Witness witness = agreed().inWith(CE, 1, 1, 10, ACK).out(1, 11, ACK, ECE);
        assertEquals(witness.clauses(), List.of());
    }

    @Test
    public void aMarkThatIsNotEchoed() {
        Witness witness = agreed().inWith(CE, 1, 1, 10, ACK).out(1, 11, ACK);
        assertEquals(witness.clauses(), List.of("RFC3168-9"));
    }

    @Test
    public void aMarkThatIsEchoedOnce() {
        Witness witness = agreed().inWith(CE, 1, 1, 10, ACK)
                .out(1, 11, ACK, ECE)
                .in(11, 1, 10, ACK)
                .out(1, 21, ACK);
        assertEquals(witness.clauses(), List.of("RFC3168-9"));
    }

    @Test
    public void afterThePeersReductionTheEchoEnds() {
        Witness witness = agreed().inWith(CE, 1, 1, 10, ACK)
                .out(1, 11, ACK, ECE)
                .in(11, 1, 10, ACK, CWR)
                .out(1, 21, ACK);
        assertEquals(witness.clauses(), List.of());
    }

    /** 100 octets are on their way, and the peer tells of congestion with its acknowledgment. */
    private static Witness told() {
        return sending(agreed())
                .call(new SocketCall.Send(4, 1_000), 1_000)
                .outWith(ECT0, 1, 1, 100, ACK)
                .in(1, 101, ACK, ECE);
    }

    @Test
    public void aReductionThatIsTold() {
        Witness witness = told().outWith(ECT0, 101, 1, 100, ACK, CWR).outWith(ECT0, 201, 1, 100, ACK);
        assertEquals(witness.clauses(), List.of());
    }

    @Test
    public void aReductionThatIsNotTold() {
        assertEquals(told().outWith(ECT0, 101, 1, 100, ACK).clauses(), List.of("RFC3168-8"));
    }

    /** The echo goes on until the peer has had the reduction: what it says of the same window of data asks for no other. */
    @Test
    public void oneReductionInAWindowOfData() {
        Witness witness = told().outWith(ECT0, 101, 1, 100, ACK, CWR)
                .outWith(ECT0, 201, 1, 100, ACK)
                .in(1, 101, ACK, ECE)
                .outWith(ECT0, 301, 1, 100, ACK);
        assertEquals(witness.clauses(), List.of());
        witness.in(1, 301, ACK, ECE).outWith(ECT0, 401, 1, 100, ACK);
        assertEquals(witness.clauses(), List.of("RFC3168-8"));
    }

    /** What is sent again has no CWR, and the loss has made the window smaller already. */
    @Test
    public void aLossInTheSameWindow() {
        Witness witness = sending(agreed())
                .call(new SocketCall.Send(4, 1_000), 1_000)
                .outWith(ECT0, 1, 1, 100, ACK)
                .outWith(ECT0, 101, 1, 100, ACK)
                .outWith(0, 1, 1, 100, ACK)
                .in(1, 101, ACK, ECE)
                .outWith(ECT0, 201, 1, 100, ACK);
        assertEquals(witness.clauses(), List.of());
    }

    /** Text that went with the SYN, which is never ECN-capable, and was left out by the SYN,ACK, goes for the first time as far as ECN knows. */
    @Test
    public void textOfTheSynMayBeCapableLater() {
        Witness witness = new Witness()
                .call(new SocketCall.Connect(3, Witness.PEER, 40000, 100), 100)
                .out(0, 0, 100, SYN, ECE, CWR)
                .in(0, 1, SYN, ACK, ECE)
                .outWith(ECT0, 1, 1, 100, ACK);
        assertEquals(witness.clauses(), List.of());
    }

    private static List<String> answered(int field) {
        TcpFlag[][] answers = {{SYN, ACK}, {SYN, ACK, ECE}, {SYN, ACK, CWR}, {SYN, ACK, CWR, ECE}, {SYN, ACK, AE}};
        TcpFlag[][] more = {{SYN, ACK, AE, ECE}, {SYN, ACK, AE, CWR}, {SYN, ACK, AE, CWR, ECE}};
        List<String> allowed = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            Witness witness = new Witness()
                    .listening()
                    .inWith(field, 0, 0, 0, SYN, AE, CWR, ECE)
                    .out(0, 1, number < 5 ? answers[number] : more[number - 5]);
            allowed.add(witness.clauses().isEmpty() ? "yes" : witness.clauses().get(0));
        }
        return allowed;
    }

    /** An offer of accurate ECN is refused, taken for classic ECN, or answered with what the SYN's ECN field was. */
    @Test
    public void answersToAnOfferOfAccurateEcn() {
        String no = "RFC9768-2";
        assertEquals(answered(0), List.of("yes", "yes", "yes", no, no, no, no, no));
        assertEquals(answered(1), List.of("yes", "yes", no, "yes", no, no, no, no));
        assertEquals(answered(ECT0), List.of("yes", "yes", no, no, "yes", no, no, no));
        assertEquals(answered(CE), List.of("yes", "yes", no, no, no, no, "yes", no));
    }

    @Test
    public void accurateEcnThatNobodyOffered() {
        Witness witness = new Witness().listening().in(0, 0, SYN, ECE, CWR).out(0, 1, SYN, ACK, AE);
        assertEquals(witness.clauses(), List.of("RFC9768-2"));
    }

    @Test
    public void accurateEcnIsNotJudgedByTheseRules() {
        Witness witness = agreed(AE).inWith(CE, 1, 1, 10, ACK).out(1, 11, ACK);
        assertEquals(witness.clauses(), List.of());
    }
}
