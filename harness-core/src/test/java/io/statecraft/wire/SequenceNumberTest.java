package io.statecraft.wire;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Sequence numbers are compared and added modulo 2^32 (RFC 9293 section 3.4). */
public final class SequenceNumberTest {
    private static final long SEED = 9293;

    /** Where the arithmetic is most likely to be wrong. */
    private static final List<Long> EDGES =
            List.of(0L, 1L, 2L, 0x7fff_fffeL, 0x7fff_ffffL, 0x8000_0000L, 0x8000_0001L, 0xffff_fffeL, 0xffff_ffffL);

    @DataProvider
    public Object[][] pairs() {
        SplittableRandom random = new SplittableRandom(SEED);
        Object[][] pairs = new Object[EDGES.size() * 40][];
        for (int i = 0; i < pairs.length; i++) {
            long distance = i % 4 == 0 ? 0x7fff_ffffL : 1 + random.nextLong(i % 4 == 1 ? 4 : 0x7fff_fffeL);
            pairs[i] = new Object[] {SequenceNumber.of(EDGES.get(i / 40)), distance};
        }
        return pairs;
    }

    @Test(dataProvider = "pairs")
    public void aNumberIsBeforeWhatComesLessThanHalfTheSpaceLater(SequenceNumber a, long distance) {
        SequenceNumber b = a.plus(distance);
        assertTrue(a.isBefore(b) && a.isAtOrBefore(b), a + " < " + b);
        assertTrue(b.isAfter(a) && b.isAtOrAfter(a), b + " > " + a);
        assertFalse(b.isBefore(a) || b.isAtOrBefore(a) || a.isAfter(b) || a.isAtOrAfter(b), a + " " + b);
        assertEquals(SequenceNumber.max(a, b), b);
        assertEquals(SequenceNumber.min(a, b), a);
        assertEquals(SequenceNumber.max(b, a), b);
        assertEquals(SequenceNumber.min(b, a), a);
    }

    @Test(dataProvider = "pairs")
    public void distancesAndSumsUndoEachOther(SequenceNumber a, long distance) {
        SequenceNumber b = a.plus(distance);
        assertEquals(b.since(a), (int) distance);
        assertEquals(a.since(b), (int) -distance);
        assertEquals(b.minus(distance), a);
        assertEquals(a.plus(distance).plus(1), a.plus(distance + 1));
        assertEquals(b.toLong(), (a.toLong() + distance) % (1L << 32));
    }

    @Test(dataProvider = "pairs")
    public void aWindowHasItsFirstNumberAndNotTheOneAfterItsLast(SequenceNumber from, long size) {
        assertTrue(from.isInWindow(from, size));
        assertTrue(from.plus(size - 1).isInWindow(from, size));
        assertFalse(from.plus(size).isInWindow(from, size));
        assertFalse(from.minus(1).isInWindow(from, size));
    }

    @Test
    public void aWindowOfSizeZeroHoldsNothing() {
        for (long edge : EDGES) {
            assertFalse(SequenceNumber.of(edge).isInWindow(SequenceNumber.of(edge), 0));
        }
    }

    @Test
    public void aNumberIsNeitherBeforeNorAfterItself() {
        for (long edge : EDGES) {
            SequenceNumber n = SequenceNumber.of(edge);
            assertTrue(n.isAtOrBefore(n) && n.isAtOrAfter(n));
            assertFalse(n.isBefore(n) || n.isAfter(n));
            assertEquals(n.since(n), 0);
        }
    }

    @Test
    public void everyLongIsTakenModuloTheSpace() {
        assertEquals(SequenceNumber.of(-1).toLong(), 0xffff_ffffL);
        assertEquals(SequenceNumber.of(1L << 32), SequenceNumber.ZERO);
        assertEquals(SequenceNumber.of(0xffff_ffffL).plus(1), SequenceNumber.ZERO);
        assertEquals(SequenceNumber.ZERO.minus(1).toString(), "4294967295");
        assertEquals(SequenceNumber.of(5).plus((1L << 40) + 3), SequenceNumber.of(8));
    }
}
