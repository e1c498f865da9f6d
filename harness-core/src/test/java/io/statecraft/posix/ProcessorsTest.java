package io.statecraft.posix;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertThrows;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** Work is done on one processor after the other, and then anywhere again. */
public final class ProcessorsTest {
    private static BitSet several() {
        BitSet permitted = Processors.permitted();
        if (permitted.cardinality() < 2) {
            throw new SkipException("there is one processor, or none can be chosen here");
        }
        return permitted;
    }

    @Test
    public void eachTurnHasAProcessorOfItsOwn() {
        BitSet permitted = several();
        Set<Integer> used = new HashSet<>();
        for (int turn = 0; turn < permitted.cardinality(); turn++) {
            BitSet meanwhile = Processors.inTurn(turn, Processors::permitted);
            assertEquals(meanwhile.cardinality(), 1);
            used.add(meanwhile.nextSetBit(0));
        }
        assertEquals(used.size(), permitted.cardinality());
        assertEquals(
                Processors.inTurn(permitted.cardinality(), Processors::permitted),
                Processors.inTurn(0, Processors::permitted));
        assertEquals(Processors.permitted(), permitted);
    }

    @Test
    public void afterAFailureItMayRunAnywhereAgain() {
        BitSet permitted = several();
        assertThrows(
                IllegalStateException.class,
                () -> Processors.inTurn(0, () -> {
                    throw new IllegalStateException();
                }));
        assertEquals(Processors.permitted(), permitted);
    }
}
