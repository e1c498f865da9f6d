package io.statecraft.bench;

import static org.testng.Assert.assertEquals;

import java.util.stream.IntStream;
import org.testng.annotations.Test;

public class SpreadTest {
    @Test
    public void aHundredFiguresHaveTheirMedianTheirNinetyNinthAndTheirHighest() {
        assertEquals(
                Spread.of(IntStream.rangeClosed(1, 100).map(i -> 101 - i).asDoubleStream()), new Spread(50, 99, 100));
    }

    @Test
    public void oneFigureIsAllThree() {
        assertEquals(Spread.of(7), new Spread(7, 7, 7));
    }

    @Test
    public void itSaysItsUnit() {
        assertEquals(Spread.of(1.25, 2).in("ms"), "median 1.3 ms, 99th percentile 2.0 ms, maximum 2.0 ms");
    }
}
