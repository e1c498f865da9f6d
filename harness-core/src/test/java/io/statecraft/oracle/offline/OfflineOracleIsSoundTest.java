package io.statecraft.oracle.offline;

import static io.statecraft.oracle.offline.Dialogue.CLIENT_ISS;
import static io.statecraft.oracle.offline.Dialogue.MSS;
import static io.statecraft.oracle.offline.Dialogue.SERVER_ISS;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.RST;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import java.util.List;
import java.util.OptionalInt;
import org.testng.annotations.Test;

/** What a capture cannot show is nobody's violation. */
public class OfflineOracleIsSoundTest {

    private static CaptureFindings nothingIn(Dialogue dialogue) {
        CaptureFindings findings = dialogue.findings();
        assertEquals(findings.violations(), List.of());
        return findings;
    }

    @Test
    public void hostThatRecordsOutOfOrder() {
        // The acknowledgment is recorded before what it acknowledges, and the text before the window that lets it go.
        nothingIn(Dialogue.established()
                .server(1, 101, 0, ACK)
                .client(1, 1, 100, ACK)
                .orderly(101, 1));
        nothingIn(Dialogue.established()
                .client(10_001, 1, 100, ACK)
                .server(1, 10_001, 0, ACK)
                .client(1, 1, 10_000, ACK)
                .orderly(10_101, 1));
    }

    @Test
    public void lossBeforeTheTap() {
        CaptureFindings found = nothingIn(Dialogue.established()
                .client(101, 1, 100, ACK)
                .server(1, 1, 0, ACK)
                .client(1, 1, 100, ACK)
                .server(1, 201, 0, ACK)
                .orderly(201, 1));
        assertEquals(found.missing(), 0);
    }

    @Test
    public void captureThatLacksPackets() {
        // The text up to 101 is acknowledged and was never seen; the client goes on behind it.
        CaptureFindings found = nothingIn(Dialogue.established()
                .server(1, 101, 0, ACK)
                .later(50)
                .client(101, 1, 10, ACK)
                .orderly(111, 1));
        assertEquals(found.missing(), 1);
        assertEquals(found.signs(), List.of("packet 4 acknowledges up to 101, and packet 5 goes on behind a gap"));
    }

    /** Nobody says whether it was sent: then it may have been, and so may be what else is missing. */
    @Test
    public void claimThatNothingSettles() {
        CaptureFindings found = nothingIn(Dialogue.established()
                .client(20_001, 1, 10, ACK)
                .later(50)
                .server(1, 25_001, 0, RST, ACK)
                .server(1, 25_001, 0, ACK));
        assertEquals(found.missing(), 1);
        assertEquals(found.unproven().size(), 1);
    }

    /** The reset of a connection in SYN-RECEIVED overtakes its SYN,ACK. */
    @Test
    public void resetBeforeTheSynAck() {
        nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .server(1, 1, 0, RST, ACK)
                .later(50)
                .server(0, 1, 0, SYN, ACK)
                .client(1, 0, 0, RST));
    }

    /** The window scale is in options that the capture does not have. */
    @Test
    public void synWhoseOptionsAreCut() {
        Tap tap = new Dialogue()
                .client(0, 0, 0, SYN)
                .with(new io.statecraft.wire.TcpOption.WindowScale(7))
                .server(0, 1, 0, SYN, ACK)
                .with(new io.statecraft.wire.TcpOption.WindowScale(7))
                .client(1, 1, 0, ACK)
                .server(1, 1, 20_000, ACK)
                .client(1, 20_001, 0, ACK)
                .orderly(1, 20_001)
                .capture();
        for (int number : new int[] {1, 2}) {
            tap.cut(number, 42);
        }
        assertEquals(tap.judged(true).violations(), List.of());
        assertEquals(tap.judged(true).whole(), 1);
    }

    /** Fast Open is asked for in options that the capture does not have: text may come before the handshake is complete. */
    @Test
    public void synWhoseFastOpenOptionIsCut() {
        Tap tap = new Dialogue()
                .client(0, 0, 0, SYN)
                .with(MSS, new io.statecraft.wire.TcpOption.FastOpen(io.statecraft.wire.Bytes.EMPTY))
                .server(0, 1, 0, SYN, ACK)
                .with(MSS)
                .server(1, 1, 20, ACK)
                .later(50)
                .client(1, 21, 0, ACK)
                .orderly(1, 21)
                .capture();
        tap.cut(1, 44);
        assertEquals(tap.judged(true).violations(), List.of());
    }

    @Test
    public void gapThatIsAcknowledgedAndNeverFilled() {
        CaptureFindings found = nothingIn(Dialogue.established()
                .client(101, 1, 100, ACK)
                .server(1, 201, 0, ACK)
                .orderly(201, 1));
        assertEquals(found.missing(), 1);
    }

    /** Once packets are missing, what one of them could explain is no violation any more; what none could is one still. */
    @Test
    public void missingPacketsMayExplain() {
        Dialogue lacking = Dialogue.established()
                .client(101, 1, 100, ACK)
                .server(1, 201, 0, ACK)
                .client(20_001, 1, 100, ACK)
                .orderly(201, 1);
        CaptureFindings found = nothingIn(lacking);
        assertEquals(found.unproven().stream().map(v -> v.violation().clause()).toList(), List.of("RFC9293:3.8.6"));
        Dialogue proven = Dialogue.established()
                .client(101, 1, 100, ACK)
                .server(1, 201, 0, ACK)
                .client(201, 1, 0, ACK)
                .with(MSS)
                .orderly(201, 1);
        assertEquals(proven.found(), List.of("6: RFC9293:MUST-65"));
    }

    @Test
    public void captureThatBeginsInTheMiddle() {
        CaptureFindings found = nothingIn(new Dialogue()
                .server(5_000, 900, 0, ACK)
                .client(100, 5_000, 100, ACK)
                .client(900, 5_000, 100, ACK)
                .server(5_000, 1_000, 0, ACK)
                .orderly(1_000, 5_000));
        assertEquals(found.joined(), 1);
        assertEquals(found.missing(), 0);
    }

    /** Its first sequence number counts a FIN that was sent before: the FIN comes again. */
    @Test
    public void captureThatBeginsBehindAFin() {
        CaptureFindings found = nothingIn(new Dialogue()
                .client(5_000, 900, 0, ACK, FIN)
                .server(901, 5_001, 0, ACK)
                .server(900, 5_001, 0, ACK, FIN)
                .client(5_001, 901, 0, ACK));
        assertEquals(found.joined(), 1);
    }

    @Test
    public void oneDirectionAlone() {
        CaptureFindings found = nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .client(1, 1, 0, ACK)
                .client(1, 1, 60_000, ACK)
                .client(60_001, 400, 0, ACK, FIN)
                .client(60_002, 401, 0, RST));
        assertEquals(found.oneWay(), 1);
    }

    @Test
    public void damageOnTheWay() {
        CaptureFindings found = nothingIn(Dialogue.established()
                .client(1, 1, 10, ACK, FIN)
                .but(OfflineOracleIsSoundTest::damaged)
                .server(1, 5_000, 0, ACK)
                .but(OfflineOracleIsSoundTest::damaged)
                .orderly(1, 1));
        assertEquals(found.damaged(), 2);
    }

    /** Of a segment that the capture does not have whole nobody can tell that it was not damaged: neither it nor what it said convicts. */
    @Test
    public void damageToSegmentsThatAreCut() {
        // The acknowledgment was damaged.
        unproven(
                Dialogue.established()
                        .client(1, -5_000, 100, ACK)
                        .server(1, 1, 0, ACK)
                        .client(1, 1, 100, ACK)
                        .orderly(101, 1),
                4,
                "4: RFC9293:3.4");
        // The FIN bit was damaged: the stream goes on.
        unproven(
                Dialogue.established()
                        .client(1, 1, 100, ACK, FIN)
                        .client(101, 1, 0, ACK)
                        .client(101, 1, 10, ACK)
                        .orderly(111, 1),
                4,
                "6: RFC9293:3.10.4");
        // What the other end acknowledges was never sent, says a segment whose number may have been damaged.
        unproven(
                Dialogue.established()
                        .client(1, 1, 100, ACK)
                        .server(1, 201, 0, ACK)
                        .later(50)
                        .client(101, 1, 50, ACK)
                        .orderly(201, 1),
                6,
                "5: RFC9293:3.4");
    }

    private static void unproven(Dialogue dialogue, int cut, String expected) {
        Tap tap = dialogue.capture();
        tap.cut(cut, 44);
        for (boolean fast : new boolean[] {true, false}) {
            CaptureFindings found = tap.judged(fast);
            assertEquals(found.violations(), List.of());
            assertEquals(
                    found.unproven().stream()
                            .map(v -> v.packet() + ": " + v.violation().clause())
                            .toList(),
                    List.of(expected));
        }
    }

    /** A damaged acknowledgment that could be goes by header prediction: before it is held against anybody, its checksum is looked at. */
    @Test
    public void damageThatHeaderPredictionLetsPass() {
        Dialogue dialogue = new Dialogue().stamped().handshake(MSS);
        dialogue.client(1, 1, 100, ACK).server(1, 101, 0, ACK).client(101, 1, 1_000, ACK);
        dialogue.server(1, 501, 0, ACK).but(OfflineOracleIsSoundTest::damaged);
        dialogue.server(1, 101, 0, ACK);
        nothingIn(dialogue.orderly(1_101, 1));
    }

    /** A length that is not the packet's is damage, too: the segment is not one that was cut by the capture. */
    @Test
    public void damagedLength() {
        Tap tap = Dialogue.established()
                .client(1, 1, 10, ACK, FIN)
                .client(12, 1, 0, ACK)
                .server(1, 12, 0, ACK)
                .capture();
        tap.packet(5)[2] ^= 1;
        assertEquals(tap.judged(true).violations(), List.of());
    }

    /** Those of a host whose sums are filled in after the tap look damaged throughout: they count, and prove nothing against it. */
    @Test
    public void checksumsLeftToHardware() {
        Dialogue dialogue = new Dialogue();
        dialogue.client(0, 0, 0, SYN).but(OfflineOracleIsSoundTest::damaged).server(0, 1, 0, SYN, ACK);
        dialogue.client(1, 1, 0, ACK).but(OfflineOracleIsSoundTest::damaged);
        dialogue.client(20_001, 1, 10, ACK).but(OfflineOracleIsSoundTest::damaged);
        dialogue.client(1, 1, 10, ACK, FIN).but(OfflineOracleIsSoundTest::damaged);
        dialogue.server(1, 12, 0, ACK, FIN).later(50);
        dialogue.client(12, 2, 0, ACK).but(OfflineOracleIsSoundTest::damaged);
        CaptureFindings found = nothingIn(dialogue);
        assertEquals(found.damaged(), 0);
        assertEquals(found.whole(), 1);
    }

    private static Segment damaged(Segment s) {
        return s.withHeader(new Segment.RawHeader(OptionalInt.empty(), 0, OptionalInt.of(0x1234)));
    }

    @Test
    public void portsThatAreUsedAgain() {
        Dialogue dialogue = Dialogue.established().client(1, 1, 100, ACK).orderly(101, 1);
        long by = 100_000_000;
        dialogue.later(1)
                .client(by, 0, 0, SYN)
                .server(2 * by, by + 1, 0, SYN, ACK)
                .client(by + 1, 2 * by + 1, 10, ACK)
                // A late one of the connection before.
                .client(101, 1, 10, ACK)
                .server(2 * by + 1, by + 11, 0, ACK);
        CaptureFindings found = nothingIn(dialogue);
        assertEquals(found.whole(), 2);
    }

    /** A peer that has forgotten the connection opens it anew: the other still speaks of the old one. */
    @Test
    public void halfOpenConnectionIsDiscovered() {
        long by = 100_000_000;
        nothingIn(Dialogue.established()
                .client(1, 1, 100, ACK)
                .server(1, 101, 0, ACK)
                .client(by, 0, 0, SYN)
                .server(1, 101, 0, ACK)
                .client(101, 0, 0, RST)
                .client(by, 0, 0, SYN)
                .server(3 * by, by + 1, 0, SYN, ACK)
                .client(by + 1, 3 * by + 1, 0, ACK)
                .orderly(by + 1, 3 * by + 1));
    }

    /** With numbers that are not far from the old ones; the resets, and a challenge that led to them, come late and more than once. */
    @Test
    public void resetsOfAHalfOpenConnectionComeLate() {
        long old = 100_000_000;
        long by = old + 60_000;
        CaptureFindings found = nothingIn(new Dialogue()
                .client(old, 0, 0, SYN)
                .server(0, old + 1, 0, SYN, ACK)
                .client(old + 1, 1, 100, ACK)
                .server(1, old + 101, 0, ACK)
                .client(by, 0, 0, SYN)
                .server(1, old + 101, 0, ACK)
                .client(old + 101, 0, 0, RST)
                .client(by, 0, 0, SYN)
                .server(-2 * old, by + 1, 0, SYN, ACK)
                .client(by, 0, 0, SYN)
                .server(-2 * old, by + 1, 0, SYN, ACK)
                .client(old + 101, 0, 0, RST)
                .client(old + 101, 0, 0, RST)
                .client(by + 1, 1 - 2 * old, 0, ACK)
                .orderly(by + 1, 1 - 2 * old));
        assertEquals(found.whole(), 2);
        assertEquals(found.connections(), 2);
    }

    /** Two SYNs later one end still speaks of the connection before them, and nobody has heard it since. */
    @Test
    public void lateSegmentsFromBeforeTwoSyns() {
        long by = 100_000_000;
        nothingIn(Dialogue.established()
                .client(1, 1, 100, ACK)
                .server(1, 101, 0, ACK)
                .client(by, 0, 0, SYN)
                .client(2 * by, 0, 0, SYN)
                .server(1, 101, 0, ACK)
                .later(50)
                .client(101, 1, 0, RST));
    }

    /** Of what the other end said of the old connection nothing counts once it answers the new SYN. */
    @Test
    public void lateSegmentBeforeTheSynAck() {
        long by = 100_000_000;
        CaptureFindings found = nothingIn(Dialogue.established()
                .client(1, 1, 100, ACK)
                .server(1, 101, 0, ACK)
                .client(by, 0, 0, SYN)
                .server(1, 101, 0, ACK)
                .server(-2 * by, by + 1, 0, SYN, ACK)
                .client(by + 1, 1 - 2 * by, 0, ACK)
                .orderly(by + 1, 1 - 2 * by));
        assertEquals(found.connections(), 2);
    }

    /** A segment that comes before the acknowledgment of the SYN,ACK is reset by a listener that keeps nothing of SYNs, and the reset is late. */
    @Test
    public void resetByTheListenerComesLate() {
        nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .server(0, 1, 0, SYN, ACK)
                .client(1, 1, 0, ACK)
                .client(1, 1, 100, ACK)
                .server(1, 1, 1, ACK)
                .server(1, 0, 0, RST)
                .client(101, 2, 50, ACK)
                .server(2, 151, 0, ACK)
                .orderly(151, 2));
    }

    @Test
    public void listenerThatAnswersWithAnotherNumber() {
        CaptureFindings found = nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .server(0, 1, 0, SYN, ACK)
                .client(0, 0, 0, SYN)
                .server(777, 1, 0, SYN, ACK)
                .client(1, 1, 0, ACK)
                .orderly(1, 1));
        assertEquals(found.abstained(), 1);
    }

    /** A SYN from before the capture began, whose answer is reset (RFC 9293 figure 9): nobody can say that there was none. */
    @Test
    public void synAckThatMayAnswerAnOldDuplicate() {
        CaptureFindings found = nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .server(777, -5_000, 0, SYN, ACK)
                .client(-5_000, 0, 0, RST)
                .later(50)
                .client(0, 0, 0, SYN)
                .server(0, 1, 0, SYN, ACK)
                .client(1, 1, 0, ACK)
                .orderly(1, 1));
        assertEquals(
                found.unproven().stream()
                        .map(v -> v.packet() + ": " + v.violation().clause())
                        .toList(),
                List.of("2: RFC9293:3.10.7.2"));
        assertEquals(found.whole(), 1);
    }

    /** The SYN was first sent with text, which the capture lacks; what was not acknowledged of it comes again. */
    @Test
    public void synAckThatMayCountTextThatWasNotSeen() {
        CaptureFindings found = nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .server(0, 11, 0, SYN, ACK)
                .server(0, 1, 0, SYN, ACK)
                .client(1, 1, 20, ACK)
                .orderly(21, 1));
        assertEquals(found.unproven().size(), 1);
    }

    @Test
    public void simultaneousOpen() {
        nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .server(0, 0, 0, SYN)
                .but(s -> s.withAck(SequenceNumber.ZERO))
                .client(0, 1, 0, SYN, ACK)
                .server(0, 1, 0, SYN, ACK)
                .client(1, 1, 10, ACK)
                .server(1, 11, 0, ACK)
                .orderly(11, 1));
    }

    @Test
    public void closedPortAnswersEverything() {
        nothingIn(new Dialogue()
                .client(0, 0, 0, SYN)
                .server(-SERVER_ISS, 1, 0, RST, ACK)
                .client(0, 0, 10, SYN)
                .server(-SERVER_ISS, 11, 0, RST, ACK)
                .client(5, 900, 0, ACK)
                .server(900, -CLIENT_ISS, 0, RST));
    }

    @Test
    public void keepAliveWithGarbage() {
        nothingIn(Dialogue.established()
                .client(1, 1, 100, ACK)
                .server(1, 101, 0, ACK)
                .client(100, 1, 1, ACK)
                .but(s -> s.withPayload(io.statecraft.wire.Bytes.zeros(1)))
                .orderly(101, 1));
    }

    @Test
    public void longStreamWrapsTheNumbers() {
        Dialogue dialogue = Dialogue.established();
        long seq = 1;
        for (int i = 0; i < 1_000; i++) {
            dialogue.client(seq, 1, 9_000, ACK).server(1, seq + 9_000, 0, ACK);
            seq += 9_000;
        }
        CaptureFindings found = nothingIn(dialogue.orderly(seq, 1));
        assertEquals(found.whole(), 1);
    }
}
