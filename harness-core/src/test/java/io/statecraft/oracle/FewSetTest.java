package io.statecraft.oracle;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

/** A set with few elements or many, in the order in which they came. */
public final class FewSetTest {

    @Test
    public void eachIsThereOnceAndInOrderHoweverManyThereAre() {
        Set<Integer> set = new FewSet<>();
        List<Integer> order = new ArrayList<>();
        for (int n = 40; n > 0; n--) {
            assertFalse(set.contains(n));
            assertTrue(set.add(n));
            order.add(n);
            for (int m = 40; m >= n; m--) {
                assertFalse(set.add(m), m + " is there");
                assertTrue(set.contains(m));
            }
            assertEquals(List.copyOf(set), order);
            assertEquals(set.size(), order.size());
        }
    }

    @Test
    public void aCopyHasTheSameAndGoesItsOwnWay() {
        for (int size : new int[] {0, 1, 8, 9, 20}) {
            Set<Integer> first = new FewSet<>();
            IntStream.range(0, size).forEach(first::add);
            Set<Integer> copy = new FewSet<>(first);
            assertEquals(copy, first);
            assertFalse(size > 0 && copy.add(0));
            assertTrue(copy.add(100));
            assertFalse(first.contains(100));
            assertEquals(first.size(), size);
        }
    }
}
