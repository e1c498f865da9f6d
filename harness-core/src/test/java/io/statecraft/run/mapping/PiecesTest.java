package io.statecraft.run.mapping;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.Decoded;
import io.statecraft.wire.Segment;
import io.statecraft.wire.SequenceNumber;
import io.statecraft.wire.TcpFlag;
import io.statecraft.wire.TcpOption;
import java.util.List;
import java.util.function.UnaryOperator;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Pieces of one segment are put together, and nothing else is. */
public final class PiecesTest {
    private static final Segment FIRST = Segment.between(1, 2)
            .withSeq(SequenceNumber.of(1000))
            .withFlags(TcpFlag.ACK, TcpFlag.CWR)
            .withWindow(9)
            .withPayload(Bytes.zeros(100));
    private static final Segment SECOND =
            FIRST.withSeq(SequenceNumber.of(1100)).withFlags(TcpFlag.ACK, TcpFlag.PSH, TcpFlag.FIN);

    private static Decoded decoded(Segment s) {
        return Wire.sent(s);
    }

    @Test
    public void theWholeHasTheFirstNumberAndTheLastFlags() {
        Pieces pieces = new Pieces();
        assertTrue(pieces.add(decoded(FIRST)));
        assertTrue(pieces.add(decoded(SECOND)));
        assertEquals(pieces.length(), 200);
        Segment whole = pieces.whole(decoded(SECOND).packet()).orElseThrow().segment();
        assertEquals(whole.seq().toLong(), 1000);
        assertEquals(whole.payload(), Bytes.zeros(200));
        assertEquals(whole.flags(), TcpFlag.maskOf(TcpFlag.ACK, TcpFlag.PSH, TcpFlag.FIN, TcpFlag.CWR));
    }

    @DataProvider
    public static Object[][] others() {
        return new Object[][] {
            {"a gap", change(s -> s.withSeq(SequenceNumber.of(1101)))},
            {"another ack", change(s -> s.withAck(SequenceNumber.of(5)))},
            {"another window", change(s -> s.withWindow(10))},
            {"another flag", change(s -> s.withFlags(TcpFlag.ACK, TcpFlag.ECE))},
            {"another option", change(s -> s.withOptions(List.of(new TcpOption.MaximumSegmentSize(5))))},
            {"more text than the first", change(s -> s.withPayload(Bytes.zeros(101)))},
            {"no text", change(s -> s.withPayload(Bytes.EMPTY))},
        };
    }

    private static UnaryOperator<Segment> change(UnaryOperator<Segment> change) {
        return change;
    }

    @Test(dataProvider = "others")
    public void isNoPiece(String why, UnaryOperator<Segment> change) {
        Pieces pieces = new Pieces();
        pieces.add(decoded(FIRST));
        assertFalse(pieces.add(decoded(change.apply(SECOND))), why);
        assertEquals(pieces.length(), 100);
    }

    @Test
    public void nothingFollowsAShorterPiece() {
        Pieces pieces = new Pieces();
        pieces.add(decoded(FIRST));
        assertTrue(pieces.add(decoded(SECOND.withPayload(Bytes.zeros(50)))));
        assertFalse(pieces.add(decoded(SECOND.withSeq(SequenceNumber.of(1150)).withPayload(Bytes.zeros(50)))));
    }

    @Test
    public void onlyTextThatIsTooShortMayBeABeginning() {
        assertTrue(Pieces.mayBegin(decoded(FIRST), 101));
        assertFalse(Pieces.mayBegin(decoded(FIRST), 100));
        assertFalse(Pieces.mayBegin(decoded(FIRST.withPayload(Bytes.EMPTY)), 100));
    }
}
