package io.statecraft.oracle.offline;

import static io.statecraft.oracle.offline.Dialogue.MSS;
import static io.statecraft.oracle.offline.Dialogue.nothingIn;
import static io.statecraft.wire.TcpFlag.ACK;
import static io.statecraft.wire.TcpFlag.FIN;
import static io.statecraft.wire.TcpFlag.SYN;
import static org.testng.Assert.assertEquals;

import io.statecraft.wire.Segment;
import java.util.List;
import java.util.OptionalInt;
import org.testng.annotations.Test;

/** Segments that were damaged on the way, or only look so, prove nothing against who sent them. */
public class DamagedSegmentsTest {
    @Test
    public void damageOnTheWay() {
        CaptureFindings found = nothingIn(Dialogue.established()
                .client(1, 1, 10, ACK, FIN)
                .but(DamagedSegmentsTest::damaged)
                .server(1, 5_000, 0, ACK)
                .but(DamagedSegmentsTest::damaged)
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
        dialogue.server(1, 501, 0, ACK).but(DamagedSegmentsTest::damaged);
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
        dialogue.client(0, 0, 0, SYN).but(DamagedSegmentsTest::damaged).server(0, 1, 0, SYN, ACK);
        dialogue.client(1, 1, 0, ACK).but(DamagedSegmentsTest::damaged);
        dialogue.client(20_001, 1, 10, ACK).but(DamagedSegmentsTest::damaged);
        dialogue.client(1, 1, 10, ACK, FIN).but(DamagedSegmentsTest::damaged);
        dialogue.server(1, 12, 0, ACK, FIN).later(50);
        dialogue.client(12, 2, 0, ACK).but(DamagedSegmentsTest::damaged);
        CaptureFindings found = nothingIn(dialogue);
        assertEquals(found.damaged(), 0);
        assertEquals(found.whole(), 1);
    }

    private static Segment damaged(Segment s) {
        return s.withHeader(new Segment.RawHeader(OptionalInt.empty(), 0, OptionalInt.of(0x1234)));
    }
}
