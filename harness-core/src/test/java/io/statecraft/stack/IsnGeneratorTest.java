package io.statecraft.stack;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertNotEquals;
import static org.testng.Assert.assertTrue;

import io.statecraft.wire.FourTuple;
import io.statecraft.wire.IpAddress;
import io.statecraft.wire.SequenceNumber;
import java.util.HashSet;
import java.util.Set;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Initial sequence numbers, RFC 6528 section 3: a clock, and a keyed hash of the ends. */
public final class IsnGeneratorTest {
    private static final IpAddress A = IpAddress.of("10.0.0.1");
    private static final IpAddress B = IpAddress.of("10.0.0.2");
    private static final FourTuple ENDS = new FourTuple(A, 1, B, 2);
    private static final long SECOND = 1_000_000_000L;

    private final IsnGenerator generator = new IsnGenerator(1);

    @Test
    public void thoseOfTheSameEndsRiseByAQuarterOfAMillionASecond() {
        SequenceNumber before = generator.next(ENDS, 5 * SECOND);
        assertEquals(generator.next(ENDS, 6 * SECOND).since(before), 250_000);
        assertEquals(generator.next(ENDS, 5 * SECOND + 4_000).since(before), 1);
    }

    @DataProvider
    public Object[][] others() {
        return new Object[][] {
            {new FourTuple(A, 3, B, 2)},
            {new FourTuple(A, 1, B, 3)},
            {new FourTuple(A, 1, IpAddress.of("10.0.0.3"), 2)},
            {new FourTuple(IpAddress.of("10.0.0.3"), 1, B, 2)},
            {new FourTuple(IpAddress.of("2001:db8::1"), 1, IpAddress.of("2001:db8::2"), 2)},
        };
    }

    @Test(dataProvider = "others")
    public void everyPartOfTheEndsCounts(FourTuple other) {
        assertNotEquals(generator.next(other, 0), generator.next(ENDS, 0));
        assertNotEquals(generator.timestampOffset(other), generator.timestampOffset(ENDS));
    }

    @Test
    public void theKeyCounts() {
        assertNotEquals(new IsnGenerator(2).next(ENDS, 0), generator.next(ENDS, 0));
        assertEquals(new IsnGenerator(1).next(ENDS, 0), generator.next(ENDS, 0));
    }

    @Test
    public void portsInARowTellNothingOfEachOther() {
        Set<Integer> steps = new HashSet<>();
        for (int port = 1; port <= 1000; port++) {
            SequenceNumber one = generator.next(new FourTuple(A, port, B, 2), 0);
            SequenceNumber next = generator.next(new FourTuple(A, port + 1, B, 2), 0);
            steps.add(next.since(one));
        }
        assertTrue(steps.size() > 990, "different steps: " + steps.size());
    }
}
