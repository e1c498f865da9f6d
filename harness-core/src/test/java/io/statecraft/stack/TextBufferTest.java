package io.statecraft.stack;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertThrows;

import io.statecraft.wire.Bytes;
import io.statecraft.wire.SequenceNumber;
import java.util.Random;
import org.testng.annotations.Test;

/** Text by sequence number. */
public final class TextBufferTest {
    private static final SequenceNumber START = SequenceNumber.of(0xffff_fff0L); // the numbers wrap inside

    @Test
    public void textInAnyOrderAndOverlapIsPutTogether() {
        Bytes whole = Wire.text(0, 5000);
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            TextBuffer buffer = new TextBuffer();
            for (int i = 0; i < 40; i++) {
                int from = random.nextInt(5000);
                int to = from + random.nextInt(5001 - from);
                buffer.put(START.plus(from), whole.slice(from, to));
            }
            buffer.put(START, whole);
            int from = random.nextInt(5000);
            int length = random.nextInt(5001 - from);
            assertEquals(buffer.get(START.plus(from), length), whole.slice(from, from + length), "seed " + seed);
        }
    }

    @Test
    public void whatIsThereFirstStays() {
        TextBuffer buffer = new TextBuffer();
        buffer.put(START.plus(2), Bytes.ofHex("aabb"));
        buffer.put(START, Bytes.ofHex("010203040506"));
        assertEquals(buffer.get(START, 6), Bytes.ofHex("0102aabb0506"));
    }

    @Test
    public void whatIsDroppedIsGone() {
        TextBuffer buffer = new TextBuffer();
        buffer.put(START, Wire.text(0, 100));
        buffer.dropBefore(START.plus(40));
        assertEquals(buffer.get(START.plus(40), 60), Wire.text(40, 60));
        assertThrows(IllegalStateException.class, () -> buffer.get(START.plus(39), 1));
    }

    @Test
    public void aGapIsNoText() {
        TextBuffer buffer = new TextBuffer();
        buffer.put(START, Wire.text(0, 10));
        buffer.put(START.plus(20), Wire.text(20, 10));
        assertThrows(IllegalStateException.class, () -> buffer.get(START, 30));
    }
}
