package io.statecraft.oracle.offline;

import static io.statecraft.oracle.offline.Dialogue.MSS;
import static io.statecraft.oracle.offline.Dialogue.SACK_PERMITTED;
import static io.statecraft.oracle.offline.Dialogue.SERVER_ISS;
import static io.statecraft.oracle.offline.Dialogue.stamp;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

import io.statecraft.tcp.TcpState;
import io.statecraft.wire.Bytes;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpOption;
import java.util.List;
import java.util.Set;
import org.testng.annotations.Test;

/** One thing in a good capture is changed, and the packet and the clause are named. The dialogue as such is allowed. */
public class OfflineOracleFindsViolationsTest {

    private static void finds(Dialogue dialogue, String... expected) {
        assertEquals(dialogue.found(), List.of(expected));
    }

    @Test
    public void ordinaryConversationIsAllowed() {
        finds(Dialogue.established()
                .client(1, 1, 100, ACK)
                .server(1, 101, 50, ACK)
                .orderly(101, 51));
        finds(new Dialogue().stamped().handshake(MSS, SACK_PERMITTED).orderly(1, 1));
    }

    @Test
    public void acknowledgmentOfWhatWasNotSent() {
        finds(
                Dialogue.established()
                        .client(1, 1, 100, ACK)
                        .server(1, 201, 0, ACK)
                        .orderly(101, 1),
                "5: RFC9293:3.4");
    }

    @Test
    public void acknowledgmentBelowThePeersSyn() {
        finds(Dialogue.established().server(1, 0, 0, ACK).orderly(1, 1), "4: RFC9293:3.4");
    }

    @Test
    public void acknowledgmentThatGoesBack() {
        finds(
                new Dialogue()
                        .stamped()
                        .handshake(MSS)
                        .client(1, 1, 100, ACK)
                        .server(1, 101, 0, ACK)
                        .server(1, 51, 0, ACK)
                        .orderly(101, 1),
                "6: RFC9293:3.4");
    }

    @Test
    public void textBeyondTheWindow() {
        finds(Dialogue.established().client(10_001, 1, 100, ACK).orderly(1, 1), "4: RFC9293:3.8.6");
        // The octet that probes a closed window may be there.
        finds(Dialogue.established()
                .client(1, 1, 9_000, ACK)
                .client(9_001, 1, 1_001, ACK)
                .server(1, 10_002, 0, ACK)
                .orderly(10_002, 1));
    }

    @Test
    public void sequenceNumberOutsideTheWindow() {
        finds(Dialogue.established().client(20_000, 1, 0, ACK).orderly(1, 1), "4: RFC9293:3.10.7.4");
        finds(Dialogue.established().client(-5, 1, 0, ACK).orderly(1, 1), "4: RFC9293:3.4");
    }

    @Test
    public void textBehindTheFin() {
        finds(
                Dialogue.established()
                        .client(1, 1, 10, ACK, FIN)
                        .client(12, 1, 10, ACK)
                        .server(1, 12, 0, ACK),
                "5: RFC9293:3.10.4");
    }

    @Test
    public void finThatMoves() {
        finds(Dialogue.established().client(1, 1, 10, ACK, FIN).client(1, 1, 5, ACK, FIN), "5: RFC9293:3.10.4");
        finds(Dialogue.established().client(1, 1, 10, ACK).client(1, 1, 5, ACK, FIN), "5: RFC9293:3.10.4");
    }

    @Test
    public void resetIsAnswered() {
        finds(
                new Dialogue()
                        .client(0, 0, 0, SYN)
                        .server(-SERVER_ISS, 1, 0, RST, ACK)
                        .client(1, 0, 0, RST)
                        .later(50)
                        .client(0, 0, 0, SYN),
                "3: RFC9293:3.5.2");
    }

    @Test
    public void resetThatNothingAsksFor() {
        finds(Dialogue.established().server(50_000, 1, 0, RST).orderly(1, 1), "4: RFC9293:3.5.2");
        // An abort, and the answer of somebody who knows nothing of the connection, are fine.
        finds(Dialogue.established().client(1, 1, 10, ACK).server(1, 11, 0, RST, ACK));
    }

    @Test
    public void whatIsSentAgainIsAnother() {
        finds(
                Dialogue.established()
                        .client(1, 1, 100, ACK)
                        .client(51, 1, 100, ACK)
                        .but(s -> s.withPayload(Bytes.zeros(100)))
                        .orderly(151, 1),
                "5: RFC9293:3.10.8");
        finds(Dialogue.established()
                .client(1, 1, 100, ACK)
                .client(51, 1, 100, ACK)
                .server(1, 151, 0, ACK)
                .orderly(151, 1));
    }

    @Test
    public void optionsWhereTheyDoNotBelong() {
        finds(Dialogue.established().client(1, 1, 0, ACK).with(MSS).orderly(1, 1), "4: RFC9293:MUST-65");
        finds(Dialogue.established().client(1, 1, 0, ACK).with(SACK_PERMITTED).orderly(1, 1), "4: RFC2018-1");
    }

    @Test
    public void optionsThatNobodyAgreedOn() {
        TcpOption.Sack blocks = sack(11, 21);
        finds(
                Dialogue.established()
                        .client(1, 1, 40, ACK)
                        .server(1, 1, 0, ACK)
                        .with(blocks)
                        .orderly(41, 1),
                "5: RFC2018-2");
        finds(
                new Dialogue()
                        .client(0, 0, 0, SYN)
                        .with(MSS)
                        .server(0, 1, 0, SYN, ACK)
                        .with(MSS, new TcpOption.WindowScale(2))
                        .client(1, 1, 0, ACK)
                        .orderly(1, 1),
                "2: RFC7323-2?");
        finds(
                new Dialogue()
                        .client(0, 0, 0, SYN)
                        .server(0, 1, 0, SYN, ACK)
                        .with(stamp(5, 5))
                        .client(1, 1, 0, ACK)
                        .orderly(1, 1),
                "2: RFC7323-9?");
    }

    @Test
    public void timestampsThatAreMissingOrMadeUp() {
        finds(
                new Dialogue()
                        .stamped()
                        .handshake(MSS)
                        .client(1, 1, 10, ACK)
                        .but(s -> s.withOptions(List.of()))
                        .orderly(11, 1),
                "4: RFC7323-10");
        finds(
                new Dialogue()
                        .stamped()
                        .handshake(MSS)
                        .client(1, 1, 10, ACK)
                        .but(s -> s.withOptions(List.of(stamp(4, 99_999))))
                        .orderly(11, 1),
                "4: RFC7323-16");
    }

    @Test
    public void sackBlocksOfNothing() {
        finds(
                new Dialogue()
                        .handshake(MSS, SACK_PERMITTED)
                        .client(1, 1, 40, ACK)
                        .server(1, 1, 0, ACK)
                        .with(sack(21, 11))
                        .orderly(41, 1),
                "5: RFC2018-8?");
        finds(
                new Dialogue()
                        .handshake(MSS, SACK_PERMITTED)
                        .client(1, 1, 40, ACK)
                        .server(1, 1, 0, ACK)
                        .with(sack(141, 161))
                        .orderly(41, 1),
                "5: RFC2018-8?");
    }

    private static TcpOption.Sack sack(long left, long right) {
        return new TcpOption.Sack(List.of(new TcpOption.Sack.Block(
                SequenceNumber.of(Dialogue.CLIENT_ISS + left), SequenceNumber.of(Dialogue.CLIENT_ISS + right))));
    }

    /** The answers to two SYNs have two initial numbers: one and the same for the SYN and for something else is wrong. */
    @Test
    public void synAckOfAnotherSyn() {
        finds(
                new Dialogue()
                        .client(0, 0, 0, SYN)
                        .server(0, 1, 0, SYN, ACK)
                        .server(0, 0, 0, SYN, ACK)
                        .client(1, 1, 0, ACK),
                "3: RFC9293:3.10.7.2");
        finds(
                new Dialogue()
                        .client(0, 0, 0, SYN)
                        .server(0, -77, 0, SYN, ACK)
                        .server(0, 1, 0, SYN, ACK)
                        .client(1, 1, 0, ACK),
                "2: RFC9293:3.10.7.2");
    }

    /** What was between the ports before is known, although one end has been silent for a SYN. */
    @Test
    public void afterTwoSynsInARow() {
        long by = 100_000_000;
        finds(
                Dialogue.established()
                        .client(1, 1, 100, ACK)
                        .client(by, 0, 0, SYN)
                        .client(2 * by, 0, 0, SYN)
                        .server(by, 2 * by + 1, 0, SYN, ACK)
                        .client(2 * by + 1, by + 1, 0, ACK)
                        .with(MSS),
                "8: RFC9293:MUST-65");
    }

    @Test
    public void synWithFin() {
        finds(new Dialogue().client(0, 0, 0, SYN, FIN), "1: RFC9293:3.10.7");
    }

    @Test
    public void segmentWithoutAck() {
        finds(Dialogue.established().client(1, 1, 10).orderly(1, 1), "4: RFC9293:3.1");
    }

    @Test
    public void textInSynSent() {
        finds(
                new Dialogue()
                        .client(0, 0, 0, SYN)
                        .server(-SERVER_ISS, 1, 0, RST, ACK)
                        .client(1, 1, 10, ACK)
                        .later(50)
                        .client(1, 1, 10, ACK),
                "3: RFC9293:3.10.7.3");
    }

    @Test
    public void textBeforeTheHandshakeIsComplete() {
        finds(
                new Dialogue()
                        .client(0, 0, 0, SYN)
                        .server(0, 1, 0, SYN, ACK)
                        .server(1, 1, 10, ACK)
                        .later(50)
                        .client(1, 11, 0, ACK),
                "3: RFC9293:3.10.7.4");
    }

    @Test
    public void nothingIsReceivedAfterAReset() {
        finds(
                Dialogue.established()
                        .client(1, 1, 10, ACK)
                        .server(1, 11, 0, ACK)
                        .server(1, 11, 0, RST, ACK)
                        .client(11, 1, 10, ACK)
                        .server(1, 21, 0, ACK),
                "8: RFC9293:3.10.7.1");
    }

    @Test
    public void windowThatShrinks() {
        finds(
                new Dialogue()
                        .stamped()
                        .handshake(MSS)
                        .server(1, 1, 0, ACK)
                        .but(s -> s.withWindow(100))
                        .client(1, 1, 10, ACK)
                        .server(1, 11, 0, ACK),
                "4: RFC9293:SHLD-14?");
    }

    @Test
    public void violationSaysWhoAndWhat() {
        CaptureViolation found = Dialogue.established()
                .client(1, 1, 100, ACK)
                .server(1, 201, 0, ACK)
                .orderly(101, 1)
                .findings()
                .violations()
                .get(0);
        assertEquals(found.violation().connection().toString(), "192.168.0.1:8080 - 192.0.2.1:40000");
        assertEquals(found.violation().event(), ". 1:1(0) ack 201 win 10000");
        assertEquals(
                found.violation().allowed(), List.of("an acknowledgment of what was received, <ACK=101> at the most"));
        assertEquals(found.violation().before(), Set.of(TcpState.ESTABLISHED, TcpState.SYN_RECEIVED));
    }
}
